"""Pictures as they stand inside documents, without their notes: every dot as it was, nothing is drawn again.

Each function takes the bytes of a picture and gives them back shorter. Sources: ITU-T T.81 (JPEG), the PNG and WebP
specifications, ISO/IEC 15444-1 (JPEG 2000).
"""

import re
import struct

from portfolios.copies.sentences import CopyNotPossible

JPEG_KEPT = {0xE0, 0xEE}  # JFIF, and Adobe’s word on how colours are written
COLOURS = b"ICC_PROFILE\0"
PNG_KEPT = {
    *(
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"cHRM",
        b"gAMA",
        b"sBIT",
        b"sRGB",
        b"bKGD",
        b"pHYs",
        b"hIST",
    ),
    *(b"acTL", b"fcTL", b"fdAT"),
}
WEBP_KEPT = {b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
JP2_SAID = {b"xml ", b"uuid", b"uinf"}


def without_notes(content):
    """The same picture, whichever of these kinds it is; None where it is none of them."""
    for start, strip in STARTS:
        if start.match(content):
            return strip(content)
    return None


def plain_jpeg(content):
    out, at = [content[:2]], 2
    while content[at : at + 1] == b"\xff":
        marker = content[at + 1 : at + 2]
        if marker == b"\xff":  # filling
            at += 1
            continue
        if marker in (b"\xda", b"\xd9", b""):
            break
        stop = at + 2 + int.from_bytes(content[at + 2 : at + 4])
        if jpeg_keeps(marker[0], content[at + 4 : at + 16]):
            out.append(content[at:stop])
        at = max(stop, at + 4)
    return b"".join(out) + through_the_end(content, at)


def jpeg_keeps(marker, start):
    if marker == 0xE2:
        return start == COLOURS
    return marker in JPEG_KEPT or not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def through_the_end(content, at):
    """The picture itself and its end mark; what was hung on behind, such as a second picture, stays out."""
    for mark in re.finditer(rb"\xff[\x01-\xcf\xd8-\xff]", content[at:]):
        if mark.group() == b"\xff\xd9":
            return content[at : at + mark.end()]
    return content[at:]


def plain_png(content):
    out, at = [content[:8]], 8
    while at + 12 <= len(content):
        name = content[at + 4 : at + 8]
        stop = at + 12 + int.from_bytes(content[at : at + 4])
        if name in PNG_KEPT:
            out.append(content[at:stop])
        at = stop
        if name == b"IEND":
            break
    return b"".join(out)


def plain_webp(content):
    kept, at = [], 12
    while at + 8 <= len(content):
        name, length = struct.unpack("<4sI", content[at : at + 8])
        stop = at + 8 + length + length % 2
        if name == b"VP8X":  # its flags no longer promise notes
            flags = bytes([content[at + 8] & ~0x0C])
            kept.append(content[at : at + 8] + flags + content[at + 9 : stop])
        elif name in WEBP_KEPT:
            kept.append(content[at:stop])
        at = stop
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def plain_jp2(content):
    out, at = [], 0
    while at + 8 <= len(content):
        length, name = struct.unpack(">I4s", content[at : at + 8])
        stop = len(content) if length == 0 else at + max(length, 8)
        if length == 1:
            stop = at + int.from_bytes(content[at + 8 : at + 16])
        if stop <= at:
            raise CopyNotPossible("trouble")
        if name not in JP2_SAID:
            out.append(content[at:stop])
        at = stop
    return b"".join(out)


def plain_gif(content):
    """Comments and the notes of programs are extensions between the pictures; how to repeat stays."""
    out, at = [content[:13]], 13
    if content[10] & 0x80:
        at += 3 * 2 ** ((content[10] & 7) + 1)
        out.append(content[13:at])
    while at < len(content) and content[at : at + 1] in (b"!", b","):
        start, at = at, gif_block_end(content, at)
        keeps = content[start : start + 2] == b"!\xf9" or content[start + 3 : start + 14] == b"NETSCAPE2.0"
        if content[start : start + 1] == b"," or keeps:
            out.append(content[start:at])
    return b"".join(out) + b";"


def gif_block_end(content, at):
    if content[at : at + 1] == b",":
        flags = content[at + 9]
        at += 10 + (3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0) + 1
    else:
        at += 2
    while at < len(content) and content[at]:
        at += 1 + content[at]
    return at + 1


STARTS = (
    (re.compile(rb"\xff\xd8\xff"), plain_jpeg),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), plain_png),
    (re.compile(rb"GIF8[79]a"), plain_gif),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), plain_webp),
    (re.compile(rb"\0\0\0\x0cjP  "), plain_jp2),
)
