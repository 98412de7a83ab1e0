"""Single oddities of published texts, each with what is read and which lines are doubted."""

import re

import pytest

from standards.exchange.document import Fact, Item
from standards.exchange.nos.reading import read_nos

TOP = "Support gardens\nOverview\nIt is about gardens.\nPerformance criteria\n"
END = "Knowledge and Understanding\n1 soil\nScope/range\n"


def performance_of(*lines):
    """((number, text), …) and {line: message} of criteria that begin on line 5."""
    document = read_nos(TOP + "".join(f"{line}\n" for line in lines) + END)
    doubts = {w.line: w.message for w in document.warnings if 4 < w.line < 5 + len(lines)}
    return [(item.number, item.text) for item in document.performance], doubts


ODDITIES = {
    "a label stands before the sub-items of the one above": (
        ["P1", "dig", "P2", "sow:", "P3", "P2.1", "beans", "P2.2", "peas", "rest", "P4", "eat"],
        [("1", "dig"), ("2", "sow:"), ("2.1", "beans"), ("2.2", "peas"), ("3", "rest"), ("4", "eat")],
        [9],
    ),
    "all labels, then all texts": (
        ["P1", "P2", "P3", "dig", "sow", "rest"],
        [("1", "dig"), ("2", "sow"), ("3", "rest")],
        [5, 6, 7],
    ),
    "labels of both kinds": (["P1. dig", "P 2 sow", "p3 rest"], [("1", "dig"), ("2", "sow"), ("3", "rest")], []),
    "a dash after the number": (["1 - dig", "2 – sow"], [("1", "dig"), ("2", "sow")], []),
    "sub-items with and without a stop": (
        ["1 sow:", "1.1 beans", "1.2. peas", "2 rest"],
        [("1", "sow:"), ("1.1", "beans"), ("1.2", "peas"), ("2", "rest")],
        [],
    ),
    "numbers that start again and jump": (
        ["1 a", "2 b", "4 d", "1 e", "2 f", "17 g"],
        [("1", "a"), ("2", "b"), ("4", "d"), ("1", "e"), ("2", "f"), ("17", "g")],
        [7, 8, 10],
    ),
    "a number further on within a sentence": (
        ["1 dig", "2 plan for the next", "5 years of the garden", "3 rest"],
        [("1", "dig"), ("2", "plan for the next 5 years of the garden"), ("3", "rest")],
        [7],
    ),
    "a number from above within a sentence": (
        ["1 dig", "2 sow", "3 come back within", "2 weeks of sowing", "and look", "4 rest"],
        [("1", "dig"), ("2", "sow"), ("3", "come back within 2 weeks of sowing and look"), ("4", "rest")],
        [8, 9],
    ),
    "the number of the entry itself within a sentence": (
        ["1 dig", "2 come back in about", "2 weeks", "3 rest"],
        [("1", "dig"), ("2", "come back in about 2 weeks"), ("3", "rest")],
        [7],
    ),
    "a number within the sentence of a sub-item": (
        ["1 sow:", "1.1 beans for about", "3 weeks", "1.2 peas", "2 rest"],
        [("1", "sow:"), ("1.1", "beans for about 3 weeks"), ("1.2", "peas"), ("2", "rest")],
        [7],
    ),
    "numbers that changed places": (
        ["1 Dig", "3 Sow", "2 Rest", "4 Eat"],
        [("1", "Dig"), ("3", "Sow"), ("2", "Rest"), ("4", "Eat")],
        [6, 7, 8],
    ),
    "numbers with stops that changed places": (
        ["1. dig", "3. sow", "2. rest"],
        [("1", "dig"), ("3", "sow"), ("2", "rest")],
        [6, 7],
    ),
    "a number that was lost": (["1 dig", "sow", "3 rest"], [("1", "dig"), (None, "sow"), ("3", "rest")], [6]),
    "a number that was lost, with capitals": (
        ["1 Dig", "Sow", "3 Rest"],
        [("1", "Dig"), (None, "Sow"), ("3", "Rest")],
        [6],
    ),
    "a heading where a number is missing": (["1 dig", "Beds", "3 rest"], [("1", "dig"), ("3", "rest")], [6, 7]),
    "numbers that stop": (
        ["1 dig", "2 sow", "rest", "eat"],
        [("1", "dig"), ("2", "sow"), (None, "rest"), (None, "eat")],
        [7, 8],
    ),
    "numbers that stop before words that seldom begin an entry": (
        ["1 dig", "2 sow", "the first frost", "which beds rest"],
        [("1", "dig"), ("2", "sow"), (None, "the first frost"), (None, "which beds rest")],
        [7, 8],
    ),
    "a dash that stops before words that seldom begin an entry": (
        ["- dig", "- sow", "the first frost", "in what soil", "and when"],
        [(None, "dig"), (None, "sow"), (None, "the first frost"), (None, "in what soil and when")],
        [5, 7, 8, 9],
    ),
    "numbers, then dashes": (["1 dig", "- sow", "- rest"], [("1", "dig"), (None, "sow"), (None, "rest")], [6]),
    "dashes below an entry": (
        ["1 sow", "- beans", "- peas", "2 rest"],
        [("1", "sow\n- beans\n- peas"), ("2", "rest")],
        [6, 7],
    ),
    "dashes, then bullets below one": (
        ["- sow:", "• beans", "• peas", "- rest"],
        [(None, "sow:\n• beans\n• peas"), (None, "rest")],
        [5, 6, 7],
    ),
    "hollow bullets below a full one": (
        ["• sow", "o beans", "o peas", "• rest"],
        [(None, "sow\no beans\no peas"), (None, "rest")],
        [5, 6, 7],
    ),
    "hollow bullets alone": (["o sow", "o rest"], [(None, "sow"), (None, "rest")], [5]),
    "letters for numbers": (
        ["a) sow", "b) rest:", "h) sit", "c) eat"],
        [(None, "a) sow"), (None, "b) rest:\nh) sit"), (None, "c) eat")],
        [5, 6, 7, 8],
    ),
    "small Roman numbers": (
        ["i. dig", "ii. sow", "iii. rest", "iv. eat", "v. lie"],
        [(None, "i. dig"), (None, "ii. sow"), (None, "iii. rest"), (None, "iv. eat"), (None, "v. lie")],
        [5, 6, 7, 8, 9],
    ),
    "letters that start again below a heading": (
        ["Beds", "a. dig", "b. sow", "Trees", "a. rest", "b. eat"],
        [(None, "a. dig"), (None, "b. sow"), (None, "a. rest"), (None, "b. eat")],
        [6, 7, 8, 9, 10],
    ),
    "a list on one line": (["1 dig 2 sow 3 rest", "4 eat"], [("1", "dig"), ("2", "sow"), ("3", "rest"), ("4", "eat")], [5]),
    "an amount is no entry": (
        ["1 dig 2 beds", "2 sow 3 rows", "3 rest"],
        [("1", "dig 2 beds"), ("2", "sow 3 rows"), ("3", "rest")],
        [],
    ),
    "bullets on one line": (["• dig • sow • rest"], [(None, "dig"), (None, "sow"), (None, "rest")], [5]),
    "cells": (
        ["1 / dig", "2 / sow / plant", "P3 / rest / P4 / eat"],
        [("1", "dig"), ("2", "sow / plant"), ("3", "rest"), ("4", "eat")],
        [],
    ),
    "cells that hold a number and its words": (
        ["1 dig / 2 sow/plant", "3 rest / 4 eat", "5 eat / 6 plums", "6 lie down"],
        [("1", "dig"), ("2", "sow/plant"), ("3", "rest"), ("4", "eat"), ("5", "eat / 6 plums"), ("6", "lie down")],
        [5, 6],
    ),
    "cells that hold a label and its words": (
        ["P1 dig / P2 sow / P3 rest and/or eat"],
        [("1", "dig"), ("2", "sow"), ("3", "rest and/or eat")],
        [5],
    ),
    "the lead-in again": (
        ["1 dig in", "You must be able to:", "all weathers", "2 sow"],
        [("1", "dig in all weathers"), ("2", "sow")],
        [7],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ODDITIES)
def test_an_oddity(kind):
    lines, items, doubted = ODDITIES[kind]
    read, doubts = performance_of(*lines)

    assert read == items
    assert sorted(doubts) == doubted


@pytest.mark.parametrize("below", ["\n", "\n\n"])
def test_a_urn_alone_below_the_title_is_the_urn(below):
    document = read_nos(TOP.replace("\n", f"{below}GARDN16\n", 1) + "1 dig\n" + END)

    assert (document.title, document.urn, document.overview) == (
        "Support gardens",
        "GARDN16",
        "It is about gardens.",
    )
    assert document.warnings == ()


def test_elements_head_their_criteria():
    document = read_nos(
        "Unit Title: LA13 Support gardens\nSummary\nIt is about gardens.\nElement LA13.1 Dig\nPerformance Criteria\n"
        "1 / find ground\nElement: Rest\nPerformance Criteria\n1 / sit\n2 / lie\nKnowledge and Understanding\n1 / soil\n"
    )

    assert (document.title, document.urn) == ("Support gardens", "LA13")
    assert document.performance == (
        Item("Element LA13.1 Dig", "1", "find ground"),
        Item("Rest", "1", "sit"),
        Item("Rest", "2", "lie"),
    )
    assert [item.line for item in document.performance] == [6, 9, 10]


STYLES = {
    "numbers": lambda place, words: f"{place} {words}",
    "letters before numbers": lambda place, words: f"P{place} {words}",
    "cells": lambda place, words: f"{place} / {words}",
    "dashes": lambda place, words: f"- {words}",
    "letters": lambda place, words: f"{'abc'[place - 1]}) {words}",
    "nothing": lambda place, words: words,
}
ELEMENTS = {
    "Element LA13.1 Dig": ["find ground near the houses", "ask who owns the ground", "measure the beds"],
    "Element LA13.2 Sow": ["buy seed", "lend tools to neighbours", "keep a list"],
    "Element LA13.3 Rest": ["sit down in the shade", "lie on the grass", "listen to the birds"],
}


@pytest.mark.parametrize("case", [str, str.capitalize], ids=["small", "capital"])
@pytest.mark.parametrize("other", STYLES)
@pytest.mark.parametrize("first", STYLES)
def test_each_element_may_number_its_criteria_in_its_own_way(first, other, case):
    lines, expected = [], []
    for (title, entries), style in zip(ELEMENTS.items(), (first, other, first), strict=True):
        told = [STYLES[style](place, case(words)) for place, words in enumerate(entries, start=1)]
        lines += [title, "Performance Criteria", *told]
        expected += [(title, case(words)) for words in entries]

    document = read_nos(
        f"Unit Title: LA13 Support gardens\nSummary\nIt is about gardens.\n{chr(10).join(lines)}\n{END}"
    )

    read = [(item.group, re.sub(r"^[abc]\) ", "", item.text)) for item in document.performance]
    assert read == expected
    assert [str(w.message) for w in document.warnings if w.level == "red"] == []


def test_values_without_their_heading_are_no_knowledge():
    document = read_nos(
        f"{TOP}1 dig\nKnowledge and Understanding\n1 soil\nGardening is underpinned by a set of\nvalues. The values are;\n"
        "1 Sharing\nThe following examples illustrate how each of the\nvalues might inform practice.\n1 tools are lent\n"
    )

    assert [item.text for item in document.knowledge] == ["soil"]
    assert [value.title for value in document.values] == ["Sharing"]
    assert [example.text for example in document.illustrations] == ["tools are lent"]


def test_values_that_lost_their_numbers_are_read_where_each_has_its_example():
    values = "Values\nGardening has a set of values. The values are;\nSharing\nResting\n"
    examples = (
        "The following examples illustrate how each of the values might inform practice.\ntools are lent\n"
    )
    read, unsure = (
        read_nos(f"{TOP}1 dig\n{END}{values}{examples}{rest}") for rest in ("benches are made\n", "")
    )

    assert [(value.number, value.title) for value in read.values] == [(None, "Sharing"), (None, "Resting")]
    assert [example.text for example in read.illustrations] == ["tools are lent", "benches are made"]
    assert read.values_introduction == "Gardening has a set of values. The values are;"
    assert [(w.line, w.level) for w in read.warnings] == [(line, "amber") for line in (11, 12, 14, 15)]
    assert (unsure.values, unsure.illustrations) == ((), ())
    assert unsure.fact("values").split() == f"{values[7:]}{examples}".split()


def test_values_in_sentences_are_kept_as_a_note():
    document = read_nos(f"{TOP}1 dig\n{END}Values\nGardens come first.\nBehaviours\n1 be kind\n")

    assert document.values == ()
    assert document.facts == (Fact("Behaviours", "1 be kind"), Fact("Values", "Gardens come first."))
    assert [item.text for item in document.knowledge] == ["soil"]


def test_labels_with_their_values_below_are_facts():
    document = read_nos(
        "Support gardens\n\nURN:\n\nGARDN16\n\nDeveloped by:\n\nThe Sample\n\nApproved on:\n\n30 Mar 2023\n\nOverview\n\n"
        "It is.\n\nPerformance criteria\n\n1 dig\n\n"
        + END.replace("\n", "\n\n")
        + "Version Number\n\n2\n\nSuite\n\nGardens\n"
    )

    assert document.facts == (
        Fact("URN", "GARDN16"),
        Fact("Developed by", "The Sample"),
        Fact("Approved on", "30 Mar 2023"),
        Fact("Version Number", "2"),
        Fact("Suite", "Gardens"),
    )
    assert (document.overview, document.suite) == ("It is.", "Gardens")


def test_a_label_without_a_value_takes_no_sentence():
    document = read_nos(
        f"Support gardens\nDeveloped by: The Sample\nApproved on:\nThis is about gardens.\n{TOP[31:]}1 dig\n{END}"
    )

    assert document.overview.split("\n")[0] == "This is about gardens."
    assert document.facts == (Fact("Developed by", "The Sample"),)


def test_a_text_without_a_title_has_none():
    document = read_nos(
        f"URN: GARDN1\nApproved on: 2015\n\nThis standard is about gardens.\nPerformance criteria\n1 dig\n{END}"
    )

    assert (document.title, document.urn, document.fact("approved on")) == (None, "GARDN1", "2015")
    assert [(w.line, w.level) for w in document.warnings if "no title" in w.message] == [(4, "red")]


def test_the_page_it_was_saved_from_tells_the_urn():
    address = "https://www.ukstandards.org.uk/en/nos-finder/GARDN16/support%2C-gardens--legacy"
    document = read_nos(f"Skip to main content\nHome\n{TOP}1 dig\n{END}{address}\n")

    assert (document.title, document.urn, document.fact("Source")) == ("Support gardens", "GARDN16", address)


@pytest.mark.parametrize(
    "sentence",
    [
        "This standard is within Key Area Two.",
        "This standard is within Key Area Two",
        "   This standard is  within   Key Area Two  ",
        "\u00a0This standard is\u00a0within Key Area Two",
    ],
)
def test_the_key_area_sentence_has_many_forms(sentence):
    document = read_nos(TOP.replace("It is about gardens.", sentence) + f"1 dig\n{END}")

    assert document.key_area == "Key Area Two"


def test_what_is_lost_is_red_and_what_wants_a_look_is_amber():
    document = read_nos(
        f"{TOP}1 dig\n3 sow\nAsk at the office\nKnowlege and understanding\n1 soil\nScope/range\n"
    )

    assert [(warning.line, warning.level) for warning in document.warnings] == [
        (6, "amber"),
        (7, "red"),
        (8, "amber"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"Garden\nPerformance criteria\nYou must be able to:\n1 dig\n{END}",
        f"{TOP.split('Performance')[0]}{END}",
        f"{TOP}1 dig\nScope/range\n",
        f"Overview{TOP.split('Overview')[1]}1 dig\n{END}",
    ],
    ids=["overview", "performance criteria", "knowledge and understanding", "title"],
)
def test_a_part_that_is_missing_is_red(text, request):
    red = [warning.message for warning in read_nos(text).warnings if warning.level == "red"]

    assert f"This text has no {request.node.callspec.id}." in red


def test_an_entry_without_an_end_is_left_out_even_where_the_line_ends():
    for end in ("and", "the", "between", "rows,", "…"):
        document = read_nos(f"{TOP}1 dig\n2 sow {end}\n")

        assert [item.text for item in document.performance] == ["dig"]
        assert [w.level for w in document.warnings if f"“sow {end}”" in w.message] == ["red"]


def test_the_last_lettered_entry_may_be_broken_into_short_lines():
    items, _doubts = performance_of(
        "P1 dig with those who will eat", "P2 look back over it", "together and say", "why"
    )

    assert items == [
        ("1", "dig with those who will eat"),
        ("2", "look back over it together and say why"),
    ]


def test_a_last_entry_that_ends_as_the_others_do_is_whole():
    text = f"{TOP}1 dig.\nKnowledge and Understanding\n1 soil is alive.\n2 rain is wet."
    document, cut = read_nos(text), read_nos(text[:-1])

    assert [item.text for item in document.knowledge] == ["soil is alive.", "rain is wet."]
    assert [w for w in document.warnings if "left out" in w.message] == []
    assert [item.text for item in cut.knowledge] == ["soil is alive."]
    assert [w.line for w in cut.warnings if "left out" in w.message] == [8]


ENCODED = {
    "UTF-8 with its mark": "utf-8-sig",
    "UTF-16 with its mark": "utf-16",
    "Windows": "cp1252",
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_files_of_other_encodings_are_read(encoding):
    text = f"{TOP}1 don’t dig – rest\n2 go to the café\n{END}"
    document = read_nos(text.encode(ENCODED[encoding]))

    assert [item.text for item in document.performance] == ["don’t dig – rest", "go to the café"]
    doubts = [warning.line for warning in document.warnings if "not UTF-8" in warning.message]
    assert doubts == ([5] if encoding == "Windows" else [])


DAMAGED = {
    "Itâ€™s âfineâ€\u009d": "It’s âfine”",
    "short â€“ long": "short – long",
    "â€œgoodâ€ tools": "“good” tools",
    "someÂ words": "some words",
    "some Â words": "some words",
    "cafÃ©": "café",
    "donÃ¢â‚¬â„¢t": "don’t",
    "R&amp;D": "R&D",
    "zero\u200bwidth": "zerowidth",
    "left \ufffd alone": "left \ufffd alone",
    "CAFÉ’S": "CAFÉ’S",
}  # fmt: skip


@pytest.mark.parametrize("words", DAMAGED)
def test_letters_are_put_right_where_that_is_certain(words):
    document = read_nos(f"{TOP}1 {words}\n{END}")
    (item,) = document.performance

    assert item.text == DAMAGED[words]
    is_other = words.replace("\u200b", "") != DAMAGED[words] or "\ufffd" in words
    assert [w.line for w in document.warnings if w.line == 5] == ([5] if is_other else [])


SHORT_DASHES = """Run a community garden
This standard is about running a garden.
Performance criteria
You must be able to:
- welcome people who come to the allotment
- keep a record of the tools which are lent
agree with plot holders how shared water is used
plan an open day together with neighbours
Knowledge and Understanding
You need to know and understand:
- the history of allotments
"""


def test_short_entries_below_a_dash_that_stops_are_entries_and_said_to_be():
    document = read_nos(SHORT_DASHES)

    assert [item.text for item in document.performance] == [
        "welcome people who come to the allotment",
        "keep a record of the tools which are lent",
        "agree with plot holders how shared water is used",
        "plan an open day together with neighbours",
    ]
    assert {7, 8} <= {warning.line for warning in document.warnings}


def test_an_indian_standard_is_called_one_whatever_its_headings():
    text = "Qualifications Pack\nSSC/N0501\nElements and Performance Criteria\nPC1. plan\nKU1. know\n"

    [sentence] = read_nos(text).errors

    assert "an Indian national occupational standard" in sentence


SITES = {
    "a trail": "Home > NOS Finder > GARDN16\n",
    "the name of the site": "UK Standards\nNational Occupational Standards for Gardening\n",
    "ways to save": "PDF | Word | Print\n",
    "a list of contents": "• Overview\n• Performance criteria\n• Knowledge and Understanding\n• Scope/range\n",
}


@pytest.mark.parametrize("site", SITES)
def test_what_leads_round_a_site_is_left_out_and_said(site):
    for place in (0, len("Support gardens\n")):
        text = f"{TOP}1 dig\n{END}"
        document = read_nos(text[:place] + SITES[site] + text[place:])

        assert (document.title, document.overview) == ("Support gardens", "It is about gardens.")
        assert [(item.number, item.text) for item in document.performance + document.knowledge] == [
            ("1", "dig"), ("1", "soil"),
        ]  # fmt: skip
        first, lines = (2 if place else 1), SITES[site].count("\n")
        assert [(w.line, w.level) for w in document.warnings] == [(first + n, "amber") for n in range(lines)]


def test_a_site_alone_is_a_title():
    document = read_nos(
        TOP.replace("Support gardens", "National occupational standards for gardens") + f"1 dig\n{END}"
    )

    assert document.title == "National occupational standards for gardens"


def test_headings_may_be_numbered():
    document = read_nos(
        "Support gardens\n1. Overview\nIt is about gardens.\n2. Performance criteria\n1 dig\n2 values\n"
        "3. Knowledge & Understanding\n1 soil\n4 Scope/range\n"
    )

    assert document.overview == "It is about gardens."
    assert [(item.number, item.text) for item in document.performance] == [("1", "dig"), ("2", "values")]
    assert [(item.number, item.text) for item in document.knowledge] == [("1", "soil")]


@pytest.mark.parametrize(
    "top",
    [
        "Title\nSupport gardens\nURN: GARDN16 (LEGACY)\n",
        "Title: Support gardens\nReference: GARDN16\nStatus: Legacy\n",
        "GARDN16 / Support gardens LEGACY\n",
        "GARDN16\nSupport gardens LEGACY\nGARDN16 SQA Unit Code H4RX 04\nSupport gardens LEGACY\n",
    ],
)
def test_a_header_says_title_urn_and_status_in_many_ways(top):
    document = read_nos(TOP.replace("Support gardens\n", top) + f"1 dig\n{END}")

    assert (document.title, document.urn, document.status) == ("Support gardens", "GARDN16", "legacy")
    assert document.overview == "It is about gardens."


def test_the_status_below_the_criteria_is_a_fact_and_no_more():
    document = read_nos(f"{TOP}1 dig\n{END}Status\nLegacy\n")

    assert (document.status, document.fact("status")) == (None, "Legacy")


def test_labels_that_stand_above_their_heading_are_entries_and_no_overview():
    document = read_nos(
        "Support gardens\nOverview\nIt is about gardens.\nP1 dig\nP2 sow\nPerformance criteria\nYou must be able to:\n"
        "P3 rest\nK1 soil\nKnowledge and Understanding\nK2 rain\nScope/range\n"
    )

    assert document.overview == "It is about gardens."
    assert [(item.number, item.text) for item in document.performance] == [
        ("1", "dig"),
        ("2", "sow"),
        ("3", "rest"),
    ]
    assert [(item.number, item.text) for item in document.knowledge] == [("1", "soil"), ("2", "rain")]


def test_an_overview_that_counts_with_letters_stays_one():
    document = read_nos(
        f"Support gardens\nOverview\nParts:\nP1 plots\nP2 people\n{TOP[TOP.index('Perf') :]}P1 dig\n{END}"
    )

    assert document.overview == "Parts:\nP1 plots\nP2 people"
    assert [(item.number, item.text) for item in document.performance] == [("1", "dig")]


def test_a_label_of_the_tail_may_stand_alone():
    document = read_nos(
        f"{TOP}1 dig\n{END}External Links\nhttps://example.org\nDeveloped by\nThe Sample\nSuite\nGardens\n"
    )

    assert document.facts == (
        Fact("External Links", "https://example.org"), Fact("Developed by", "The Sample"), Fact("Suite", "Gardens"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "told",
    [
        lambda lines: "".join(f"> {line}\n" for line in lines),
        lambda lines: "|---|---|\n".join(["", *(f"| {line.replace(' ', ' | ', 1)} | |\n" for line in lines)]),
    ],
    ids=["quoted in a mail", "rows of a table"],
)
def test_a_text_is_the_same_in_a_mail_and_in_a_table(told):
    lines = [
        "Gardens",
        "Overview",
        "Plots.",
        "Performance_criteria",
        "1 dig",
        "2 sow",
        "Knowledge_and_understanding",
    ]
    document = read_nos(told([*lines, "1 soil", "Scope/range"]).replace("_", " "))

    assert (document.title, document.overview) == ("Gardens", "Plots.")
    assert [(item.number, item.text) for item in document.performance] == [("1", "dig"), ("2", "sow")]
    assert [(item.number, item.text) for item in document.knowledge] == [("1", "soil")]
    assert document.warnings == ()
