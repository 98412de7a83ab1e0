"""The plan: what is the same, what moved, what was reworded, what is new; and what only a person can say."""

import pytest

from standards.exchange.likeness import MAYBE, SURE, likeness, match
from standards.exchange.plan import NEW, SAME, Plan, Row


def rows(*texts, kind="performance", lineages=()):
    """Numbered from 1 as printed."""
    lineages = [*lineages, *[""] * len(texts)]
    return [Row(kind, str(place), "", text, lineages[place - 1]) for place, text in enumerate(texts, start=1)]


def row(number, text, *, group="", lineage="", kind="performance"):
    return Row(kind, number, group, text, lineage)


def compared(old, new, *, answers=None, known=()):
    plan = Plan(answers or {})
    plan.compare("performance", old, new, known=known)
    return plan


def told(plan):
    return {name: [entry["text"] for entry in entries] for name, entries in plan.changes.items() if entries}


LISTEN = "listen to people who are seldom heard in the community"
SAY = "say what you heard in words that people would use themselves"
ASK = "ask what is missing and write it down with everybody"
LISTEN_REWORDED = "listen to people who are seldom heard in their community"
LISTEN_MAYBE = "find and hear people who are not often heard in the area"
NINE = "support monitoring and evaluation of the partnership"


def test_the_same_words_are_an_empty_plan():
    plan = compared(rows(LISTEN, SAY, ASK), rows(LISTEN, SAY, ASK))

    assert told(plan) == {"unchanged": [LISTEN, SAY, ASK]}
    assert plan.is_empty
    assert plan.matches == {"performance": [0, 1, 2]}


def test_inserting_one_moves_the_next_and_rewords_nothing():
    old = [*rows(LISTEN, SAY), row("9", NINE)]
    new = [*rows(LISTEN, SAY), row("9", "celebrate what went well"), row("10", NINE)]
    plan = compared(old, new)

    assert told(plan) == {
        "added": ["celebrate what went well"],
        "moved": [NINE],
        "unchanged": [LISTEN, SAY],
    }
    assert (plan.changes["moved"][0]["was_number"], plan.changes["moved"][0]["number"]) == ("9", "10")
    assert plan.open_questions == []


def test_a_new_number_or_heading_is_a_move():
    plan = compared([row("1", LISTEN, group="Before")], [row("1", LISTEN, group="During")])

    assert told(plan) == {"moved": [LISTEN]}
    assert plan.changes["moved"][0]["was_group"] == "Before"


def test_nearly_the_same_words_are_reworded_whatever_the_number():
    plan = compared([row("1", LISTEN), row("2", SAY)], [row("2", SAY), row("7", LISTEN_REWORDED)])

    assert told(plan) == {"unchanged": [SAY], "changed": [LISTEN_REWORDED]}
    changed = plan.changes["changed"][0]
    assert (changed["was"], changed["was_number"], changed.get("needs_answer")) == (LISTEN, "1", None)
    assert likeness(LISTEN, LISTEN_REWORDED) >= SURE


def test_case_and_marks_alone_are_the_same_requirement():
    plan = compared([row("1", "Review it")], [row("4", "review it;")])

    assert plan.matches["performance"] == [0]
    assert plan.changes["changed"][0].get("needs_answer") is None


def test_a_lineage_decides_before_any_word():
    old = [row("1", LISTEN, lineage="a"), row("2", SAY, lineage="b")]
    new = [row("1", SAY, lineage="a"), row("2", LISTEN, lineage="b")]

    assert match(old, new).places == [0, 1]


def test_a_number_alone_never_matches_anything():
    plan = compared([row("1", LISTEN)], [row("1", "draw up a budget for the year")])

    assert told(plan) == {"added": ["draw up a budget for the year"], "retired": [LISTEN]}
    assert plan.questions == []


# --- doubtful pairs -------------------------------------------------------------------------


@pytest.fixture
def doubtful():
    old, new = [row("1", LISTEN), row("2", SAY)], [row("1", LISTEN_MAYBE), row("2", SAY)]
    plan = compared(old, new)
    return old, new, plan


def test_a_doubtful_pair_is_asked(doubtful):
    _old, _new, plan = doubtful

    assert told(plan) == {"changed": [LISTEN_MAYBE], "unchanged": [SAY]}
    assert plan.changes["changed"][0]["needs_answer"] is True
    question = plan.open_questions[0]
    assert (question.was.text, question.now.text, question.answer) == (LISTEN, LISTEN_MAYBE, "")


def test_the_same_reworded_is_changed(doubtful):
    old, new, plan = doubtful
    answered = compared(old, new, answers={plan.questions[0].key: SAME})

    assert told(answered) == {"changed": [LISTEN_MAYBE], "unchanged": [SAY]}
    assert answered.changes["changed"][0].get("needs_answer") is None
    assert (answered.open_questions, [q.answer for q in answered.questions]) == ([], [SAME])


def test_another_one_is_added_and_the_old_one_retired(doubtful):
    old, new, plan = doubtful
    answered = compared(old, new, answers={plan.questions[0].key: NEW})

    assert told(answered) == {"added": [LISTEN_MAYBE], "retired": [LISTEN], "unchanged": [SAY]}
    assert (answered.open_questions, [q.answer for q in answered.questions]) == ([], [NEW])


def test_an_answer_holds_only_for_those_words(doubtful):
    old, _new, plan = doubtful
    later = [row("1", LISTEN_MAYBE.replace("area", "town")), row("2", SAY)]

    assert len(compared(old, later, answers={plan.questions[0].key: SAME}).open_questions) == 1


def test_two_that_could_both_be_it_are_asked():
    old = [row("3", "identify local needs with young people and families")]
    new = [
        row("7", "identify local needs with older people and families"),
        row("8", "identify local needs with young adults and families"),
    ]
    plan = compared(old, new)

    assert all(likeness(old[0].text, each.text) >= SURE for each in new)
    assert len(plan.open_questions) == 1


def test_very_short_texts_are_asked_even_with_the_same_number():
    plan = compared([row("4", "review progress")], [row("4", "review results")])

    assert len(plan.open_questions) == 1


def test_unlike_texts_are_not_asked_about():
    before = "support communities to assess the potential risks and benefits of engaging in partnership work"
    after = "support communities to review the availability of resources for partnership working"
    plan = compared([row("1", before)], [row("2", after)])

    assert likeness(before, after) < MAYBE
    assert (plan.questions, told(plan)) == ([], {"added": [after], "retired": [before]})


# --- what comes back ------------------------------------------------------------------------


def test_words_that_come_back_get_their_lineage_again():
    plan = compared(
        [row("1", SAY)], [row("1", SAY), row("2", LISTEN)], known=[row("5", LISTEN, lineage="old")]
    )

    assert plan.returns == {"performance": {1: "old"}}
    assert plan.changes["added"][0]["was_retired"] is True


def test_a_lineage_still_in_the_draft_is_given_to_nothing_else():
    old = [row("1", SAY, lineage="a")]
    plan = compared(old, [row("1", SAY), row("2", LISTEN)], known=[row("1", LISTEN, lineage="a")])

    assert plan.returns == {"performance": {}}


def test_words_that_come_back_twice_get_it_once():
    new = [row("1", LISTEN), row("2", LISTEN)]

    assert compared([], new, known=[row("5", LISTEN, lineage="old")]).returns == {"performance": {0: "old"}}


def test_a_thousand_entries_are_compared_in_seconds():
    import time

    old = [row(str(n), f"{LISTEN} number {n} of the old list {n * 7}") for n in range(1000)]
    new = [row(str(n), f"{SAY} number {n} of the new list {n * 11}") for n in range(1000)]
    start = time.process_time()
    compared(old, new)

    assert time.process_time() - start < 10
