"""What a file is comes from its content; warnings count their lines in the text that is kept beside the draft."""

import pytest

from standards.exchange.document import StandardDocument
from standards.exchange.nos.reading import read_nos
from standards.exchange.reading import format_of, read_standard

from . import pages, prints, seed, word_files

FILES = {
    "text": seed.TEXT.encode,
    "html": pages.PAGES["lists"].encode,
    "pdf": lambda: prints.one("Core NOS template"),
    "docx": word_files.with_lists,
}


@pytest.mark.parametrize(
    "name", ["standard.txt", "standard.pdf", "standard.docx", "", "../../etc/passwd", "a\0b"]
)
@pytest.mark.parametrize("kind", FILES)
def test_the_name_decides_nothing(kind, name):
    reading = read_standard(FILES[kind](), name=name, suite="community-development")

    assert reading.format == kind
    assert seed.requirements_of(reading.document) == seed.REQUIREMENTS
    assert reading.document.suite == "community-development"


def test_the_same_standard_in_four_formats_gives_equal_items():
    documents = [read_standard(make()).document for make in FILES.values()]

    assert len({seed.requirements_of(document) for document in documents}) == 1
    assert {document.overview for document in documents} == {seed.OVERVIEW}
    assert {(document.title, document.status, document.key_area) for document in documents} == {
        ("Support collaborative and partnership work", "legacy", "Key Area Four")
    }


@pytest.mark.parametrize("kind", FILES)
def test_the_original_is_the_text_the_lines_count_in(kind):
    reading = read_standard(FILES[kind]())
    words = [
        warning.message.split("“")[-1].split("”")[0]
        for warning in reading.document.warnings
        if "“" in warning.message
    ]
    lines = reading.original.splitlines()
    numbers = [warning.line for warning in reading.document.warnings if "“" in warning.message]

    assert [lines[number - 1] for number in numbers] == words
    assert read_nos(reading.original) == reading.document


def test_a_doubt_names_the_line_of_the_page_it_came_from():
    source = pages.PAGES["lists"].replace(
        "<li>identify other communities", "<li value=7>identify other communities"
    )
    reading = read_standard(source)
    doubts = [warning for warning in reading.document.warnings if "7" in warning.message]

    assert len(doubts) == 1
    assert reading.original.splitlines()[doubts[0].line - 1].startswith("7 identify other communities")


def test_text_stays_as_it_came():
    text = f"\ufeff  {seed.TEXT}\r\n"

    assert read_standard(text).original == text
    assert read_standard(text.encode()).original == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_text_as_windows_saves_it(encoding):
    source = seed.TEXT.encode(encoding)
    source = source if source[:2] in (b"\xff\xfe", b"\xef\xbb") else b"\xff\xfe" + source

    assert format_of(source) == "text"
    assert seed.requirements_of(read_standard(source).document) == seed.REQUIREMENTS


@pytest.mark.parametrize(
    "page",
    [
        pages.PAGES["lists"].encode("utf-16"),
        pages.PAGES["lists"].encode("utf-8-sig"),
        pages.PAGES["lists"].replace("utf-8", "iso-8859-1").replace("©", "").encode("cp1252"),
        pages.PAGES["lists"].replace('<meta charset="utf-8">', "").encode(),
        pages.PAGES["lists"].replace("utf-8", "no-such-encoding").encode(),
    ],
    ids=["UTF-16", "with a mark", "Latin-1", "nothing declared", "nonsense declared"],
)
def test_a_page_in_any_encoding(page):
    assert format_of(page) == "html"
    assert seed.requirements_of(read_standard(page).document) == seed.REQUIREMENTS


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("You must be able to: a < b and b > c\n1 use <angle> brackets", "text"),
        ("1 write <p> where a paragraph begins", "text"),
        ("<p>1 facilitate</p>", "html"),
        ("  \n<ol start=3><li>facilitate</ol>", "html"),
        ("Performance criteria <ul><li>one</li><li>two</li></ul>", "html"),
    ],
)
def test_what_is_a_page_and_what_is_text(text, kind):
    assert format_of(text.encode()) == kind


def test_a_page_is_never_fetched_from():
    """The child has no network; that nothing is even asked for shows in the page being read at once."""
    asks = (
        '<img src="http://127.0.0.1:9/a"><link rel=stylesheet href="http://127.0.0.1:9/b">'
        '<iframe src="file:///etc/passwd"></iframe><object data="file:///etc/passwd"></object>'
    )
    reading = read_standard(pages.PAGES["lists"].replace("<main", f"{asks}<main"))

    assert seed.requirements_of(reading.document) == seed.REQUIREMENTS
    assert "root:" not in reading.original


LOOK_ALIKES = {
    "Australian": "<h1>CHCCDE001</h1><h2>Elements and Performance Criteria</h2><p>Knowledge Evidence</p>",
    "apprenticeship": "<h1>Community worker</h1><ul><li>K1: how</li><li>S1: do</li><li>B1: be</li></ul>",
    "New Zealand": "<h1>Unit</h1><p>Outcome 1</p><p>1.1 do</p><p>Evidence requirements</p>",
}


@pytest.mark.parametrize("country", LOOK_ALIKES)
def test_look_alikes_are_refused_in_pages_and_prints_too(country):
    for source in (
        pages.page(f"<main>{LOOK_ALIKES[country]}</main>").encode(),
        prints.printed(LOOK_ALIKES[country]),
    ):
        document = read_standard(source).document

        assert document == StandardDocument.refused(*document.errors)
        assert [country in sentence for sentence in document.errors] == [True]
