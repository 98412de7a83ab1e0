"""Sheets as people make them: any separator, encoding and order of columns; what is wrong is said beside its row."""

import csv
import io
from datetime import date

import openpyxl
import pytest

from standards.exchange.sheets.files import inspect_sheet, read_sheet
from standards.exchange.sheets.shape import Kind
from standards.exchange.suite import SuiteDocument

PLAIN = (
    ("Kind", "Standard", "Number", "Words"),
    ("Standard", "", "", "Work together"),
    ("performance", "", "1", "agree aims"),
    ("Knowledge", "Work together", "8.10", "what café owners need"),
)


def as_csv(rows, *, separator=",", encoding="utf-8"):
    file = io.StringIO()
    csv.writer(file, delimiter=separator).writerows(rows)
    return file.getvalue().encode(encoding)


def said(document):
    return [
        (standard.title, [(row.kind, row.number, row.text) for row in standard.requirements])
        for standard in document.standards
    ]


EXPECTED = [
    ("Work together", [("performance", "1", "agree aims"), ("knowledge", "8.10", "what café owners need")])
]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_any_separator_and_encoding(separator, encoding):
    source = as_csv(PLAIN, separator=separator, encoding=encoding)
    source = b"\xfe\xff" + source if encoding == "utf-16-be" else source
    document = read_sheet(source)

    assert document.errors == ()
    assert said(document) == EXPECTED
    assert len(document.warnings) == (1 if encoding == "cp1252" else 0)


def test_columns_may_stand_in_any_order_with_others_between():
    rows = [(d, "mine", c, b, a) for a, b, c, d in PLAIN]
    rows[0] = ("TEXT:", "My own notes", "No.", "standard", " kind ")
    document = read_sheet(as_csv([("A title above",), (), *rows]))

    assert said(document) == EXPECTED
    assert [(warning.line, warning.message) for warning in document.warnings] == [
        (3, "Row 3, My own notes: We do not know this column, so it was not read.")
    ]


def test_an_empty_cell_says_nothing_is_there_and_a_missing_column_says_nothing():
    without = read_sheet(as_csv(PLAIN)).standards[0]
    rows = [(*row, cell) for row, cell in zip(PLAIN, ("Overview", "", "", ""), strict=True)]

    assert without.overview is None
    assert read_sheet(as_csv(rows)).standards[0].overview == ""


def excel(rows, prepare=lambda sheet: None):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    prepare(book.active)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_numbers_of_a_workbook_read_as_they_are_printed():
    rows = [list(row) for row in PLAIN]
    rows[2][2], rows[3][2] = 1.0, 8.1

    def prepare(sheet):
        sheet["C4"].number_format = "0.00"
        sheet.merge_cells("B3:B3")

    document = read_sheet(excel(rows, prepare))

    assert said(document) == EXPECTED
    assert document.warnings == ()


def test_a_number_that_may_have_lost_its_end_is_asked_about():
    rows = [list(row) for row in PLAIN]
    rows[3][2] = 8.1

    assert [(warning.line, warning.message) for warning in read_sheet(excel(rows)).warnings] == [
        (
            4,
            "Row 4, Number: This is a number to the spreadsheet, and 8.10 would look like 8.1. Please check it.",
        )
    ]


def test_dates_of_a_workbook_and_dates_as_people_write_them():
    rows = [
        ("Kind", "Words", "Last start date", "Last assessment date"),
        ("Standard", "Work", date(2031, 12, 31), "1/2/2032"),
    ]
    standard = read_sheet(excel(rows)).standards[0]

    assert (standard.last_start_date, standard.last_assessment_date) == ("2031-12-31", "2032-02-01")


def test_merged_cells_hold_their_words_once():
    rows = [
        (*PLAIN[0],),
        PLAIN[1],
        ("performance", "Work together", "1", "agree aims"),
        ("knowledge", None, "2", "why"),
    ]
    document = read_sheet(excel(rows, lambda sheet: sheet.merge_cells("B3:B4")))

    assert said(document) == [
        ("Work together", [("performance", "1", "agree aims"), ("knowledge", "2", "why")])
    ]


# --- what is wrong, beside its row ------------------------------------------------------------


def problems_of(source):
    reading = inspect_sheet(source)
    assert reading.document == SuiteDocument(errors=tuple(str(problem) for problem in reading.problems))
    return [(problem.row, problem.column, problem.value, problem.sentence) for problem in reading.problems]


def test_each_row_says_what_is_wrong_with_it():
    rows = [
        (
            "Kind",
            "Standard",
            "Number",
            "Words",
            "Key area",
            "Status",
            "Title confirmed",
            "Last start date",
            "Id",
        ),
        ("Standard", "Work", "", "Work together", "four", "old", "perhaps", "soon", "7"),
        ("Perfomance", "Work", "1", "agree aims"),
        ("", "Work", "2", "meet"),
        ("Performance", "Work", "3", " "),
        ("Key area", "", "x", "Area"),
        ("Illustration", "Work", "", "like this"),
        ("Retired knowledge item", "Work", "4", "once"),
    ]
    kinds = ", ".join(kind for kind in Kind if kind not in (Kind.CONTINUED, Kind.NOTE))

    assert problems_of(as_csv(rows)) == [
        (2, "Key area", "four", "“four” is not the number of a key area."),
        (2, "Status", "old", "“old” is no status. It can be: current, legacy, withdrawn."),
        (2, "Title confirmed", "perhaps", "“perhaps” is neither yes nor no."),
        (2, "Last start date", "soon", "“soon” is not a date. Write it as 2031-12-31."),
        (2, "Id (leave as it is)", "7", "“7” is not an id. Leave ids as they are, and empty in new rows."),
        (3, "Kind", "Perfomance", f"“Perfomance” is no kind of row. It can be: {kinds}."),
        (4, "Kind", "", "This row does not say what it is. Give it a kind, such as Performance criterion."),
        (5, "Words", "", "The words are missing."),
        (6, "Number", "x", "A key area needs its number, such as 4."),
        (7, "Value", "", "An illustration needs the number of the value it illustrates."),
        (8, "Id (leave as it is)", "", "What was retired is known by its id, and this row has none."),
    ]


def test_rows_that_belong_nowhere():
    rows = [
        PLAIN[0],
        ("performance", "", "1", "too early"),
        *PLAIN[1:],
        ("knowledge", "Play alone", "2", "why"),
    ]

    assert problems_of(as_csv(rows)) == [
        (2, "Standard", "", "This row stands above every standard. Name its standard."),
        (6, "Standard", "Play alone", "No row of this sheet is a standard called “Play alone”."),
    ]


def test_two_standards_of_one_name():
    rows = [PLAIN[0], PLAIN[1], PLAIN[1], PLAIN[3]]

    assert problems_of(as_csv(rows)) == [
        (
            4,
            "Standard",
            "Work together",
            "Several standards are called “Work together”. Give each a name of its own.",
        )
    ]


def test_headings_that_stand_twice_or_not_at_all():
    assert problems_of(as_csv([("Kind", "Words", "Text"), ("Standard", "a", "b")])) == [
        (1, "Text", "Text", "This heading stands here twice.")
    ]
    assert problems_of(as_csv([("Standard", "Words"), ("a", "b")]))[0] == (
        1, "Kind", "", "The sheet has no column with this heading.",
    )  # fmt: skip
    assert read_sheet(as_csv([("a", "b"), ("c", "d")])).errors == (
        "This sheet has no row of headings such as Kind, Standard, Number and Words.",
    )


def test_formulas_errors_and_numbers_that_became_dates():
    rows = [list(row) for row in PLAIN]
    rows[1][3], rows[2][3], rows[3][2] = '="Work"&"x"', "#REF!", date(2026, 10, 8)

    def prepare(sheet):
        sheet["D3"].data_type = "e"

    found = problems_of(excel(rows, prepare))

    assert [(row, column) for row, column, *_rest in found] == [
        (2, "Words"),
        (3, "Words"),
        (4, "Number"),
    ]
    assert [sentence for *_rest, sentence in found] == [
        "This cell holds a formula. Type what it should say.",
        "This cell holds an error of the spreadsheet.",
        "The spreadsheet made a date of this. Set the column to text and type it again.",
    ]


def test_problems_are_said_to_an_end():
    rows = [PLAIN[0], *[("what", "", str(number), "words") for number in range(60)]]
    reading = inspect_sheet(as_csv(rows))

    assert len(reading.problems) == 60
    assert (len(reading.document.errors), reading.document.errors[-1]) == (51, "And 10 more like these.")
    assert [problem.row for problem in reading.problems] == list(range(2, 62))


def test_headings_of_a_sheet_are_said_empty_or_not_said():
    rows = [("Kind", "Standard", "Number", "Heading", "Words"), ("Standard", "", "", "", "Work together")]
    rows += [
        ("p", "", "1", "", "agree aims"),
        ("p", "", "2", "(not said)", "meet"),
        ("p", "", "3", "Then", "rest"),
    ]
    without = [(kind, standard, number, words) for kind, standard, number, _heading, words in rows]

    assert [row.group for row in read_sheet(as_csv(rows)).standards[0].requirements] == ["", None, "Then"]
    assert [row.group for row in read_sheet(as_csv(without)).standards[0].requirements] == [None] * 3


def test_a_table_cut_short_is_turned_away_or_said_to_be():
    whole = as_csv(PLAIN)
    inside_quotes = whole + b'Knowledge,Work together,2,"how to'
    inside_row = whole + b"Knowledge,Work together,2"

    assert read_sheet(inside_quotes).errors == (
        "This file is damaged or cut short, so it could not be read. Please save it again and try again.",
    )
    assert "Row 5, Words: The words are missing." in read_sheet(inside_row).errors


def test_a_table_that_stops_inside_a_row_is_doubted():
    rows = [("Kind", "Words", "Number", "Standard", "Heading"), ("Standard", "Work together", "", "", "")]
    document = read_sheet(as_csv(rows) + b"p,agree aims,1,Work")

    assert document.errors == ("Row 3, Standard: No row of this sheet is a standard called “Work”.",)
    document = read_sheet(as_csv(rows) + b"p,agree ai,1")
    assert [warning.message for warning in document.warnings] == [
        "The file stops inside its last row, row 3. It may have been cut short."
    ]
    assert read_sheet(as_csv(rows) + b"p,agree aims,1,,").warnings == ()


def test_letters_decoded_wrongly_are_doubted_beside_their_row():
    rows = [*PLAIN[:3], ("Knowledge", "Work together", "8.10", "what cafÃ© owners need")]
    document = read_sheet(as_csv(rows))

    assert [(warning.line, warning.message) for warning in document.warnings] == [
        (4, "Row 4, Words: Some letters here were lost or decoded wrongly. Please check them.")
    ]
