"""What programs of today write into a document beside its words, and what the copy others get says of it."""

import base64
import io
import sys
import zipfile

import pikepdf
import pytest
from PIL import Image

from portfolios.copies import CopyNotPossible, bounded, make_copy
from portfolios.kinds import kind_named
from tests.portfolios.made_files import odf, openxml, picture_with_place
from tests.portfolios.telling_files import SECRETS, unpacked

SHEET, SLIDES = "spreadsheetml.sheet.main+xml", "presentationml.presentation.main+xml"
PHOTO = base64.b64encode(picture_with_place("JPEG")).decode()
# name, the part that tells, what it says, what is left of it (None: the part is gone)
TELLING = {
    "who changed a slide": (
        "talk.pptx",
        "ppt/changesInfos/changesInfo1.xml",
        '<chgInfo><chgData name="SECRETname" userId="SECRET@home"/></chgInfo>',
        None,
    ),
    "whose device": ("talk.pptx", "ppt/revisionInfo.xml", '<revInfo><client id="SECRET"/></revInfo>', None),
    "tasks": ("a.docx", "word/documenttasks/t1.xml", '<Tasks><Assign userId="SECRET"/></Tasks>', None),
    "labels": ("a.docx", "docMetadata/LabelInfo.xml", '<labels><label siteId="SECRET"/></labels>', None),
    "folder of a photo": (
        "talk.pptx",
        "ppt/slides/slide1.xml",
        r'<s><cNvPr descr="C:\Users\SECRET me\barn.jpg" name="Picture 1"/>Words</s>',
        b'<s><cNvPr descr="barn.jpg" name="Picture 1"/>Words</s>',
    ),
    "what a photo shows": (
        "talk.pptx",
        "ppt/slides/slide1.xml",
        '<s><cNvPr descr="Two people / a barn: see https://example.org/a/b"/></s>',
        b'<s><cNvPr descr="Two people / a barn: see https://example.org/a/b"/></s>',
    ),
    "a field": (
        "a.docx",
        "word/footer1.xml",
        r'<f><instrText>INCLUDEPICTURE "\\SECRET\share\barn.jpg" \d</instrText></f>',
        rb'<f><instrText>INCLUDEPICTURE "barn.jpg" \d</instrText></f>',
    ),
    "letters to many": (
        "a.docx",
        "word/settings.xml",
        '<settings><mailMerge><connectString val="SECRET"/></mailMerge><zoom/></settings>',
        b"<settings><zoom/></settings>",
    ),
    "who refreshed": (
        "a.xlsx",
        "xl/pivotCache/pivotCacheDefinition1.xml",
        '<pivotCacheDefinition refreshedBy="SECRETname"/>',
        b'<pivotCacheDefinition refreshedBy="Author"/>',
    ),
    "where its rows come from": (
        "a.xlsx",
        "xl/connections.xml",
        '<connections><connection id="1" odcFile="SECRET"><dbPr connection="Password=SECRET"/></connection></connections>',
        b'<connections><connection id="1" odcFile=""><dbPr connection=""/></connection></connections>',
    ),
    "views of people": (
        "a.xlsx",
        "xl/worksheets/sheet1.xml",
        '<worksheet><customSheetViews><x name="SECRET"/></customSheetViews><sheetData/></worksheet>',
        b"<worksheet><sheetData/></worksheet>",
    ),
    "a link into a folder": (
        "a.odt",
        "styles.xml",
        '<o xmlns:xlink="urn:x"><a xlink:href="file:///srv/SECRET/a.odt"/><a xlink:href="https://example.org/"/></o>',
        b'<o xmlns:xlink="urn:x"><a xlink:href="about:blank"/><a xlink:href="https://example.org/"/></o>',
    ),
}


def copy_of(tmp_path, name, content):
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(content)
    make_copy(kind_named(name).content_type, source, target)
    return target.read_bytes()


def made(name, more):
    if name.endswith("odt"):
        return odf(more=more)
    if name.endswith("docx"):
        return openxml(more=more)
    main, part = (SLIDES, "ppt/presentation.xml") if name.endswith("pptx") else (SHEET, "xl/workbook.xml")
    return openxml(main, more, part)


@pytest.mark.parametrize("label", TELLING)
def test_what_programs_of_today_note_beside_the_words_is_gone(tmp_path, label):
    name, part, said, left = TELLING[label]

    copy = copy_of(tmp_path, name, made(name, {part: said}))

    assert [secret for secret in SECRETS if secret in unpacked(copy)] == []
    with zipfile.ZipFile(io.BytesIO(copy)) as packed:
        kept = packed.read(part).split(b"?>\n", 1)[1] if part in packed.namelist() else None
    assert kept == left


def test_a_photo_among_the_words_of_an_opendocument_keeps_its_dots_alone(tmp_path):
    said = f'<o xmlns:office="urn:o"><office:binary-data>{PHOTO}</office:binary-data></o>'

    copy = copy_of(tmp_path, "a.odt", odf(more={"styles.xml": said}))

    with zipfile.ZipFile(io.BytesIO(copy)) as packed:
        inside = packed.read("styles.xml").split(b"<office:binary-data>")[1].split(b"</")[0]
    photo = base64.b64decode(inside)
    assert [secret for secret in SECRETS if secret in photo] == []
    assert Image.open(io.BytesIO(photo)).size == (320, 240)


def pdf_with(filters, content):
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(320, 240))
    photo = pikepdf.Stream(pdf, content)
    photo.Type, photo.Subtype, photo.ColorSpace = (
        pikepdf.Name(f"/{n}") for n in ("XObject", "Image", "DeviceRGB")
    )
    photo.Width, photo.Height, photo.BitsPerComponent = 320, 240, 8
    photo.Filter = pikepdf.Array([pikepdf.Name(f"/{name}") for name in filters])
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=photo))
    page.Contents = pdf.make_stream(b"q 320 0 0 240 0 0 cm /I Do Q")
    link = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("file:///C:/Papers/SECRET/a.pdf"))
    page.Annots = pikepdf.Array(
        [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=link)]
    )
    out = io.BytesIO()
    pdf.save(out, compress_streams=False)
    return out.getvalue()


def test_a_photo_that_a_pdf_wrapped_once_more_loses_its_place_too(tmp_path):
    letters = base64.a85encode(picture_with_place("JPEG")) + b"~>"

    copy = copy_of(tmp_path, "a.pdf", pdf_with(["ASCII85Decode", "DCTDecode"], letters))

    with pikepdf.open(io.BytesIO(copy)) as pdf:
        photo = pdf.pages[0].Resources.XObject.I
        plain = photo.read_raw_bytes()
        assert str(pdf.pages[0].Annots[0].A.URI) == "about:blank"
        assert pikepdf.PdfImage(photo).as_pil_image().size == (320, 240)
    assert [secret for secret in SECRETS if secret in plain] == []


def test_a_photo_wrapped_in_a_way_we_can_not_open_has_no_copy(tmp_path):
    with pytest.raises(CopyNotPossible):
        copy_of(tmp_path, "a.pdf", pdf_with(["ASCII85Decode", "DCTDecode"], b"\x7f not letters ~>"))


# --- the child that takes files apart ---------------------------------------------------------

READ_EVERYTHING = """
import sys
from importlib import import_module
from portfolios.copies.child import TASKS
for task in TASKS.values():
    import_module(task.split(":")[0])
print("django.db" in sys.modules)
"""


def test_the_child_reads_no_models_before_it_begins():
    """One is started for each file: what it has no use for would be half of its work."""
    assert bounded.run([sys.executable, "-c", READ_EVERYTHING]) == b"False\n"
