"""What changed between two wordings of a charter, joined on lineage."""

from django.template.loader import render_to_string

from community.models.wording import CharterWording, Entry
from community.queries.comparing import changes_between, side_by_side

ROWS = [
    ("v", 0, "section", "Values", "", ""),
    ("a", 1, "value", "Inclusion", ":", "Everyone is welcome."),
    ("b", 1, "value", "Welfare", ":", "Feel free to decline."),
    ("z", 0, "section", "Zero tolerance", "", ""),
    ("c", 1, "statement", "", "", "Unacceptable is:"),
    ("d", 2, "unacceptable behaviour", "", "", "Any form of discrimination"),
    ("e", 2, "unacceptable behaviour", "", "", "Putting others at risk"),
]


def wording(rows, title="Ours Sample", preamble=""):
    return CharterWording(title, preamble, tuple(Entry(*row) for row in rows))


def told(rows, **words):
    return [(str(c.what), c.lineage) for c in changes_between(wording(ROWS), wording(rows, **words))]


def test_nothing_changed():
    assert told(ROWS) == []
    assert [c.what for c in side_by_side(wording(ROWS), wording(ROWS))] == [None] * 8


def test_added_reworded_and_taken_out_stand_where_they_belong():
    rows = [*ROWS]
    rows[1] = ("a", 1, "value", "Inclusion", ":", "Everyone here is welcome.")
    del rows[5]
    rows.append(("n", 2, "unacceptable behaviour", "", "", "Gossip"))

    assert told(rows) == [("reworded", "a"), ("removed", "d"), ("added", "n")]


def test_words_are_told_apart_one_by_one():
    rows = [*ROWS]
    rows[2] = ("b", 1, "value", "Welfare", ":", "Feel free to say no.")

    [change] = changes_between(wording(ROWS), wording(rows))

    assert [(p.what, p.text) for p in change.pieces] == [
        ("kept", "Welfare: Feel free to "),
        ("gone", "decline"),
        ("came", "say no"),
        ("kept", "."),
    ]


def test_what_goes_along_with_its_heading_has_not_moved():
    assert told([*ROWS[3:], *ROWS[:3]]) == [("moved", "z")]


def test_a_clause_moved_under_another_heading_says_where():
    rows = [*ROWS[:2], *ROWS[3:], ROWS[2]]

    [change] = changes_between(wording(ROWS), wording(rows))

    assert (change.what, change.lineage, change.is_elsewhere) == ("moved", "b", True)
    assert (change.was_under.words, change.now_under.words) == ("Values", "Zero tolerance")
    assert change.follows.words == "Unacceptable is:"


def test_reworded_and_moved_at_once_is_told_as_both():
    rows = [*ROWS[:2], *ROWS[3:], ("b", 1, "value", "Welfare", ":", "Rest.")]

    [change] = changes_between(wording(ROWS), wording(rows))

    assert (change.what, change.is_moved) == ("reworded", True)


def test_the_title_and_the_preamble_are_words_too():
    assert told(ROWS, title="Ours Example", preamble="We met.") == [("reworded", ""), ("added", "")]
    changes = changes_between(wording(ROWS), wording(ROWS, title="Ours Example", preamble="We met."))
    assert [str(change.name) for change in changes] == ["Title", "The words before the first heading"]


def test_other_spaces_are_told_as_such_and_another_kind_too():
    rows = [*ROWS]
    rows[1] = ("a", 1, "value", "Inclusion", ":", "Everyone is\N{NO-BREAK SPACE}welcome.")
    rows[2] = ("b", 1, "principle", *ROWS[2][3:])

    first, second = changes_between(wording(ROWS), wording(rows))

    assert (first.what, first.is_only_layout) == ("reworded", True)
    assert (second.what, str(second.was_name), str(second.name)) == ("sorted", "Value", "Principle")


def test_the_same_words_with_another_lineage_are_another_clause():
    rows = [*ROWS]
    rows[1] = ("x", *ROWS[1][1:])

    assert told(rows) == [("removed", "a"), ("added", "x")]


def test_five_hundred_clauses_turned_round_are_compared():
    rows = [(f"l{n}", 1, "statement", "", "", f"Clause {n}") for n in range(500)]

    changes = changes_between(wording(rows), wording(rows[::-1]))

    assert {str(change.what) for change in changes} == {"moved"}
    assert len(changes) == 499


def test_a_person_who_only_hears_it_hears_what_went_and_what_came():
    rows = [*ROWS]
    rows[2] = ("b", 1, "value", "Welfare", ":", "Feel free to <b>.")
    changes = changes_between(wording(ROWS), wording(rows))

    html = render_to_string("community/_changes.html", {"changes": changes, "language": "en-GB"})

    assert '<del><span class="vh">[taken out: </span>decline<span class="vh">]</span></del>' in html
    assert "&lt;" in html
    assert "<b>" not in html
