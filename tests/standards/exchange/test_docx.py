"""A Word document says what the same standard says as plain text, its automatic numbers too."""

from dataclasses import replace

import pytest
from docx import Document

from standards.exchange.reading import read_standard

from . import seed, word_files

NAMES = [
    "lists",
    "two columns with labels",
    "two columns with Word’s numbers",
    "plain paragraphs",
    "one paragraph with line breaks",
    "numbers by style",
    "tracked changes",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_word_document_says_what_the_text_says(name):
    reading = read_standard(word_files.word_files()[name])
    expected = read_standard(seed.TEXT).document

    assert reading.format == "docx"
    assert replace(reading.document, warnings=()) == replace(expected, warnings=())
    assert [w.message for w in reading.document.warnings] == [w.message for w in expected.warnings]


def lines_of(document):
    return [line for line in read_standard(word_files.saved(document)).original.splitlines() if line]


def test_levels_print_their_numbers():
    document = Document()
    lists = word_files.Lists(document)
    own, parts = lists.add("%1.", "%2."), lists.add("P%1", "P%1.%2")
    for words, number, depth in [
        ("plan", own, 0), ("with people", own, 1), ("with groups", own, 1), ("do", own, 0), ("soon", own, 1),
        ("see", parts, 0), ("clearly", parts, 1), ("say", parts, 0),
    ]:  # fmt: skip
        word_files.numbered(document.add_paragraph(words), number, depth)

    assert lines_of(document) == [
        "1. plan", "1.1 with people", "1.2 with groups", "2. do", "2.1 soon", "P1 see", "P1.1 clearly", "P2 say",
    ]  # fmt: skip


def test_a_list_goes_on_or_starts_again_as_word_says():
    document = Document()
    lists = word_files.Lists(document)
    first = lists.add("%1)")
    goes_on, again = lists.again(first - 1), lists.again(first - 1, start=4)
    for words, number in [("a", first), ("b", first), ("c", goes_on), ("d", again), ("e", again)]:
        word_files.numbered(document.add_paragraph(words), number)

    assert lines_of(document) == ["1) a", "2) b", "3) c", "4) d", "5) e"]
