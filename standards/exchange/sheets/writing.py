"""A table of text as CSV, XLSX and ODS. Nothing in them can run: CSV has its guards, the others say each cell is text."""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

Table = Sequence[Sequence[str]]
WIDTHS = {"Words": 80, "Overview": 60, "Standard": 18, "Kind": 24, "Heading": 30, "Id (leave as it is)": 40}
UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_x(?=[0-9A-Fa-f]{4}_)")
EARLY = (2000, 1, 1, 0, 0, 0)  # the same table gives the same bytes


def csv_of(headings: Sequence[str], rows: Table) -> bytes:
    """UTF-8 with a byte-order mark, without which Excel reads it as something else."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(headings)
    writer.writerows(rows)
    return file.getvalue().encode("utf-8-sig", "surrogatepass")


def xlsx_of(headings: Sequence[str], rows: Table, notes: tuple[str, Sequence[str]], name: str) -> bytes:
    """The table, and beside it a sheet of notes with the name `notes[0]`."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for place, heading in enumerate(headings, start=1):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(place)].width = WIDTHS.get(heading, 16)
    sheet.append([_excel_cell(sheet, heading, Font(bold=True)) for heading in headings])
    wrapped = Alignment(vertical="top", wrap_text=True)
    for row in rows:
        sheet.append([_excel_cell(sheet, text, None, wrapped) if text else None for text in row])
    beside = book.create_sheet(notes[0])
    beside.column_dimensions["A"].width = 110
    for line in notes[1]:
        beside.append([_excel_cell(beside, line, None, wrapped)])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _excel_cell(sheet, text, font=None, alignment=None):
    cell = WriteOnlyCell(sheet, UNWRITABLE.sub(_as_excel_writes, text))
    cell.data_type = "s"  # text, whatever it begins with
    cell.number_format = "@"
    if font:
        cell.font = font
    if alignment:
        cell.alignment = alignment
    return cell


def _as_excel_writes(found):
    return "_x005F_x" if found[0] == "_x" else f"_x{ord(found[0]):04X}_"


# --- OpenDocument -----------------------------------------------------------------------------

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style", "manifest")
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = (
    f'{HEAD}<manifest:manifest {NAMES} manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIMETYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def ods_of(headings: Sequence[str], rows: Table, notes: tuple[str, Sequence[str]], name: str) -> bytes:
    """The same as xlsx_of, as an OpenDocument workbook."""
    tables = _ods_table(name, [headings, *rows]) + _ods_table(notes[0], [[line] for line in notes[1]])
    content = (
        f'{HEAD}<office:document-content {NAMES} office:version="1.3"><office:body><office:spreadsheet>{tables}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        # The kind of file comes first and unpacked, so that it can be told from the first bytes.
        packed.writestr(zipfile.ZipInfo("mimetype", EARLY), MIMETYPE, zipfile.ZIP_STORED)
        for place, text in (("META-INF/manifest.xml", MANIFEST), ("content.xml", content)):
            packed.writestr(
                zipfile.ZipInfo(place, EARLY), text.encode("utf-8", "replace"), zipfile.ZIP_DEFLATED
            )
    return file.getvalue()


def _ods_table(name, rows):
    told = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    return f'<table:table table:name="{escape(name)}"><table:table-column/>{told}</table:table>'


def _ods_cell(text):
    if not text:
        return "<table:table-cell/>"
    paragraphs = "".join(f"<text:p>{_ods_line(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'


def _ods_line(line):
    """White space has elements of its own, because a reader of OpenDocument folds it."""
    told = escape(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", line))
    told = told.replace("\t", "<text:tab/>").replace("\r", "&#13;")
    return re.sub(r"^ | $| {2,}", lambda found: f'<text:s text:c="{len(found[0])}"/>', told)
