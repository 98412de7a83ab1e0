import io
from datetime import date

import openpyxl
import pytest

from assessments.lists import MOST_PEOPLE, ListIsRefused, Row, rows_in
from tests.factories.cohorts import as_csv, as_ods, as_xlsx

HEADINGS = ["Name", "E-mail", "Role"]
PEOPLE = [["Ann Sample", "ann@sample.example", "practitioner"], ["Ben Specimen", "", ""]]
READ = [Row(2, "Ann Sample", "ann@sample.example"), Row(3, "Ben Specimen", "")]


@pytest.mark.parametrize("write", [as_csv, as_xlsx, as_ods])
def test_every_kind_of_sheet_says_the_same(write):
    assert rows_in(write(HEADINGS, PEOPLE)) == READ


def test_columns_may_stand_in_any_order_below_a_title_among_others():
    sheet = as_csv(
        ["The Valley group"],
        [["Town", "Email", "Surname", "First name"], ["Hill", "a@b.example", "Sample", "Ann"]],
    )

    assert rows_in(sheet) == [Row(3, "Ann Sample", "a@b.example")]


@pytest.mark.parametrize(
    "typed",
    [
        "Ann Sample, ann@sample.example\nBen Specimen, ben@sample.example",
        "Ann Sample\tann@sample.example\nBen Specimen\tben@sample.example",
        "ann@sample.example; Ann Sample\nben@sample.example; Ben Specimen",
        "Ann Sample <ann@sample.example>\nBen Specimen <ben@sample.example>",
    ],
)
def test_a_pasted_list_needs_no_headings(typed):
    assert rows_in(typed) == [
        Row(1, "Ann Sample", "ann@sample.example"),
        Row(2, "Ben Specimen", "ben@sample.example"),
    ]


def test_whoever_stands_beside_another_in_one_row_is_not_lost_without_a_word():
    (row,) = rows_in("Ann <ann@sample.example>, Ben <ben@sample.example>")

    assert row.why == "there are several e-mails; put one person in each row"


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (["", "a@b.example", ""], "there is no name"),
        (["n" * 201, "a@b.example", ""], "the name is longer than 200 letters"),
        (["Ann\u202e", "a@b.example", ""], "the name holds a character we can’t read"),
        (["Ann", "ann at home", ""], "“ann at home” is not an e-mail"),
        (["Ann", f"{'a' * 250}@b.example", ""], f"“{'a' * 60}” is not an e-mail"),
        (
            ["Ann", "a@b.example", "assessor"],
            "a group is for practitioners; ask others to join under “People”",
        ),
    ],
)
def test_a_row_nobody_can_be_asked_from_says_why(cells, why):
    (row,) = rows_in(as_csv(HEADINGS, [cells]))

    assert (row.number, row.why) == (2, why)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("=1+1", "a cell holds a formula; type what it should say"),
        ("2026-03-01", "the spreadsheet made a date of a cell; set it to text and type it again"),
    ],
)
def test_a_cell_that_is_no_text_is_not_taken_for_a_name(cell, why):
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    book.active.append([date.fromisoformat(cell) if cell[0] == "2" else cell, "a@b.example"])
    kept = io.BytesIO()
    book.save(kept)

    (row,) = rows_in(kept.getvalue())

    assert row.why == why


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (b"", "This file holds no words."),
        (as_csv(HEADINGS, []), "There is nobody in this list. Put one person in each row."),
        (b"Ann Sample\nBen Specimen",
         "We found neither a heading “Name” nor an e-mail. Head the columns with Name and E-mail."),
        (as_csv(HEADINGS, [[f"N{n}", "", ""] for n in range(MOST_PEOPLE + 1)]),
         "There are 201 people in this list. Bring in at most 200 at once."),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50,
         "This is not a spreadsheet. Save the list as CSV, Excel (.xlsx) or OpenDocument (.ods), or paste it."),
        (as_xlsx(HEADINGS, PEOPLE)[:900],
         "This file is damaged or cut short, so it could not be read. Please save it again and try again."),
        (b"Name\x00,E-mail\n", "This is not a table of text: it holds characters that only programs use."),
        (b"x" * 10_000_001, "This file is larger than 10 MB. A list of people is much smaller."),
    ],
)  # fmt: skip
def test_a_list_that_can_not_be_read_says_so_in_a_sentence(source, sentence):
    with pytest.raises(ListIsRefused) as refusal:
        rows_in(source)

    assert str(refusal.value) == sentence
