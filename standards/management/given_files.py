"""Files a person named on the command line: read within bounds, and written whole or not at all."""

import os
import sys
from pathlib import Path

from django.utils.translation import gettext as _


class FileIsRefused(Exception):
    """Carries the sentence that says why."""


def read_within(file, most):
    """The bytes of a file, or of standard input for "-": at most one more than `most`, to see that it is too many."""
    if not file:
        raise FileIsRefused(_("Say which file to read, or - for standard input."))
    if file == "-":
        return sys.stdin.buffer.read(most + 1)
    try:
        with Path(file).open("rb") as source:
            return source.read(most + 1)
    except (OSError, ValueError) as trouble:  # ValueError: a name with a NUL byte in it
        raise refusal(_("We can’t read %(file)s: %(reason)s."), file, trouble) from trouble


def write_whole(file, pieces):
    """Write the pieces to the file, or to standard output for "-". Whoever reads the file finds all of it, or what was
    there before: it is written beside its place and then put there."""
    if file == "-":
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        return
    try:
        put_in_place(Path(file), pieces)
    except (OSError, ValueError) as trouble:
        raise refusal(_("We can’t write %(file)s: %(reason)s."), file, trouble) from trouble


def put_in_place(file, pieces):
    target = file.resolve()
    if target.exists() and not target.is_file():
        with target.open("wb") as place:  # a pipe or a device is no place to put a file beside
            place.writelines(pieces)
        return
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with beside.open("xb") as part:
            part.writelines(pieces)
            part.flush()
            os.fsync(part.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def refusal(message, file, trouble):
    reason = getattr(trouble, "strerror", "") or str(trouble)
    return FileIsRefused(message % {"file": file, "reason": reason})
