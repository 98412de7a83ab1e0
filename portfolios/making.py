"""Files that are being made: where they stand meanwhile, and how they come to stay."""

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files.storage import storages

from portfolios.files import keep_staged_path, open_file


@contextmanager
def workbench():
    """A folder of one’s own among what is still coming in; it goes at the end, with all that was left in it."""
    with tempfile.TemporaryDirectory(prefix="making-", dir=settings.FILE_UPLOAD_TEMP_DIR) as folder:
        yield Path(folder)


@contextmanager
def on_disk(path, folder):
    """Where other programs can read a kept file: its own place, or a copy in `folder` where the store has no disk."""
    try:
        place = Path(storages["evidence"].path(path))
    except NotImplementedError:
        place = Path(folder, "original")
        with open_file(path) as source, open(place, "wb") as copy:
            shutil.copyfileobj(source, copy)
    if not place.exists():
        raise FileNotFoundError(path)
    yield place


def keep_made(staged):
    """Move a file of our own making to where evidence is kept; its random path there, and its size in bytes."""
    with open(staged, "rb+") as file:
        os.fsync(file.fileno())
    size = os.path.getsize(staged)
    return keep_staged_path(staged), size
