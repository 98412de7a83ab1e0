"""The cells of a workbook (Excel or OpenDocument) as text. Runs in the child process.

Answers {"sheets": [{"name", "rows": [[number, [cells]]], "notes": [[row, column, code]]}]}: rows and columns count
from 1, empty rows are left out, and a note says what a cell held that was not simply text.
"""

import io
import re
import warnings
from datetime import date, datetime, time

from standards.exchange.files.bounded_child import NotRead
from standards.exchange.files.packed import kind_of, opened, part

MOST_SHEETS = 20
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_CELLS = 400_000
WHOLE = re.compile(r"-?[0-9]+")
DECIMALS = re.compile(r"(?:#|0|,)*0(?:\.(0+))?(?:_.|\s)*")
PARTS_WITH_CELLS = re.compile(r"xl/(worksheets/[^/]+|sharedStrings|styles|workbook)\.xml")


def read_xlsx(source: bytes):
    import openpyxl

    _check(source, "xlsx", PARTS_WITH_CELLS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl does not know of a workbook is nothing we read
        book = openpyxl.load_workbook(io.BytesIO(source), read_only=True, data_only=False, keep_links=False)
        return {"sheets": [_excel_sheet(sheet) for sheet in book.worksheets[:MOST_SHEETS]]}


def read_ods(source: bytes):
    from standards.exchange.sheets.ods import sheets_of

    packed = _check(source, "ods", re.compile(r"content\.xml"))
    return {"sheets": sheets_of(part(packed, "content.xml"), Sheet)[:MOST_SHEETS]}


def _check(source, wanted, parts):
    if (kind := kind_of(source)) != wanted:
        raise NotRead("word_document" if kind in ("docx", "open_document") else kind)
    packed = opened(source)
    for name in packed.namelist():
        if parts.fullmatch(name):
            part(packed, name)  # refuses a document type before any parser sees it
    return packed


class Sheet:
    """Rows as they come in, within bounds."""

    def __init__(self, name):
        self.told = {"name": name[:100], "rows": [], "notes": []}
        self.cells = 0

    def add(self, number, cells):
        """`cells`: (text, code of a note or "") in order."""
        texts = [text for text, _note in cells]
        while texts and not texts[-1].strip() and not cells[len(texts) - 1][1]:
            texts.pop()
        if not texts:
            return
        self.cells += len(texts)
        if len(texts) > MOST_COLUMNS:
            raise NotRead("too_many_columns")
        if len(self.told["rows"]) >= MOST_ROWS or self.cells > MOST_CELLS:
            raise NotRead("too_many_rows")
        self.told["rows"].append([number, texts])
        self.told["notes"] += [
            [number, place, note] for place, (_text, note) in enumerate(cells, start=1) if note
        ]


def _excel_sheet(worksheet):
    sheet = Sheet(worksheet.title)
    worksheet.reset_dimensions()  # what a sheet says of its own size may be wrong
    for number, row in enumerate(worksheet.iter_rows(max_col=MOST_COLUMNS + 1), start=1):
        filled = [place for place, cell in enumerate(row, start=1) if cell.value is not None]
        if filled:  # every row comes as wide as any may be
            sheet.add(number, [_excel_cell(cell) for cell in row[: filled[-1]]])
    return sheet.told


def _excel_cell(cell):
    value = cell.value
    if value is None:
        return "", ""
    if cell.data_type == "f":
        return "", "formula"
    if cell.data_type == "e":
        return str(value), "error"
    if isinstance(value, bool):
        return "yes" if value else "no", ""
    if isinstance(value, datetime | date | time):
        return value.isoformat().removesuffix("T00:00:00"), "date"
    if isinstance(value, int | float):
        return _printed(value, cell.number_format)
    return _unescaped(str(value)), ""


def _printed(value, form):
    """The number as the cell shows it: 1 for 1.0, 8.10 where two decimals are asked for."""
    asked = DECIMALS.fullmatch(form or "")
    if asked and (asked[1] or form != "General"):
        return f"{value:.{len(asked[1] or '')}f}", "number" if asked[1] else ""
    words = f"{value:.10f}".rstrip("0").rstrip(".") if abs(value) < 1e15 else str(value)
    return words, "" if WHOLE.fullmatch(words) else "decimal"


def _unescaped(text):
    """Excel writes what XML can't hold as _x000D_, and an underscore that would be misread as _x005F_."""
    return (
        re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
    )
