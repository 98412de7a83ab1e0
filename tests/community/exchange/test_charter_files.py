"""Charters in web pages, Word files and PDF; files that are no charter; and files made to do harm."""

import io
import resource
import time

import docx
import pytest
from weasyprint import HTML

from community.exchange.document import CharterDocument
from community.exchange.reading import read_charter
from community.exchange.shipped import shipped_charters
from standards.exchange.sheets.files import write_ods, write_xlsx
from standards.exchange.shipped import FOLDER as STANDARDS
from tests.standards.exchange import hostile, word_files
from tests.standards.exchange.sheet_samples import SPARE

MOST_SECONDS = 2
PAGE = """<!doctype html><title>Sample | Home</title><style>p {}</style><nav><a>Home</a></nav>
<header><h1>Care&nbsp;Charter</h1></header><main>
<p>We wrote this together.</p>
<h2>Our values</h2><p><strong>Trust:</strong> we assume good&nbsp;intent.</p><p><b>Joy</b>: We laugh.</p>
<h2>What we won’t accept</h2>
<ul><li>bullying</li><li>hate, such as:<ul><li>slurs</li><li>jokes</li></ul></li><li>spam</li></ul>
<h2>How we meet</h2><ol><li>On time.</li><li>In a circle.</li></ol>
<p>Last updated: 3 May 2024</p></main><footer>Cookies</footer>"""
SAID = [
    (0, "section", "Our values", "", ""),
    (1, "value", "Trust", ":", "we assume good\u00a0intent."),
    (1, "value", "Joy", ":", "We laugh."),
    (0, "section", "What we won’t accept", "", ""),
    (1, "unacceptable behaviour", "", "", "bullying"),
    (1, "unacceptable behaviour", "", "", "hate, such as:"),
    (2, "unacceptable behaviour", "", "", "slurs"),
    (2, "unacceptable behaviour", "", "", "jokes"),
    (1, "unacceptable behaviour", "", "", "spam"),
    (0, "section", "How we meet", "", ""),
    (1, "expected behaviour", "", "", "On time."),
    (1, "expected behaviour", "", "", "In a circle."),
]


def word_file():
    document = docx.Document()
    document.add_heading("Care\u00a0Charter", 0)
    document.add_paragraph("We wrote this together.")
    document.add_heading("Our values", 1)
    for label, words in (("Trust:", " we assume good\u00a0intent."), ("Joy:", " We laugh.")):
        paragraph = document.add_paragraph()
        paragraph.add_run(label).bold = True
        paragraph.add_run(words)
    document.add_heading("What we won’t accept", 1)
    for words, style in (
        ("bullying", ""),
        ("hate, such as:", ""),
        ("slurs", " 2"),
        ("jokes", " 2"),
        ("spam", ""),
    ):
        document.add_paragraph(words, style=f"List Bullet{style}")
    document.add_heading("How we meet", 1)
    for words in ("On time.", "In a circle."):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("Last updated: 3 May 2024")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize(("kind", "make"), [("html", PAGE.encode), ("docx", word_file)])
def test_headings_levels_and_labels_of_a_file_are_read(kind, make):
    reading = read_charter(make(), name="charter")
    document = reading.document

    assert (reading.format, document.errors, document.title) == (kind, (), "Care\u00a0Charter")
    assert (document.preamble, document.last_revised) == ("We wrote this together.", "2024-05-03")
    assert [(row.level, row.kind, row.label, row.mark, row.text) for row in document.rows] == SAID
    lines = reading.original.splitlines()
    assert [
        row.label or row.text for row in document.rows if (row.label or row.text) not in lines[row.line - 1]
    ] == []


CELLS = [
    ("Value", "Meaning", "How it looks"),
    ("Care", "We ask first.", "We wait."),
    ("Pace", "No hurry.", "Stop."),
]


def table_on_a_page():
    rows = "".join(f"<tr><td>{'</td><td>'.join(row)}</td></tr>" for row in CELLS)
    return f"<html><body><table>{rows}</table></body></html>".encode()


def table_in_word():
    document = docx.Document()
    table = document.add_table(len(CELLS), len(CELLS[0]))
    for row, words in zip(table.rows, CELLS, strict=True):
        for cell, told in zip(row.cells, words, strict=True):
            cell.text = told
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize("make", [table_on_a_page, table_in_word])
def test_a_table_with_many_columns_may_be_all_of_a_charter(make):
    document = read_charter(make(), title="Care").document

    assert document.errors == ()
    assert [(row.label, row.text) for row in document.rows] == [
        (label, "\n".join(words)) for label, *words in CELLS
    ]


def test_what_the_foot_of_a_word_file_says_of_the_charter_is_read():
    document = docx.Document(io.BytesIO(table_in_word()))
    document.sections[0].header.paragraphs[0].text = "Sample Street Tenants"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    for words in ("Last revised: 3 March 2024", "Stewards: the welcome group"):
        document.sections[0].footer.add_paragraph(words)
    file = io.BytesIO()
    document.save(file)
    read = read_charter(file.getvalue(), title="Care").document

    assert (read.last_revised, read.stewards) == ("2024-03-03", ("the welcome group",))
    assert {"Page 1", "Sample Street Tenants"} & {row.text for row in read.rows} == set()


def test_a_pdf_is_read():
    reading = read_charter(HTML(string=PAGE).write_pdf())

    assert (reading.format, reading.document.errors) == ("pdf", ())
    assert [row.label for row in reading.document.rows if row.level == 0] == [
        "Our values",
        "What we won’t accept",
        "How we meet",
    ]
    assert [row.text for row in reading.document.rows if row.kind == "unacceptable behaviour"] == [
        "bullying", "hate, such as:", "slurs", "jokes", "spam",
    ]  # fmt: skip


STANDARD = (STANDARDS / "support-collaborative-and-partnership-work.txt").read_bytes()
LARGE = "This text is larger than any charter. A charter is a few pages of text."
SHEET = "This is a spreadsheet or a table of data. Copy the text of the charter and bring that in."
NONE = {
    "nothing": (b" \r\n\t", "This text is empty."),
    "signs": ("— * — …\n•\n12 34".encode(), "This holds no words."),
    "a word": (b"hello", "These are too few words for a charter."),
    "a title": (b"Care Charter for Everyone Here", "This text holds a title and no clauses."),
    "dates": (b"Signed: ____\nDate: ____\nName:\n1 May 2024\n", "This text holds dates or places to sign, and no clauses."),
    "a table": (b"kind,words\nvalue,kindness\nvalue,care\n", SHEET),
    "a table with tabs": (b"a\tb\tc\nd\te\tf\ng\th\ti\n", SHEET),
    "JSON": (b'{"title": "Our values", "sections": []}', "This is a file for programs, not the text of a charter."),
    "a standard": (
        STANDARD,
        "This is an occupational standard, “Support collaborative and partnership work”, not a charter. Bring it in under"
        " “Bring in a standard”.",
    ),
    "a workbook": (write_xlsx(SPARE), SHEET),
    "an OpenDocument workbook": (write_ods(SPARE), SHEET),
    "a picture": (
        b"\x89PNG\r\n\x1a\n" + bytes(99),
        "This is a picture. Type or copy the words of the charter and bring them in.",
    ),
    "noise": (b"\x00\x01We are kind", "This is not plain text: it holds characters that only programs use."),
    "a book": (b"We are kind to all.\n" * 3_000, LARGE),
    "a long line": (b"We are kind to all. " * 2_000, LARGE),
    "a thousand and more points": (b"- We are kind to all.\n" * 1_700, LARGE),
}  # fmt: skip


@pytest.mark.parametrize("name", NONE)
def test_what_is_no_charter_is_refused_with_a_sentence(name):
    source, sentence = NONE[name]
    reading = read_charter(source, title="Ours")

    assert reading.document == CharterDocument.refused(sentence)


def work():
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


HOSTILE = {
    "a docx that unpacks to far more": lambda: hostile.repacked(word_file(), more=[("word/x.bin", bytes(60_000_000))]),
    "a docx that laughs": lambda: hostile.repacked(word_file(), {"word/document.xml": hostile.BOMB}),
    "a docx that steals": lambda: hostile.repacked(word_file(), {"word/document.xml": hostile.STEALS}),
    "a docx cut short": lambda: word_file()[:-500],
    "a page nested too deep": lambda: b"<html><body>" + b"<div>" * 100_000 + b"We are kind",
    "a page of a million tags": lambda: b"<p>" + b"<b>x</b>" * 620_000,
    "anything too large": lambda: b"x" * 10_000_001,
    "a packed text": lambda: b"\x1f\x8b\x08\x00" + bytes(100),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_turned_away(name):
    source = HOSTILE[name]()
    before = work()
    reading = read_charter(source)

    assert work() - before < MOST_SECONDS
    assert (len(reading.document.errors), reading.original) == (1, "")
    assert "standard" not in reading.document.errors[0]


NASTY = {
    "lists inside lists": "".join(f"{'  ' * depth}- Inside {depth}\n" for depth in range(300)),
    "lists without end": "We do not accept:\n" + "Any form of harm, including:\n" * 1_400,
    "fragments": "We do not accept:\n" + "Harm\n" * 1_400,
    "headings": "".join(f"{'#' * (1 + n % 6)} Heading {n}\n" for n in range(1_400)),
    "words nobody knows": "\n".join(f"we listen well and then zqx{n}vw xqz{n}" for n in range(1_900)),
    "one word broken": "\n".join(
        "we are kind to each other and to all who come here and" for n in range(1_900)
    ),
    "brackets": "[“(" * 6_000 + " words are here now",
    "stars": "**a" * 6_000 + " words are here now",
    "blanks": ("x" + " " * 19_000 + "words are here now\n") * 10,
    "marks": "> " * 9_000 + "words are here now",
    "stewards": ("stewards " * 1_500 + "(from A and B\n") * 15,
    "dates": "Last updated 1 May 2020\n" * 1_900 + "We are kind to all.",
    "wrong letters": "â€™" * 6_000 + " words are here now",
}


@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_text_takes_no_time(name):
    read_charter("We are kind to all.")
    before = work()
    document = read_charter(NASTY[name]).document

    assert work() - before < MOST_SECONDS
    assert document.errors in ((), (LARGE,))


def test_lists_deeper_than_we_keep_stand_higher_with_a_warning():
    document = read_charter(NASTY["lists inside lists"]).document

    assert [row.level for row in document.rows] == [1, 2, 3, 4, 5, *[6] * 295]
    assert [doubt.line for doubt in document.warnings if "deeper than we keep" in doubt.message] == [7]


def test_a_page_that_calls_out_is_not_answered():
    """Nothing is fetched, nothing is run: the words are all there is."""
    page = PAGE.replace(
        "<main>",
        "<main><img src='http://192.0.2.1/x'><script>1</script><iframe src='file:///etc/passwd'></iframe>",
    )

    assert read_charter(page).document == read_charter(PAGE).document


def test_all_that_ships_is_a_charter_and_the_standard_none():
    assert [charter.read().document.errors for charter in shipped_charters()] == [(), (), ()]
    assert read_charter(word_files.plain()).document.errors != ()


def test_what_is_named_after_its_words_or_stands_above_the_main_part_is_kept():
    """Programs that write pages name headings after their words, put all into one form, and dates into the footer."""
    page = """<!doctype html><body><form action="/"><header><h1>Care Charter</h1><p>Made by all of us.</p></header>
<main><h2 id="h-our-values">Our values</h2><h3 id="share-power">Share power</h3><p>Those affected decide.</p>
<section id="social-justice"><h3>Social justice</h3><p>We put right what is wrong.</p></section>
<h3 id="feedback">Feedback</h3><p>We ask for it and give it.</p>
<h3 id="informed-consent-2">Informed consent</h3><p>Nobody is photographed unasked.</p>
<div id="share">Tweet this page</div></main>
<footer><p>Last reviewed: 4 May 2023</p><p>Cookies</p></footer></form></body>"""
    document = read_charter(page.encode()).document

    assert (document.title, document.preamble) == ("Care Charter", "Made by all of us.")
    assert document.last_revised == "2023-05-04"
    assert [row.label for row in document.rows] == [
        "Our values", "Share power", "Social justice", "Feedback", "Informed consent",
    ]  # fmt: skip
    assert "Tweet" not in str(document.rows)


def test_a_text_with_more_entries_than_one_form_can_hold_is_refused():
    values = "\n".join(f"- We share thing number {number} with everyone" for number in range(1_000))

    reading = read_charter(f"Our Sample charter\n\nValues\n\n{values}")

    assert (reading.document.errors, reading.document.rows) == ((LARGE,), [])
