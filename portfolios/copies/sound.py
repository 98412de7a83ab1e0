"""Sound whose structure we know well enough to copy it ourselves: WAV chunks, MP3 and AAC frames, and nothing else.

Titles, pictures, cart and broadcast notes (bext, LIST INFO, iXML), ID3, APE and Lyrics3 tags stay behind.
Sources: the RIFF/WAVE specification, EBU Tech 3285 (bext); portfolios.mpeg_audio.
"""

import mmap
import os
import struct

from portfolios.copies.sentences import CopyNotPossible
from portfolios.kinds import AAC
from portfolios.mpeg_audio import ENOUGH_FRAMES, aac_frame, mp3_frame
from portfolios.recordings import UNKNOWN

SOUND_ITSELF = (b"fmt ", b"fact", b"data")
EMPTY = 12 + 8 + 16 + 8  # bytes of a WAV that holds no sound
MOST_STRAY = 200_000  # bytes that begin no frame, looked at one by one
PIECE = 1024 * 1024


def copy_wav(content_type, source, target):
    with open(source, "rb") as file, open(target, "wb") as out:
        size = os.path.getsize(source)
        out.write(b"RIFF\0\0\0\0WAVE")
        for name, start, length in chunks(file, size):
            if name in SOUND_ITSELF:
                out.write(name + struct.pack("<I", length))
                file.seek(start)
                copy_bytes(file, out, length)
                out.write(bytes(length % 2))
        whole = out.tell()
        if whole <= EMPTY:
            raise CopyNotPossible("trouble")
        out.seek(4)
        out.write(struct.pack("<I", min(whole - 8, UNKNOWN)))
    return content_type


def chunks(file, size):
    """(name, start, length) of each chunk; one whose length its recorder did not know runs to the end."""
    at = 12
    while at + 8 <= size:
        file.seek(at)
        name, length = struct.unpack("<4sI", file.read(8))
        if name == b"data" and length in (0, UNKNOWN):
            length = min(size - at - 8, UNKNOWN - 1)
        yield name, at + 8, min(length, size - at - 8)
        at += 8 + length + length % 2


def copy_bytes(file, out, length):
    while length and (piece := file.read(min(PIECE, length))):
        out.write(piece)
        length -= len(piece)


def copy_frames(content_type, source, target):
    frame = aac_frame if content_type == AAC.content_type else mp3_frame
    with open(source, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as all_of_it:
        stretches = list(stretches_of(all_of_it, frame))
        if not stretches:
            raise CopyNotPossible("trouble")
        with open(target, "wb") as out:
            for start, stop in stretches:
                file.seek(start)
                copy_bytes(file, out, stop - start)
    return content_type


def stretches_of(sound, frame):
    """(start, stop) of each unbroken row of frames, but for what a tag only happens to hold."""
    at, stray = after_tags(sound), 0
    while 0 <= at < len(sound):
        stop, count = end_of_frames(sound, at, frame)
        if count >= ENOUGH_FRAMES:
            yield at, stop
            at = after_tags(sound, stop)
            continue
        stray += 1
        if stray > MOST_STRAY:
            raise CopyNotPossible("stopped")
        at = sound.find(b"\xff", at + 1)


def end_of_frames(sound, at, frame):
    count, size = 0, len(sound)
    while at + 7 <= size and (length := frame(sound[at : at + 7])) and at + length <= size:
        at, count = at + length, count + 1
    return at, count


def after_tags(sound, at=0):
    """Past an ID3v2 tag that begins here, or an ID3v1 tag, after which nothing follows."""
    while sound[at : at + 3] == b"ID3" and at + 10 <= len(sound):
        length = sound[at + 6 : at + 10]
        at += 10 + sum((byte & 127) << shift for byte, shift in zip(length, (21, 14, 7, 0), strict=True))
    return len(sound) if sound[at : at + 8] == b"APETAGEX" or sound[at : at + 3] == b"TAG" else at
