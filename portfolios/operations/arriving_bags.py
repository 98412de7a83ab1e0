"""Bags that arrive: in pieces like any file, or whole with a form. They wait apart from evidence, and are no file of it."""

import errno
import os
import shutil

from django.conf import settings
from django.core.files.storage import storages

from portfolios import arriving
from portfolios.exchange.zips import BagIsRefused, opened
from portfolios.files import discard_file, keep_staged_path, new_path, refuse_size, refusing
from portfolios.models import Upload
from portfolios.names import clean_name
from portfolios.operations import uploads
from portfolios.refusals import FileRefused


def begin_bag(person, *, name, size):
    """Make room for a bag of `size` bytes. It need not have a name that evidence could have."""
    name = clean_name(name) or "portfolio.zip"
    with refusing(name):
        refuse_size(size, most=settings.EVIDENCE_MAX_BYTES)
        if shutil.disk_usage(settings.FILE_UPLOAD_TEMP_DIR).free < size + uploads.SPARE:
            raise OSError(errno.ENOSPC, "No room for a bag that was announced")
        upload = uploads.announced(person, name=name, size=size, is_bag=True)
        arriving.make_room(upload.code)
    return upload


def keep_bag_in_one_go(person, file):
    """Keep a bag that came whole with a form, as an upload that waits. Raises BagIsRefused."""
    opened(file.temporary_file_path()).close()
    name, place = clean_name(file.name or "") or "portfolio.zip", new_path()
    try:
        with refusing(name):
            keep_staged_path(file.temporary_file_path(), storage=storages["exports"], path=place)
            known = {
                "content_type": uploads.ZIP,
                "place": place,
                "received": file.size,
                "state": Upload.State.KEPT,
            }
            return uploads.announced(person, name=name, size=file.size, is_bag=True, **known)
    except FileRefused as refusal:
        discard_bag(place)
        raise BagIsRefused(str(refusal), is_ours=refusal.is_ours) from refusal


def discard_bag(place):
    discard_file(place, storage=storages["exports"])


def path_of(place):
    """Where it is on the disk: a ZIP is read from its end."""
    return os.fspath(storages["exports"].path(place))
