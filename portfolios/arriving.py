"""Files that arrive in pieces: their bytes on disk, whose turn it is to write, and their hash on the way.

Two files per upload stand where unfinished uploads stand: `arriving-<code>` with the bytes, and
`arriving-<code>.turn` with the mark of the request that may write. A request whose line went dead keeps a
thread of the server waiting, perhaps for minutes; the next one must not wait for it. So nobody holds the turn
while reading from the line: each piece is written only if the mark is still one's own. The kernel knows
whether the one before still lives (a shared lock), so a killed server keeps nobody waiting.
"""

import fcntl
import hashlib
import os
import secrets
import time
from collections import OrderedDict
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

from portfolios.files import ARRIVING

QUIET = 5  # seconds without a byte, after which the next request takes the turn over
MARK = 16
CHUNK = 1024 * 1024


class SomeoneElsesTurn(Exception):
    """Another request is writing to this upload just now, or has taken it over."""


class NothingThere(Exception):
    """The bytes of this upload are gone: it was dropped, or had its time."""


def place_of(code):
    return Path(settings.FILE_UPLOAD_TEMP_DIR, ARRIVING + code)


def turn_of(code):
    return Path(settings.FILE_UPLOAD_TEMP_DIR, f"{ARRIVING}{code}.turn")


def make_room(code):
    """Two empty files, their names on disk before anyone is told."""
    for path in (place_of(code), turn_of(code)):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o640))
    folder = os.open(settings.FILE_UPLOAD_TEMP_DIR, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def clear_away(code):
    _hashing.pop(code, None)
    for path in (place_of(code), turn_of(code)):
        path.unlink(missing_ok=True)
    return True


def codes_on_disk(*, older_than):
    """The codes of everything that stands here and was not touched for so many seconds."""
    before, found = time.time() - older_than, set()
    for path in Path(settings.FILE_UPLOAD_TEMP_DIR).glob(f"{ARRIVING}*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                found.add(path.name.removeprefix(ARRIVING).removesuffix(".turn"))
    return found


# --- writing --------------------------------------------------------------------------------


@contextmanager
def turn(code, *, offset, is_there):
    """Yield a Turn that writes from byte `offset` on. `is_there()`: do that many bytes stand in the row?

    Raises SomeoneElsesTurn while another request receives; NothingThere where there are no bytes.
    """
    with _opened(code) as (lock, file):
        mine = Turn(code, lock, file, offset)
        mine.begin(is_there)
        try:
            yield mine
        finally:
            mine.end()


@contextmanager
def alone(code):
    """While this lasts nobody else writes, finishes or drops it. Waits for whoever does."""
    with _opened(code, turn_only=True) as (lock, _none), _held(lock):
        yield


@contextmanager
def _opened(code, *, turn_only=False):
    opened = []
    try:
        for path in (turn_of(code), place_of(code))[: 1 if turn_only else 2]:
            opened.append(os.open(path, os.O_RDWR))
        yield opened[0], opened[-1]
    except FileNotFoundError as nothing:
        raise NothingThere(code) from nothing
    finally:
        for descriptor in opened:
            os.close(descriptor)


@contextmanager
def _held(lock):
    fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(lock, fcntl.LOCK_UN)


class Turn:
    """One request’s turn at one upload. `position`: where the next byte goes; `saved`: what the disk surely holds."""

    def __init__(self, code, lock, file, offset):
        self.code, self.lock, self.file, self.position = code, lock, file, offset
        self.saved, self.mark, self.hash = offset, secrets.token_bytes(MARK), hashlib.sha256()

    def begin(self, is_there):
        with _held(self.lock):
            if self.someone_receives():
                raise SomeoneElsesTurn
            if not is_there():
                raise SomeoneElsesTurn
            os.pwrite(self.lock, self.mark, 0)
            os.ftruncate(self.file, self.position)  # what arrived before and was never acknowledged
            fcntl.flock(self.file, fcntl.LOCK_SH)
        self.hash = caught_up(self.code, self.position)

    def someone_receives(self):
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            last = max(os.fstat(self.file).st_mtime, os.fstat(self.lock).st_mtime)
            return time.time() - last < QUIET
        return False

    @contextmanager
    def still_mine(self):
        with _held(self.lock):
            if os.pread(self.lock, MARK, 0) != self.mark:
                raise SomeoneElsesTurn
            yield

    def write(self, piece):
        self.hash.update(piece)
        with self.still_mine():
            left = memoryview(piece)
            while left:
                written = os.pwrite(self.file, left, self.position)
                self.position, left = self.position + written, left[written:]

    def save(self, note):
        """See the bytes onto the disk, then `note(position)` in the row: acknowledged only after both."""
        with self.still_mine():
            os.fsync(self.file)
            note(self.position)
            self.saved = self.position
            remember(self.code, self.position, self.hash)

    def end(self):
        with suppress(SomeoneElsesTurn), self.still_mine():
            os.ftruncate(self.lock, 0)


# --- hashing --------------------------------------------------------------------------------
# A hash that is half done can't be written down, so each process remembers those it works on. Only what was
# acknowledged is remembered: those bytes never change again. Where another process received a piece, or a
# restart forgot everything, the part that is missing is read from the disk once.

_hashing: OrderedDict = OrderedDict()  # code → (how far, the hash up to there)
MOST_REMEMBERED = 200


def remember(code, position, so_far):
    _hashing[code] = position, so_far.copy()
    _hashing.move_to_end(code)
    while len(_hashing) > MOST_REMEMBERED:
        _hashing.popitem(last=False)


def caught_up(code, position):
    """The SHA-256 of the first `position` bytes, to go on from."""
    done, so_far = _hashing.get(code, (0, None))
    if so_far is None or done > position:
        done, so_far = 0, hashlib.sha256()
    so_far = so_far.copy()
    with _reading(code) as file:
        file.seek(done)
        while done < position:
            piece = file.read(min(CHUNK, position - done))
            if not piece:
                raise NothingThere(code)  # shorter than was acknowledged: someone else had their hands on it
            so_far.update(piece)
            done += len(piece)
    return so_far


def start_of(code):
    """{"size", "sha256"} of the first bytes: by them a browser that forgot knows the same file again. None: no bytes."""
    try:
        with _reading(code) as file:
            start = file.read(CHUNK)
    except NothingThere:
        return None
    return {"size": len(start), "sha256": hashlib.sha256(start).hexdigest()}


@contextmanager
def _reading(code):
    try:
        with open(place_of(code), "rb") as file:
            yield file
    except FileNotFoundError as nothing:
        raise NothingThere(code) from nothing


def sha256_of_arrived(code, size):
    return caught_up(code, size).hexdigest()
