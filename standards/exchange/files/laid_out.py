"""Words set in tables and beside labels, as the lines a reader of plain text expects.

Knows neither Django nor any one format: the readers of web pages, PDF and Word files share it.
"""

import re
from itertools import zip_longest

NUMBER_ALONE = re.compile(r"\(?(?:[A-Z]{1,2} ?)?[0-9]{1,3}(?:\.[0-9]{1,2}){0,3}[.):]?")
STARTS_NUMBERED = re.compile(rf"(?:{NUMBER_ALONE.pattern})(?:\s|(?<=[.)])(?=[A-Za-z]))")
HEADER_LABELS = (
    "urn",
    "business sectors (suites)",
    "business sector (suites)",
    "suite",
    "developed by",
    "approved on",
    "title",
    "unit title",
    "standard title",
)
TAIL_LABELS = (
    "version number", "indicative review date", "validity", "status", "originating organisation", "original urn",
    "relevant occupations", "soc code", "keywords", "key words", "links to other nos", "external links",
    "date approved", "date of approval", "developed by", "suite",
)  # fmt: skip
HEADINGS = re.compile(
    r"overview|summary|performance( crit\w+)?|knowledge (and|&) underst\w+|knowledge and|scope\b.{0,15}|values|behaviours",
    re.IGNORECASE,
)
LISTS = re.compile(r"performance crit\w+|knowledge (and|&) underst\w+", re.IGNORECASE)
WITHOUT_COLON = re.compile(r"(URN|Business Sectors? \(Suites?\)|Developed by|Approved on)\s+(?=\S)(?!:)")
BULLET_BEFORE_LABEL = re.compile(r"^\s*[•·▪◦‣*–—-]\s+(?=[A-Z]{1,2}[0-9]+(\.[0-9]+)*[.):]?\s)")
LONGEST_FACT = 80


def folded(words):
    return words.rstrip(" :").casefold()


def is_heading(words):
    return bool(HEADINGS.fullmatch(words.rstrip(" :")))


def lines_of_table(rows):
    """The lines of a table: `rows` of cells, each cell its lines. What stands beside a label or a number joins it."""
    rows = [
        cells
        for cells in ([[line for line in cell if line.strip()] for cell in row] for row in rows)
        if any(cells)
    ]
    if _lists_side_by_side(rows):
        return [line for column in zip_longest(*rows, fillvalue=[]) for cell in column for line in cell]
    return [line for cells in rows for line in _lines_of_row([cell for cell in cells if cell])]


def _lists_side_by_side(rows):
    """The first row heads criteria in one column and knowledge in another, and the columns stand below."""
    heads = [folded(" ".join(cell)) for cell in rows[0]] if len(rows) > 1 else []
    return sum(bool(LISTS.fullmatch(head)) for head in heads) > 1


def _lines_of_row(cells):
    lines, place = [], 0
    while place < len(cells):
        cell, beside = cells[place], cells[place + 1] if place + 1 < len(cells) else []
        if _numbers_of(cell, beside):
            lines += [f"{number} {text}".strip() for number, text in zip_longest(cell, beside, fillvalue="")]
            place += 2
            continue
        if len(cell) == len(beside) == 1 and folded(cell[0]) in (*HEADER_LABELS, *TAIL_LABELS):
            lines.append(f"{cell[0].rstrip(' :')}: {beside[0]}")
            place += 2
            continue
        lines += cell
        place += 1
    return lines


def _numbers_of(cell, beside):
    """The cell holds one number for the words beside it, or as many as there are lines of words."""
    return (
        len(cell) in (1, len(beside)) and bool(beside) and all(NUMBER_ALONE.fullmatch(line) for line in cell)
    )


def with_labels_joined(lines):
    """Above the overview, `URN` with its text on the next line reads `URN: text`."""
    joined, in_header, waits = [], True, None
    for line in lines:
        line = BULLET_BEFORE_LABEL.sub("", line)
        in_header = in_header and not is_heading(line)
        if not in_header:
            joined.append(line)
            continue
        if waits is not None and line.strip():
            place, waits = waits, None
            if len(line) <= LONGEST_FACT and folded(line) not in HEADER_LABELS and not _is_fact(line):
                joined[place:] = [f"{joined[place].rstrip(' :')}: {line}"]
                continue
        if folded(line) in HEADER_LABELS:
            waits = len(joined)
        joined.append(WITHOUT_COLON.sub(r"\1: ", line) if waits is None else line)
    return joined


def _is_fact(line):
    return ":" in line and folded(line.split(":")[0]) in HEADER_LABELS
