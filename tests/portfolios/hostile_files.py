"""What a hostile neighbour, a bad connection or an old habit would send us instead."""

import io
import struct

from PIL import Image

from cms.demo.sample_files import make_photo
from tests.portfolios.made_files import (
    GOOD,
    OUTSIDE,
    bmp_flood,
    box,
    film,
    gif_flood,
    heic_flood,
    jpeg_flood,
    locked_pdf,
    mp3,
    odf,
    ogg,
    openxml,
    pdf_of_size,
    picture,
    png_flood,
    wav,
    webm,
    webp_canvas_flood,
    webp_flood,
    zipped,
)

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
HTML = b"<!DOCTYPE html><html><script>alert(1)</script><p>hello"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
SHELL = b"#!/bin/sh\nrm -r /\n"
PROGRAM = b"MZ" + bytes(300)


def cut(name, share):
    content = GOOD[name][0]
    return content[: int(len(content) * share)]


def moving_png():
    made = io.BytesIO()
    first, *rest = [Image.effect_noise((60, 40), sigma) for sigma in (10, 50, 90)]
    first.save(made, "PNG", save_all=True, append_images=rest)
    return made.getvalue()


def crowded():
    """A zip whose table of contents claims more than we are willing to read."""
    whole = bytearray(openxml())
    end = whole.rindex(b"PK\x05\x06")
    whole[end + 12 : end + 16] = struct.pack("<I", 500_000_000)
    return bytes(whole)


# Each is {label: (name, content, why it is refused)}.

NAMES = {
    "empty": ("a.txt", b"", "empty"),
    "no name": ("", b"words", "nameless"),
    "name of dots": ("../..", b"words", "nameless"),
    "name of NUL": ("\0", b"words", "nameless"),
    "name of direction marks": ("\u202e\u2066", b"words", "nameless"),
    "no ending": ("photo", make_photo(), "not_taken"),
}

ENDINGS = {
    "avi": b"RIFF....AVI ",
    "avif": picture("AVIF"),
    "bat": b"@echo off",
    "bmp": bmp_flood(65_000),
    "doc": b"\xd0\xcf\x11\xe0" + bytes(99),
    "docm": openxml(),
    "exe": PROGRAM,
    "htm": HTML,
    "html": HTML,
    "ico": b"\0\0\1\0",
    "jar": zipped({"META-INF/MANIFEST.MF": ""}),
    "jpg.html": HTML,
    "js": b"alert(1)",
    "m3u8": b"#EXTM3U",
    "mhtml": b"MIME-Version: 1.0\n",
    "mkv": webm(doc_type=b"matroska"),
    "php": b"<?php",
    "rtf": b"{\\rtf1 a}",
    "sh": SHELL,
    "svg": SVG,
    "svgz": SVG,
    "swf": b"FWS\x09",
    "tiff": b"II*\0",
    "xhtml": HTML,
    "xml": b"<?xml version='1.0'?>",
    "zip": zipped({"a": "b"}),
}

DISGUISED = {
    "html": HTML,
    "svg": SVG,
    "virus test": EICAR,
    "program": PROGRAM,
    "script": SHELL,
    "zeros": bytes(4000),
}

AS_TEXT = {
    "html": HTML,
    "spaced html": b" \n\t" + HTML,
    "marked html": b"\xef\xbb\xbf" + HTML,
    "wide html": HTML.decode().encode("utf-16"),
    "svg": SVG,
    "xml": b"<?xml version='1.0'?><a/>",
    "shell": SHELL,
    "php": b"<?php echo 1;",
    "mhtml": b"MIME-Version: 1.0\n\n",
    "NULs": b"a\0b" * 9,
    "late NUL": b"a" * 9000 + b"\0",
    "noise": bytes(range(256)) * 9,
    "program": b"\x7fELF" + bytes(99),
    "photo": make_photo(),
    "pdf": GOOD["minutes.pdf"][0],
}

MIXED_UP = {
    "png as pdf": ("a.pdf", GOOD["walk.png"][0]),
    "pdf as photo": ("a.jpg", GOOD["minutes.pdf"][0]),
    "sound as pdf": ("a.pdf", wav()),
    "odt as pdf": ("a.pdf", odf()),
    "tiff as jpg": ("a.jpg", b"II*\0" + bytes(300)),
    "bmp flood as jpg": ("a.jpg", bmp_flood(65_000)),
    "pdf after html": ("a.pdf", HTML + GOOD["minutes.pdf"][0]),
}

POINTERS = {
    "hls playlist": ("a.mp4", b"#EXTM3U\n#EXT-X-TARGETDURATION:1\nhttp://192.0.2.1/"),
    "dash playlist": ("a.mp4", b"<?xml version='1.0'?>\n<MPD><BaseURL>http://192.0.2.1/"),
    "concat script": ("a.mp4", b"ffconcat version 1.0\nfile /etc/passwd\n"),
    "pls": ("a.mp3", b"[playlist]\nFile1=http://192.0.2.1/"),
    "film kept elsewhere": ("a.mov", film(b"qt  ", reference=OUTSIDE)),
    "reference film": ("a.mov", film(b"qt  ", more=box(b"rmra", box(b"rmda")))),
}

CUT = {
    "walk.jpg": "broken",
    "walk.png": "broken",
    "walk.webp": "broken",
    "walk.heic": "broken",
    "minutes.pdf": "cut_short",
    "film.mp4": "cut_short",
    "film.mov": "cut_short",
    "film.webm": "cut_short",
    "voice.m4a": "cut_short",
    "voice.ogg": "cut_short",
    "voice.wav": "cut_short",
    "thanks.docx": "cut_short",
    "thanks.odt": "cut_short",
}

FLOODS = {"png": png_flood, "gif": gif_flood, "jpg": jpeg_flood, "heic": heic_flood}

BROKEN = {
    **{
        f"{name} without its last byte": (name, GOOD[name][0][:-1], "cut_short")
        for name in ("walk.png", "walk.gif", "voice.wav", "voice.mp3", "voice.aac", "film.mp4", "voice.ogg")
    },
    "moving png of one picture and a half": ("a.png", moving_png()[:-200], "cut_short"),
    "gif cut in its first frame": ("a.gif", cut("walk.gif", 0.15), "broken"),
    "mp4 without an index": ("a.mp4", box(b"ftyp", b"isom", bytes(4)) + box(b"mdat", bytes(99)), "cut_short"),
    "mp4 without tracks": ("a.mp4", film(handlers=()), "broken"),
    "mp4 of boxes": ("a.mp4", box(b"ftyp", b"isom", bytes(4)) + box(b"free") * 300_000, "broken"),
    "mp4 of nested boxes": ("a.mp4", film(more=box(b"trak") * 300_000), "broken"),
    "mkv as webm": ("a.webm", webm(doc_type=b"matroska"), "not_taken"),
    "webm of elements": (
        "a.webm",
        GOOD["film.webm"][0][:18] + b"\x18\x53\x80\x67\xff" + b"\xec\x80" * 300_000,
        "broken",
    ),
    "theora in ogg": ("a.ogg", ogg(b"\x80theora" + bytes(40)), "not_taken"),
    "html after ogg": ("a.ogg", ogg() + HTML, "broken"),
    "mp3 of a tag alone": ("a.mp3", mp3(frames=0), "broken"),
    "mp3 of two frames": ("a.mp3", mp3(frames=2, id3=False), "broken"),
    "mp3 with half a tag": ("a.mp3", mp3()[:15], "cut_short"),
    "wav without sound": ("a.wav", b"RIFF\4\0\0\0WAVE", "broken"),
    "jpeg of its first bytes": ("a.jpg", b"\xff\xd8\xff\xe0", "broken"),
    "jpeg and then html": ("a.jpg", b"\xff\xd8\xff\xe0" + HTML, "broken"),
    "gif and script": ("a.gif", b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)", "broken"),
    "png with a wrong sum": ("a.png", GOOD["walk.png"][0].replace(b"IHDR", b"IHDS"), "broken"),
    "webp flood": ("a.webp", webp_flood(16_383), "too_many_pixels"),
    "webp canvas flood": ("a.webp", webp_canvas_flood(16_777_216), "too_many_pixels"),
    "pdf of its first bytes": ("a.pdf", b"%PDF-1.7\n", "cut_short"),
    "pdf of noise": ("a.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 9 + b"%%EOF", "broken"),
    "pdf without pages": ("a.pdf", pdf_of_size(9, 9, count=0), "broken"),
    "pdf with a password": ("a.pdf", locked_pdf(), "locked"),
    "zip as docx": ("a.docx", zipped({"readme.txt": "words"}), "not_taken"),
    "jar as docx": ("a.docx", openxml(more={"Main.class": "x"}), "has_programs"),
    "macros in docx": ("a.docx", openxml(more={"word/vbaProject.bin": "x"}), "has_programs"),
    "macro type in docx": ("a.docx", openxml("document.macroEnabled.main+xml"), "has_programs"),
    "macros in odt": ("a.odt", odf(more={"Basic/Standard/Module1.xml": "x"}), "has_programs"),
    "unknown odf": ("a.odt", odf("graphics"), "not_taken"),
    "bomb in docx": ("a.docx", openxml(more={"word/media/a.bin": bytes(60_000_000)}), "packed_too_tight"),
    "crowd in docx": ("a.docx", crowded(), "packed_too_tight"),
    "empty zip": ("a.docx", b"PK\x03\x04" + bytes(200) + b"PK\x05\x06" + bytes(18), "not_taken"),
    "broken zip": ("a.docx", openxml().replace(b"PK\x01\x02", b"PK\x01\x09"), "broken"),
}

HOSTILE = {
    **NAMES,
    **{f"active .{ending}": (f"a.{ending}", content, "not_taken") for ending, content in ENDINGS.items()},
    **{
        f"{what} as {name}": (name, content, "not_what_it_says")
        for what, content in DISGUISED.items()
        for name in ("a.pdf", "a.jpg", "a.png", "a.mp3", "a.mp4", "a.docx")
    },
    **{f"{what} as text": ("a.txt", content, "not_what_it_says") for what, content in AS_TEXT.items()},
    **{label: (*given, "not_what_it_says") for label, given in MIXED_UP.items()},
    **{label: (*given, "points_elsewhere") for label, given in POINTERS.items()},
    **{
        f"{name} cut at {share:.0%}": (name, cut(name, share), why)
        for name, why in CUT.items()
        for share in (0.3, 0.5, 0.7, 0.9)
    },
    **{
        f"{form} flood of {side}": (f"a.{form}", make(side), "too_many_pixels")
        for form, make in FLOODS.items()
        for side in (8_000, 11_000, 65_000)
    },
    **BROKEN,
}

HOSTILE_PICTURES = {
    "nothing": b"",
    "words": b"words",
    "html": HTML,
    "svg": SVG,
    "pdf": GOOD["minutes.pdf"][0],
    "half a jpeg": cut("walk.jpg", 0.5),
    "half a png": cut("walk.png", 0.5),
    "half a webp": cut("walk.webp", 0.5),
    "half a heic": cut("walk.heic", 0.5),
    "png flood": png_flood(30_000),
    "gif flood": gif_flood(30_000),
    "jpeg flood": jpeg_flood(30_000),
    "heic flood": heic_flood(30_000),
    "bmp flood": bmp_flood(30_000),
    "webp flood": webp_flood(16_383),
}
HOSTILE_NAMES = [
    "../../etc/passwd",
    "/etc/passwd",
    "C:\\Windows\\win.ini",
    "a\0.txt",
    "\0",
    "a\r\nSet-Cookie: b=c.txt",
    'a"; filename="b.html',
    "a'b.txt",
    "a%0d%0ab.txt",
    "a%00.txt",
    "\u202egpj.exe",
    "\u2066\u2069",
    "\ud800.txt",
    ".htaccess",
    "..",
    ".",
    "",
    "   ",
    "a" * 5000,
    "é" * 5000 + ".jpeg",
    "👩‍🌾.txt",
    "=cmd|calc.txt",
    "<b>a</b>.txt",
    "${jndi}.txt",
]
