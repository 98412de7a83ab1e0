"""A printed standard says what the same standard says as plain text, in every layout of the page."""

import resource
from dataclasses import replace

import pypdfium2
import pytest

from standards.exchange.files.bounded import read_bounded
from standards.exchange.reading import read_standard

from . import prints, seed

LAYOUTS = [
    "one column",
    "narrow pages",
    "paragraphs",
    "paragraphs close together",
    "justified",
    "two columns",
    "two columns of paragraphs",
    "landscape, two columns",
    "two columns close together, one page",
    "two columns under a title as wide as both",
    "three columns",
    "words broken at the end of lines",
    "numbers inside the text",
    "close together",
    "a table of facts",
    "lists side by side",
    "stamped",
    "turned, with an empty page",
    "Core NOS template, labels in the middle",
    "Core NOS template",
    "Core NOS template, small",
]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_print_says_what_the_text_says(layout):
    reading = read_standard(prints.one(layout))
    expected = read_standard(seed.TEXT).document

    assert reading.format == "pdf"
    assert reading.document.urn == "JETSCD16L"
    document = replace(reading.document, urn=None, suite=None, facts=(), warnings=())
    assert document == replace(expected, warnings=())


def test_twenty_pages_take_less_than_two_seconds_of_work():
    source = prints.printed(prints.TITLE + prints.lists() * 8, prints.SMALL, prints.COLUMNS)
    pages = len(pypdfium2.PdfDocument(source))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    lines = read_bounded("pdf", source).splitlines()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)

    assert pages >= 20
    assert sum(line.startswith("9. support monitoring") for line in lines) == 8
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 2


SUB_ITEMS = """
<h1>Lead a group</h1><p>Overview</p><p>What leading is.</p><h2>Performance criteria</h2>
<table><tr><td class=label>P8<td>communicate in a way which is<tr><td class=label>P8.1<td>clear
<tr><td class=label>P8.2<td>right for the people who take part, whoever they are and wherever they come from
<tr><td class=label>P9<td>say what you have done</table>
"""


def test_labels_and_words_stay_together_where_sub_items_stand_between():
    document = read_standard(prints.printed(SUB_ITEMS, prints.TEMPLATE, prints.SMALL)).document

    assert [(item.number, item.text) for item in document.performance] == [
        ("8", "communicate in a way which is"),
        ("8.1", "clear"),
        ("8.2", "right for the people who take part, whoever they are and wherever they come from"),
        ("9", "say what you have done"),
    ]


def test_a_hyphen_goes_only_where_the_word_is_known_without_it():
    """“communities” stands whole on some line, so its hyphen only broke it; nobody can tell what others were."""
    style = "body { width: 80mm; hyphens: auto; hyphenate-character: '-' }"
    reading = read_standard(prints.printed(prints.TITLE + prints.lists(), style))
    said, printed = (
        [item.text for item in items] for items in (reading.document.performance, seed.PERFORMANCE)
    )

    assert [text.replace("-", "") for text in said] == [text.replace("-", "") for text in printed]
    assert said != printed
    assert [text for text in said if "communit" in text.replace("-", "") and "communit" not in text] == []


def test_the_core_nos_template():
    document = read_standard(prints.core()).document

    assert (document.title, document.urn) == ("Communicate with others in groups of people", "SAMCH3")
    assert document.overview == (
        "This standard is about communicating with others so that a group of people who live in one place can act.\n"
        "It is for those who lead groups."
    )
    assert [(item.number, item.text) for item in document.performance] == [
        ("1", "plan with the group what it wants to say and to whom, well before it is said"),
        ("2", "communicate with each person in a way which is:"),
        ("2.1", "clear"),
        ("2.2", "right for the person and where they come from, with whatever help they need to take part"),
        ("3", "say what you have done"),
    ]
    assert [(item.group, item.number, item.text) for item in document.knowledge] == [
        (None, "1", "why groups need to be heard and what happens when they are not"),
        (None, "2", "how to listen"),
    ]
    assert [(fact.label, fact.text) for fact in document.facts] == [
        ("URN", "SAMCH3"),
        ("Developed by", "Sample Skills"),
        ("Version number", "1"),
        ("Validity", "Current"),
        ("Status", "Original"),
        (
            "Relevant occupations",
            "Community workers; Health, Public Services and Care; Sports, leisure and recreation and many others",
        ),
        ("Keywords", "communication; groups"),
    ]
