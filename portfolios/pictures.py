"""Pictures, decoded within a budget that is read from their header first.

Nothing is decoded in the format its name claims: only in the one its first bytes show, so that no other of
Pillow's many readers is ever reached.
"""

import re

from django.conf import settings
from PIL import Image, ImageFile, ImageSequence
from pillow_heif import register_heif_opener

from portfolios.kinds import GIF, HEIC, JPEG, PNG, WEBP
from portfolios.refusals import FileRefused

register_heif_opener(thumbnails=False)

FORMATS = {JPEG: ("JPEG", "MPO"), PNG: ("PNG",), GIF: ("GIF",), WEBP: ("WEBP",), HEIC: ("HEIF",)}
STARTS = (
    (re.compile(rb"\xff\xd8\xff"), JPEG),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), PNG),
    (re.compile(rb"GIF8[79]a"), GIF),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), WEBP),
    (re.compile(rb"....ftyp(heic|heix|heim|heis|hevc|hevx|mif1|msf1)", re.DOTALL), HEIC),
)
MOST_CHUNKS = 200_000
MOST_PIECES = 2_000_000  # of one picture; more is made to keep us busy
TOO_MANY = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def picture_kind(head):
    """The Kind of picture that starts with these bytes, or None."""
    return next((kind for pattern, kind in STARTS if pattern.match(head)), None)


def _webp_size(head):
    """Width and height from a WebP header: libwebp takes memory for both before Pillow can look."""
    shape = head[12:16]
    if shape == b"VP8X":
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    bits = int.from_bytes(head[21:25], "little")
    if shape == b"VP8L":
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return int.from_bytes(head[26:28], "little") & 0x3FFF, int.from_bytes(head[28:30], "little") & 0x3FFF


def _within_budget(width, height):
    if width * height > settings.EVIDENCE_MAX_PIXELS:
        raise FileRefused("too_many_pixels", megapixels=settings.EVIDENCE_MAX_PIXELS // 1_000_000)


def open_picture(file, kind=None, head=None):
    """A Pillow image whose header was read and found small enough; nothing is decoded yet."""
    file.seek(0)
    head = head or file.read(64)
    kind = kind or picture_kind(head)
    if kind is None:
        raise FileRefused("broken")
    if kind is WEBP:
        _within_budget(*_webp_size(head))
    file.seek(0)
    # Importing WeasyPrint switches this on for the whole process, and half a photo would pass as whole.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        image = Image.open(file, formats=FORMATS[kind])
    except TOO_MANY as problem:
        raise FileRefused(
            "too_many_pixels", megapixels=settings.EVIDENCE_MAX_PIXELS // 1_000_000
        ) from problem
    _within_budget(*image.size)
    return image


def decode_picture(file, kind, head):
    """Read every dot of the picture once, or refuse it; moving pictures up to the same budget of dots."""
    try:
        end = _end_of(file, kind)
        with open_picture(file, kind, head) as image:
            if kind is JPEG:
                image.draft("L", (1, 1))  # every byte is still read, in a sixty-fourth of the memory
            _load_frames(image)
        if end > file.seek(0, 2):  # a decoder is content once it has every dot: what follows it does not miss
            raise FileRefused("cut_short")
    except FileRefused:
        raise
    except Exception as problem:  # decoders raise almost anything on hostile bytes
        raise FileRefused("broken") from problem


def _end_of(file, kind):
    """Where a picture ends, past the file where it does not; 0 where its decoder sees to that."""
    ends = {PNG: _png_end, GIF: _gif_end}
    return ends[kind](file, file.seek(0, 2)) if kind in ends else 0


def _png_end(file, size):
    """Where the last chunk ends; past the file where there is none."""
    at = 8
    for _chunk in range(MOST_CHUNKS):
        if at + 12 > size:
            return size + 1
        file.seek(at)
        header = file.read(8)
        at += 12 + int.from_bytes(header[:4])
        if header[4:] == b"IEND":
            return at
    raise FileRefused("broken")


def _gif_end(file, size):
    """Where the trailer stands, after every block; past the file where it is not there."""
    file.seek(0)
    head = file.read(13)
    at = 13 + (3 * 2 ** ((head[10] & 7) + 1) if head[10] & 0x80 else 0)
    while at < size:
        file.seek(at)
        block = file.read(10)
        if block[:1] == b";":
            return at + 1
        if block[:1] not in (b"!", b","):
            return at  # something was hung on behind, and viewers stop here
        colours = (
            3 * 2 ** ((block[9] & 7) + 1) if block[:1] == b"," and len(block) == 10 and block[9] & 0x80 else 0
        )
        at = _after_pieces(file, at + (2 if block[:1] == b"!" else 11 + colours), size)
    return size + 1


def _after_pieces(file, at, size):
    for _piece in range(MOST_PIECES):
        if at >= size:
            return size + 1
        file.seek(at)
        length = file.read(1)[0]
        at += 1 + length
        if not length:
            return at
    raise FileRefused("broken")


def _load_frames(image):
    dots = image.width * image.height
    if image.format not in ("GIF", "WEBP"):
        image.load()
        return
    left = settings.EVIDENCE_MAX_PIXELS
    for frame in ImageSequence.Iterator(image):
        frame.load()
        left -= dots
        if left < dots:
            return
