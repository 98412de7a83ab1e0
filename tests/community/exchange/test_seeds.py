"""The three charters that ship, word for word and in their tree, taken from their lines by position."""

import re

import pytest

from community.exchange.reading import read_charter
from community.exchange.shipped import shipped_charters

CHARTERS = {charter.slug: charter for charter in shipped_charters()}


def lines_of(slug):
    return CHARTERS[slug].text.decode().splitlines()


def document_of(slug):
    document = CHARTERS[slug].read().document
    assert document.errors == ()
    return document


def rows_of(slug):
    return [(row.level, row.kind, row.label, row.mark, row.text, row.line) for row in document_of(slug).rows]


def warned(slug):
    return [(doubt.level, doubt.line) for doubt in document_of(slug).warnings]


def test_a_borough_collective():
    lines = lines_of("neighbours-collective")
    text = {number: line for number, line in enumerate(lines, start=1)}
    headed = [(6, [7]), (8, [9]), (10, [11]), (12, [13]), (14, [15]), (16, [17]), (18, [19]), (20, [21, 22]),
              (23, [24, 25]), (26, [27]), (28, [29])]  # fmt: skip

    assert rows_of("neighbours-collective") == [
        (0, "section", "ABOUT US", "", "", 1),
        (1, "statement", "", "", text[2], 2),
        (1, "statement", "", "", text[3], 3),
        (0, "section", "VALUES AND PRINCIPLES", "", "", 4),
        (1, "statement", "", "", text[5], 5),
        *(
            (1, "value", text[at], "", "\n".join(text[below] for below in paragraphs), at)
            for at, paragraphs in headed
        ),
        (2, "unacceptable behaviour", "", "", "Any form of discrimnation, including but not limited to:", 30),
        *(
            (3, "unacceptable behaviour", "", "", words, at)
            for at, words in enumerate(
                ["Racial", "Religious abuse", "Gender", "Sexuality", "Disability"], start=31
            )
        ),
        *((2, "unacceptable behaviour", "", "", text[at], at) for at in range(36, 41)),
    ]
    assert document_of("neighbours-collective").preamble == ""


def test_what_is_doubtful_in_it_is_said():
    told = [(doubt.line, doubt.message) for doubt in document_of("neighbours-collective").warnings]
    slips = [
        (line, message.split("“")[1].split("”")[0]) for line, message in told if "may be a slip" in message
    ]

    assert slips == [(8, "DISCRMINATION"), (9, "discimination"), (30, "discrimnation")]
    assert [line for line, message in told if "stand on line 3 already" in message] == [25]
    assert warned("neighbours-collective") == [
        ("amber", 1), ("amber", 4), ("amber", 6), ("amber", 8), ("amber", 9), ("amber", 25), ("amber", 28), ("amber", 30),
        ("red", 36),
    ]  # fmt: skip


def test_a_place_partnership():
    lines = lines_of("place-partnership")
    text = {number: line.strip() for number, line in enumerate(lines, start=1)}

    def points(*places):
        return [(2, "design principle", "", "", text[at].removeprefix("• "), at) for at in places]

    def clause(kind, at, words=""):
        return (1, kind, text[at], "", words, at)

    assert rows_of("place-partnership") == [
        (0, "section", "Values", "", "", 3),
        (1, "statement", "", "", text[5], 5),
        *(clause("value", at, text[at + 2]) for at in (9, 13, 17, 21)),
        (0, "section", "Design Principles", "", "", 25),
        (1, "statement", "", "", text[27], 27),
        clause("design principle", 29), *points(33, 34, 35, 36),
        clause("design principle", 42), *points(46, 47, 48, 49, 50),
        clause("design principle", 54), *points(58, 59, 60),
        clause("design principle", 64), *points(68, 69, 70),
    ]  # fmt: skip
    assert document_of("place-partnership").preamble == text[1]
    assert sum(words.count("\u00a0") for *_rest, words, _line in rows_of("place-partnership")) == 9
    assert [line for line, message in said("place-partnership") if "slip" in message] == [15]


def said(slug):
    return [(doubt.line, doubt.message) for doubt in document_of(slug).warnings]


def test_a_care_charter():
    lines = lines_of("care-charter")
    labelled = [tuple(line.split(": ", 1)) for line in lines if ": " in line and not line.startswith("Last")]
    document = document_of("care-charter")
    rows = [(row.level, row.kind, row.label, row.mark, row.text) for row in document.rows]
    statements = [line for line in lines if line and ":" not in line][1:]

    assert rows == [
        (0, "section", "Purpose", ":", ""),
        (1, "statement", "", "", statements[0]),
        (0, "section", "Guiding Principles", ":", ""),
        *((1, "principle", label, ":", words) for label, words in labelled[:6]),
        (0, "section", "Expected Behaviours", ":", ""),
        *((1, "expected behaviour", label, ":", words) for label, words in labelled[6:]),
        (0, "section", "Community Stewardship", ":", ""),
        (1, "stewardship", "", "", statements[1]),
        (1, "statement", "", "", statements[2]),
        (1, "statement", "", "", statements[3]),
    ]
    assert len(labelled) == 17
    assert (document.title, document.preamble) == ("Community Tech community of practice: Care Charter", "")
    assert (document.last_revised, document.stewards) == (
        "2023-08-08",
        ("Promising Trouble", "Power To Change"),
    )
    assert [line for line, _message in said("care-charter")] == [1, 51]


def test_the_name_we_give_is_clearly_ours():
    titles = {slug: (charter.title, charter.read().document.title) for slug, charter in CHARTERS.items()}

    assert titles == {
        "neighbours-collective": ("Values and principles of a neighbours’ collective",) * 2,
        "place-partnership": ("Values and design principles of a place partnership",) * 2,
        "care-charter": (None, "Community Tech community of practice: Care Charter"),
    }


def in_title_case(text):
    return re.sub(r"(?m)^[A-Z& -]{4,}$", lambda heading: heading[0].title(), text)


OTHER_CLOTHES = {
    "neighbours-collective": in_title_case,
    "place-partnership": lambda text: re.sub(r"(?m)^[ \u00a0]+", "", text).replace("•", "-"),
    "care-charter": lambda text: re.sub(r"\n\n", "\n", text),
}


@pytest.mark.parametrize("slug", OTHER_CLOTHES)
def test_in_other_clothes_the_tree_is_the_same(slug):
    """Headings that are not shouted, no indents and other bullets, no blank lines."""
    other = read_charter(OTHER_CLOTHES[slug](CHARTERS[slug].text.decode())).document

    assert [(row.level, row.kind, row.label.casefold(), row.mark, row.text) for row in other.rows] == [
        (level, kind, label.casefold(), mark, text) for level, kind, label, mark, text, _line in rows_of(slug)
    ]
