"""A whole suite as a spreadsheet, out and back without loss: CSV, Excel (XLSX) and OpenDocument (ODS).

    write_xlsx(document)           one flat table, see `shape`, and a sheet that says how to fill it in
    read_sheet(source)             what a sheet of that shape says
    inspect_sheet(source)          the same, with every row and what is wrong with it, for showing them side by side

Which of the three a file is, is found from its content. Nothing here is saved.
"""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from standards.exchange.files.bounded import CannotBeRead, read_bounded
from standards.exchange.files.bounded_child import LARGEST
from standards.exchange.files.foreign import refuse_foreign
from standards.exchange.files.packed import kind_of
from standards.exchange.sheets.csv_text import read_csv
from standards.exchange.sheets.inspection import Inspection, Problem
from standards.exchange.sheets.rows import table_of
from standards.exchange.sheets.shape import Kind
from standards.exchange.sheets.writing import csv_of, ods_of, xlsx_of
from standards.exchange.suite import SuiteDocument

Format = Literal["csv", "xlsx", "ods", ""]
WORKBOOKS: dict[str, Format] = {"xlsx": "xlsx", "ods": "ods"}


@dataclass(frozen=True, slots=True)
class SheetReading:
    """`rows` are (number in the sheet, cells by heading); `problems` stand in the order of the rows."""

    document: SuiteDocument
    rows: tuple[tuple[int, dict[str, str]], ...] = ()
    problems: tuple[Problem, ...] = ()
    format: Format = ""


# --- out --------------------------------------------------------------------------------------


def write_csv(document: SuiteDocument) -> bytes:
    """UTF-8 with a byte-order mark and commas. What a program might run has an apostrophe before it."""
    return csv_of(*table_of(document, typed=False))


def write_xlsx(document: SuiteDocument) -> bytes:
    return xlsx_of(*table_of(document, typed=True), notes=_notes(), name=_("Suite"))


def write_ods(document: SuiteDocument) -> bytes:
    return ods_of(*table_of(document, typed=True), notes=_notes(), name=_("Suite"))


def _notes():
    return _("How to fill this in"), [
        _("Each row of the first sheet says one thing: what it is stands under “Kind”."),
        _("Change words where they stand. What changed is shown to you before anything is kept."),
        _("Leave the ids as they are. A new row has no id, and gets one when it is brought in."),
        _("A row you take out is retired: nobody is asked for it any more, and what was judged by it stays."),
        _("“Standard” names the standard a row belongs to, by its URN or its title."),
        _("Numbers are text, as printed: 8.1 and 8.10 are two numbers. Keep the columns as text."),
        _("The kinds are: %s.") % ", ".join(kind for kind in Kind if kind not in (Kind.CONTINUED, Kind.NOTE)),
        _("An empty cell says there is nothing. “(not said)” says nothing, and nothing is changed there."),
        _("You may leave out columns, add your own, and put them in any order. This sheet is not read."),
    ]


# --- in ---------------------------------------------------------------------------------------


def read_sheet(source: bytes, *, name: str = "") -> SuiteDocument:
    """The suite a sheet holds; refused, with a sentence for each row that is wrong, when it can't be taken as it is."""
    return inspect_sheet(source, name=name).document


def inspect_sheet(source: bytes, *, name: str = "") -> SheetReading:
    """As `read_sheet`, with the rows and problems. `name` is what the person called the file, and decides nothing."""
    kind: Format = ""
    try:
        kind = format_of(source)
        sheets, warnings = _sheets_in(source, kind)
    except CannotBeRead as refusal:
        return SheetReading(SuiteDocument(errors=(str(refusal),)), format=kind)
    inspection = Inspection(sheets, warnings)
    return SheetReading(inspection.document, inspection.rows, inspection.problems, kind)


def read_cells(source: bytes):
    """(sheets, warnings) of any table, as `workbooks` tells them; CannotBeRead says in its `code` why not."""
    return _sheets_in(source, format_of(source))


def format_of(source: bytes) -> Format:
    """The format of a sheet; CannotBeRead says what other files are."""
    if len(source) > LARGEST:
        raise CannotBeRead("too_large")
    if source.startswith(b"PK"):
        kind = kind_of(source)
        if kind in WORKBOOKS:
            return WORKBOOKS[kind]
        raise CannotBeRead("word_document" if kind in ("docx", "open_document") else kind)
    if b"%PDF-" in source[:1024]:
        raise CannotBeRead("word_document")
    refuse_foreign(source)
    if not source.strip():
        raise CannotBeRead("empty")
    return "csv"


def _sheets_in(source, kind):
    if kind == "csv":
        read = read_csv(source)
        return [{"name": "", "rows": read.rows, "notes": []}], read.warnings
    return read_bounded(kind, source)["sheets"], []
