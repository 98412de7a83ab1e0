"""Receiving uploads: only from someone signed in, and never more onto the disk than could be kept."""

from django.conf import settings
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler

from portfolios.kinds import most_in_one_go


class Receiving(TemporaryFileUploadHandler):
    """What goes over a limit is counted and not written, so that the form can still say how large it was."""

    received = 0

    def new_file(self, *args, **kwargs):
        person = getattr(self.request, "user", None)
        if not (person and person.is_authenticated):
            raise SkipFile
        self.received += 1
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data, start):
        if start <= most_in_one_go() and self.received <= settings.EVIDENCE_MAX_FILES:
            super().receive_data_chunk(raw_data, start)
