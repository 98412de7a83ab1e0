"""What the reader is not sure of, it says, with the line; what it cannot read at all, it refuses."""

import time

import pytest

from standards.exchange.document import Item, StandardDocument
from standards.exchange.nos.reading import read_nos
from standards.exchange.nos.text import MAX_BYTES

from . import seed

START = "Work together\nOverview\nWhat it is, at more length than any page is wide, " + "so " * 40


def performance_of(*lines):
    document = read_nos(
        "\n".join([START, "Performance criteria", *lines, "Knowledge and understanding", "1 why", ""])
    )
    return document.performance, [
        warning for warning in document.warnings if 4 < warning.line < 5 + len(lines)
    ]


def test_a_text_cut_anywhere_holds_only_whole_requirements():
    whole = {entry for part in seed.REQUIREMENTS for entry in part}
    last = len(seed.TEXT) - len(seed.ILLUSTRATIONS[-1].text)

    for end in range(1, last, 3):
        document = read_nos(seed.TEXT[:end])
        assert set().union(*seed.requirements_of(document)) <= whole
        assert {item.group for item in document.knowledge} <= set(seed.GROUPS)
        assert (document.scope, document.scope_performance, document.scope_knowledge) == (None, None, None)
        assert document.warnings or document.errors


def test_an_entry_cut_in_the_middle_is_left_out_with_its_line():
    document = read_nos(seed.TEXT[: seed.TEXT.index("highlight opportunities")])

    assert document.performance == seed.PERFORMANCE[:4]
    assert [warning.line for warning in document.warnings if "left out" in warning.message] == [18]


def test_a_text_that_stops_at_the_end_of_a_line_keeps_that_line():
    document = read_nos(seed.TEXT[: seed.TEXT.index("6 support communities")])

    assert document.performance == seed.PERFORMANCE[:5]
    assert document.knowledge == ()


def test_missing_parts_are_said():
    document = read_nos("Overview\n")

    assert [(warning.line, warning.message) for warning in document.warnings] == [
        (1, "This text has no title."),
        (1, "This text has no overview."),
        (1, "This text has no performance criteria."),
        (1, "This text has no knowledge and understanding."),
    ]


def test_numbers_are_kept_as_printed_and_jumps_are_said():
    items, warnings = performance_of("1 one", "2 two", "4 four", "1 again")

    assert [item.number for item in items] == ["1", "2", "4", "1"]
    assert [warning.line for warning in warnings] == [7, 8]


def test_sub_items_are_entries_of_their_own():
    items, warnings = performance_of("1 one", "P1.1 part", "1.2 part", "2 two")

    assert [item.number for item in items] == ["1", "1.1", "1.2", "2"]
    assert warnings == []


def test_two_entries_on_a_line_are_taken_apart_with_a_warning():
    items, warnings = performance_of("P1 one", "P2 two P3 three", "P4 four")

    assert [(item.number, item.text) for item in items] == [
        ("1", "one"), ("2", "two"), ("3", "three"), ("4", "four"),
    ]  # fmt: skip
    assert [warning.line for warning in warnings] == [6]


@pytest.mark.parametrize("below", [["4 four"], []], ids=["another below", "the end of the list"])
def test_a_whole_list_on_one_line_is_taken_apart_to_its_last_entry(below):
    items, warnings = performance_of("1 dig 2 sow 3 weed within 5 days", *below)

    texts = ["dig", "sow", "weed within 5 days", "four"][: 3 + len(below)]
    assert [(item.number, item.text) for item in items] == [(str(n), text) for n, text in enumerate(texts, 1)]
    assert [warning.line for warning in warnings] == [5]


def test_a_line_that_may_hold_the_last_two_entries_is_left_whole_and_said():
    items, warnings = performance_of("1 dig", "2 sow 3 weed")

    assert [(item.number, item.text) for item in items] == [("1", "dig"), ("2", "sow 3 weed")]
    assert [warning.line for warning in warnings] == [6]


def test_headings_between_criteria_are_groups():
    items, warnings = performance_of("Planning", "1 one", "Doing", "2 two", "3 three")

    assert items == (Item("Planning", "1", "one"), Item("Doing", "2", "two"), Item("Doing", "3", "three"))
    assert warnings == []


def test_the_number_of_a_page_is_no_entry():
    items, warnings = performance_of("1 one", "2 two", "17", "3 three")

    assert [item.text for item in items] == ["one", "two", "three"]
    assert [warning.line for warning in warnings] == [7]


def test_points_under_an_entry_stay_with_it():
    items, warnings = performance_of("1 agree on:", "• aims", "• outcomes", "2 review")

    assert [item.text for item in items] == ["agree on:\n• aims\n• outcomes", "review"]
    assert [warning.line for warning in warnings] == [6, 7]


def test_a_line_without_a_place_is_quoted():
    items, warnings = performance_of("1 one", "Ask the office for forms")

    assert items == (Item(None, "1", "one"),)
    assert [(warning.line, warning.message) for warning in warnings] == [
        (6, "This line is no part of any entry and was left out: “Ask the office for forms”")
    ]


def test_a_label_of_another_list_is_doubted():
    items, warnings = performance_of("P1 one", "K2 two")

    assert [item.number for item in items] == ["1", "2"]
    assert [warning.line for warning in warnings] == [6]


def test_damaged_characters_are_doubted_and_a_damaged_space_is_a_space():
    document = read_nos(seed.TEXT.replace("facilitate communities", "facilitateÂ\u00a0communities"))

    assert seed.requirements_of(document) == seed.REQUIREMENTS
    assert [warning.line for warning in document.warnings] == [14]


def test_scope_that_says_something_is_kept():
    text = seed.TEXT.replace("Scope Performance\n", "Scope Performance\n1. in groups\n2. in public\n")
    document = read_nos(text)

    assert (document.scope_performance, document.scope_knowledge) == ("1. in groups\n2. in public", None)
    assert seed.requirements_of(document) == seed.REQUIREMENTS


def test_examples_that_no_sentence_announces_are_still_no_values():
    document = read_nos(seed.TEXT.replace(f"{seed.TURN}\n", ""))

    assert seed.requirements_of(document) == seed.REQUIREMENTS
    assert document.illustrations_introduction is None
    assert [warning.line for warning in document.warnings] == [seed.LINES.index(seed.TURN) + 1]


def test_examples_alone_are_no_values():
    above, below = seed.TEXT.split(f"{seed.VALUES_INTRODUCTION}\n")
    document = read_nos(f"{above}{below[below.index(seed.TURN) :]}\n")

    assert (document.values, document.illustrations) == ((), seed.ILLUSTRATIONS)


def test_values_may_be_introduced_with_an_example():
    document = read_nos(seed.TEXT.replace("The values are;", "For example, people decide. The values are;"))

    assert seed.requirements_of(document) == seed.REQUIREMENTS


def test_values_without_examples_are_said():
    document = read_nos(seed.TEXT[: seed.TEXT.index(seed.TURN)])

    assert (document.values, document.illustrations) == (seed.VALUES, ())
    assert [warning.message for warning in document.warnings] == [
        "This text has 5 values and 0 examples of them."
    ]


def test_behaviours_are_no_requirements():
    document = read_nos(f"{seed.TEXT}\nBehaviours\n1 be kind\n")

    assert seed.requirements_of(document) == seed.REQUIREMENTS
    assert document.fact("Behaviours") == "1 be kind"
    assert [warning.line for warning in document.warnings] == [len(seed.LINES) + 2]


@pytest.mark.parametrize(
    ("urn", "message"),
    [("see below", "This does not look like a URN: “see below”"), ("ABC1L", "The URN ends in L")],
)
def test_a_doubtful_urn_is_said(urn, message):
    document = read_nos(f"Work together\nURN: {urn}\nOverview\nWhat it is.")

    assert document.urn == urn
    assert [(w.line, w.message[: len(message)]) for w in document.warnings if "URN" in w.message] == [
        (2, message)
    ]


REFUSED = {
    "nothing": (b"", "This text is empty."),
    "white space": (b" \r\n\t\xc2\xa0\n", "This text is empty."),
    "signs": (b"----\n* * *\n", "This text is empty."),
    "a footer": (b"Page 1 of 2\n", "This text has none of the headings"),
    "NUL": (b"Overview\x00", "This is not plain text: it holds characters that only programs use."),
    "escape codes": (b"Overview\n\x1b[31m1 one", "This is not plain text: it holds characters that only programs use."),
    "Greek in bytes": ("Overview\nκαφές".encode("iso-8859-7"), "This is not UTF-8 text."),
    "UTF-16 without its mark": (seed.TEXT.encode("utf-16-le"), "This is not plain text: it holds characters"),
    "half UTF-16": (b"\xff\xfeO\x00\x00\xd8", "This is not UTF-8 text."),
    "half a character": ("Overview \udce9", "This is not UTF-8 text."),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "This is not UTF-8 text."),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3", "This is a PDF."),
    "web page": (b"<!DOCTYPE html><p>Overview", "This is a saved web page."),
    "too large": (b"Overview\n" + b"1 one \n" * (MAX_BYTES // 7), "This text is larger than 1 MB."),
    "too many lines": (b"Overview\n" * 10_001, "This text has more lines, or longer ones,"),
    "an endless line": (b"Overview\n" + b"word " * 9_000, "This text has more lines, or longer ones,"),
    "too many entries": (b"Overview\nPerformance criteria\n" + b"1 one\n" * 1_001, "This text has more entries"),
    "something else": (b"Our charter\n1 We listen.\n2 We share.\n", "This text has none of the headings"),
    "Australian": (b"CHCCDE012\nElements and Performance Criteria\n1. Work", "This looks like an Australian unit"),
    "Australian evidence": (b"Overview\nKnowledge Evidence\nwhat", "This looks like an Australian unit"),
    "apprenticeship": (b"Overview\nK1: why\nS1: how\nB1: be kind\n", "This looks like an English apprenticeship"),
    "apprenticeship, plain": (b"Overview\nK1 why\nS1 how\nB1 be kind\n", "This looks like an English apprenticeship"),
    "New Zealand": (b"Overview\nOutcome 1\nPerformance criteria\n1.1 Work\n", "This looks like a New Zealand unit"),
    "India": (b"Overview\nPC1. greet\nKA1. know\n", "This looks like an Indian"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_standard_is_refused_with_a_sentence(kind):
    source, start = REFUSED[kind]
    document = read_nos(source)

    assert [error[: len(start)] for error in document.errors] == [start]
    assert document == StandardDocument.refused(*document.errors)
    assert document.errors[0].endswith(".")


TOP = "Overview\nx\nPerformance criteria\n"
HOSTILE = {
    "hyphens": "-" * 20_000 + "\nOverview\n",
    "digits": TOP + "1" * 20_000,
    "steps": TOP + ("1" + ".1" * 9_000 + "\n") * 50,
    "labels on one line": TOP + " ".join(f"P{number} a" for number in range(1, 999)),
    "labels in cells": (TOP + " / ".join(f"P{number}" for number in range(2_500)) + "\n") * 40,
    "strokes": TOP + (" / " * 5_000 + "\n") * 40,
    "ends of an entry": TOP + "1 one\n" + ("more of the same, " * 5 + "\n") * 9_990,
    "headings": TOP + "1 one\n" + "Heading\n" * 9_990 + "2 two\n",
    "headings like others": TOP + "".join(f"Performance crit{number}\n" for number in range(900)),
    "headings of the tail": TOP + "1 one\n" + "Skills\n" * 9_990,
    "points and bare lines": TOP + "- one\nbare\nHeading\n" * 490,
    "lone numbers": TOP + "".join(f"{number % 900}\n" for number in range(9_900)),
    "lone labels": TOP + "".join(f"P{number % 900}\n" for number in range(9_900)),
    "labels, then texts": TOP + "P1\n" * 900 + "text\n" * 900,
    "elements": "Overview\n" + "Element 1: x\n" * 9_900 + "Performance criteria\n1 x\n",
    "lead-ins": "Overview\n" + "You must be able to:\n" * 9_900 + "Performance criteria\n1 x\n",
    "sentences of values": TOP + "1 x\n" + "A b c d e f g h are underpinned by\n" * 9_900,
    "pages": "Overview\n" + "\f".join(f"a header\nline {number}\n" for number in range(3_000)),
    "white space": TOP + (" " * 19_000 + "x\n") * 50,
    "damaged letters": TOP + ("â€™" * 2_000 + "\n") * 50,
    "quotation marks": TOP + ("“" * 6_000 + "\n") * 50,
    "ends of footers": TOP + ("- " * 9_500 + "final version\n") * 45,
    "title": "- " * 9_500 + "\nOverview\nx",
    "URN": "AB " * 6_300 + "\nOverview\nx",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_texts_are_read_in_a_second(kind):
    began = time.process_time()
    document = read_nos(HOSTILE[kind])

    assert not document.is_refused
    assert document.warnings
    assert time.process_time() - began < 1
