"""Film and sound, taken into a new container by ffmpeg: the streams as they are, and nothing that was said of them.

ffmpeg is told which reader to use, so that no address or list in a file leads it anywhere else.
"""

import json
import os
import shutil
from contextlib import suppress
from pathlib import Path

from portfolios.copies.bounded import SPARE, Stopped, TookTooLong, run
from portfolios.copies.sentences import CopyNotPossible
from portfolios.kinds import M4A, MOV, MP4, OGG, WEBA, WEBM

READERS = {MP4: "mov", MOV: "mov", M4A: "mov", WEBM: "matroska", WEBA: "matroska", OGG: "ogg"}
READER_OF = {kind.content_type: reader for kind, reader in READERS.items()}
WRITERS = {  # what the copy may become, best first
    MP4: [("mp4", MP4)],
    MOV: [("mp4", MP4), ("mov", MOV)],  # more browsers play the first; not every sound fits into it
    M4A: [("ipod", M4A), ("mp4", M4A)],
    WEBM: [("webm", WEBM)],
    WEBA: [("webm", WEBA)],
    OGG: [("ogg", OGG)],
}
WRITERS_OF = {kind.content_type: writers for kind, writers in WRITERS.items()}
SECONDS = 200  # for one film; a job has five minutes
A_MOMENT = 30
NOTES_IN_STREAM = {"h264": "filter_units=remove_types=6", "hevc": "filter_units=remove_types=39|40"}  # SEI
PLAYED = {"h264", "vp8", "vp9", "av1"}  # what browsers of today play
CALLED = {"hevc": "HEVC", "mpeg4": "MPEG-4", "prores": "ProRes", "mjpeg": "Motion JPEG"}
SAID_OF_NOTHING = [
    *("-map_metadata", "-1", "-map_metadata:s", "-1", "-map_metadata:c", "-1", "-map_chapters", "-1"),
    *("-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact", "-dn", "-sn"),
]


def copy_recording(content_type, source, target):
    """Copy the first picture stream and every sound stream. Raises CopyNotPossible."""
    asked = read_by_ffmpeg(content_type, source)
    codec = film_codec(content_type, source)
    streams = ["-map", "0:a?"] if codec is None else ["-map", "0:V:0", "-map", "0:a?"]
    notes = ["-bsf:v", NOTES_IN_STREAM[codec]] if codec in NOTES_IN_STREAM else []
    for writer, kind in WRITERS_OF[content_type]:
        out = ["-movflags", "+faststart", "-write_tmcd", "0"] if writer in ("mp4", "mov", "ipod") else []
        ends = [*streams, "-c", "copy", *notes, *SAID_OF_NOTHING, *out, "-f", writer, "-y", str(target)]
        try:
            run([*asked, *ends], seconds=SECONDS, largest=os.path.getsize(source) + SPARE)
        except TookTooLong as problem:
            raise CopyNotPossible("stopped") from problem
        except Stopped:
            continue  # what is in it may fit into another kind of film
        return kind.content_type
    raise CopyNotPossible("trouble")


def ffmpeg_is_here():
    return bool(shutil.which("ffmpeg") and shutil.which("ffprobe"))


def read_by_ffmpeg(content_type, source, *more):
    if not ffmpeg_is_here():
        raise CopyNotPossible("no_program")
    return [
        *("ffmpeg", "-nostdin", "-v", "error", "-protocol_whitelist", "file", "-threads", "1", *more),
        *("-f", READER_OF[content_type], "-i", f"file:{source}"),
    ]


def film_codec(content_type, source):
    """What the first moving picture is written in, or None where there is none but perhaps a cover."""
    if not ffmpeg_is_here():
        raise CopyNotPossible("no_program")
    asked = ["-select_streams", "V:0", "-show_entries", "stream=codec_name", "-of", "json"]
    reader = ["-protocol_whitelist", "file", "-f", READER_OF[content_type], f"file:{source}"]
    try:
        said = json.loads(run(["ffprobe", "-v", "error", *asked, *reader], seconds=A_MOMENT))
    except (Stopped, ValueError) as problem:
        raise CopyNotPossible("trouble") from problem
    return next((stream.get("codec_name", "") for stream in said.get("streams", ())), None)


def draw_poster(content_type, source, target, *, pixels):
    """One picture of a film, as JPEG at `target`: from its second second, or its first whole picture."""
    for start in (["-ss", "1"], []):
        with suppress(Stopped):
            asked = read_by_ffmpeg(
                content_type, source, "-skip_frame", "nokey", "-max_pixels", str(pixels), *start
            )
            picture = [
                "-map",
                "0:V:0",
                "-frames:v",
                "1",
                "-c:v",
                "mjpeg",
                "-q:v",
                "3",
                "-pix_fmt",
                "yuvj420p",
            ]
            size = ["-vf", "scale='min(2000,iw)':-2"]
            run(
                [*asked, *size, *picture, *SAID_OF_NOTHING, "-f", "image2", "-y", str(target)],
                seconds=A_MOMENT,
            )
            if Path(target).exists() and Path(target).stat().st_size:
                return
    raise CopyNotPossible("trouble")
