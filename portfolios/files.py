"""What may be uploaded, how it is checked, where it is kept.

Evidence lives in the storage alias `evidence`, outside any served path, under a random name that says nothing
about it. `allowed_kinds()` is what to say before someone chooses. How files are shown: `portfolios.previews`;
how they are handed back: `portfolios.handing_back`.
"""

import errno
import hashlib
import logging
import os
import re
import secrets
import shutil
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from portfolios.inspection import inspect
from portfolios.kinds import allowed_kinds, kind_named, most_in_one_go, size_in_words
from portfolios.names import clean_name, named_as
from portfolios.refusals import FileRefused

__all__ = [
    "FileRefused",
    "KeptFile",
    "allowed_kinds",
    "clean_name",
    "discard_file",
    "discard_unfinished",
    "keep_file",
    "keep_rendition",
    "keep_staged",
    "keep_staged_path",
    "open_file",
    "reach_disk",
    "sha256_of",
]

CHUNK = 1024 * 1024
ARRIVING = "arriving-"
OURS = re.compile(r"[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{32}")
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class KeptFile:
    """A file that is safely on disk: `path` in the storage, display `name`, `size` in bytes, hex `sha256`."""

    path: str
    name: str
    content_type: str
    size: int
    sha256: str


# --- keeping --------------------------------------------------------------------------------


def keep_file(upload, *, storage=None):
    """Check an uploaded file and keep it; on return it has reached the disk, hash and all.

    `upload` is a Django UploadedFile. Raises FileRefused, whose text can be shown; then, and on any other
    exception, nothing of it is left behind. The caller owns the row: where none is written, discard_file.
    """
    name = clean_name(upload.name or "")
    with refusing(name):
        promised_kind(name)
        refuse_size(upload.size, most=most_in_one_go())
        if getattr(upload, "has_no_room", False):
            raise FileRefused("no_room")
        with _streamed(upload, most=most_in_one_go()) as (staged, _size, sha256):
            return keep_staged(staged, name, sha256=sha256, storage=storage)


def keep_staged(staged, name, *, sha256, storage=None, before=None):
    """Check a file that is on disk already and move it to where evidence is kept; hash and size are its own.

    `before(kept)` is called with the KeptFile it is about to become: where a kill could fall between the
    move and the row, write down there where it will be. Refusals are keep_file’s; the caller tidies `staged`.
    """
    with refusing(name):
        kind = inspect(staged, promised_kind(name))
        size = os.path.getsize(staged)
        kept = KeptFile(new_path(), named_as(kind, name), kind.content_type, size, sha256)
        if before:
            before(kept)
        _settle(staged, storage or storages["evidence"], kept.path)
        return kept


@contextmanager
def refusing(name):
    """Let a refusal name the file it speaks of; a full disk is a refusal too, and ours."""
    try:
        yield
    except FileRefused as refusal:
        raise refusal.about(name) from refusal.__cause__
    except OSError as problem:
        if problem.errno not in NO_ROOM:
            raise
        log.error("A file could not be kept: %s", os.strerror(problem.errno))
        raise FileRefused("no_room").about(name) from problem


def keep_rendition(content, *, storage=None):
    """Keep bytes we made ourselves beside the evidence; returns their random path in the storage."""
    with _streamed(ContentFile(content), most=len(content)) as (staged, _size, _sha256):
        return _settle(staged, storage or storages["evidence"], new_path())


def keep_staged_path(staged, *, storage=None, path=None):
    """Move a file we made to where evidence is kept, unexamined; returns its random path in the storage.

    `path`: a new_path() that was written down before, where a kill could fall in between.
    """
    return _settle(staged, storage or storages["evidence"], path or new_path())


def discard_file(path, *, storage=None):
    """Remove a kept file for good; one that is already gone is no problem."""
    (storage or storages["evidence"]).delete(_ours(path))


def discard_unfinished(*, older_than=60 * 60):
    """Remove what a stopped server or a lost signal left behind half-way, `older_than` seconds; says how many."""
    if not settings.FILE_UPLOAD_TEMP_DIR:
        return 0  # the machine's own folder for temporary files, which is not ours to tidy
    removed = 0
    for path in Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir():
        with suppress(FileNotFoundError):  # it may have been finished this moment
            is_old = path.stat().st_mtime < time.time() - older_than
            if is_old and not path.name.startswith(ARRIVING):  # those wait for the rest: portfolios.arriving
                shutil.rmtree(path) if path.is_dir() else path.unlink()
                removed += 1
    return removed


def open_file(path, *, storage=None):
    """A kept file, open for reading. Raises FileNotFoundError where it is gone."""
    return (storage or storages["evidence"]).open(_ours(path), "rb")


def sha256_of(path, *, storage=None):
    """The hex SHA-256 of what is on disk now, to hold against what was kept."""
    with open_file(path, storage=storage) as file:
        return hashlib.file_digest(file.file, "sha256").hexdigest()


def _ours(path):
    if not OURS.fullmatch(path):
        raise ValueError("Not the path of a kept file.")
    return path


def promised_kind(name):
    """The Kind a name promises; refused before a byte of it arrives where it promises none we take."""
    if not name:
        raise FileRefused("nameless")
    kind = kind_named(name)
    if kind is None:
        raise FileRefused("not_taken")
    return kind


def refuse_size(size, *, most):
    """Refuse what is empty, or larger than `most` bytes."""
    if not size:
        raise FileRefused("empty")
    largest, said = size_in_words(most), size_in_words(size)
    if size > most:
        raise FileRefused("over_limit" if said == largest else "too_large", size=said, largest=largest)


@contextmanager
def _streamed(upload, *, most):
    """Yield (path, size, hex SHA-256) of a private copy that has reached the disk and goes at the end."""
    descriptor, staged = tempfile.mkstemp(prefix="keeping-", dir=settings.FILE_UPLOAD_TEMP_DIR)
    try:
        with open(descriptor, "wb") as copy:
            size, sha256 = _copy(upload, copy, most)
            copy.flush()
            os.fsync(copy.fileno())
        yield staged, size, sha256
    finally:
        Path(staged).unlink(missing_ok=True)


def _copy(upload, copy, most):
    size, digest = 0, hashlib.sha256()
    for chunk in upload.chunks(CHUNK):
        size += len(chunk)
        if size > most:  # the size an upload claims may be a lie
            raise FileRefused("over_limit", largest=size_in_words(most))
        digest.update(chunk)
        copy.write(chunk)
    return size, digest.hexdigest()


class _Staged(File):
    """A file the storage may move into place instead of copying it."""

    def temporary_file_path(self):
        return self.file.name  # type: ignore[union-attr]


def new_path():
    token = secrets.token_hex(16)
    return f"{token[:2]}/{token[2:4]}/{token}"


def _settle(staged, storage, path):
    """Move the checked copy to its random place, and return only when the disk holds it there."""
    try:
        with open(staged, "rb") as file:
            storage.save(path, _Staged(file))
        reach_disk(storage, path)
    except BaseException:
        with suppress(OSError):
            storage.delete(path)
        raise
    return path


def reach_disk(storage, path):
    """See that the disk holds a file just saved, and each folder that has a new name in it.

    A row must never outlive its file, not even where the power goes this moment.
    """
    try:
        place = Path(storage.path(path))
    except NotImplementedError:
        return  # an object store answers only once it has the object
    for part in (place, *place.parents[:3]):
        descriptor = os.open(part, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
