"""Word, OpenDocument and workbooks are read in place: their words, from our clean copy, paragraph by paragraph."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from people.models import Job
from portfolios.copies.words import MOST_BLOCKS, read_words
from portfolios.excerpts import Block, excerpt_of
from portfolios.files import open_file
from portfolios.kinds import DOCX, ODS, ODT, XLSX, kind_named
from portfolios.models import EvidenceFile, Rendition
from portfolios.operations.claims import set_claims
from portfolios.operations.previews import (
    WORDS_TYPE,
    keep_renditions,
    look_after_older_files,
    make_clean_copy,
    make_words,
)
from portfolios.spots import BadSpot, Spot, spot_typed
from tests.factories import EvidenceFileFactory, PortfolioFactory, UnitFactory, files
from tests.portfolios import made_documents as made
from tests.portfolios.telling_files import telling_docx
from tests.reading import shown, text_of

REPORT = [
    ["heading", 1, "Market day"],
    ["heading", 1, "What happened"],
    ["text", 0, "We met on Tuesday.\nTwelve people came."],
    ["text", 0, "1. Ask"],
    ["text", 0, "2. Listen"],
    ["text", 0, "• Thank them"],
    ["picture", 0, ""],
    ["row", 0, ["What", "How many"]],
    ["row", 0, ["Chairs", "12"]],
    ["text", 0, "The end."],
]


@pytest.fixture
def read(tmp_path):
    """read(content, kind) → (blocks, whether there is more)"""

    def give(content, kind):
        source, target = tmp_path / "source", tmp_path / "words"
        source.write_bytes(content)
        read_words(source, target, kind.content_type)
        told = json.loads(target.read_text())
        return told["blocks"], told["is_cut"]

    return give


@pytest.fixture
def put(db, practitioner, organisation):
    """put(name, content) → the file, and nothing made of it yet."""
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)

    def give(name, content):
        kind = kind_named(name).content_type
        given = files.ContentFile(content, name)
        return EvidenceFileFactory(evidence__portfolio=portfolio, content=given, content_type=kind)

    return give


@pytest.fixture
def worked(put):
    """The file once the worker has been there."""

    def give(name, content):
        file = put(name, content)
        make_clean_copy(file.code)
        make_words(file.code)
        return EvidenceFile.objects.get(pk=file.pk)

    return give


@pytest.fixture
def kept(put, tmp_path):
    """The file with its words, without the wait for other processes."""

    def give(name, content):
        file, target = put(name, content), tmp_path / "words"
        read_words(file.file.path, target, file.content_type)
        copy = Rendition.Kind.CLEAN, 1, content, file.content_type
        keep_renditions(file, [copy, (Rendition.Kind.TEXT, 1, target.read_bytes(), WORDS_TYPE)])
        return EvidenceFile.objects.get(pk=file.pk)

    return give


# --- what is read ---------------------------------------------------------------------------


def test_a_word_file_is_read_with_headings_numbers_rows_and_pictures(read):
    assert read(made.report_docx(), DOCX) == (REPORT, False)


def test_what_stands_at_the_foot_of_a_page_follows_with_its_number(read):
    assert read(made.report_with_notes(), DOCX)[0] == [
        ["text", 0, "Twelve came[1]"],
        ["text", 0, "[1] So said the council."],
    ]


def test_an_opendocument_text_is_read_with_lists_boxes_tables_and_notes(read):
    assert read(made.report_odt(), ODT) == (
        [
            ["heading", 2, "What happened"],
            ["text", 0, "We met on Tuesday.\nTwelve came.[1]"],
            ["text", 0, "• Ask"],
            ["text", 0, "• Everyone"],
            ["text", 0, "In a section."],
            ["text", 0, "In a box."],
            ["picture", 0, "The hall"],
            ["row", 0, ["Chairs", "12"]],
            ["text", 0, "[1] So said the council."],
        ],
        False,
    )


def test_a_workbook_is_a_plain_table_of_what_it_showed(read):
    assert read(made.costs_xlsx(), XLSX) == (
        [
            ["sheet", 0, "Costs"],
            ["row", 0, ["What", "How much", "Share", "Paid"]],
            ["row", 0, ["Tea", "12.5", "25%", "2027-03-14"]],
            ["row", 0, ["Row 3", "3", "TRUE"]],
        ],
        False,
    )


def test_an_opendocument_sheet_is_one_too_and_empty_rows_without_end_are_none(read):
    assert read(made.costs_ods(), ODS) == (
        [["sheet", 0, "Costs"], ["row", 0, ["Tea", "£12.50", "£12.50"]]],
        False,
    )


def test_of_a_large_sheet_the_first_hundred_rows_are_read_and_it_says_so(read):
    blocks, is_cut = read(made.costs_xlsx(rows=101), XLSX)

    assert (len(blocks), blocks[-1][2][0], is_cut) == (101, "Row 100", True)
    assert read(made.costs_xlsx(rows=100), XLSX)[1] is False


def test_of_a_long_document_the_beginning_is_read_and_it_says_so(read):
    blocks, is_cut = read(made.long_docx(), DOCX)

    assert (len(blocks), is_cut) == (MOST_BLOCKS, True)


# --- made by the worker ---------------------------------------------------------------------


def test_words_are_made_once_from_the_clean_copy(worked):
    file = worked("thanks.docx", telling_docx())
    make_words(file.code)

    assert list(file.renditions.values_list("kind", flat=True)) == ["clean", "text"]
    said = [block.words for block in excerpt_of(file).blocks if block.number]
    assert said == ["What we did", "with a remark", "More"]
    with open_file(file.words.file.name) as words:
        assert b"SECRET" not in words.read()


def test_the_copy_asks_for_the_words_and_so_do_files_from_before(put):
    file = put("report.docx", made.report_docx())
    make_clean_copy(file.code)
    asked = Job.objects.filter(kind="make_words", subject_code=file.code)
    assert asked.count() == 1

    asked.delete()
    look_after_older_files()

    assert asked.count() == 1


@pytest.mark.parametrize("content", [made.deep_docx(), made.a_docx("<w:p/>")])
def test_what_can_not_be_read_stays_for_its_own_program(pat, worked, content):
    file = worked("report.docx", content)

    assert not file.renditions.filter(kind=Rendition.Kind.TEXT).exists()
    assert pat.get(reverse("file-read", args=[file.code])).status_code == 200


def test_a_sheet_that_says_it_has_a_million_columns_is_read_soon(kept):
    cell = "<table:table-cell table:number-columns-repeated='99999999'><text:p>x</text:p></table:table-cell>"
    file = kept("costs.ods", made.costs_ods(rows=f"<table:table-row>{cell}</table:table-row>"))

    [_sheet, row] = excerpt_of(file).blocks
    assert (row.cells, excerpt_of(file).is_cut) == (("x",) * 20, True)


# --- read in place --------------------------------------------------------------------------


def test_paragraphs_headings_and_rows_are_numbered_as_a_spot_means_them(kept):
    blocks = excerpt_of(kept("report.docx", made.report_docx())).blocks

    assert [(block.number, block.kind) for block in blocks] == [
        *[(1, "heading"), (2, "heading"), (3, "text"), (4, "text"), (5, "text"), (6, "text")],
        *[(None, "picture"), (7, "row"), (8, "row"), (9, "text")],
    ]


def test_its_own_page_shows_the_words_at_the_spot(pat, kept):
    file = kept("report.docx", made.report_docx())

    page = shown(pat.get(reverse("file-read", args=[file.code]), {"at": "paragraph-3"}))
    row = shown(pat.get(reverse("file-read", args=[file.code]), {"at": "paragraph-8"}))

    assert 'class="para is-here" id="paragraph-3" data-here tabindex="-1"' in page
    assert '<p class="para__h" role="heading" aria-level="3">What happened</p>' in page
    assert '<tr id="paragraph-8" class="is-here" data-here tabindex="-1">' in row
    assert "Its words alone. How it looks, and its pictures, are in the copy." in page
    assert "does not open here" not in page


def test_a_spot_in_a_document_is_a_paragraph_and_checked(kept):
    file = kept("report.docx", made.report_docx())

    assert spot_typed("9", file) == Spot(paragraph=9)
    assert spot_typed("page 3", file) == Spot(page=3)
    assert spot_typed("page 3, paragraph 12", file) == Spot(page=3, paragraph=12)
    with pytest.raises(BadSpot, match="“report.docx” has 9 paragraphs."):
        spot_typed("paragraph 10", file)


def test_a_paragraph_of_a_document_is_pressed_without_scripts(pat, kept, practitioner):
    file = kept("report.docx", made.report_docx())
    unit = UnitFactory(portfolio=file.evidence.portfolio)
    set_claims(file.evidence, {unit: {unit.version.requirements.first(): ""}}, by=practitioner)
    address = reverse("evidence-shows", args=[file.evidence.code])
    page = pat.get(address, {"file": file.code}).content.decode()
    assert f'form="mapping" name="spot" value="{file.code} 3"' in page

    form = BeautifulSoup(page, "html.parser").find(id="mapping")
    typed = {one["name"]: one.get("value", "") for one in form.find_all("input", type="hidden")}
    asks = pat.send(address, typed | {"spot": f"{file.code} 3"})

    assert "What does report.docx, paragraph 3 show?" in text_of(asks)


def test_a_document_not_read_yet_takes_any_page(put):
    file = put("report.docx", made.report_docx())

    assert spot_typed("9", file) == Spot(page=9)


def test_headings_of_a_markdown_file_are_headings(db):
    given = files.ContentFile(b"# What happened\n\nWe met.\n\n#not one", "notes.md")
    file = EvidenceFileFactory(content=given, content_type="text/plain")

    assert excerpt_of(file).blocks == (
        Block("heading", 1, "What happened", level=1),
        Block("text", 2, "We met."),
        Block("text", 3, "#not one"),
    )


def test_words_come_escaped_and_without_marks_that_turn_text_round(pat, kept):
    file = kept("report.odt", made.report_odt("<text:p>&lt;b&gt;Bold\u202e</text:p>"))

    page = pat.get(reverse("file-read", args=[file.code]))

    assert "<p>&lt;b&gt;Bold</p>" in shown(page)
    assert "\u202e" not in text_of(page)
