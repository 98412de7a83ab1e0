"""Charters in layouts nobody told us of: each row is right, no word is lost, and the layout makes no difference."""

import re

import pytest

from community.exchange.document import CharterDocument
from community.exchange.reading import read_charter
from community.exchange.shipped import shipped_charters
from community.exchange.text.ledger import words_of
from standards.exchange.nos.ledger import squeezed

from . import made_up

TEXTS = {name: made_up.text_of(name) for name in made_up.NAMES}
TEXTS |= {charter.file: charter.text.decode() for charter in shipped_charters()}
DAMAGE = {
    "Windows line ends": lambda text: text.replace("\n", "\r\n").encode(),
    "a mark at the start": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "spaces at the ends": lambda text: re.sub(r"(?m)(?<=\S)$", " \u00a0\t", text).encode(),
    "wrongly decoded": lambda text: text.encode().decode("cp1252", "replace") if is_simple(text) else text,
    "one blank line more": lambda text: re.sub(r"\n\n", "\n\n \u00a0\n", text),
}  # fmt: skip


def is_simple(text):
    """cp1252 has a letter for each of its bytes, and no-break spaces alone can be told again."""
    try:
        text.encode().decode("cp1252")
    except UnicodeDecodeError:
        return False
    return True


def rows(source):
    document = read_charter(source).document
    assert document.errors == ()
    return made_up.told(document)


@pytest.mark.parametrize("name", made_up.NAMES)
def test_a_charter_is_read_row_by_row(name):
    assert rows(TEXTS[name]) == made_up.rows_of(name)


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_happens_to_files_changes_no_row(damage):
    for text in TEXTS.values():
        assert rows(DAMAGE[damage](text)) == rows(text)


LAYOUT = re.compile(
    r"^\s*(?:#+\s+)?(?:>\s|[•·–*+o-]\s|(?:[0-9]+(?:\.[0-9]+)*[.)]?|\(?(?:[a-z]{1,3}|[IVX]+)[.)])\s)?\s*"
)


@pytest.mark.parametrize("name", TEXTS)
def test_every_line_has_its_place_or_is_named(name):
    document = read_charter(TEXTS[name]).document
    told = "".join(map(squeezed, words_of(document)))
    named = {doubt.line for doubt in document.warnings}
    dates = {number for number, line in enumerate(TEXTS[name].splitlines(), 1) if re.search(r"20\d\d", line)}
    lines = [
        (number, squeezed(LAYOUT.sub("", line, count=1)))
        for number, line in enumerate(TEXTS[name].splitlines(), 1)
    ]
    nowhere = [number for number, words in lines if words not in told]

    assert [number for number in nowhere if number not in named and number not in dates] == []
    assert [doubt.message for doubt in document.warnings if "found no place" in doubt.message] == []
    # Nothing is invented: the document says no letter that the text does not say, in the order of the text.
    source = "".join(words for number, words in lines if number not in nowhere)
    assert told == source


@pytest.mark.parametrize(
    "name", ["neighbours-collective.txt", "care-charter.txt", "code-of-conduct.md", "partnership.txt"]
)
def test_a_strange_line_anywhere_is_kept_or_named(name):
    lines = TEXTS[name].splitlines()
    for place in range(0, len(lines) + 1, 3):
        changed = [*lines[:place], "Zebras Quietly Xylograph", *lines[place:]]
        document = read_charter("\n".join(changed)).document

        assert "zebrasquietlyxylograph" in "".join(map(squeezed, words_of(document)))


@pytest.mark.parametrize("name", TEXTS)
def test_a_reading_is_the_same_after_it_was_put_by(name):
    document = read_charter(TEXTS[name]).document

    assert CharterDocument.from_working(document.as_working()) == document
    assert all(
        row.level <= before.level + 1 for before, row in zip(document.rows, document.rows[1:], strict=False)
    )


KINDNESS, CARE = "We listen first.", "We mend things."
END = "\n\nWe thank people.\n"
LISTED = {
    "plain": f"Sample Charter\n\nOur values\n\nKindness: {KINDNESS}\n\nCare: {CARE}\n\n"
    f"Our behaviours\n\nWe never:\n\n%s{END}",
    "markdown": f"# Sample Charter\n\n## Our values\n\n**Kindness:** {KINDNESS}\n\n**Care:** {CARE}\n\n"
    f"## Our behaviours\n\nWe never:\n\n%s{END}",
    "underlined": f"Sample Charter\n=====\n\nOur values\n-----\n* Kindness: {KINDNESS}\n* **Care**: {CARE}\n\n"
    f"Our behaviours\n---\nWe never:\n%s{END}",
    "bold": f"**Sample Charter**\n\n**Our values**\n- Kindness: {KINDNESS}\n- Care: {CARE}\n\n**Our behaviours**\n"
    "We never:\n%s\nWe thank people.\n",
    "numbered": f"Sample Charter\n\n1. Our values\n1.1 Kindness: {KINDNESS}\n1.2 Care: {CARE}\n2. Our behaviours\n"
    "We never:\n%s\nWe thank people.\n",
}  # fmt: skip
POINTS = {
    "bullets": "• shout\n• mock:\n   ◦ looks\n   ◦ speech\n• gossip",
    "other bullets": "* shout\n* mock:\n    - looks\n    - speech\n* gossip",
    "bullets without indents": "• shout\n• mock:\no looks\no speech\n• gossip",
    "tabs": "\t•\tshout\n\t•\tmock:\n\t\t▪\tlooks\n\t\t▪\tspeech\n\t•\tgossip",
    "letters": "(a) shout\n(b) mock:\n(i) looks\n(ii) speech\n(c) gossip",
    "numbers": "1. shout\n2. mock:\n   a) looks\n   b) speech\n3. gossip",
}


@pytest.mark.parametrize("layout", LISTED)
@pytest.mark.parametrize("points", POINTS)
def test_one_charter_is_the_same_in_every_layout(layout, points):
    shape = [
        (row.level, row.kind, row.label, row.mark, row.text) for row in read(LISTED[layout] % POINTS[points])
    ]

    assert shape == [
        (0, "section", "Our values", "", ""),
        (1, "value", "Kindness", ":", "We listen first."),
        (1, "value", "Care", ":", "We mend things."),
        (0, "section", "Our behaviours", "", ""),
        (1, "unacceptable behaviour", "", "", "We never:"),
        (2, "unacceptable behaviour", "", "", "shout"),
        (2, "unacceptable behaviour", "", "", "mock:"),
        (3, "unacceptable behaviour", "", "", "looks"),
        (3, "unacceptable behaviour", "", "", "speech"),
        (2, "unacceptable behaviour", "", "", "gossip"),
        (1, "statement", "", "", "We thank people."),
    ]


def read(source):
    document = read_charter(source).document
    assert (document.errors, document.title) == ((), "Sample Charter")
    return document.rows


def test_what_looks_like_layout_inside_a_line_is_words():
    """“>” inside a line quotes nothing; a ground rule is no heading; a date is no title; ticks and crosses are one list."""
    text = (
        "Our Ground Rules\n2023-05-04\n\n1. Listen > talk, <b>always</b>\n2. What is said here stays here\n"
        "   a) or is shared with leave\n   b) or is safe to say\n3. Phones away\n\n"
        "This is what we ask of everyone who comes here.\n\n✅ be kind\n❌ shout\n✔ rest\n"
    )
    document = read_charter(text).document

    assert (document.title, document.last_revised) == ("Our Ground Rules", "2023-05-04")
    assert [(row.level, row.text) for row in document.rows] == [
        (1, "Listen > talk, <b>always</b>"),
        (1, "What is said here stays here"),
        (2, "or is shared with leave"),
        (2, "or is safe to say"),
        (1, "Phones away"),
        (1, "This is what we ask of everyone who comes here."),
        (1, "✅ be kind"),
        (1, "❌ shout"),
        (1, "✔ rest"),
    ]


def test_no_title_and_no_heading_is_longer_than_a_page_can_keep():
    long = "A" * 600
    for text in (f"Charter of Care\n\n{long}: short words\n\nBe kind to everyone you meet here.\n",
                 f"title: {long}\n\nValues\n\nBe kind to everyone you meet here.\n",
                 f"{long[:250]}\n{long[:250]} Charter\n\nValues\n\nBe kind to everyone you meet here.\n",
                 f"**{long}**\n\nBe kind to everyone here.\n\n{long}\n\nRest when you are tired, always.\n"):  # fmt: skip
        document = read_charter(text).document
        assert len(document.title or "") <= 255
        assert all(len(row.label) <= 500 for row in document.rows)
        assert not [doubt for doubt in document.warnings if "no place" in doubt.message]


def test_lines_below_a_heading_that_they_end_are_a_list():
    text = (
        "OUR PROMISE TO YOU\n\nWE WILL\nAnswer the phone within five rings\nCall you by your name\n"
        "Say sorry when we get it wrong\n\n"
        "YOU CAN HELP US BY\nTelling us when things change\nBeing polite to staff\n"
    )

    assert [(row.level, row.kind, row.label or row.text) for row in read_charter(text).document.rows] == [
        (0, "section", "OUR PROMISE TO YOU"),
        (1, "expected behaviour", "WE WILL"),
        (2, "expected behaviour", "Answer the phone within five rings"),
        (2, "expected behaviour", "Call you by your name"),
        (2, "expected behaviour", "Say sorry when we get it wrong"),
        (1, "expected behaviour", "YOU CAN HELP US BY"),
        (2, "expected behaviour", "Telling us when things change"),
        (2, "expected behaviour", "Being polite to staff"),
    ]


CELLS = [
    ("Value", "Meaning", "How it looks"),
    ("Care", "We ask first.", "We wait."),
    ("Pace", "No hurry.", "Stop."),
]
TABLES = {
    "strokes between": "\n".join(" | ".join(row) for row in CELLS),
    "strokes around": "\n".join(["| " + " | ".join(row) + " |" for row in CELLS]).replace(
        "\n", "\n|---|:-:|---|\n", 1
    ),
    "tabs": "\n".join("\t".join(row) for row in CELLS),
}


@pytest.mark.parametrize("table", TABLES)
def test_each_row_of_a_table_with_many_columns_is_a_clause(table):
    text = f"Our charter\n\n## Values\n\n{TABLES[table]}\n\n## Behaviours\n\n- Wait | then speak.\n"

    assert rows(text)[3:] == [
        "section | Values |  | ",
        *("  value | {} |  | {}⏎{}".format(*row) for row in CELLS),
        "section | Behaviours |  | ",
        "  expected behaviour |  |  | Wait | then speak.",
    ]


MIXED = {
    "headings in capitals below a heading with signs": (
        "# Garden charter\n\n## Values\n\n- Welcome all\n- Share water\n\nEXPECTED BEHAVIOUR\n\n- say hello\n- tidy up\n",
        [
            "section | Values |  | ",
            "  value |  |  | Welcome all",
            "  value |  |  | Share water",
            "section | EXPECTED BEHAVIOUR |  | ",
            "  expected behaviour |  |  | say hello",
            "  expected behaviour |  |  | tidy up",
        ],
    ),
    "labels that name a kind among those of values": (
        "Garden charter\n\nVALUES\n\nCare: We look after each other.\nUnacceptable behaviour: Threats, theft and fire.\n",
        [
            "section | VALUES |  | ",
            "  value | Care | : | We look after each other.",
            "  unacceptable behaviour | Unacceptable behaviour | : | Threats, theft and fire.",
        ],
    ),
    "labels with a colon and with a dash": (
        "Garden charter\n\nOur principles:\nOpenness – we share what we learn.\nCare: we look after the tools.\n",
        [
            "section | Our principles | : | ",
            "  principle | Openness | – | we share what we learn.",
            "  principle | Care | : | we look after the tools.",
        ],
    ),
}


@pytest.mark.parametrize("mixture", MIXED)
def test_layouts_mixed_in_one_text_are_each_read_as_they_are(mixture):
    text, said = MIXED[mixture]

    assert rows(text)[3:] == said
