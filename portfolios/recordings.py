"""What sound and film files are, read from their own structure: no decoder, no other program.

`iso_media`, `webm`, `ogg` and `wav` take a `Walk` over an open file, go through the container
from start to end without reading the recording itself, and return the Kind they found, or raise FileRefused.
A list of addresses is never a recording.

Sources: ISO/IEC 14496-12 (boxes), QuickTime File Format (rmra), RFC 3533 (Ogg), RFC 8794 and 9559 (EBML,
Matroska), the RIFF/WAVE specification.
"""

from portfolios.kinds import M4A, MOV, MP4, OGG, WAV, WEBA, WEBM
from portfolios.refusals import FileRefused

MOST_PARTS = 200_000  # a day of one-second fragments; more is made to keep us busy
UNKNOWN = 0xFFFFFFFF  # the length a recorder writes when it can't know it yet


class Walk:
    """An open file of `size` bytes, and how many more parts of it we are willing to look at."""

    def __init__(self, file, size):
        self.file, self.size, self.parts_left = file, size, MOST_PARTS

    def read(self, offset, length):
        self.file.seek(offset)
        found = self.file.read(length)
        if len(found) < length:
            raise FileRefused("cut_short")
        return found

    def step(self):
        self.parts_left -= 1
        if self.parts_left < 0:
            raise FileRefused("broken")


# --- MP4, M4A and MOV: boxes inside boxes ---------------------------------------------------


def _boxes(walk, start, end):
    """Yield (type, start of body, end) of each box, to the very end of the stretch."""
    while end - start >= 8:
        walk.step()
        header = walk.read(start, 8)
        length, body = int.from_bytes(header[:4]), start + 8
        if length == 1:
            length, body = int.from_bytes(walk.read(body, 8)), start + 16
        stop = end if length == 0 else start + length
        if stop < body:
            raise FileRefused("broken")
        if stop > end:
            raise FileRefused("cut_short")
        yield header[4:], body, stop
        start = stop


NESTED = {b"moov": b"", b"trak": b"moov", b"mdia": b"trak", b"minf": b"mdia", b"dinf": b"minf"}


def _tracks(walk, start, end, *, inside=b"moov"):
    """The track types of a movie header; refuses references to anything outside the file."""
    found = set()
    for name, body, stop in _boxes(walk, start, end):
        if name == b"rmra":
            raise FileRefused("points_elsewhere")
        if name == b"dref":
            _refuse_references(walk, body, stop)
        elif name == b"hdlr" and inside == b"mdia":
            found.add(walk.read(body + 8, 4))
        elif NESTED.get(name) == inside:
            found |= _tracks(walk, body, stop, inside=name)
    return found


def _refuse_references(walk, body, stop):
    for _name, entry, _stop in _boxes(walk, body + 8, stop):
        if not walk.read(entry, 4)[3] & 1:  # flag 1: the media is in this same file
            raise FileRefused("points_elsewhere")


def iso_media(walk):
    tracks, parts, brand = set(), set(), b"qt  "
    for name, body, stop in _boxes(walk, 0, walk.size):
        parts.add(name)
        if name == b"ftyp":
            brand = walk.read(body, 4)
        elif name == b"moov":
            tracks |= _tracks(walk, body, stop)
    if not {b"moov", b"mdat"} <= parts:
        raise FileRefused("cut_short" if parts & {b"moov", b"mdat"} else "broken")
    if b"vide" in tracks:
        return MOV if brand == b"qt  " else MP4
    if b"soun" not in tracks:
        raise FileRefused("broken")
    return M4A


# --- WebM: EBML elements --------------------------------------------------------------------

EBML, SEGMENT, TRACKS, TRACK, TRACK_TYPE, DOC_TYPE = (
    *(0x1A45DFA3, 0x18538067, 0x1654AE6B),
    *(0xAE, 0x83, 0x4282),
)


def _number(walk, offset, *, keep_marker):
    """One EBML variable-length number: (value or None when unknown, offset after it)."""
    first = walk.read(offset, 1)[0]
    length = 9 - first.bit_length()
    if length > 8:
        raise FileRefused("broken")
    value = int.from_bytes(walk.read(offset, length))
    mask = (1 << (7 * length)) - 1
    if keep_marker:
        return value, offset + length
    return (None if value & mask == mask else value & mask), offset + length


def _elements(walk, start, end):
    """Yield (id, start of body, end) of EBML elements; one of unknown length runs to the end."""
    while start < end:
        walk.step()
        name, after = _number(walk, start, keep_marker=True)
        length, body = _number(walk, after, keep_marker=False)
        stop = end if length is None else body + length
        if stop > end:
            raise FileRefused("cut_short")
        yield name, body, stop
        start = stop


def _first(walk, start, end, wanted):
    """Where the first such element lies, as (start of body, end)."""
    for name, body, stop in _elements(walk, start, end):
        if name == wanted:
            return body, stop
    raise FileRefused("broken")


def webm(walk):
    body, stop = _first(walk, 0, walk.size, EBML)
    if walk.read(*_span(_first(walk, body, stop, DOC_TYPE))).rstrip(b"\0") != b"webm":
        raise FileRefused("not_taken")
    begin, end = _first(walk, stop, walk.size, SEGMENT)
    tracks = _first(walk, begin, end, TRACKS)
    kinds = {
        walk.read(*_span(_first(walk, body, stop, TRACK_TYPE)))
        for name, body, stop in _elements(walk, *tracks)
        if name == TRACK
    }
    if not kinds & {b"\x01", b"\x02"}:
        raise FileRefused("broken")
    return WEBM if b"\x01" in kinds else WEBA


def _span(found):
    start, end = found
    return start, min(end - start, 16)


# --- Ogg, WAV ------------------------------------------------------------------------------

VOICES = (b"OpusHead", b"\x01vorbis", b"Speex   ", b"\x7fFLAC")


def ogg(walk):
    head = walk.read(0, 28)
    if not head[5] & 2 or not walk.read(27 + head[26], 8).startswith(VOICES):
        raise FileRefused("not_taken")
    start = 0
    while start < walk.size:
        walk.step()
        header = walk.read(start, 27)
        if header[:4] != b"OggS":
            raise FileRefused("broken")
        start += 27 + header[26] + sum(walk.read(start + 27, header[26]))
        if start > walk.size:
            raise FileRefused("cut_short")
    return OGG


def wav(walk):
    start, seen = 12, set()
    while start + 8 <= walk.size:
        walk.step()
        header = walk.read(start, 8)
        length = int.from_bytes(header[4:], "little")
        seen.add(header[:4])
        if header[:4] == b"data" and length in (0, UNKNOWN):
            break
        if start + 8 + length > walk.size:
            raise FileRefused("cut_short")
        start += 8 + length + length % 2
    if not {b"fmt ", b"data"} <= seen:
        raise FileRefused("broken")
    return WAV
