"""Zip-based files (Word, Excel, OpenDocument), judged by their table of contents before anything is unpacked."""

import io
import re
import stat
import struct
import zipfile

from standards.exchange.files.bounded_child import NotRead

MEGABYTE = 1_000_000
MOST_MEMBERS = 2_000
MOST_CONTENTS = MEGABYTE  # of the zip's own table of contents
ROOMY = 40 * MEGABYTE  # unpacked, all members together
LARGEST_PART = 30 * MEGABYTE  # unpacked, one member of XML
TIGHT = 150  # times its packed size; written by hand, XML packs some 10 to 40 times
SMALL = 2 * MEGABYTE  # unpacked, below which nothing can hurt
# Charts bring small workbooks with them, which we never open; archives have no business in a document.
ARCHIVES = re.compile(r"\.(zip|jar|gz|bz2|xz|7z|rar|tar)$", re.IGNORECASE)
OPENXML = {
    b"wordprocessingml.document.main+xml": "docx",
    b"wordprocessingml.template.main+xml": "docx",
    b"word.document.macroEnabled.main+xml": "docx",
    b"word.template.macroEnabledTemplate.main+xml": "docx",
    b"spreadsheetml.sheet.main+xml": "xlsx",
    b"spreadsheetml.template.main+xml": "xlsx",
    b"excel.sheet.macroEnabled.main+xml": "xlsx",
    b"presentationml": "slides",
}
ODF = {
    b"opendocument.text": "open_document",
    b"opendocument.spreadsheet": "ods",
    b"opendocument.presentation": "slides",
}


def opened(source: bytes) -> zipfile.ZipFile:
    """The zip, once its table of contents promises nothing dangerous; NotRead otherwise."""
    _small_contents(source)
    try:
        packed = zipfile.ZipFile(io.BytesIO(source))
    except Exception as problem:  # zipfile raises almost anything on hostile bytes
        raise NotRead("broken") from problem
    _check_members(packed.infolist(), len(source))
    return packed


def kind_of(source: bytes) -> str:
    """What it is: "docx", "xlsx", "ods", or the code of the sentence that turns the file away."""
    try:
        packed = opened(source)
        return _kind_by_members(packed, set(packed.namelist()))
    except NotRead as refusal:
        return str(refusal)
    except Exception:  # the same hostile bytes, read a little further
        return "broken"


def part(packed: zipfile.ZipFile, name: str, *, most: int = LARGEST_PART) -> bytes:
    """One member of XML, read no further than `most` bytes, without instructions of its own."""
    with packed.open(name) as member:
        content = member.read(most + 1)
    if len(content) > most:
        raise NotRead("packed_too_tight")
    if any(
        f"<!{word}".encode(code) in content
        for word in ("DOCTYPE", "ENTITY")
        for code in ("utf-8", "utf-16-le", "utf-16-be")
    ):
        raise NotRead("entities")
    return content


def _small_contents(source):
    """Refuse before zipfile reads a table of contents that would fill the memory."""
    found = source.rfind(b"PK\x05\x06", max(0, len(source) - 65_557))
    if found < 0 or len(source) - found < 22:
        raise NotRead("broken")
    length, _offset = struct.unpack("<II", source[found + 12 : found + 20])
    if source[max(0, found - 20) : found].startswith(b"PK\x06\x07") or length > MOST_CONTENTS:
        raise NotRead("packed_too_tight")


def _check_members(members, size):
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > ROOMY or (unpacked > SMALL and unpacked > TIGHT * size):
        raise NotRead("packed_too_tight")
    for member in members:
        name = member.filename.replace("\\", "/")
        is_link = stat.S_ISLNK(member.external_attr >> 16)
        if (
            name.startswith("/")
            or ".." in name.split("/")
            or ":" in name[:3]
            or is_link
            or ARCHIVES.search(name)
        ):
            raise NotRead("unsafe_names")
        if member.flag_bits & 1:
            raise NotRead("locked")


def _kind_by_members(packed, names):
    if "[Content_Types].xml" in names:
        told = part(packed, "[Content_Types].xml", most=MEGABYTE)
        return next((kind for said, kind in OPENXML.items() if said in told), "not_a_document")
    if "mimetype" in names:
        told = packed.open("mimetype").read(200)
        return next((kind for said, kind in ODF.items() if said in told), "not_a_document")
    return "not_a_document"
