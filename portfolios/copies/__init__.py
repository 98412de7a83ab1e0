"""Copies of files without what hides in them: place, device, authors, earlier states. The original stays sealed.

    content_type = make_copy(content_type, source, target)

reads the file at `source`, writes the copy to `target`, and says what the copy is; or raises CopyNotPossible, whose
text can be shown. Whatever reads a foreign structure runs in a child process, with a clock and little memory.
"""

import struct

from portfolios.copies.bounded import in_child
from portfolios.copies.recordings import copy_recording
from portfolios.copies.sentences import CopyNotPossible
from portfolios.copies.sound import copy_frames, copy_wav
from portfolios.kinds import AAC, MP3, PDF, WAV, Family, family_of

__all__ = ["CopyNotPossible", "make_copy"]

ALONE = {WAV.content_type: copy_wav, MP3.content_type: copy_frames, AAC.content_type: copy_frames}


def make_copy(content_type, source, target):
    """Paths in, the content type of the copy out."""
    if content_type in ALONE:
        return alone(content_type, source, target)
    if content_type == PDF.content_type:
        in_child("pdf", source, target)
        return content_type
    if family_of(content_type) is Family.DOCUMENT:
        in_child("office", source, target, content_type)
        return content_type
    if family_of(content_type) in (Family.SOUND, Family.FILM):
        return copy_recording(content_type, source, target)
    raise CopyNotPossible("trouble")


def alone(content_type, source, target):
    try:
        return ALONE[content_type](content_type, source, target)
    except (ValueError, IndexError, struct.error) as problem:
        raise CopyNotPossible("trouble") from problem
