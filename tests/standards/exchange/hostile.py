"""Files made to do harm, or only to be a nuisance, each with the code of the sentence that turns it away."""

import io
import random
import subprocess
import zipfile
from functools import cache

from weasyprint import HTML

from standards.exchange.sheets.files import write_ods, write_xlsx

from . import prints, seed, word_files
from .sheet_samples import SPARE

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><x>&l9;</x>'
DRAWING = "<svg width=50 height=50><rect width=50 height=50 /></svg>"
STEALS = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'

STEALS_WIDELY = STEALS.replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")


def repacked(source, changes=(), *, more=(), last=None):
    """The zip with members changed, or with more of them: (name or ZipInfo, content)."""
    file, changes = io.BytesIO(), dict(changes)
    with (
        zipfile.ZipFile(io.BytesIO(source)) as before,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            after.writestr(name, changes.get(name, before.read(name)))
        for name, content in more:
            after.writestr(name, content)
    return file.getvalue()[:last]


def link(name):
    info = zipfile.ZipInfo(name)
    info.external_attr = 0o120777 << 16
    return info


def locked(source):
    """As zip programs mark a member that needs a password."""
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = source.find(mark) + at
        source = source[:place] + bytes([source[place] | 1]) + source[place + 1 :]
    return source


def with_qpdf(source, tmp_path, *options):
    before, after = tmp_path / "before.pdf", tmp_path / "after.pdf"
    before.write_bytes(source)
    subprocess.run(["qpdf", *options, str(before), str(after)], check=True)
    return after.read_bytes()


def pdf_bomb():
    """A page whose content unpacks to 500 MB."""
    import zlib

    packer = zlib.compressobj(9)
    stream = b"".join(packer.compress(b"0 0 m " * 1_000_000) for _piece in range(80)) + packer.flush()
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj\n"
    content = b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream endobj\n" % (
        len(stream),
        stream,
    )
    return head + page + content + b"trailer<</Root 1 0 R>>\n%%EOF"


def sheet_of(rows, name="xl/worksheets/sheet1.xml"):
    """Our own workbook with another first sheet in it."""
    told = (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )
    return repacked(write_xlsx(SPARE), {name: told})


def ods_rows(rows):
    source = write_ods(SPARE)
    with zipfile.ZipFile(io.BytesIO(source)) as packed:
        content = packed.read("content.xml").decode()
    start, end = content.index("<table:table-column/>"), content.index("</table:table>")
    return repacked(source, {"content.xml": content[:start] + rows + content[end:]})


@cache
def standards():
    """{name: what makes (code, file)}, for the reader of one standard."""
    docx = word_files.plain()
    noise = random.Random(3).randbytes(200_000)
    return {
        "a docx of 200 MB in 200 KB": lambda: (
            "packed_too_tight", repacked(docx, more=[("word/media/x.bin", bytes(200_000_000))]),
        ),
        "a docx with an archive inside": lambda: ("unsafe_names", repacked(docx, more=[("word/inner.zip", docx)])),
        "a docx with an absolute name": lambda: ("unsafe_names", repacked(docx, more=[("/etc/cron.d/x", b"x")])),
        "a docx with a name that climbs": lambda: ("unsafe_names", repacked(docx, more=[("word/../../x", b"x")])),
        "a docx with a name that climbs backwards": lambda: (
            "unsafe_names", repacked(docx, more=[("word\\..\\..\\x", b"x")]),
        ),
        "a docx with a drive": lambda: ("unsafe_names", repacked(docx, more=[("C:/x", b"x")])),
        "a docx with a link": lambda: ("unsafe_names", repacked(docx, more=[(link("word/x"), "/etc/passwd")])),
        "a docx that laughs": lambda: ("entities", repacked(docx, {"word/document.xml": BOMB})),
        "a docx that steals": lambda: ("entities", repacked(docx, {"word/document.xml": STEALS})),
        "a docx that steals in UTF-16": lambda: ("entities", repacked(docx, {"word/document.xml": STEALS_WIDELY})),
        "a docx whose styles steal": lambda: ("entities", repacked(docx, {"word/styles.xml": STEALS})),
        "a docx of 50,000 members": lambda: (
            "packed_too_tight", repacked(docx, more=[(f"x{n}", b"") for n in range(50_000)]),
        ),
        "a docx cut short": lambda: ("broken", docx[: len(docx) // 2]),
        "a docx of noise": lambda: ("broken", b"PK\x03\x04" + noise),
        "a docx nested too deep": lambda: (
            "too_deep", repacked(docx, {"word/document.xml": "<a>" * 100_000 + "</a>" * 100_000}),
        ),
        "a docx with a password": lambda: ("locked", locked(docx)),
        "a docx without a document": lambda: ("broken", repacked(docx, {"word/document.xml": "<x/>"})),
        "a docx of nothing": lambda: ("empty", word_files.saved(__import__("docx").Document())),
        "an old Word document": lambda: ("old_office", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000)),
        "a workbook": lambda: ("workbook", write_xlsx(SPARE)),
        "an OpenDocument workbook": lambda: ("workbook", write_ods(SPARE)),
        "an OpenDocument text": lambda: (
            "open_document",
            repacked(write_ods(SPARE), {"mimetype": "application/vnd.oasis.opendocument.text"}),
        ),
        "an RTF document": lambda: ("rtf", b"{\\rtf1\\ansi Performance criteria}"),
        "a zip": lambda: ("not_a_document", repacked(b"PK\x05\x06" + bytes(18), more=[("standard.txt", seed.TEXT)])),
        "a packed text": lambda: ("not_a_document", b"\x1f\x8b\x08\x00" + bytes(100)),
        "a picture": lambda: ("picture", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        "a PDF without text": lambda: ("scanned", HTML(string=DRAWING).write_pdf()),
        "a PDF cut short": lambda: ("broken", prints.one("one column")[:700]),
        "a PDF of noise": lambda: ("broken", b"%PDF-1.7\n" + noise),
        "a PDF of 100 pages": lambda: (
            "too_many_pages", HTML(string="<p style='break-after: page'>x</p>" * 100).write_pdf(),
        ),
        "a PDF that unpacks to 500 MB": lambda: ("stopped", pdf_bomb()),
        "a page nested too deep": lambda: ("too_deep", b"<html><body>" + b"<div>" * 100_000 + b"Performance criteria"),
        "a page of a million tags": lambda: ("too_much", b"<p>" + b"<b>x</b>" * 620_000),
        "a page too large": lambda: ("too_large", b"<html><body>" + b"<p>words</p>" * 450_000),
        "a page of nothing": lambda: ("empty", b"<!doctype html><html><body><script>1</script></body></html>"),
        "anything too large": lambda: ("too_large", b"x" * 10_000_001),
    }  # fmt: skip


@cache
def standard(name):
    return standards()[name]()


@cache
def sheets():
    """{name: what makes (code, file)}, for the reader of suites."""
    xlsx, ods = write_xlsx(SPARE), write_ods(SPARE)
    row = '<row r="{}"><c r="A{}" t="inlineStr"><is><t>Note</t></is></c></row>'
    long = "".join(row.format(n, n) for n in range(1, 30_000))
    cell = '<table:table-cell office:value-type="string"{}><text:p>Note</text:p></table:table-cell>'
    return {
        "1.5 million rows": lambda: ("packed_too_tight", sheet_of('<row><c t="n"><v>1</v></c></row>' * 1_500_000)),
        "30,000 rows": lambda: ("too_many_rows", sheet_of(long)),
        "200 MB in 200 KB": lambda: ("packed_too_tight", repacked(xlsx, more=[("xl/media/x.bin", bytes(200_000_000))])),
        "5,000 columns": lambda: (
            "too_many_columns",
            sheet_of("<row>" + "<c t='inlineStr'><is><t>Kind</t></is></c>" * 5_000 + "</row>"),
        ),
        "a workbook that laughs": lambda: ("entities", repacked(xlsx, {"xl/workbook.xml": BOMB})),
        "a sheet that steals": lambda: ("entities", repacked(xlsx, {"xl/worksheets/sheet1.xml": STEALS})),
        "a workbook cut short": lambda: ("broken", xlsx[:-300]),
        "a workbook of noise": lambda: ("broken", repacked(xlsx, {"xl/workbook.xml": b"<nothing/"})),
        "a workbook with a link": lambda: ("unsafe_names", repacked(xlsx, more=[(link("xl/x"), "/etc/passwd")])),
        "a workbook in a workbook’s archive": lambda: ("unsafe_names", repacked(xlsx, more=[("xl/more.zip", xlsx)])),
        "an OpenDocument workbook that steals": lambda: ("entities", repacked(ods, {"content.xml": STEALS})),
        "a row repeated a million times": lambda: (
            "too_many_rows",
            ods_rows(f'<table:table-row table:number-rows-repeated="1000000">{cell.format("")}</table:table-row>'),
        ),
        "a cell repeated a million times": lambda: (
            "too_many_columns",
            ods_rows("<table:table-row>" + cell.format(' table:number-columns-repeated="1000000"') + "</table:table-row>"),
        ),
        "a CSV of a million lines": lambda: ("too_many_rows", b"Kind,Words\n" + b"Note,x\n" * 1_000_000),
        "a CSV of 5,000 columns": lambda: ("too_many_columns", b",".join([b"Kind"] * 5_000)),
        "a CSV of one endless cell": lambda: ("broken", b'Kind,Words\n"' + b"x" * 9_000_000),
        "a CSV with NUL": lambda: ("not_text", b"Kind,Words\nSuite,a\0b\n"),
        "a CSV of nothing": lambda: ("empty", b" \r\n"),
        "a Word document": lambda: ("word_document", word_files.plain()),
        "a PDF": lambda: ("word_document", prints.one("one column")),
        "an old workbook": lambda: ("old_office", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000)),
    }  # fmt: skip


@cache
def sheet(name):
    return sheets()[name]()
