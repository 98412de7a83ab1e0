"""What a person does to the rows of a charter that was read: no word is lost, and none stands deeper than it can."""

import pytest

from community.exchange.document import CharterDocument, Doubt, sections_of
from community.exchange.reworking import document_of, lifted, new_row, reworked, settled, working_of
from tests.factories.community import SMALL


def row(level, words, kind="statement", *, label="", mark=""):
    return new_row(level, kind, text=words) | {"label": label, "mark": mark}


def heading(words):
    return row(0, "", "section", label=words)


def tree():
    return [
        heading("One"),
        row(1, "a"),
        row(2, "a1"),
        row(2, "a2"),
        row(1, "b"),
        heading("Two"),
        row(1, "c\nd\ne", "value", label="Care", mark=":"),
    ]


def sketch(rows):
    return [f"{'-' * row['level']}{row['label']}{row['mark']}{row['text']}" for row in rows]


AFTER = {
    ("up", 4, 0): (["One", "-b", "-a", "--a1", "--a2", "Two", "-Care:c\nd\ne"], 1),
    ("up", 6, 0): (["One", "-a", "--a1", "--a2", "-b", "-Care:c\nd\ne", "Two"], 5),
    ("up", 5, 0): (["Two", "-Care:c\nd\ne", "One", "-a", "--a1", "--a2", "-b"], 0),
    ("up", 0, 0): (["One", "-a", "--a1", "--a2", "-b", "Two", "-Care:c\nd\ne"], 0),
    ("up", 2, 0): (["One", "-a1", "-a", "--a2", "-b", "Two", "-Care:c\nd\ne"], 1),
    ("down", 1, 0): (["One", "-b", "-a", "--a1", "--a2", "Two", "-Care:c\nd\ne"], 2),
    ("down", 4, 0): (["One", "-a", "--a1", "--a2", "Two", "-b", "-Care:c\nd\ne"], 5),
    ("down", 6, 0): (["One", "-a", "--a1", "--a2", "-b", "Two", "-Care:c\nd\ne"], 6),
    ("deeper", 4, 0): (["One", "-a", "--a1", "--a2", "--b", "Two", "-Care:c\nd\ne"], 4),
    ("deeper", 1, 0): (["One", "-a", "--a1", "--a2", "-b", "Two", "-Care:c\nd\ne"], 1),
    ("deeper", 5, 0): (["One", "-a", "--a1", "--a2", "-b", "-Two", "--Care:c\nd\ne"], 5),
    ("higher", 2, 0): (["One", "-a", "-a1", "--a2", "-b", "Two", "-Care:c\nd\ne"], 2),
    ("higher", 6, 0): (["One", "-a", "--a1", "--a2", "-b", "Two", "Care:", "-c\nd\ne"], 6),
    ("join", 4, 0): (["One", "-a", "--a1", "--a2 b", "Two", "-Care:c\nd\ne"], 3),
    ("below", 6, 0): (["One", "-a", "--a1", "--a2", "-b", "Two Care: c\nd\ne"], 5),
    ("below", 2, 0): (["One", "-a\na1", "--a2", "-b", "Two", "-Care:c\nd\ne"], 1),
    ("split", 6, 0): (["One", "-a", "--a1", "--a2", "-b", "Two", "-Care:c", "-d", "-e"], 6),
    ("split", 6, 2): (["One", "-a", "--a1", "--a2", "-b", "Two", "-Care:c\nd", "-e"], 6),
    ("add", 1, 0): (["One", "-a", "--a1", "--a2", "-", "-b", "Two", "-Care:c\nd\ne"], 4),
    ("add", 5, 0): (["One", "-a", "--a1", "--a2", "-b", "Two", "-", "-Care:c\nd\ne"], 6),
    ("fly", 1, 0): (["One", "-a", "--a1", "--a2", "-b", "Two", "-Care:c\nd\ne"], 1),
    ("up", 99, 0): (["One", "-a", "--a1", "--a2", "-b", "Two", "-Care:c\nd\ne"], 99),
}


@pytest.mark.parametrize(("asked", "expected"), AFTER.items(), ids=lambda pair: str(pair))
def test_one_action_at_one_row(asked, expected):
    rows, place = reworked(tree(), *asked)

    assert (sketch(rows), place) == expected
    assert settled(rows) == rows


def test_what_is_taken_out_stays_and_goes_back_where_it_was():
    out, _place = reworked(tree(), "out", 1)
    assert (out[1]["kind"], out[1]["was"], out[2]["level"]) == ("left out", "statement", 2)
    reading = {**working_of(CharterDocument(title="T")), "rows": out}
    assert [(r.level, r.text or r.label) for r in document_of(reading).rows][:3] == [
        (0, "One"),
        (1, "a1"),
        (1, "a2"),
    ]
    assert reworked(out, "back", 1)[0] == reworked(tree())[0]


def test_other_words_of_what_becomes_a_heading_stand_below_it():
    rows = tree()
    rows[6]["kind"], rows[4]["kind"] = "section", "section"
    assert sketch(reworked(rows)[0])[4:] == ["b", "Two", "Care:", "-c\nd\ne"]


def test_the_first_entry_and_the_title_come_from_a_person_too():
    assert reworked([], "add", 0)[0] == [new_row()]
    reading = working_of(CharterDocument(sections=sections_of(SMALL.rows)))
    titled = lifted(reading, "title", 0)
    assert (titled["title"], titled["rows"][0]["label"]) == ("Values", "Inclusion")
    assert lifted(titled, "title", 0) is None
    led = lifted(titled, "preamble", 0)
    assert led["preamble"] == "Inclusion: Everyone is welcome."


def test_a_reading_that_nobody_touched_is_the_document():
    document = CharterDocument(
        title="T",
        preamble="One.\nTwo.",
        sections=SMALL.sections,
        last_revised="2023-08-08",
        stewards=("Everyone",),
        warnings=(Doubt(3, "Look.", "red"),),
    )
    working = working_of(document)
    assert document_of(working) == document
    assert reworked(working["rows"])[0] == working["rows"]
