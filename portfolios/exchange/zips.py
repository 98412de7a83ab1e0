"""A ZIP from a stranger, judged by its table of contents before anything of it is unpacked."""

import stat
import struct
import zipfile
from pathlib import PurePosixPath

from django.conf import settings
from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024
MOST_MEMBERS = 6_000  # 2,000 files, a page for each piece, and room
MOST_CONTENTS = 4 * MEGABYTE  # of the table of contents itself
TIGHT = 100  # times its packed size; written text packs some 3 to 10 times
SMALL = 20 * MEGABYTE  # unpacked, below which nothing can hurt
WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
END, END_64, WHERE_64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"


class BagIsRefused(Exception):
    """Nothing was brought in; `.sentences` say why, one for each thing that is wrong. `.is_ours`: the bag is good."""

    def __init__(self, *sentences, is_ours=False):
        super().__init__(" ".join(sentences))
        self.sentences, self.is_ours = list(sentences), is_ours


def not_a_zip():
    return BagIsRefused(
        _("This is not a ZIP, or part of it is missing. Copy it again from where it was made.")
    )


def opened(path) -> zipfile.ZipFile:
    """The ZIP, once its table of contents promises nothing dangerous. Raises BagIsRefused."""
    with open(path, "rb") as file:
        refuse_long_contents(file)
    try:
        packed = zipfile.ZipFile(path)
    except Exception as problem:  # zipfile raises almost anything on hostile bytes
        raise not_a_zip() from problem
    try:
        refuse_members(packed.infolist(), size=packed.fp.seek(0, 2))  # type: ignore[union-attr]
    except BaseException:
        packed.close()
        raise
    return packed


def refuse_long_contents(file):
    """Before zipfile reads a table that would fill the memory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_557))
    tail = file.read()
    found = tail.rfind(END)
    if found < 0 or len(tail) - found < 22:
        raise not_a_zip()
    members, length = struct.unpack("<HI", tail[found + 10 : found + 16])
    if tail[max(0, found - 20) : found].startswith(WHERE_64):
        members, length = large(file, tail[found - 20 : found])
    if members > MOST_MEMBERS or length > MOST_CONTENTS:
        raise too_many()


def large(file, where):
    """(members, length of the table) of a ZIP of more than 4 GB."""
    file.seek(min(struct.unpack("<Q", where[8:16])[0], file.seek(0, 2)))
    record = file.read(56)
    if len(record) < 56 or not record.startswith(END_64):
        raise not_a_zip()
    return struct.unpack("<QQ", record[32:48])


def too_many():
    message = _(
        "There are more than %(most)s files in it, more than anyone’s portfolio holds. Nothing was unpacked."
    )
    return BagIsRefused(message % {"most": MOST_MEMBERS})


def refuse_members(members, *, size):
    if len(members) > MOST_MEMBERS:
        raise too_many()
    unpacked = sum(member.file_size for member in members)
    whole = is_tight(unpacked, size) or any(is_tight(one.file_size, one.compress_size) for one in members)
    if unpacked > settings.EVIDENCE_QUOTA_BYTES + 64 * MEGABYTE or whole:
        raise BagIsRefused(_("It unpacks into far more than a portfolio can hold. Nothing was unpacked."))
    if sum(member.compress_size for member in members) > size:
        raise not_a_zip()
    seen = set()
    for member in members:
        refuse_member(member)
        if member.filename.casefold() in seen:
            raise BagIsRefused(
                _("“%(name)s” is in it twice. Nothing was unpacked.") % {"name": member.filename[:80]}
            )
        seen.add(member.filename.casefold())


def is_tight(unpacked, packed):
    return unpacked > SMALL and unpacked > TIGHT * max(1, packed)


def refuse_member(member):
    name, mode = member.filename, member.external_attr >> 16
    is_strange = mode and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or stat.S_IFMT(mode) == 0)
    leads_out = (
        "\\" in name or ":" in name.split("/")[0] or ".." in PurePosixPath(name).parts or name[:1] == "/"
    )
    if is_strange or leads_out or "\0" in member.orig_filename or not name.isprintable():
        message = _("“%(name)s” leads out of the ZIP, or is no ordinary file. Nothing was unpacked.")
        raise BagIsRefused(message % {"name": ascii(member.orig_filename[:80])[1:-1]})
    if member.flag_bits & 1:
        raise BagIsRefused(_("It is locked with a password. Make a copy without one and bring that."))
    if member.compress_type not in WAYS:
        raise BagIsRefused(_("It is packed in a way we don’t read. Pack it once more as an ordinary ZIP."))
