"""Two changes of the same words: both hold, clause by clause, or a person decides."""

import pytest

from community.operations.amending import added_after, reworded, taken_out
from community.operations.amending_together import together
from community.operations.amendments import propose_amendment, support
from tests.community.operations.closing import SAID, after, numbers, today, words
from tests.factories.community import open_amendment

# --- on words that changed meanwhile ----------------------------------------------------------------


def second(charter, wording, *, by, supporters):
    amendment = propose_amendment(charter, wording=wording, by=by, **SAID)
    for person in supporters:
        support(amendment, by=person)
    return amendment


def test_two_that_speak_of_different_clauses_both_come_in_force(charter, amendment, assessor, people):
    wording = charter.current_version.wording
    changed = taken_out(wording, wording.entries[2].lineage)
    changed = added_after(changed, wording.entries[5].lineage, kind="unacceptable behaviour", text="Gossip")
    other = second(charter, changed, by=assessor, supporters=people[:2])

    after(other)

    assert words(today(charter)) == [
        "Values",
        "Inclusion: Everyone is welcome, always.",
        "Zero tolerance",
        "Unacceptable behaviour includes, but is not limited to:",
        "Any form of discrimination",
        "Gossip",
        "Putting others at risk",
    ]
    assert numbers() == [1, 2, 3]
    other.refresh_from_db()
    assert charter.versions.get(number=3).digest == other.digest != other.wording.digest


def test_two_that_speak_of_the_same_clause_do_not_overrule_each_other(charter, amendment, assessor, people):
    other = open_amendment(charter, by=assessor, supporters=people[:2], text="Some are welcome.")

    after(other)

    assert words(today(charter))[1] == "Inclusion: Everyone is welcome, always."
    other.refresh_from_db()
    assert (other.state, numbers()) == ("not adopted", [1, 2])
    assert other.outcome == (
        "Open for 14 days. 2 people supported it; the rule asked for 2. But “Inclusion: Everyone is welcome, always.” "
        "was changed meanwhile, so it could not be put in force as it stands. It can be put forward again, on today’s "
        "words."
    )


def test_the_same_words_twice_are_one_version(charter, amendment, assessor, people):
    """And what came second leaves nothing behind with which someone could bring old words back."""
    other = second(charter, amendment.wording, by=assessor, supporters=people[:2])

    after(other)

    other.refresh_from_db()
    assert (other.state, other.digest, numbers()) == ("not adopted", "", [1, 2])
    assert other.outcome.endswith("But these words are in force already: another amendment brought them.")


# --- putting two changes together -------------------------------------------------------------------


@pytest.fixture
def base(charter):
    return charter.current_version.wording


def clash(base, theirs, now):
    return [entry.words for entry in together(base, theirs, now).clashes]


def lineage(base, place):
    return base.entries[place].lineage


def test_a_clause_added_below_one_that_was_taken_out_is_a_clash(base):
    added = added_after(base, lineage(base, 5), kind="statement", text="Gossip")
    gone = taken_out(base, lineage(base, 4))

    assert clash(base, added, gone) == ["Gossip"]
    assert clash(base, gone, added) == ["Gossip"]


def test_a_clause_reworded_here_and_taken_out_there_is_a_clash(base):
    changed = reworded(base, lineage(base, 1), label="", text="Other.")
    gone = taken_out(base, lineage(base, 1))

    assert clash(base, changed, gone) == ["Other."]
    assert clash(base, gone, changed) == ["Other."]


def moved_up(wording, place):
    rows = list(wording.entries)
    rows.insert(place - 1, rows.pop(place))
    return type(wording)(wording.title, wording.preamble, tuple(rows))


def test_order_of_one_and_words_of_the_other_go_together(base):
    changed = added_after(base, lineage(base, 1), kind="value", text="New.")
    moved = moved_up(base, 2)

    for merged in (together(base, changed, moved), together(base, moved, changed)):
        assert merged.clashes == ()
        assert [e.words for e in merged.wording.entries[:4]] == [
            "Values",
            "Welfare: Feel free to decline.",
            "Inclusion: Everyone is welcome.",
            "New.",
        ]
    assert clash(base, moved, moved) == []
    assert clash(base, moved_up(base, 6), moved) == ["Welfare: Feel free to decline."]


def test_a_new_point_comes_behind_what_belongs_to_the_one_before(base):
    """Not between a clause and the points below it, which would make them its own."""
    deeper = added_after(base, lineage(base, 1), kind="statement", text="A point.")
    rows = list(deeper.entries)
    rows[2] = type(rows[2])(
        rows[2].lineage, 2, *[getattr(rows[2], n) for n in ("kind", "label", "mark", "text")]
    )
    deeper = type(base)(base.title, base.preamble, tuple(rows))
    beside = added_after(base, lineage(base, 1), kind="value", text="Beside.")

    merged = together(base, beside, deeper)

    assert merged.clashes == ()
    assert [(e.level, e.words) for e in merged.wording.entries[1:4]] == [
        (1, "Inclusion: Everyone is welcome."),
        (2, "A point."),
        (1, "Beside."),
    ]


def test_title_and_preamble_clash_too(base):
    renamed = type(base)("One", base.preamble, base.entries)
    other = type(base)("Two", "Other.", base.entries)

    assert [entry.kind for entry in together(base, renamed, other).clashes] == ["title"]
    assert together(base, type(base)(base.title, "Mine.", base.entries), renamed).wording == type(base)(
        "One", "Mine.", base.entries
    )
