"""The words of an OpenDocument text or spreadsheet. Source: OASIS OpenDocument 1.3, part 3."""

import zipfile
from itertools import islice

from portfolios.copies.office_xml import read
from portfolios.copies.sentences import CopyNotPossible
from portfolios.copies.unseen import local, said

MOST_ROWS, MOST_CELLS, MOST_SHEETS = 100, 20, 10
APART = {"line-break": "\n", "tab": "\t"}
LEFT_OUT = {
    "note",
    "frame",
    "annotation",
    "ruby-text",
    "sequence-decls",
    "tracked-changes",
    "forms",
    "shapes",
}
REPEATED_ROWS, REPEATED_CELLS = "number-rows-repeated", "number-columns-repeated"
GROUPS = {"table-row-group", "table-header-rows", "table-rows"}


def odt_blocks(source):
    notes = []
    yield from blocks(body_of(source, "text"), notes)
    for note in notes:
        yield "text", 0, note


def ods_blocks(source):
    sheets = [thing for thing in body_of(source, "spreadsheet") if local(thing) == "table"]
    for sheet in sheets[:MOST_SHEETS]:
        yield from sheet_blocks(said(sheet, "name") or "", islice(rows_of(sheet), MOST_ROWS + 1))
    if len(sheets) > MOST_SHEETS:
        yield "cut", 0, ""


def sheet_blocks(name, found):
    """`found`: its rows, one more than we show where there are more."""
    rows = without_empty_end(found)
    if rows:
        yield "sheet", 0, name
        yield from (("row", 0, row) for row in rows[:MOST_ROWS])
    if len(rows) > MOST_ROWS:
        yield "cut", 0, ""


def body_of(source, kind):
    with zipfile.ZipFile(source) as packed:
        tree = read(packed.read("content.xml"))
    found = next((thing for thing in tree.iter("{*}body")), None)
    inside = next((thing for thing in found if local(thing) == kind), None) if found is not None else None
    if inside is None:
        raise CopyNotPossible("trouble")
    return inside


def blocks(holder, notes):
    for thing in holder:
        name = local(thing)
        if name in ("p", "h"):
            yield from paragraph(thing, notes, bullet="")
        elif name == "list":
            yield from items(thing, notes)
        elif name == "table":
            yield from (("row", 0, row) for row in rows_of(thing))
        elif name == "frame":
            yield from framed(thing, notes)
        elif name not in LEFT_OUT:
            yield from blocks(thing, notes)


def items(thing, notes):
    for item in thing:
        bullet = "• "
        for part in item:
            if local(part) == "list":
                yield from items(part, notes)
            elif local(part) in ("p", "h"):
                yield from paragraph(part, notes, bullet)
                bullet = ""


def paragraph(thing, notes, bullet):
    words = tidied("".join(letters(thing, notes)))
    if words:
        level = level_of(thing)
        yield ("heading", level, words) if level else ("text", 0, bullet + words)
    for frame in frames_in(thing):
        yield from framed(frame, notes)


def level_of(thing):
    """1 to 9 for a heading, 0 for anything else."""
    if local(thing) != "h":
        return 0
    told = said(thing, "outline-level") or "1"
    return min(9, int(told)) if told.isdigit() and len(told) < 9 else 1


def letters(thing, notes):
    """The letters of a paragraph in order; notes are put aside with their number, frames left for after it."""
    yield thing.text or ""
    for part in thing:
        name = local(part)
        if name == "s":
            count = said(part, "c") or "1"
            yield " " * (min(int(count), 100) if count.isdigit() and len(count) < 9 else 1)
        elif name in APART:
            yield APART[name]
        elif name == "note":
            yield noted(part, notes)
        elif name not in LEFT_OUT:
            yield from letters(part, notes)
        yield part.tail or ""


def noted(note, notes):
    parts = {local(part): part for part in note}
    number = "".join(letters(parts["note-citation"], [])).strip() if "note-citation" in parts else "*"
    if "note-body" in parts:
        words = (tidied("".join(letters(part, []))) for part in parts["note-body"])
        notes.append(f"[{number}] " + "\n".join(words))
    return f"[{number}]"


def frames_in(thing):
    for part in thing:
        if local(part) == "frame":
            yield part
        elif local(part) != "note":
            yield from frames_in(part)


def framed(frame, notes):
    """A box of words, or a picture with what it is said to show."""
    kinds = {local(part): part for part in frame}
    if "text-box" in kinds:
        yield from blocks(kinds["text-box"], notes)
    elif "image" in kinds:
        told = kinds.get("desc", kinds.get("title"))
        yield "picture", 0, (told.text or "").strip() if told is not None else ""


# --- tables ---------------------------------------------------------------------------------


def rows_of(table):
    for thing in table:
        if local(thing) == "table-row":
            cells = cells_of(thing)
            for _time in range(times(thing, REPEATED_ROWS, MOST_ROWS)):
                yield cells
        elif local(thing) in GROUPS:
            yield from rows_of(thing)


def cells_of(row):
    cells: list[str] = []
    for cell in row:
        if local(cell) in ("table-cell", "covered-table-cell") and len(cells) <= MOST_CELLS:
            cells += [words_of(cell)] * times(cell, REPEATED_CELLS, MOST_CELLS + 1 - len(cells))
    while cells and not cells[-1]:
        cells.pop()
    return cells


def words_of(cell):
    told = (words for kind, _level, words in blocks(cell, []) if kind != "picture")
    return "\n".join(" · ".join(words) if isinstance(words, list) else words for words in told)


def times(thing, name, most):
    told = said(thing, name) or "1"
    return min(int(told), most) if told.isdigit() and len(told) < 9 else 1


def without_empty_end(rows):
    kept = list(rows)
    while kept and not any(kept[-1]):
        kept.pop()
    return kept


def tidied(words):
    return "\n".join(" ".join(line.split()) for line in words.strip().splitlines()).strip()
