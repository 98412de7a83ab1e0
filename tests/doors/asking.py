"""Someone who was asked what they saw, for rows of `tests.doors.witnesses` to point at."""

from functools import cached_property

from portfolios.files import keep_file
from portfolios.operations.spoken import begin_spoken
from portfolios.operations.testimony import keep_recording
from tests.factories.files import sound
from tests.factories.witnesses import asked


class WitnessAsked:
    @cached_property
    def witness_asked(self):
        return asked(self.unit)

    @cached_property
    def witness_token(self):
        return self.witness_asked.token

    @cached_property
    def witness_upload(self):
        return begin_spoken(self.witness_asked, name="a.wav", size=5, question=None, by=None)

    @cached_property
    def witness_recording(self):
        keep_recording(self.witness_asked, keep_file(sound()), by=None, most_bytes=10_000_000)
        return self.witness_asked.statement.recordings.get()
