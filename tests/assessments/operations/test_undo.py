"""Undo, until the reply; and what a judgement costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.models import DraftStep, Judgement, Outcome
from assessments.operations.assignment import assign_assessor, hand_back
from assessments.operations.review import NotInThisRound, StaleJudgement, judge, refer_back
from assessments.operations.undo import NothingToUndo, undo_step
from people.states import MoveNotAllowed
from portfolios.models import Evidence
from tests.factories.assessments import judge_all, sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def say(assessment, assessor, labelled):
    """Judge by label, from whatever stands."""

    def judged(label, outcome, words=""):
        stands = Judgement.objects.filter(assessment=assessment, requirement=labelled[label]).first()
        return judge(
            assessment,
            requirement=labelled[label],
            outcome=outcome,
            words=words,
            by=assessor,
            revision=stands.revision if stands else 0,
        )

    return judged


def standing(assessment):
    rows = assessment.judgements.order_by("requirement__position")
    return list(rows.values_list("requirement", "outcome", "words__text"))


def test_steps_go_back_one_at_a_time_to_where_it_began(assessment, assessor, labelled, say):
    p1, p2 = labelled["P1"], labelled["P2"]
    say("P1", Outcome.MEETS, "Seen.")
    say("P1", Outcome.NOT_YET, "Look again.")
    say("P2", Outcome.MORE_EVIDENCE)
    say("P2", "")
    stood = []

    for _step in range(4):
        undo_step(assessment, by=assessor)
        stood.append(standing(assessment))

    assert stood == [
        [(p1.pk, "not yet", "Look again."), (p2.pk, "more evidence", "")],
        [(p1.pk, "not yet", "Look again.")],
        [(p1.pk, "meets", "Seen.")],
        [],
    ]
    with pytest.raises(NothingToUndo):
        undo_step(assessment, by=assessor)


def test_what_is_put_back_rests_on_the_evidence_again(assessment, assessor, say):
    say("P1", Outcome.MEETS)
    say("P1", "")

    undo_step(assessment, by=assessor)

    assert Judgement.objects.get().basis.count() == 1


def test_words_typed_on_and_on_are_one_step(assessment, assessor, labelled, say):
    say("P1", Outcome.NOT_YET)
    for words in ("Who", "Who agreed", "Who agreed to it?"):
        say("P1", Outcome.NOT_YET, words)

    undo_step(assessment, by=assessor)

    assert standing(assessment) == [(labelled["P1"].pk, "not yet", "")]


def test_after_undo_a_page_that_saw_the_old_one_is_stale(assessment, assessor, labelled, say):
    seen = say("P1", Outcome.MEETS).revision
    undo_step(assessment, by=assessor)
    again = say("P1", Outcome.NOT_YET)

    assert again.revision > seen
    with pytest.raises(StaleJudgement):
        judge(assessment, requirement=labelled["P1"], outcome=Outcome.MEETS, by=assessor, revision=seen)


def test_no_number_stands_for_two_judgements(assessment, assessor, labelled, say):
    numbers = [say("P1", Outcome.MEETS).revision]
    for outcome in (Outcome.NOT_YET, Outcome.MEETS):
        say("P1", "")
        numbers.append(say("P1", outcome).revision)
        undo_step(assessment, by=assessor)
        numbers.append(say("P1", outcome, "Otherwise.").revision)

    assert numbers == sorted(set(numbers))


def test_saying_what_stands_already_is_never_stale(assessment, assessor, labelled, say):
    stands = say("P1", Outcome.NOT_YET, "Who agreed?")

    again = judge(
        assessment, requirement=labelled["P1"], outcome=Outcome.NOT_YET, words="Who agreed?", by=assessor
    )

    assert (again, again.revision) == (stands, 1)
    assert DraftStep.objects.count() == 1


def test_nobody_else_undoes(assessment, colleague, practitioner, iqa, say):
    say("P1", Outcome.MEETS)

    for person in (colleague, practitioner, iqa):
        with pytest.raises(MoveNotAllowed):
            undo_step(assessment, by=person)

    assert Judgement.objects.count() == 1


def test_steps_are_gone_on_release(assessment, assessor, say):
    say("P1", Outcome.MEETS)
    refer_back(assessment, by=assessor)

    assert not DraftStep.objects.exists()
    with pytest.raises(MoveNotAllowed):
        undo_step(assessment, by=assessor)


def test_steps_are_gone_on_sign_off(assessment):
    sign(assessment)

    assert not DraftStep.objects.exists()


def test_steps_are_gone_on_handing_back(assessment, assessor, say):
    say("P1", Outcome.MEETS)
    hand_back(assessment, by=assessor)

    assert not DraftStep.objects.exists()


def test_steps_are_gone_on_handing_on(assessment, colleague, coordinator, say):
    say("P1", Outcome.MEETS)
    assign_assessor(assessment.unit, assessor=colleague, by=coordinator)

    assert not DraftStep.objects.exists()


def test_what_is_out_of_sight_is_not_judged_again_by_undoing(assessment, assessor, say):
    say("P1", Outcome.MEETS)
    say("P1", "")
    Evidence.objects.update(hidden_at=assessment.opened_at)

    with pytest.raises(NotInThisRound):
        undo_step(assessment, by=assessor)

    assert not Judgement.objects.exists()


def queries_of(act):
    with CaptureQueriesContext(connection) as seen:
        act()
    return [q["sql"] for q in seen if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]  # the test’s own


def test_recording_a_judgement_takes_eight_queries_at_most(assessment, assessor, say, labelled):
    judge_all(assessment)  # whoever reads it has begun
    say("P1", "")
    seen = say("P1", Outcome.MEETS).revision

    def changed(label, outcome, words, revision):
        return lambda: judge(
            assessment,
            requirement=labelled[label],
            outcome=outcome,
            words=words,
            by=assessor,
            revision=revision,
        )

    counts = [
        len(queries_of(changed("P1", Outcome.NOT_YET, "Who?", seen))),
        len(queries_of(changed("P1", Outcome.NOT_YET, "Who agreed?", seen + 1))),
        len(queries_of(changed("P1", Outcome.NOT_YET, "Who agreed to it?", seen + 2))),
    ]
    say("P1", "")
    counts.append(len(queries_of(changed("P1", Outcome.MEETS, "", 0))))

    assert counts == [8, 8, 7, 8]
