"""Office documents: a zip with the right members and no programs inside, judged without unpacking it."""

import re
import struct
import zipfile

from portfolios.kinds import DOCX, ODP, ODS, ODT, PPTX, XLSX
from portfolios.refusals import FileRefused

MEGABYTE = 1024 * 1024
MOST_CONTENTS = 4 * MEGABYTE  # of the zip's own table of contents, some 40,000 members
MOST_TOLD = MEGABYTE  # of the one small member we read
ROOMY, TIGHT = 50 * MEGABYTE, 100  # unpacked bytes, and times its packed size, past which it is a bomb

OPENXML = {
    b"wordprocessingml.document.main+xml": DOCX,
    b"spreadsheetml.sheet.main+xml": XLSX,
    b"presentationml.presentation.main+xml": PPTX,
}
ODF = {kind.content_type.encode(): kind for kind in (ODT, ODS, ODP)}
PROGRAMS = re.compile(
    r"(^|/)(vbaProject\.bin|vbaData\.xml|Basic/|Scripts/|.*\.(exe|dll|js|vbs|jar|class)$)", re.IGNORECASE
)


def office_document(file, size):
    """The Kind of office document in this open file, or refuse."""
    _small_contents(file, size)
    try:
        with zipfile.ZipFile(file) as packed:
            return _document_in(packed)
    except FileRefused:
        raise
    except Exception as problem:  # zipfile raises almost anything on hostile bytes
        raise FileRefused("broken") from problem


def _small_contents(file, size):
    """Refuse before zipfile reads a table of contents that would fill the memory."""
    start = max(0, size - 65_557)
    file.seek(start)
    tail = file.read()
    found = tail.rfind(b"PK\x05\x06")
    if found < 0 or len(tail) - found < 22:
        raise FileRefused("cut_short")
    length, offset = struct.unpack("<II", tail[found + 12 : found + 20])
    is_zip64 = tail[max(0, found - 20) : found].startswith(b"PK\x06\x07")
    if is_zip64 or length > MOST_CONTENTS:
        raise FileRefused("packed_too_tight")
    if offset + length > start + found:
        raise FileRefused("cut_short")


def _document_in(packed):
    members = packed.infolist()
    unpacked, taken = sum(m.file_size for m in members), sum(m.compress_size for m in members)
    if unpacked > ROOMY and unpacked > TIGHT * max(1, min(taken, packed.fp.seek(0, 2))):
        raise FileRefused("packed_too_tight")
    names = {member.filename for member in members}
    if any(PROGRAMS.search(name) for name in names):
        raise FileRefused("has_programs")
    return _openxml(packed) if "[Content_Types].xml" in names else _odf(packed, names)


def _told(packed, name):
    """The start of one small member; it is read, never all of it unpacked."""
    with packed.open(name) as member:
        return member.read(MOST_TOLD)


def _openxml(packed):
    told = _told(packed, "[Content_Types].xml")
    if b"macroEnabled" in told:
        raise FileRefused("has_programs")
    for said, kind in OPENXML.items():
        if said in told:
            return kind
    raise FileRefused("not_taken")


def _odf(packed, names):
    if not {"mimetype", "META-INF/manifest.xml"} <= names:
        raise FileRefused("not_taken")
    kind = ODF.get(_told(packed, "mimetype").strip())
    if kind is None:
        raise FileRefused("not_taken")
    return kind
