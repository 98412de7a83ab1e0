"""MP3 and AAC: sound without a container, one frame after another.

Sources: ISO/IEC 11172-3 and 13818-3 (MPEG audio), 13818-7 (ADTS), id3.org (ID3v2).
"""

import re

from portfolios.kinds import AAC, MP3
from portfolios.refusals import FileRefused

BITRATES = {  # kbit/s of Layer III, by version: MPEG-1, then MPEG-2 and 2.5
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
}
RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
ENOUGH_FRAMES = 3
NEAR_THE_END = 16 * 1024  # bytes: ten frames of the largest


def mp3_frame(header):
    """Length in bytes of the Layer III frame this header starts, or 0 when it starts none."""
    version, layer = header[1] >> 3 & 3, header[1] >> 1 & 3
    rate, padding = header[2] >> 2 & 3, header[2] >> 1 & 1
    bitrate = BITRATES[version == 3][header[2] >> 4]
    if header[0] != 0xFF or header[1] < 0xE0 or version == 1 or layer != 1 or rate == 3 or not bitrate:
        return 0
    return (144 if version == 3 else 72) * bitrate * 1000 // RATES[version][rate] + padding


def aac_frame(header):
    """The same for an ADTS frame."""
    if header[0] != 0xFF or header[1] & 0xF6 != 0xF0:
        return 0
    length = (header[3] & 3) << 11 | header[4] << 3 | header[5] >> 5
    return length if length >= 7 else 0


def _frames_follow(walk, start, frame):
    """Whether real frames follow one another from here, so that chance can't look like sound."""
    for _count in range(ENOUGH_FRAMES):
        if start + 7 > walk.size:
            return False
        length = frame(walk.read(start, 7))
        if not length:
            return False
        start += length
    return start <= walk.size


def _after_id3(walk):
    """Where sound starts: after any ID3v2 tags, whose length is written seven bits to a byte."""
    start = 0
    while start + 10 <= walk.size and (tag := walk.read(start, 10))[:3] == b"ID3":
        start += 10 + sum((byte & 127) << shift for byte, shift in zip(tag[6:], (21, 14, 7, 0), strict=True))
    if start >= walk.size:
        raise FileRefused("cut_short" if start > walk.size else "broken")
    return start


def _refuse_half_a_frame(walk, start, frame):
    """The last frame is whole, or the sound was cut: seen from the first unbroken row of frames near the end."""
    begin = max(start, walk.size - NEAR_THE_END)
    end = walk.read(begin, walk.size - begin)
    for sync in re.finditer(rb"\xff[\xe0-\xff]", end):
        at, count = sync.start(), 0
        while at + 7 <= len(end) and (length := frame(end[at : at + 7])):
            at, count = at + length, count + 1
        if count > ENOUGH_FRAMES:
            if at > len(end):
                raise FileRefused("cut_short")
            return


def mpeg_audio(walk):
    start = _after_id3(walk)
    near = walk.read(start, min(8192, walk.size - start))
    for sync in re.finditer(rb"\xff[\xe0-\xff]", near):
        for frame, kind in ((mp3_frame, MP3), (aac_frame, AAC)):
            if _frames_follow(walk, start + sync.start(), frame):
                _refuse_half_a_frame(walk, start, frame)
                return kind
    raise FileRefused("broken")
