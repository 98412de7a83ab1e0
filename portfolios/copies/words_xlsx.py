"""The first cells of a workbook, as they were last shown: at most a hundred rows of each sheet."""

import datetime

import openpyxl

from portfolios.copies.words_odf import MOST_CELLS, MOST_ROWS, MOST_SHEETS, sheet_blocks


def xlsx_blocks(source):
    with open(source, "rb") as file:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        sheets = [one for one in book.worksheets if one.sheet_state == "visible"]
        for sheet in sheets[:MOST_SHEETS]:
            sheet.reset_dimensions()  # what a file says of its size may be a lie
            found = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_CELLS + 1)
            yield from sheet_blocks(sheet.title, (shown_in(row) for row in found))
    if len(sheets) > MOST_SHEETS:
        yield "cut", 0, ""


def shown_in(row):
    cells = [cell_as_shown(cell) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def cell_as_shown(cell):
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, int | float):
        return as_number(value, cell.number_format or "")
    return str(value).strip()


def as_number(value, written_as):
    """A share as a share; else without digits nobody typed."""
    if "%" in written_as:
        return f"{value * 100:.10g}%"
    return f"{value:.10g}"
