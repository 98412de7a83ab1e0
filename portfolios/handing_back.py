"""How a kept file is handed back, once someone was allowed to have it.

Two ways only. *Viewing* shows sound, film and our own renditions of pictures inside our page, with range
requests so that a recording can be wound forward. *Downloading* saves the file and opens nothing. Either way a
browser may neither guess another type nor run, fetch or frame anything. Text is shown by our own page, from
`text_excerpt`; a file is never served as HTML, SVG or XML.

Source of the range rules: RFC 9110, section 14; of the file name: RFC 6266.
"""

import codecs
import re
from typing import NamedTuple

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from portfolios.inspection import encoding_of
from portfolios.kinds import CONTENT_TYPES, Family, family_of
from portfolios.names import clean_name

CHUNK = 64 * 1024
PICTURES_WE_DREW = frozenset({"image/jpeg", "image/png"})
ONE_RANGE = re.compile(r"bytes=([0-9]{0,19})-([0-9]{0,19})")
GUARDED = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
}


class Piece:
    """`length` bytes of an open file from `start`, a chunk at a time; the file is closed at the end."""

    def __init__(self, file, start, length):
        self.file, self.start, self.length = file, start, length

    def __iter__(self):
        self.file.seek(self.start)
        left = self.length
        while left and (chunk := self.file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk

    def close(self):
        self.file.close()


def view_response(request, file, *, content_type, size):
    """Sound, film or one of our pictures, to be shown in a page; answers a request for one range of it.

    `file` is open and will be closed; `size` is in bytes. Any other type becomes a download without a name.
    Answers 200, 206 for one satisfiable range, 416 for one outside the file; several ranges get the whole.
    """
    if not _can_be_viewed(content_type):
        return download_response(request, file, name="", content_type=content_type, size=size)
    part = _asked(request, size)
    if part and part[0] >= part[1]:
        file.close()
        return _guarded(HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"}))
    response = _streamed(request, file, part or (0, size), content_type)
    response["Content-Disposition"] = "inline"
    response["Accept-Ranges"] = "bytes"
    if part:
        response.status_code = 206
        response["Content-Range"] = f"bytes {part[0]}-{part[1] - 1}/{size}"
    return response


def download_response(request, file, *, name, content_type, size):
    """The whole file, to be saved under `name`; `file` is open and will be closed, `size` is in bytes."""
    known = content_type if content_type in CONTENT_TYPES else "application/octet-stream"
    response = _streamed(request, file, (0, size), known)
    response["Content-Disposition"] = content_disposition_header(True, clean_name(name) or "file")
    return response


def _can_be_viewed(content_type):
    return content_type in PICTURES_WE_DREW or family_of(content_type) in (Family.SOUND, Family.FILM)


def _asked(request, size):
    """The one part this request asks for as (start, stop), or None where the whole is the answer.

    An empty part means the file has no such part. We give no validator, so a range on condition that nothing
    changed (If-Range) gets the whole.
    """
    match = ONE_RANGE.fullmatch(request.headers.get("Range", ""))
    if match is None or match.groups() == ("", "") or "If-Range" in request.headers:
        return None
    first, last = match.groups()
    if not first:
        return max(0, size - int(last)), size
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last) + 1, size) if last else size


def _streamed(request, file, part, content_type):
    start, stop = part
    piece = Piece(file, start, 0 if request.method == "HEAD" else stop - start)
    response = StreamingHttpResponse(piece, content_type=content_type)
    response["Content-Length"] = stop - start
    return _guarded(response)


def _guarded(response):
    for header, value in GUARDED.items():
        response[header] = value
    return response


# --- text -----------------------------------------------------------------------------------

HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]")


class Excerpt(NamedTuple):
    text: str
    is_cut: bool

    @property
    def paragraphs(self):
        """What an empty line divides; where none does, the lines."""
        parts = [part.strip("\n") for part in re.split(r"\n[ \t]*\n", self.text) if part.strip()]
        return parts if len(parts) > 1 else [line for line in self.text.splitlines() if line.strip()]


def text_excerpt(file, limit=20_000):
    """The first `limit` characters of an open text file, for our own page to escape and show.

    Undecodable bytes become �; NULs, control characters and marks that turn text round are left out.
    """
    file.seek(0)
    raw = file.read(4 * (limit + 1))
    goes_on = bool(file.read(1))
    text = codecs.getincrementaldecoder(encoding_of(raw))("replace").decode(raw, final=not goes_on)
    text = HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return Excerpt(text[:limit], goes_on or len(text) > limit)
