"""What a document holds and does not show is not in the copy others get: struck out, remarked, hidden."""

import io
import zipfile

import docx
import openpyxl
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.worksheet.table import Table

from portfolios.copies.office import copy_office
from tests.portfolios.made_files import odf, openxml, picture_with_place
from tests.portfolios.telling_files import unpacked

BY = 'w:id="1" w:author="A" w:date="2026-03-14T10:11:12Z"'
WORDS = {  # what is in a paragraph, and what is left to read of it
    "struck out": (f"<w:del {BY}><w:r><w:delText>SECRET</w:delText></w:r></w:del>", ""),
    "put in": (f"<w:ins {BY}><w:r><w:t>Seen</w:t></w:r></w:ins>", "Seen"),
    "put in and struck out": (f"<w:ins {BY}><w:del {BY}><w:r><w:delText>SECRET</w:delText></w:r></w:del></w:ins>", ""),
    "moved away": (f"<w:moveFrom {BY}><w:r><w:t>SECRET</w:t></w:r></w:moveFrom>", ""),
    "moved here": (f"<w:moveTo {BY}><w:r><w:t>Seen</w:t></w:r></w:moveTo>", "Seen"),
    "hidden": ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>SECRET</w:t></w:r>", ""),
    "not hidden": ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Seen</w:t></w:r>', "Seen"),
    "hidden by its style": ('<w:r><w:rPr><w:rStyle w:val="Below"/></w:rPr><w:t>SECRET</w:t></w:r>', ""),
    "a link struck out": (
        f'<w:del {BY}><w:hyperlink r:id="rId99"><w:r><w:delText>SECRET</w:delText></w:r></w:hyperlink></w:del>', ""
    ),
}  # fmt: skip
STYLES = (
    '<w:style {0} w:styleId="Base" w:type="character"><w:name w:val="b"/><w:rPr><w:vanish/></w:rPr></w:style>',
    '<w:style {0} w:styleId="Below" w:type="character"><w:name w:val="c"/><w:basedOn w:val="Base"/></w:style>',
)


def copy_of(folder, name, content):
    """Made here, and not in a child: tests/portfolios/test_copies.py goes all the way."""
    source, target = folder / name, folder / "copy"
    source.write_bytes(content)
    copy_office(source, target, None)
    return target.read_bytes()


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("label", WORDS)
def test_a_word_file_reads_as_if_every_change_were_accepted(tmp_path, label):
    inside, left = WORDS[label]
    document = docx.Document()
    for style in STYLES:
        document.styles.element.append(parse_xml(style.format(nsdecls("w"))))
    document.part.rels.get_or_add_ext_rel(RELATIONSHIP_TYPE.HYPERLINK, "https://SECRET.example/")
    paragraph = document.add_paragraph()
    made = parse_xml(f"<w:p {nsdecls('w', 'r')}>{inside}</w:p>")
    for child in list(made):
        paragraph._p.append(child)

    copy = copy_of(tmp_path, "a.docx", saved(document))

    assert (docx.Document(io.BytesIO(copy)).paragraphs[-1].text, b"SECRET" in unpacked(copy)) == (left, False)


def test_a_row_struck_out_a_shape_hidden_and_a_photo_of_either_are_gone(tmp_path):
    document = docx.Document()
    table = document.add_table(2, 1)
    table.rows[0].cells[0].text, table.rows[1].cells[0].text = "Seen", "SECRET"
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {nsdecls('w')} {BY}/>"))
    document.add_picture(io.BytesIO(picture_with_place("PNG")))
    document.inline_shapes[0]._inline.docPr.set("hidden", "1")

    copy = copy_of(tmp_path, "a.docx", saved(document))

    [rows] = [[row.cells[0].text for row in table.rows] for table in docx.Document(io.BytesIO(copy)).tables]
    with zipfile.ZipFile(io.BytesIO(copy)) as packed:
        assert (rows, [name for name in packed.namelist() if "media" in name]) == (["Seen"], [])


def workbook():
    """A sheet with a hidden row and column, a formula over both, and a sheet that is not shown."""
    book = openpyxl.Workbook()
    shown, hidden, deep = book.active, book.create_sheet("Notes"), book.create_sheet("Deep")
    for sheet in (shown, hidden, deep):
        for row in (("Name", "Pay"), ("Seen", "SECRETpay"), ("SECRETrow", 7)):
            sheet.append(row)
    hidden.add_table(Table(displayName="Pays", ref="A1:B3"))
    hidden.sheet_state, deep.sheet_state = "hidden", "veryHidden"
    shown.row_dimensions[3].hidden = shown.column_dimensions["B"].hidden = True
    shown["C1"] = "=Notes!A3"
    shown["D1"] = "Last"
    book.defined_names["there"] = openpyxl.workbook.defined_name.DefinedName(
        "there", attr_text='"SECRETname"'
    )
    return book


def test_hidden_sheets_rows_and_columns_of_a_workbook_are_empty(tmp_path):
    copy = copy_of(tmp_path, "a.xlsx", saved(workbook()))

    book = openpyxl.load_workbook(io.BytesIO(copy))
    assert [cell.value for row in book["Sheet"].iter_rows() for cell in row if cell.value] == [
        "Name",
        "Last",
        "Seen",
    ]
    assert [[cell for row in book[name].values for cell in row if cell] for name in ("Notes", "Deep")] == [
        [],
        [],
    ]
    assert (b"SECRET" in unpacked(copy), b"Pays" in unpacked(copy), b"Notes!A3" in unpacked(copy)) == (
        False,
    ) * 3


def test_a_workbook_that_hides_nothing_keeps_its_formulas(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"], book.active["A2"] = 4, "=A1*2"

    copy = openpyxl.load_workbook(io.BytesIO(copy_of(tmp_path, "a.xlsx", saved(book))))

    assert [cell.value for (cell,) in copy.active.rows] == [4, "=A1*2"]


SLIDE, LAYOUT = "presentationml.slide+xml", "presentationml.slideLayout+xml"
TREE = '<p:cSld xmlns:p="urn:p"><p:spTree><p:nvGrpSpPr/>{}</p:spTree></p:cSld>'
WAYS = '<R><Relationship Id="r1" Type="x/{}" Target="../{}"/></R>'
SHAPE = "<p:sp><p:nvSpPr><p:cNvPr {} name='x'/></p:nvSpPr><t>{}</t></p:sp>"


def test_hidden_slides_and_shapes_notes_and_remarks_are_gone(tmp_path):
    kinds = {
        "slides/slide1": SLIDE,
        "slides/slide2": SLIDE,
        "notesSlides/n1": "presentationml.notesSlide+xml",
    }
    start = "application/vnd.openxmlformats-officedocument."
    types = "".join(
        f'<Override PartName="/ppt/{name}.xml" ContentType="{start}{kind}"/>' for name, kind in kinds.items()
    )
    main = f'<Override PartName="/ppt/presentation.xml" ContentType="{start}presentationml.presentation.main+xml"/>'
    shapes = SHAPE.format("", "Seen") + SHAPE.format("hidden='1'", "SECRET")
    told = {
        "[Content_Types].xml": f"<Types>{main}{types}</Types>",
        "ppt/slides/slide1.xml": f'<p:sld xmlns:p="urn:p">{TREE.format(shapes)}</p:sld>',
        "ppt/slides/slide2.xml": f'<p:sld xmlns:p="urn:p" show="0">{TREE.format(SHAPE.format("", "SECRET"))}</p:sld>',
        "ppt/slides/_rels/slide1.xml.rels": WAYS.format("notesSlide", "notesSlides/n1.xml"),
        "ppt/slides/_rels/slide2.xml.rels": WAYS.format("image", "media/only.png"),
        "ppt/media/only.png": picture_with_place("PNG"),
        "ppt/media/other.png": picture_with_place("PNG"),
        "ppt/notesSlides/n1.xml": "<x>SECRET</x>",
        "ppt/comments/comment1.xml": "<x>SECRET</x>",
    }

    copy = copy_of(tmp_path, "talk.pptx", openxml(more=told, part="ppt/presentation.xml"))

    with zipfile.ZipFile(io.BytesIO(copy)) as packed:
        names = [
            name for name in packed.namelist() if name.startswith(("ppt/media", "ppt/notes", "ppt/comm"))
        ]
    assert (names, b"SECRET" in unpacked(copy), b"Seen" in unpacked(copy)) == (
        ["ppt/media/other.png"],
        False,
        True,
    )


OPEN = " ".join(
    f'xmlns:{name}="urn:{name}"' for name in ("office", "text", "table", "style", "draw", "presentation")
)
HIDING = (
    '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="T" style:family="table"><style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="P" style:family="drawing-page">'
    '<style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
)
SUM = "<table:table-cell table:formula='SECRET' office:string-value='SECRET'><text:p>SECRET</text:p></table:table-cell>"
CELL = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>"
UNSEEN_OPEN = {
    "a.odt": "<text:tracked-changes><text:p>SECRET</text:p></text:tracked-changes><text:p>Se<text:change/>en"
    "<office:annotation>SECRET</office:annotation><text:span text:style-name='H'>SECRET</text:span></text:p>"
    "<text:section text:display='none'><text:p>SECRET</text:p></text:section>"
    "<text:p><text:hidden-text text:string-value='SECRET'>SECRET</text:hidden-text></text:p>",
    "a.ods": "<table:table><table:table-column table:number-columns-repeated='2'/>"
    "<table:table-column table:visibility='collapse'/>"
    f"<table:table-row>{CELL.format('', 'Seen')}{CELL.format('', 'x')}{SUM}</table:table-row>"
    f"<table:table-row table:visibility='filter'>{SUM}</table:table-row></table:table>"
    f"<table:table table:style-name='T'><table:table-row>{CELL.format('', 'SECRET')}</table:table-row></table:table>",
    "a.odp": "<draw:page draw:style-name='P'><text:p>SECRET</text:p></draw:page><draw:page><text:p>Seen</text:p>"
    "<presentation:notes><text:p>SECRET</text:p></presentation:notes></draw:page>",
}


@pytest.mark.parametrize("name", UNSEEN_OPEN)
def test_an_opendocument_shows_no_more_in_its_bytes_than_on_its_pages(tmp_path, name):
    body = f"<office:body>{UNSEEN_OPEN[name]}</office:body>"
    told = f"<office:document-content {OPEN}>{HIDING}{body}</office:document-content>"
    kind = {"a.odt": "text", "a.ods": "spreadsheet", "a.odp": "presentation"}[name]

    copy = copy_of(tmp_path, name, odf(kind, {"content.xml": told}))

    with zipfile.ZipFile(io.BytesIO(copy)) as packed:
        content = packed.read("content.xml")
    assert (b"SECRET" in content, b"Se" in content, b"en" in content) == (False, True, True)
