"""The names people give their files, made safe to show and to download as."""

import re
import unicodedata
from pathlib import PurePosixPath

from portfolios.kinds import extension_of

LONGEST_NAME = 200
DIRECTION = dict.fromkeys(
    map(ord, "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
)
AWKWARD = dict.fromkeys(map(ord, '<>:"|?*'), "-")  # no computer would let these into a file's name


def clean_name(name):
    """A name that is safe to show and to download as: no path, control or direction characters, 200 at most.

    A name without an ending stays without one; an empty answer means there is no name left.
    """
    last = re.split(r"[/\\]", name)[-1].translate(DIRECTION)
    plain = "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in last)
    plain = " ".join(unicodedata.normalize("NFC", plain).translate(AWKWARD).split()).strip(". ")
    return _shortened(plain, extension_of(plain))


def _shortened(name, ending):
    if len(name) <= LONGEST_NAME:
        return name
    return name[: LONGEST_NAME - len(ending)].rstrip(". ") + ending


def named_as(kind, name):
    """The name with an ending that is true, so that a PNG called .jpg opens for whoever downloads it."""
    ending = extension_of(name)
    if ending in kind.extensions:
        return name
    return _shortened(str(PurePosixPath(name).with_suffix("")) + kind.extension, kind.extension)
