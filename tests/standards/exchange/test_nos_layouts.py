"""The same standard in the layouts pages are met in. Each is made from the shipped text, so the words are known."""

import re
import textwrap
from dataclasses import replace

import pytest

from standards.exchange.document import Fact
from standards.exchange.nos.reading import read_nos

from . import seed

NUMBER = re.compile(r"(?m)^([0-9]+) ")
HEADER = "URN: JETSCD16L\nBusiness Sectors (Suites): Community Development\nDeveloped by: NYA\nApproved on: 28 Feb 2015\n"


def lettered(text):
    performance, rest = text.split("Knowledge and Understanding\n")
    knowledge, tail = rest.split("Scope/range")
    performance, knowledge = NUMBER.sub(r"P\1 ", performance), NUMBER.sub(r"K\1 ", knowledge)
    return f"{performance}Knowledge and Understanding\n{knowledge}Scope/range{tail}"


def wrapped(text, width, **how):
    lines = [textwrap.wrap(line, width, break_long_words=False, **how) for line in text.split("\n")]
    return "\n".join(line for broken in lines for line in broken)


LAYOUTS = {
    "dots": NUMBER.sub(r"\1. ", seed.TEXT),
    "dots and indents": NUMBER.sub(r"  \1. ", seed.TEXT),
    "dots without a space": NUMBER.sub(r"\1.", seed.TEXT),
    "brackets": NUMBER.sub(r"\1) ", seed.TEXT),
    "strokes": NUMBER.sub(r"\1 / ", seed.TEXT),
    "two spaces": NUMBER.sub(r"\1  ", seed.TEXT),
    "tabs": NUMBER.sub(r"\1\t", seed.TEXT),
    "labels alone on their lines": NUMBER.sub(r"\1\n", seed.TEXT),
    "letters": lettered(seed.TEXT),
    "letters alone on their lines": re.sub(r"(?m)^([PK][0-9]+) ", r"\1\n", lettered(seed.TEXT)),
    "no-break spaces": seed.TEXT.replace(" ", "\u00a0"),
    "trailing spaces": seed.TEXT.replace("\n", " " * 43 + "\n"),
    "blank lines": seed.TEXT.replace("\n", "\n\n"),
    "blank lines before some": re.sub(r"(?m)^([0-9]*[05]) ", r"\n\1 ", seed.TEXT),
    "Windows line ends": seed.TEXT.replace("\n", "\r\n"),
    "old Macintosh line ends": seed.TEXT.replace("\n", "\r"),
    "header": seed.TEXT.replace("Overview\n", f"\n{HEADER}\nOverview\n\n"),
    "header without URN and heading": seed.TEXT.replace(
        "Overview\n", "\nDeveloped by: NYA\nApproved on: 2015\n\n"
    ),
    "header with values on lines of their own": seed.TEXT.replace(
        "Overview\n", "URN:\nJETSCD16L\nOverview\n"
    ),
    "misspelt headings": seed.TEXT.replace("criteria\n", "Critieria\n").replace(
        "Understanding", "Understading"
    ),
    "ampersand": seed.TEXT.replace("Knowledge and Understanding", "Knowledge & understanding:"),
    "headings on two lines": seed.TEXT.replace("Performance criteria", "Performance\ncriteria").replace(
        "Knowledge and Understanding", "Knowledge and\nunderstanding"
    ),
    "lead-in three times": seed.TEXT.replace("You must be able to:\n", "You must be able to:\n" * 3),
    "lead-in instead of heading": seed.TEXT.replace("Performance criteria\n", "").replace(
        "Knowledge and Understanding\n", ""
    ),
    "tail": f"{seed.TEXT}\nBehaviours\nSkills\nGlossary\nVersion Number\n2\nKeywords\ncommunity; partnership\n",
    "final line end": f"{seed.TEXT}\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts_give_equal_documents(layout):
    document = read_nos(LAYOUTS[layout])

    assert replace(document, urn=None, suite=None, facts=()) == read_nos(seed.TEXT)


@pytest.mark.parametrize("hyphens", [True, False], ids=["at hyphens", "at spaces"])
@pytest.mark.parametrize("width", [45, 60, 72, 80, 100, 120])
def test_broken_lines_give_equal_requirements(width, hyphens):
    document = read_nos(wrapped(seed.TEXT, width, break_on_hyphens=hyphens))

    assert seed.requirements_of(document) == seed.REQUIREMENTS
    assert document.title == "Support collaborative and partnership work"
    assert document.key_area == "Key Area Four"


def test_broken_lines_with_indents():
    document = read_nos(wrapped(lettered(seed.TEXT), 72, subsequent_indent="    "))

    assert seed.requirements_of(document) == seed.REQUIREMENTS


def test_a_header_is_read_as_facts():
    document = read_nos(LAYOUTS["header"])

    assert (document.urn, document.suite) == ("JETSCD16L", "Community Development")
    assert document.facts == (
        Fact("URN", "JETSCD16L"),
        Fact("Business Sectors (Suites)", "Community Development"),
        Fact("Developed by", "NYA"),
        Fact("Approved on", "28 Feb 2015"),
    )
    assert document.fact("approved ON") == "28 Feb 2015"
    assert document.fact("Keywords") is None


def test_a_tail_is_read_as_facts():
    document = read_nos(LAYOUTS["tail"])

    assert document.facts == (Fact("Version Number", "2"), Fact("Keywords", "community; partnership"))


@pytest.mark.parametrize("dash", ["- ", "• ", "– "])
def test_lost_numbers_stay_lost_and_are_said_once_for_each_list(dash):
    document = read_nos(NUMBER.sub(dash, seed.TEXT))
    without_numbers = [tuple(replace(entry, number=None) for entry in part) for part in seed.REQUIREMENTS]

    first_items = (seed.PERFORMANCE[0].text, seed.KNOWLEDGE[0].text, seed.VALUES[0].title)
    firsts = [seed.LINES.index(f"1 {words}") + 1 for words in first_items]

    assert list(seed.requirements_of(document)) == without_numbers
    assert [w.line for w in document.warnings if "no numbers" in w.message] == firsts


def test_bare_lines_among_dashes_are_entries_with_a_warning():
    text = "Work together\nOverview\nWhat it is, at more length than any page is wide, " + "so " * 40
    text += "\nPerformance criteria\n- agree aims\n- meet often\nshare the work\nknow when to stop\n"
    document = read_nos(text)

    assert [item.text for item in document.performance] == [
        "agree aims", "meet often", "share the work", "know when to stop",
    ]  # fmt: skip
    assert [w.line for w in document.warnings if "no dash" in w.message] == [7, 8]


def test_the_title_may_say_legacy_in_several_ways():
    titles = [
        "Work together LEGACY",
        "Work together - Legacy",
        "Work together (LEGACY)",
        "Work together\nLEGACY",
    ]
    documents = [read_nos(f"{title}\nOverview\nWhat it is.") for title in titles]

    assert [(document.title, document.status) for document in documents] == [("Work together", "legacy")] * 4


@pytest.mark.parametrize("title", ["Care for a legacy", "Work on legacy systems", "LEGACY"])
def test_a_title_may_be_about_a_legacy(title):
    document = read_nos(f"{title}\nOverview\nWhat it is.")

    assert (document.title, document.status) == (title, None)


@pytest.mark.parametrize("urn", ["CLDAL9", "COGESA13.6", "SFJ BA2", "LANAgM17"])
def test_urns_are_kept_as_printed(urn):
    document = read_nos(f"Work together\nURN: {urn}\nOverview\nWhat it is.")

    assert document.urn == urn
    assert "URN" not in " ".join(warning.message for warning in document.warnings)


def test_the_urn_may_stand_above_the_title():
    document = read_nos("JETSCD16L\nSupport work\nOverview\nWhat it is.")

    assert (document.title, document.urn) == ("Support work", "JETSCD16L")
