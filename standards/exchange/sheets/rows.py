"""A suite as the rows of a flat table, each a dictionary by column, in the suite's order.

Every row says its kind; requirements, illustrations and what was retired name their standard by its URN or title.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from standards.exchange.sheets.shape import (
    COLUMNS,
    EXACTLY,
    MOST_IN_CELL,
    REQUIREMENTS,
    RETIRED,
    Kind,
    cell_of,
)
from standards.exchange.suite import SuiteDocument

KIND_OF_REQUIREMENT = {name: kind for kind, name in REQUIREMENTS.items()}
KIND_OF_RETIRED = {name: kind for kind, name in RETIRED.items()}
OF_STANDARD = [column.key for column in COLUMNS if Kind.STANDARD in column.of]


def table_of(document: SuiteDocument, *, typed: bool) -> tuple[list[str], list[list[str]]]:
    """(headings, rows of cells). A column that no row says is left out. `typed`: the file marks its cells as text."""
    rows = list(rows_of(document))
    columns = [column for column in COLUMNS if not column.of or _is_said(column, rows)]
    table = [cells for row in rows for cells in _cells_of(row, columns, typed)]
    return [column.heading for column in columns], table


def _is_said(column, rows):
    return any(row.get(column.key) is not None for row in rows if row["kind"] in column.of)


def _cells_of(row, columns, typed):
    """The cells of the row, and of rows below for what does not fit into one cell."""
    pieces = [_pieces_of(row, column) for column in columns]
    for place in range(max(map(len, pieces))):
        cells = [piece[place] if place < len(piece) else "" for piece in pieces]
        if place:
            cells[0] = Kind.CONTINUED
        yield [cell_of(cell, typed=typed) for cell in cells]


def _pieces_of(row, column):
    if column.key not in row:
        return [""]
    text = row[column.key]
    if text is None:
        return [None if row["kind"] in column.of else ""]
    return [text[start : start + MOST_IN_CELL] for start in range(0, len(text), MOST_IN_CELL)] or [""]


# --- the rows ---------------------------------------------------------------------------------


def rows_of(document: SuiteDocument) -> Iterator[dict[str, Any]]:
    if (document.title, document.slug, document.lineage, document.edition) != (None,) * 4:
        yield {
            "kind": Kind.SUITE,
            "words": document.title,
            "slug": document.slug,
            "edition": document.edition,
        } | {"lineage": document.lineage}
    for area in document.key_areas:
        yield {
            "kind": Kind.AREA,
            "number": str(area.number),
            "number_words": area.words,
            "words": area.title,
        } | {"lineage": area.lineage}
    for value in document.values:
        yield {"kind": Kind.VALUE, "number": value.number, "words": value.title, "lineage": value.lineage}
    values = _Values(document)
    for name, row in zip(_names_of(document.standards), document.standards, strict=True):
        yield _standard(row, name)
        for each in row.requirements:
            yield {"kind": KIND_OF_REQUIREMENT[each.kind]} | _requirement(each, name)
        for example in row.illustrations:
            shown = values.shown(example.value)
            yield {"kind": Kind.ILLUSTRATION, "standard": name, "value": shown, "words": example.text}
        for gone in row.retired:
            yield {"kind": KIND_OF_RETIRED[gone.kind]} | _requirement(gone, name)


def _standard(row, name):
    said = {key: getattr(row, key) for key in OF_STANDARD}
    confirmed = {True: "yes", False: "no", None: None}[row.title_confirmed]
    area = None if row.key_area is None else str(row.key_area)
    return {"kind": Kind.STANDARD, "standard": name, "words": row.title, "key_area": area} | said | {
        "title_confirmed": confirmed, "lineage": row.lineage,
    }  # fmt: skip


def _requirement(row, name):
    return {
        "standard": name, "number": row.number, "group": row.group, "words": row.text, "lineage": row.lineage,
    }  # fmt: skip


def _names_of(standards):
    """A name for each standard that no other has: its URN, its title, or its title with a number."""
    urns = Counter(row.urn for row in standards)
    titles = Counter(row.title for row in standards)
    names, taken = [], set()
    for row in standards:
        alone = [
            name
            for name, count in ((row.urn, urns[row.urn]), (row.title, titles[row.title]))
            if name and count == 1
        ]
        name = next((name for name in alone if name.strip() == name and name not in taken), None)
        number = 1
        while name is None or name in taken:
            number += 1
            name = f"{row.title.strip()} ({number})"
        taken.add(name)
        names.append(name)
    return names


class _Values:
    """A value is shown by its number, which people know, where the number leads back to exactly what was said."""

    def __init__(self, document):
        self.read = value_by_number(document.values)
        self.numbers = {value: number for number, value in self.read.items()}

    def shown(self, value):
        if value in self.numbers:
            return self.numbers[value]
        return f"{EXACTLY}{value}" if value in self.read or value.startswith(EXACTLY) else value


def value_by_number(values):
    """{number: lineage, or the number where there is none} for numbers only one value has."""
    counts = Counter(value.number for value in values)
    return {value.number: value.lineage or value.number for value in values if counts[value.number] == 1}
