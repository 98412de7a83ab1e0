"""Small files of every kind we take, made from nothing."""

import io
import math
import struct
import zipfile
import zlib

from PIL import Image
from pillow_heif import register_heif_opener

from cms.demo.sample_files import make_minutes_pdf

register_heif_opener(thumbnails=False)
OPENXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."
GPS = {1: "N", 2: (53.0, 47.0, 59.0), 3: "W", 4: (1.0, 32.0, 57.0)}


def colours(width=320, height=240):
    """Noise, so that cutting it short is seen, with a red quarter at the top left to tell which way is up."""
    image = Image.effect_noise((width, height), 60).convert("RGB")
    image.paste("red", (0, 0, width // 2, height // 2))
    return image


def picture(form, **options):
    out = io.BytesIO()
    colours().save(out, form, **options)
    return out.getvalue()


def picture_with_place(form, turn=1):
    """A picture that says where it was taken, in EXIF and in XMP."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = turn, "Secretcam"
    exif.get_ifd(0x8825).update(GPS)
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>SECRETPLACE 53.7997</x:xmpmeta>"
    return picture(form, exif=exif.tobytes(), xmp=xmp, quality=90)


def moving_gif(frames=4):
    out = io.BytesIO()
    pictures = [colours(64, 64).convert("P") for _frame in range(frames)]
    pictures[0].save(out, "GIF", save_all=True, append_images=pictures[1:], duration=100, loop=0)
    return out.getvalue()


# --- sound and film -------------------------------------------------------------------------


def wav(seconds=1):
    samples = struct.pack(
        f"<{8000 * seconds}h", *(int(9000 * math.sin(n / 6)) for n in range(8000 * seconds))
    )
    head = struct.pack("<4sIHHIIHH4sI", b"fmt ", 16, 1, 1, 8000, 16000, 2, 16, b"data", len(samples))
    return b"RIFF" + struct.pack("<I", 36 + len(samples)) + b"WAVE" + head + samples


def mp3(frames=20, id3=True):
    tag = b"ID3\x04\x00\x00\x00\x00\x00\x0b" + b"TIT2\x00\x00\x00\x01\x00\x00\x00" if id3 else b""
    return tag + (b"\xff\xfb\x90\x64" + bytes(413)) * frames


def aac(frames=20):
    return (b"\xff\xf1\x50\x40\x0d\x1f\xfc" + b"\x21" * 97) * frames


def box(name, *content):
    body = b"".join(content)
    return struct.pack(">I4s", 8 + len(body), name) + body


def track(handler, reference):
    data = box(b"dinf", box(b"dref", bytes(4), struct.pack(">I", 1), reference))
    return box(b"trak", box(b"mdia", box(b"hdlr", bytes(8), handler, bytes(13)), box(b"minf", data)))


INSIDE = box(b"url ", b"\0\0\0\1")
OUTSIDE = box(b"url ", b"\0\0\0\0http://192.0.2.1/film.mp4\0")


def film(brand=b"isom", handlers=(b"vide", b"soun"), reference=INSIDE, more=b""):
    moov = box(b"moov", *(track(handler, reference) for handler in handlers), more)
    return box(b"ftyp", brand, bytes(4), brand) + moov + box(b"mdat", bytes(3000))


def ogg(voice=b"OpusHead\x01\x01" + bytes(9), pages=5):
    def page(flags, number, body):
        segments = bytes([255] * (len(body) // 255) + [len(body) % 255])
        head = struct.pack("<4sBBQIIIB", b"OggS", 0, flags, 0, 7, number, 0, len(segments))
        return head + segments + body

    return page(2, 0, voice) + b"".join(page(0, n + 1, bytes(300)) for n in range(pages))


def element(name, *content):
    body = b"".join(content)
    return name + (0x10000000 | len(body)).to_bytes(4) + body


def webm(kind=b"\x01", doc_type=b"webm"):
    tracks = element(b"\x16\x54\xae\x6b", element(b"\xae", element(b"\x83", kind)))
    head = element(b"\x1a\x45\xdf\xa3", element(b"\x42\x82", doc_type))
    return head + element(b"\x18\x53\x80\x67", tracks, element(b"\x1f\x43\xb6\x75", bytes(2000)))


# --- documents ------------------------------------------------------------------------------


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return out.getvalue()


def openxml(main="wordprocessingml.document.main+xml", more=None, part="word/document.xml"):
    types = f'<Types><Override PartName="/{part}" ContentType="{OPENXML}{main}"/></Types>'
    return zipped({"[Content_Types].xml": types, "_rels/.rels": "<x/>", part: "<w>Words</w>"} | (more or {}))


def odf(kind="text", more=None):
    members = {"mimetype": ODF + kind, "content.xml": "<office/>", "META-INF/manifest.xml": "<manifest/>"}
    return zipped(members | (more or {}))


def locked_pdf():
    """An encryption dictionary nobody has the password for."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        b"<</Filter/Standard/V 1/R 2/P -44/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>",
    ]
    return raw_pdf(objects, b"/Encrypt 4 0 R/ID[<00><00>]")


def raw_pdf(objects, trailer=b""):
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj" % number + content + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    return (
        out
        + head
        + table
        + b"trailer<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, len(out))
    )


def pdf_of_size(width, height, count=1):
    kids = b" ".join(b"%d 0 R" % (n + 3) for n in range(count))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]>>" % (width, height)
    return raw_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, count),
            *[page] * count,
        ]
    )


def pdf_with_script():
    return raw_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        ]
    )


# --- floods: a small file that claims to be an enormous picture -----------------------------


def png_flood(side):
    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(9999)))
        + chunk(b"IEND", b"")
    )


def gif_flood(side):
    return (
        b"GIF89a"
        + struct.pack("<HHBBB", side, side, 0x80, 0, 0)
        + bytes(6)
        + b","
        + struct.pack("<HHHHB", 0, 0, side, side, 0)
        + b"\x02\x02\x44\x01\x00;"
    )


def bmp_flood(side):
    return (
        b"BM"
        + struct.pack("<IHHI", 58, 0, 0, 54)
        + struct.pack("<IiiHHIIiiII", 40, side, side, 1, 24, *[0] * 6)
        + bytes(4)
    )


def jpeg_flood(side):
    small = picture("JPEG")
    frame = small.index(b"\xff\xc0")
    return small[: frame + 5] + struct.pack(">HH", side, side) + small[frame + 9 :]


def webp_flood(side):
    small = picture("WEBP", lossless=True)
    size = (side - 1) | (side - 1) << 14
    return small[:21] + struct.pack("<I", size) + small[25:]


def webp_canvas_flood(side):
    head = b"VP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + (side - 1).to_bytes(3, "little") * 2
    return b"RIFF" + struct.pack("<I", 4 + len(head) + 8) + b"WEBP" + head + b"ANIM" + bytes(4)


def heic_flood(side):
    small = picture("HEIF")
    return small.replace(
        b"ispe\0\0\0\0" + struct.pack(">II", 320, 240), b"ispe\0\0\0\0" + struct.pack(">II", side, side)
    )


GOOD = {
    "walk.jpg": (picture("JPEG"), "image/jpeg"),
    "walk.JPEG": (picture("JPEG", progressive=True), "image/jpeg"),
    "walk.png": (picture("PNG"), "image/png"),
    "walk.webp": (picture("WEBP"), "image/webp"),
    "walk.heic": (picture("HEIF"), "image/heic"),
    "walk.gif": (moving_gif(), "image/gif"),
    "minutes.pdf": (make_minutes_pdf(), "application/pdf"),
    "script.pdf": (pdf_with_script(), "application/pdf"),
    "voice.wav": (wav(), "audio/wav"),
    "voice.mp3": (mp3(), "audio/mpeg"),
    "bare.mp3": (mp3(id3=False), "audio/mpeg"),
    "voice.aac": (aac(), "audio/aac"),
    "voice.m4a": (film(b"M4A ", (b"soun",)), "audio/mp4"),
    "voice.ogg": (ogg(), "audio/ogg"),
    "voice.opus": (ogg(), "audio/ogg"),
    "voice.weba": (webm(b"\x02"), "audio/webm"),
    "film.mp4": (film(), "video/mp4"),
    "film.mov": (film(b"qt  "), "video/quicktime"),
    "film.webm": (webm(), "video/webm"),
    "notes.txt": (b"What we heard, and what we did.\n", "text/plain"),
    "notes.md": ("# Notes\n\n- caf\N{LATIN SMALL LETTER E WITH ACUTE}\n".encode(), "text/plain"),
    "utf16.txt": ("\ufeffWhat we heard".encode("utf-16-le"), "text/plain"),
    "windows.txt": (b"a" * 5000 + b" caf\xe9 \x93quoted\x94", "text/plain"),
    "thanks.docx": (openxml(), OPENXML + "wordprocessingml.document"),
    "budget.xlsx": (
        openxml("spreadsheetml.sheet.main+xml", part="xl/workbook.xml"),
        OPENXML + "spreadsheetml.sheet",
    ),
    "talk.pptx": (
        openxml("presentationml.presentation.main+xml", part="ppt/presentation.xml"),
        OPENXML + "presentationml.presentation",
    ),
    "thanks.odt": (odf(), ODF + "text"),
    "budget.ods": (odf("spreadsheet"), ODF + "spreadsheet"),
    "talk.odp": (odf("presentation"), ODF + "presentation"),
}
