"""Documents with headings, lists, tables, notes and a picture, as office programs write them."""

import datetime
import io

import docx
import openpyxl

from tests.portfolios.made_files import odf, picture, zipped
from tests.portfolios.telling_files import changed

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODF_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in [("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing")]
    + [("svg", "svg-compatible")]
)


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def report_docx():
    document = docx.Document()
    document.add_heading("Market day", 0)
    document.add_heading("What happened", 1)
    document.add_paragraph("We met on Tuesday.\nTwelve people came.")
    for words in ("Ask", "Listen"):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("Thank them", style="List Bullet")
    document.add_picture(io.BytesIO(picture("PNG")))
    table = document.add_table(rows=2, cols=2)
    for place, words in enumerate(["What", "How many", "Chairs", "12"]):
        table.cell(place // 2, place % 2).text = words
    document.add_paragraph("The end.")
    return saved(document)


def report_with_notes():
    """A paragraph that asks for a note at its foot, which Word keeps in a part of its own."""
    asks = b'<w:r><w:footnoteReference w:id="7"/></w:r></w:p>'
    note = '<w:footnote w:id="7"><w:p><w:r><w:t>So said the council.</w:t></w:r></w:p></w:footnote>'
    line = '<w:footnote w:id="-1" w:type="separator"><w:p><w:r><w:t>____</w:t></w:r></w:p></w:footnote>'
    document = docx.Document()
    document.add_paragraph("Twelve came")
    return changed(
        saved(document),
        {
            "word/document.xml": lambda xml: xml.replace(b"</w:p>", asks, 1),
            "[Content_Types].xml": lambda xml: xml.replace(
                b"</Types>",
                b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument'
                b'.wordprocessingml.footnotes+xml"/></Types>',
            ),
            "word/_rels/document.xml.rels": lambda xml: xml.replace(
                b"</Relationships>",
                b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships'
                b'/footnotes" Target="footnotes.xml"/></Relationships>',
            ),
        },
        {"word/footnotes.xml": f"<w:footnotes {WORD}>{line}{note}</w:footnotes>"},
    )


def report_odt(body=None):
    body = body or (
        '<text:h text:outline-level="2">What happened</text:h>'
        "<text:p>We met<text:s text:c='3'/>on <text:span>Tuesday</text:span>.<text:line-break/>Twelve came."
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>So said the council.</text:p>"
        "</text:note-body></text:note></text:p>"
        "<text:list><text:list-item><text:p>Ask</text:p><text:list><text:list-item><text:p>Everyone</text:p>"
        "</text:list-item></text:list></text:list-item></text:list>"
        "<text:section><text:p>In a section.</text:p></text:section>"
        "<text:p><draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame></text:p>"
        '<text:p><draw:frame><draw:image href="Pictures/1.png"/><svg:desc>The hall</svg:desc></draw:frame></text:p>'
        "<table:table><table:table-row><table:table-cell><text:p>Chairs</text:p></table:table-cell>"
        "<table:table-cell><text:p>12</text:p></table:table-cell></table:table-row></table:table>"
    )
    return odf("text", {"content.xml": content("text", body)})


def content(kind, body):
    inside = f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"
    return f"<office:document-content {ODF_NAMES}>{inside}</office:document-content>"


def costs_ods(rows=None):
    rows = rows or (
        "<table:table-row><table:table-cell><text:p>Tea</text:p></table:table-cell>"
        "<table:table-cell table:number-columns-repeated='2'><text:p>£12.50</text:p></table:table-cell></table:table-row>"
        "<table:table-row table:number-rows-repeated='1048575'><table:table-cell/></table:table-row>"
    )
    return odf(
        "spreadsheet",
        {"content.xml": content("spreadsheet", f'<table:table table:name="Costs">{rows}</table:table>')},
    )


def costs_xlsx(rows=3):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Costs"
    sheet.append(["What", "How much", "Share", "Paid"])
    sheet.append(["Tea", 12.5, 0.25, datetime.date(2027, 3, 14)])
    sheet["C2"].number_format = "0%"
    for number in range(3, rows + 1):
        sheet.append([f"Row {number}", number, True])
    book.create_sheet("Nothing")
    return saved(book)


def deep_docx(deep=50_000):
    """Tables in tables, deeper than anyone reads."""
    start, end = "<w:tbl><w:tr><w:tc>" * deep, "</w:tc></w:tr></w:tbl>" * deep
    return a_docx(f"{start}<w:p/>{end}")


def long_docx(paragraphs=3_000):
    return a_docx("".join(f"<w:p><w:r><w:t>Line {at}</w:t></w:r></w:p>" for at in range(paragraphs)))


def a_docx(body):
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
        'PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    ways = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    words = f"<w:document {WORD}><w:body>{body}</w:body></w:document>"
    return zipped({"[Content_Types].xml": types, "_rels/.rels": ways, "word/document.xml": words})
