"""Workbooks: hidden sheets are empty, hidden rows and columns too; formulas that would show them become what they showed.

Sources: ECMA-376 (SpreadsheetML).
"""

import re

from portfolios.copies.unseen import empty, everything, is_inside, is_set, local, said, take_out

OF_A_SHEET = {"sheetPr", "dimension", "sheetViews", "sheetFormatPr", "sheetData"}
SHOWS_MORE = {"tableParts", "autoFilter"}  # they repeat what stands in cells
LETTERS = re.compile(r"[A-Z]+")
MOST_COLUMNS = 16_384


def hidden_sheets(book):
    """The ways ({…}id) to sheets that are not shown."""
    hidden = []
    for sheet in everything(book):
        if local(sheet) == "sheet" and (sheet.get("state") or "visible") != "visible":
            hidden.append(said(sheet, "id") or "")
    return hidden


def empty_sheet(tree):
    for part in list(tree):
        if local(part) not in OF_A_SHEET:
            tree.remove(part)
        elif local(part) == "sheetData":
            empty(part)


def clear_hidden_cells(tree):
    """Empty the rows and columns nobody sees; says whether there were any."""
    columns, found = hidden_columns(tree), False
    for row in everything(tree):
        if local(row) == "row":
            for place, cell in enumerate([cell for cell in row if local(cell) == "c"], 1):
                if is_set(row, "hidden") or column_of(cell, place) in columns:
                    row.remove(cell)
                    found = True
    if found:
        for thing in everything(tree):
            if local(thing) in SHOWS_MORE and is_inside(thing, tree):
                take_out(thing)
    return found


def hidden_columns(tree):
    found = set()
    for column in everything(tree):
        if local(column) == "col" and is_set(column, "hidden"):
            first, last = (int(column.get(end) or 1) for end in ("min", "max"))
            found.update(range(first, min(last, MOST_COLUMNS) + 1))
    return found


def column_of(cell, place):
    letters = LETTERS.match(cell.get("r", ""))
    if not letters:
        return place
    number = 0
    for letter in letters.group():
        number = number * 26 + ord(letter) - 64
    return number


def strings_shown(tree):
    """The numbers of the shared words its cells show."""
    found = set()
    for cell in everything(tree):
        if local(cell) == "c" and cell.get("t") == "s":
            value = next((part for part in cell if local(part) == "v"), None)
            if value is not None and (value.text or "").strip().isdigit():
                found.add(int(value.text))
    return found


def clear_strings(tree, shown):
    for number, words in enumerate(thing for thing in tree if local(thing) == "si"):
        if number not in shown:
            empty(words)


def take_formulas(tree):
    """What they last showed stays."""
    for formula in everything(tree):
        if local(formula) in ("f", "definedNames", "pivotCaches", "externalReferences", "slicerList"):
            take_out(formula)


def take_notes(tree):
    """The boxes in which remarks on cells are drawn."""
    for thing in everything(tree):
        if local(thing) == "ClientData" and thing.get("ObjectType") == "Note" and is_inside(thing, tree):
            take_out(thing.getparent())
