"""One line, one thing: cells of a table that were joined with ` / `, and headings with their text beside them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from standards.exchange.nos.headings import (
    BARE_FACT,
    FACT,
    FILLERS,
    HEADING_BEFORE_TEXT,
    LEAD_IN,
    LEAD_IN_BEFORE_ENTRY,
    PART_OF,
    Part,
    folded,
)  # fmt: skip
from standards.exchange.nos.lines import Line, bulleted, numbered

CELL = re.compile(r"\s+/\s+|\s+/$|^/\s+")
LABEL = re.compile(r"[(\[]?(?:[PKV]\s?)?[0-9]{1,3}(?:\.[0-9]{1,2}){0,3}[.):\]]?")
MOST_CELLS = 200  # on a line
# One plain word is a heading among cells only in a text that plainly consists of cells.
PLAIN = (Part.VALUES, Part.OTHER)


def taken_apart(lines: Iterable[Line]) -> list[Line]:
    lines = list(lines)
    is_table = sum(len(_cells(line, is_table=False)) > 1 for line in lines) > 1
    apart = []
    for line in lines:
        pieces = [piece for cell in _cells(line, is_table=is_table) for piece in _without_heading(cell)]
        pieces = pieces or [line.text]
        apart += [
            replace(line, text=piece, after_blank=line.after_blank and place == 0)
            for place, piece in enumerate(pieces)
        ]
    return apart


def _cells(line: Line, *, is_table: bool) -> list[str]:
    """The cells of a line; one if it is a sentence that happens to hold a stroke."""
    if (
        not 0 < line.text.count("/") < MOST_CELLS
        or PART_OF.get(folded(line.text))
        or FACT.fullmatch(line.text)
    ):
        return [line.text]
    cells = [cell for cell in CELL.split(line.text) if cell]
    marks = [
        _is_mark(cell, is_table=is_table)
        and not (cell.isdigit() and place > 0 and _ends(cells, place, is_table))
        for place, cell in enumerate(cells)
    ]
    if not any(marks):
        return [" / ".join(cells)] if is_table and cells else [line.text]
    return list(_put_together(cells, marks))


def _ends(cells: list[str], place: int, is_table: bool) -> bool:
    """A bare number within a sentence: `4 / 5`."""
    return not is_table or place == len(cells) - 1


def _is_mark(cell: str, *, is_table: bool) -> bool:
    """A heading, a lead-in or a label: what a cell of its own may hold."""
    part = PART_OF.get(folded(cell))
    is_known = part is not None and (is_table or part not in PLAIN)
    return is_known or bool(
        LEAD_IN.fullmatch(cell) or LABEL.fullmatch(cell) or BARE_FACT.fullmatch(cell) and is_table
    )


def _put_together(cells: list[str], marks: list[bool]) -> Iterator[str]:
    """Each label with its words; strokes between two cells of words were the author's."""
    words: list[str] = []
    label = ""
    for cell, is_mark in zip(cells, marks, strict=True):
        if is_mark:
            yield from _entry(label, words)
            label, words = "", []
            if LABEL.fullmatch(cell):
                label = cell
            else:
                yield cell
        else:
            words.append(cell)
    yield from _entry(label, words)


def _entry(label: str, words: list[str]) -> Iterator[str]:
    if label or words:
        yield f"{label} {' / '.join(words)}".strip()


def _without_heading(words: str) -> Iterator[str]:
    """`Performance criteria You must be able to:` is two lines; so is `You must be able to: P1 agree aims`."""
    if match := HEADING_BEFORE_TEXT.fullmatch(words):
        yield match["heading"]
        yield from _without_heading(match["rest"])
    elif (match := LEAD_IN_BEFORE_ENTRY.fullmatch(words)) and _begins_entry(match["rest"]):
        yield match["lead"]
        yield match["rest"]
    else:
        yield words


def _begins_entry(words: str) -> bool:
    line = Line(0, words)
    return bool(numbered(line) or bulleted(line)) or folded(words) in FILLERS
