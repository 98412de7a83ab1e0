"""A suite leaves as a spreadsheet and comes back as it was; what is wrong with a sheet is said beside its row."""

import csv
import io
from dataclasses import replace

import openpyxl
import pytest

from standards.exchange.sheets.files import inspect_sheet, read_sheet, write_csv, write_ods, write_xlsx
from standards.exchange.sheets.shape import FORMULA, cell_of, text_of

from .sheet_samples import FORMULAS, FULL, SPARE

WRITERS = {"csv": write_csv, "xlsx": write_xlsx, "ods": write_ods}


def without_lines(document):
    """Where the sheet says it is no part of what it says."""
    return replace(
        document,
        standards=tuple(
            replace(
                standard,
                line=0,
                requirements=tuple(replace(row, line=0) for row in standard.requirements),
                illustrations=tuple(replace(row, line=0) for row in standard.illustrations),
            )
            for standard in document.standards
        ),
    )


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("document", [FULL, SPARE], ids=["everything", "next to nothing"])
def test_a_suite_comes_back_as_it_was(kind, document):
    reading = inspect_sheet(WRITERS[kind](document))

    assert reading.format == kind
    assert reading.document.errors == ()
    assert without_lines(reading.document) == document


# --- what a sheet looks like ------------------------------------------------------------------


def cells_of_csv(source):
    return list(csv.reader(io.StringIO(source.decode("utf-8-sig"), newline="")))


def test_the_headings_are_ones_a_trainer_understands():
    headings = cells_of_csv(write_csv(SPARE))[0]

    assert headings == [
        "Kind", "Standard", "Number", "Heading", "Words", "Value", "Key area", "Title confirmed", "Id (leave as it is)",
    ]  # fmt: skip


def test_nothing_in_a_csv_starts_as_a_formula_does():
    cells = [cell for row in cells_of_csv(write_csv(FULL)) for cell in row]
    guarded = [cell for cell in cells if cell.startswith("'")]

    assert [cell for cell in cells if cell[:1] in FORMULA or cell.lstrip()[:1] in FORMULA] == []
    assert {"'" + words for words in FORMULAS if words != "'plain words in quotes'"} <= set(guarded)


def test_every_cell_of_a_workbook_is_text_and_telephone_numbers_stay_as_they_are():
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(FULL)))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None]

    assert {cell.data_type for cell in cells} == {"s"}
    assert "+44 20 7946 0000" in {cell.value for cell in cells}
    assert book.sheetnames == ["Suite", "How to fill this in"]


def test_the_note_on_how_to_fill_it_in_is_not_read():
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(SPARE)))
    book.move_sheet("How to fill this in", -1)
    file = io.BytesIO()
    book.save(file)

    assert without_lines(read_sheet(file.getvalue())) == SPARE


def test_reading_asks_the_database_nothing():
    """This module has no access to the database: any question would raise."""
    assert read_sheet(write_csv(FULL)).errors == ()


@pytest.mark.parametrize(
    "words", [*FORMULAS, "", "(not said)", "'(not said)", "''", "'", "' =x", "'' '=x", "exactly: 1"]
)
def test_any_words_come_back(words):
    for typed in (True, False):
        assert text_of(cell_of(words, typed=typed)) == words
    assert text_of(cell_of(None, typed=False)) is None
