"""The sheets of an OpenDocument workbook, read row by row. Runs in the child process."""

import io

from lxml import etree

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
FAR = 1_000  # cells that repeat further than any table is wide are the empty rest of a row


def sheets_of(content, new_sheet):
    """What `new_sheet(name).told` says of each sheet; `content` was checked for a document type before."""
    sheets, sheet, number = [], None, 0
    parsing = etree.iterparse(
        io.BytesIO(content), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False,
        tag=(f"{TABLE}table", f"{TABLE}table-row"),
    )  # fmt: skip
    for event, element in parsing:
        if element.tag == f"{TABLE}table" and event == "start":
            sheet, number = new_sheet(element.get(f"{TABLE}name") or ""), 0
        elif element.tag == f"{TABLE}table" and sheet:
            sheets.append(sheet.told)
            sheet = None
        elif element.tag == f"{TABLE}table-row" and event == "end" and sheet:
            number = _add(sheet, element, number)
            element.clear(keep_tail=False)
            while element.getprevious() is not None:
                del element.getparent()[0]
    return sheets


def _add(sheet, row, number):
    """The number of the last row that this one, perhaps repeated, stands for."""
    cells = []
    for cell in row:
        if cell.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            cells += [_cell(cell)] * min(_repeats(cell, "columns"), FAR)
    times = _repeats(row, "rows")
    if any(text.strip() or note for text, note in cells):
        for place in range(times):
            sheet.add(number + 1 + place, cells)
    return number + times


def _repeats(element, what):
    try:
        return max(1, min(2_000_000, int(element.get(f"{TABLE}number-{what}-repeated", "1"))))
    except ValueError:
        return 1


def _cell(cell):
    """(text, note) as workbooks.Sheet takes them. A number is read as it is shown."""
    kind = cell.get(f"{OFFICE}value-type")
    if cell.get(f"{TABLE}formula"):
        return "", "formula"
    if kind == "date":
        return (cell.get(f"{OFFICE}date-value") or "").removesuffix("T00:00:00"), "date"
    if kind == "boolean":
        return "yes" if cell.get(f"{OFFICE}boolean-value") == "true" else "no", ""
    shown = "\n".join("".join(_letters(paragraph)) for paragraph in cell.iterchildren(f"{TEXT}p"))
    if kind in ("float", "percentage", "currency"):
        shown = shown or (cell.get(f"{OFFICE}value") or "").removesuffix(".0")
        return shown, "" if shown.isdecimal() else "number"
    return shown or cell.get(f"{OFFICE}string-value") or "", ""


def _letters(element):
    yield element.text or ""
    for piece in element:
        if piece.tag == f"{TEXT}s":
            yield " " * min(1_000, int(piece.get(f"{TEXT}c") or 1))
        elif piece.tag == f"{TEXT}tab":
            yield "\t"
        elif piece.tag == f"{TEXT}line-break":
            yield "\n"
        elif piece.tag != f"{OFFICE}annotation":
            yield from _letters(piece)
        yield piece.tail or ""
