"""Files that tell more than their makers meant to: place, device, author and earlier words, in every kind we take."""

import io
import json
import os
import shutil
import struct
import subprocess
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import docx
import openpyxl
import pikepdf
from openpyxl.comments import Comment

from tests.portfolios.made_files import aac, mp3, odf, openxml, picture_with_place, wav, zipped

SECRETS = (b"SECRET", b"Secret", b"53.7997", b"+53.79", b"C:\\Users", b"Exif")
NEEDS_FFMPEG = not shutil.which("ffmpeg") and not os.environ.get("CI")  # there it is an error
PLACE = "+53.7997-001.5491/"
SAID = [
    *("-metadata", f"location={PLACE}", "-metadata", f"com.apple.quicktime.location.ISO6709={PLACE}"),
    *(
        "-metadata",
        "title=SECRETtitle",
        "-metadata",
        "artist=SECRETartist",
        "-metadata",
        "comment=SECRETwords",
    ),
    *("-metadata", "creation_time=2026-03-14T10:11:12Z", "-metadata:s", "handler_name=SECRETdevice"),
    *("-metadata:s", "title=SECRETstream"),
]
CHAPTERS = ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=500\ntitle=SECRETchapter\n"
PICTURE = ["-f", "lavfi", "-i", "testsrc=size=64x48:rate=10:duration=0.6"]
TONE = ["-f", "lavfi", "-i", "sine=frequency=440:duration=0.6"]
RECORDINGS = {
    "film.mp4": [*PICTURE, *TONE, "-c:v", "libx264", "-c:a", "aac", "-movflags", "use_metadata_tags"],
    "film.mov": [*PICTURE, *TONE, "-c:v", "libx264", "-c:a", "pcm_s16le", "-movflags", "use_metadata_tags"],
    "film.webm": [*PICTURE, *TONE, "-c:v", "libvpx", "-c:a", "libopus"],
    "hevc.mp4": [*PICTURE, "-c:v", "libx265", "-x265-params", "log-level=none", "-tag:v", "hvc1"],
    "voice.m4a": [*TONE, "-c:a", "aac"],
    "voice.ogg": [*TONE, "-c:a", "libopus"],
    "voice.weba": [*TONE, "-c:a", "libopus", "-f", "webm"],
    "voice.mp3": [*TONE, "-c:a", "libmp3lame", "-write_id3v1", "1"],
    "voice.aac": [*TONE, "-c:a", "aac", "-f", "adts", "-write_id3v2", "1"],
}


@cache
def recording(name):
    """What a telephone would make, short: it says where, when, on what, by whom and what about."""
    with tempfile.TemporaryDirectory() as folder:
        chapters, made = Path(folder, "chapters"), Path(folder, name)
        chapters.write_text(CHAPTERS)
        command = [
            "ffmpeg",
            "-v",
            "error",
            "-nostdin",
            *split_inputs(RECORDINGS[name], chapters),
            *SAID,
            str(made),
        ]
        subprocess.run(command, check=True, capture_output=True)
        return made.read_bytes()


def split_inputs(asked, chapters):
    """Chapters come as one more input, after the pictures and the tone."""
    inputs = asked.count("-i")
    at = [n for n, word in enumerate(asked) if word == "-i"][-1] + 2
    streams = [word for n in range(inputs) for word in ("-map", str(n))]
    return [*asked[:at], "-i", str(chapters), *streams, "-map_metadata", str(inputs), *asked[at:]]


def chunk(name, body):
    return name + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)


def telling_wav():
    sound = wav()
    info = chunk(b"LIST", b"INFO" + chunk(b"IART", b"SECRETartist\0") + chunk(b"ISFT", b"SECRETdevice\0"))
    bext = chunk(b"bext", b"SECRET origin".ljust(602, b"\0"))
    more = bext + info + chunk(b"iXML", b"<x>SECRET 53.7997</x>") + chunk(b"id3 ", b"ID3 SECRET")
    return (
        b"RIFF"
        + struct.pack("<I", len(sound) - 8 + len(more))
        + sound[8:12]
        + bext
        + sound[12:]
        + more[len(bext) :]
    )


def telling_mp3():
    id3v1 = (b"TAG" + b"SECRETtitle").ljust(128, b"\0")
    ape = b"APETAGEX" + struct.pack("<IIII", 2000, 64, 1, 0) + bytes(8) + b"SECRETape".ljust(40, b"\0")
    return b"ID3\x04\0\0\0\0\0\x10" + b"SECRETid3".ljust(16, b"\0") + mp3(id3=False) + ape + id3v1


def telling_aac():
    return b"ID3\x04\0\0\0\0\0\x10" + b"SECRETid3".ljust(16, b"\0") + aac()


def telling_pdf():
    """Author, notes, a photo with its place, an earlier state, a file inside, a remark, a program."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(320, 240))
    photo = pikepdf.Stream(pdf, picture_with_place("JPEG"))
    for name, value in {"Width": 320, "Height": 240, "BitsPerComponent": 8}.items():
        photo[f"/{name}"] = value
    photo.Type, photo.Subtype, photo.Filter = (
        pikepdf.Name(f"/{n}") for n in ("XObject", "Image", "DCTDecode")
    )
    photo.ColorSpace = pikepdf.Name.DeviceRGB
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=photo), Font=pikepdf.Dictionary(F=font))
    page.Contents = pdf.make_stream(b"q 320 0 0 240 0 0 cm /I Do Q BT /F 20 Tf 40 100 Td (What we did) Tj ET")
    page.PieceInfo = pikepdf.Dictionary(App=pikepdf.Dictionary(Private=pikepdf.String("SECRETpiece")))
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('SECRETjs')"))
    remark = {
        "Subtype": pikepdf.Name.Text,
        "T": pikepdf.String("SECRETreader"),
        "M": pikepdf.String("D:2026SECRET"),
    }
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    page.Annots = pikepdf.Array(
        [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Rect=[0, 0, 9, 9], Contents="Well done", **remark), link]
    )
    pdf.docinfo["/Author"] = "SECRETauthor"
    with pdf.open_metadata() as said:
        said["dc:creator"] = ["SECRETauthor"]
    pdf.attachments["inside.txt"] = b"SECRETfile"
    pdf.Root.OpenAction = action
    out = io.BytesIO()
    pdf.save(out, static_id=True)
    return with_earlier_state(out.getvalue())


def with_earlier_state(pdf):
    """Words that were on a page once, and that a reader of the newest state never sees."""
    at = pdf.rindex(b"startxref")
    return pdf[:at] + b"99 0 obj (SECRETearlier) endobj\n" + pdf[at:]


def telling_docx():
    document = docx.Document()
    document.add_paragraph("What we did")
    document.add_picture(io.BytesIO(picture_with_place("JPEG")))
    document.add_picture(io.BytesIO(picture_with_place("PNG")))
    document.core_properties.author = document.core_properties.last_modified_by = "SECRETauthor"
    remarked = document.add_paragraph("with a remark")
    document.add_comment(remarked.runs, "Well done", author="SECRETreader", initials="SECRET")
    out = io.BytesIO()
    document.save(out)
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    by = 'w:author="SECRETwriter" w:date="2026-03-14T10:11:12Z"'
    change = f'<w:p><w:ins w:id="9" {by}><w:r><w:t>More</w:t></w:r></w:ins></w:p>'
    return changed(
        out.getvalue(),
        {"word/document.xml": lambda xml: xml.replace(b"<w:sectPr", change.encode() + b"<w:sectPr", 1)},
        {
            "docProps/custom.xml": b"<Properties><p>SECRETcustom</p></Properties>",
            "docProps/thumbnail.jpeg": picture_with_place("JPEG"),
            "customXml/item1.xml": b"<x>SECRETlabel</x>",
            "word/people.xml": f'<w:people xmlns:w="{word}"><w:p w:author="SECRETwriter"/></w:people>'.encode(),
        },
    )


def telling_xlsx():
    book = openpyxl.Workbook()
    book.active["A1"] = "What it cost"
    book.active["A1"].comment = Comment("Well done", "SECRETreader")
    book.properties.creator = "SECRETauthor"
    out = io.BytesIO()
    book.save(out)
    path = (
        b'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        b'<x15ac:absPath xmlns:x15ac="urn:x" url="C:\\Users\\SECRET\\"/></mc:AlternateContent><sheets'
    )
    return changed(
        out.getvalue(),
        {"xl/workbook.xml": lambda xml: xml.replace(b"<sheets", path, 1)},
        {"xl/printerSettings/printerSettings1.bin": b"SECRETprinter"},
    )


def telling_pptx():
    """No library of ours makes one: the parts that matter, and a photo."""
    by = '<p:cmAuthor id="0" name="SECRETreader" initials="SECRET" clrIdx="0"/>'
    said = f'<p:cmAuthorLst xmlns:p="urn:p">{by}</p:cmAuthorLst>'
    return openxml(
        "presentationml.presentation.main+xml",
        part="ppt/presentation.xml",
        more={
            "ppt/commentAuthors.xml": said,
            "ppt/media/image1.webp": picture_with_place("WEBP"),
            "docProps/core.xml": "<x>SECRETauthor</x>",
            "docProps/app.xml": "<x>SECRETcompany</x>",
        },
    )


def telling_odt(kind="text"):
    office = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    by = "<dc:creator>SECRETreader</dc:creator><dc:date>2026-SECRET</dc:date>"
    remark = f"<office:annotation>{by}Well done</office:annotation>"
    printer = '<config:config-item xmlns:config="urn:c" config:name="PrinterName">SECRETprinter</config:config-item>'
    return odf(
        kind,
        {
            "content.xml": f"<office:document-content {office}>What we did{remark}</office:document-content>",
            "settings.xml": f"<office:document-settings {office}>{printer}</office:document-settings>",
            "meta.xml": f"<office:document-meta {office}><dc:creator>SECRETauthor</dc:creator></office:document-meta>",
            "Pictures/1.jpg": picture_with_place("JPEG"),
            "Thumbnails/thumbnail.png": picture_with_place("PNG"),
            "Versions/Version1": b"SECRETearlier",
        },
    )


def changed(packed, edits, more):
    """The same zip with some members edited and more of them put in."""
    with zipfile.ZipFile(io.BytesIO(packed)) as old:
        members = {name: old.read(name) for name in old.namelist()}
    for name, edit in edits.items():
        assert edit(members[name]) != members[name]
        members[name] = edit(members[name])
    return zipped(members | more)


def unpacked(packed):
    """Everything in it as one row of bytes, names included."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return b"\n".join(name.encode() + archive.read(name) for name in archive.namelist())


def said_by_ffprobe(path):
    command = [
        "ffprobe",
        "-v",
        "error",
        "-show_format",
        "-show_streams",
        "-show_chapters",
        "-of",
        "json",
        str(path),
    ]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def heard_and_seen(path):
    """A hash over every picture and every sample once decoded: two files with one hash show the same."""
    command = ["ffmpeg", "-v", "error", "-nostdin", "-i", str(path), "-f", "streamhash", "-hash", "md5", "-"]
    return sorted(subprocess.run(command, check=True, capture_output=True).stdout.splitlines())
