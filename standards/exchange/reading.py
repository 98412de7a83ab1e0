"""Read one published standard from any file that may hold one: text, a saved web page, PDF or Word.

    reading = read_standard(source)
    reading.document      what it says, or a refused document
    reading.original      the text in which the warnings count their lines, for showing beside the document

What a file is, is found from its content, never from its name.
"""

import re
from dataclasses import dataclass
from typing import Literal

from standards.exchange.document import StandardDocument
from standards.exchange.files.bounded import CannotBeRead, read_bounded
from standards.exchange.files.bounded_child import LARGEST
from standards.exchange.files.foreign import refuse_foreign
from standards.exchange.files.packed import kind_of
from standards.exchange.nos.reading import read_nos

Format = Literal["text", "html", "pdf", "docx"]
MAX_BYTES = LARGEST  # of any file; a text may be 1 MB, a web page 5 MB
BEGINS_AS_PAGE = re.compile(
    rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|meta|title|main|article|section|div|h[1-6]|p|"
    rb"ol|ul|li|table|dl|span)\b",
    re.IGNORECASE | re.DOTALL,
)
TAGS = re.compile(rb"</(p|div|li|ol|ul|h[1-6]|td|tr|table|span|dd|dt|strong|body|html)\s*>", re.IGNORECASE)
SAVED_AS_ONE = re.compile(
    rb"\s*(From:|MIME-Version:|Snapshot-Content-Location:)[^\n]*\r?\n([\w-]+:[^\n]*\r?\n|\s+[^\n]*\r?\n)+",
    re.I,
)
CLIPBOARD = re.compile(rb"\s*Version:[0-9.]+\s+StartHTML:")
UTF_16 = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Reading:
    """`original` is the words of the file line by line, as `original.splitlines()` counts them from 1."""

    document: StandardDocument
    original: str
    format: Format


def read_standard(source: bytes | str, *, name: str = "", suite: str | None = None) -> Reading:
    """What the file says of one standard. `name` is what the person called it, and decides nothing.

    Never raises for what the file holds: a file that is no standard gives a refused document, and doubts are its
    warnings. `suite` answers where the file does not name its suite.
    """
    raw = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    kind: Format = "text"
    try:
        kind = format_of(raw)
        text = text_in(raw) if kind == "text" else read_bounded(kind, raw)
    except CannotBeRead as refusal:
        return Reading(StandardDocument.refused(str(refusal)), "", kind)
    document = read_nos(text, suite=suite)
    return Reading(document, text if isinstance(text, str) else text.decode("utf-8", "replace"), kind)


def format_of(source: bytes) -> Format:
    """The format these bytes are in; CannotBeRead names those we do not take."""
    if len(source) > MAX_BYTES:
        raise CannotBeRead("too_large")
    if b"%PDF-" in source[:1024]:
        return "pdf"
    if source.startswith(b"PK"):
        return _packed_format(source)
    refuse_foreign(source)
    return "html" if is_page(source) else "text"


def is_page(source: bytes) -> bool:
    """A web page, or a piece of one copied with its tags."""
    start = _in_utf_8(source).removeprefix(b"\xef\xbb\xbf")[:100_000]
    if CLIPBOARD.match(start) or BEGINS_AS_PAGE.match(start):
        return True
    is_mail = SAVED_AS_ONE.match(start[:5000]) and re.search(
        rb"(?m)^Content-Type:\s*(multipart/related|text/html)", start, re.I
    )
    return bool(is_mail) or len(TAGS.findall(start)) >= 3


def _in_utf_8(source):
    for mark, name in UTF_16:
        if source.startswith(mark):
            return source[len(mark) :].decode(name, "replace").encode()
    return source


def text_in(source: bytes) -> str | bytes:
    """Text as it came; what Windows calls Unicode is put into the encoding all the rest use."""
    in_utf_8 = _in_utf_8(source)
    return source if in_utf_8 is source else in_utf_8.decode()


def _packed_format(source: bytes) -> Format:
    """What a zip-based file is, by its members; the child looks at it again before it unpacks anything."""
    kind = kind_of(source)
    if kind != "docx":
        raise CannotBeRead({"xlsx": "workbook", "ods": "workbook"}.get(kind, kind))
    return "docx"
