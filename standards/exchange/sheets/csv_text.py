"""A CSV file as rows of text, whichever program wrote it: its encoding and its separator are found from what it holds."""

import csv
import re
from collections import deque
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from standards.exchange.files.bounded import CannotBeRead
from standards.exchange.files.bounded_child import NotRead
from standards.exchange.sheets.workbooks import MOST_CELLS, MOST_ROWS, Sheet

MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
SEPARATORS = ",;\t|"
MOST_LINES = 10 * MOST_ROWS  # words may hold some
MOST_SEPARATORS = 3 * MOST_CELLS  # and some of these
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass
class CsvText:
    """`rows` as workbooks.Sheet tells them; `warnings` as sentences about the whole file."""

    rows: list = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read_csv(source: bytes) -> CsvText:
    """Raises CannotBeRead for what is no table of text."""
    if max(source.count(sign) for sign in (b"\n", b"\r")) > MOST_LINES:
        raise CannotBeRead("too_many_rows")
    if sum(source.count(sign.encode()) for sign in SEPARATORS) > MOST_SEPARATORS:
        raise CannotBeRead("too_many_columns")
    read = CsvText()
    text = _decoded(source, read)
    if "\0" in text:
        raise CannotBeRead("not_text")
    first = text.split("\n", 1)[0]
    told = first.strip().casefold()
    if told.startswith("sep=") and len(told) == 5:
        separator, text = told[4], text.split("\n", 1)[1]
    else:
        separator = max(SEPARATORS, key=first.count)
    _refuse_open_quotes(text, separator)
    sheet, number, cells, widest = Sheet(""), 0, [], 0
    try:
        for number, cells in enumerate(csv.reader(_lines(text), delimiter=separator), start=1):
            sheet.add(number, [(cell, "") for cell in cells])
            widest = max(widest, len(cells))
    except csv.Error as trouble:
        raise CannotBeRead("broken") from trouble
    except NotRead as refusal:
        raise CannotBeRead(str(refusal)) from refusal
    read.rows = sheet.told["rows"]
    if len(cells) < widest and not text.endswith(("\n", "\r")):
        message = _("The file stops inside its last row, row %s. It may have been cut short.")
        read.warnings.append(message % number)
    return read


def _lines(text):
    """One by one: a text held in a buffer beside itself takes four times its room."""
    return (found[0] for found in LINE.finditer(text))


def _refuse_open_quotes(text, separator):
    """Words that begin with a quotation mark and never end: the file was cut short, or all rows below are inside it."""
    try:
        deque(csv.reader(_lines(text), delimiter=separator, strict=True), maxlen=0)
    except csv.Error as trouble:  # anything else is a small freedom with quotation marks
        if "unexpected end" in str(trouble):
            raise CannotBeRead("broken") from trouble


def _decoded(source, read):
    for mark, name in MARKS:
        if source.startswith(mark):
            return source[len(mark) :].decode(name, "replace")
    if source[1:200:2].count(0) > 40:
        return source.decode("utf-16-le", "replace")
    try:
        return source.decode()
    except UnicodeDecodeError:
        read.warnings.append(
            _(
                "This file is not UTF-8; it was read as older Windows programs write. Check letters with accents."
            )
        )
        return source.decode("cp1252", "replace")
