"""Receiving uploads: only from someone signed in, and never more onto the disk than could be kept."""

import io
from contextlib import suppress

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler

from portfolios.files import NO_ROOM
from portfolios.kinds import most_in_one_go


class NotWritten(InMemoryUploadedFile):
    """A file for which there was no room: its name and size, and none of its bytes."""

    has_no_room = True


class Receiving(TemporaryFileUploadHandler):
    """What goes over a limit is counted and not written, so that the form can still say how large it was.

    The same where the disk is full: it comes as NotWritten, and whoever keeps it refuses it in a sentence.
    """

    received, is_full = 0, False

    def new_file(self, *args, **kwargs):
        person = getattr(self.request, "user", None)
        if not (person and person.is_authenticated):
            raise SkipFile
        self.received += 1
        self.is_full = False
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data, start):
        is_wanted = start <= most_in_one_go() and self.received <= settings.EVIDENCE_MAX_FILES
        if is_wanted and not self.is_full:
            try:
                super().receive_data_chunk(raw_data, start)
                self.file.flush()
            except OSError as problem:
                self.let_go(problem)

    def let_go(self, problem):
        if problem.errno not in NO_ROOM:
            raise problem
        self.is_full = True
        with suppress(OSError):  # what it could not write, it tries once more on closing
            self.file.close()

    def file_complete(self, file_size):
        if not self.is_full:
            return super().file_complete(file_size)
        known = self.field_name, self.file_name, self.content_type, file_size, self.charset
        return NotWritten(io.BytesIO(), *known)
