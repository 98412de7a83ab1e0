"""Two people who act on one piece of work at the same moment: both are answered, and what they did fits together."""

import threading
import time

import pytest
from django.utils import timezone

from assessments.models import Assessment, BasisFlag, Certificate, Reopening, SignOff, State, Tie
from assessments.models.assessment import AssessmentQuerySet
from assessments.operations.assignment import assign_assessor
from assessments.operations.cover import cover_queue
from assessments.operations.declining import decline
from assessments.operations.refusing import choose_readers
from assessments.operations.reopening import reopen
from assessments.operations.review import refer_back
from assessments.operations.sign_off import sign_off
from assessments.operations.ties import say_tie
from assessments.queries import hash_of_seen, seen_in
from people.states import MoveNotAllowed
from portfolios.operations import submission
from portfolios.operations.pursuits import start_pursuit
from portfolios.operations.submission import RoundIsOpen, share_unit
from tests.conftest import A_BREATH
from tests.factories.assessments import DECLARATION, judge_all, share, sign, unit_with_evidence
from tests.factories.awards import published_award
from tests.racing import once

pytestmark = pytest.mark.django_db(transaction=True)


def sign_it(assessment):
    seen = hash_of_seen(seen_in(assessment))
    return sign_off(assessment, by=assessment.assessor, seen_hash=seen, declaration="Seen.")


def reply_to(assessment):
    return refer_back(assessment, by=assessment.assessor)


def tie(assessment):
    between = {"practitioner": assessment.owner, "organisation": assessment.submission.organisation}
    return say_tie(assessment.assessor, **between, kind=Tie.Kind.MENTOR, by=assessment.owner)


def refuse(assessment):
    reader = [assessment.assessor]
    return choose_readers(assessment.unit.portfolio, among=reader, rather_not=reader, by=assessment.owner)


@pytest.fixture
def breathes(monkeypatch):
    """Whoever holds a review first takes a breath: an event, set when they do."""
    locked, is_held = AssessmentQuerySet.locked, threading.Event()

    def slowly(rows, assessment):
        found = locked(rows, assessment)
        if not is_held.is_set():
            is_held.set()
            time.sleep(A_BREATH)
        return found

    monkeypatch.setattr(AssessmentQuerySet, "locked", slowly)
    return is_held


@pytest.mark.parametrize("other", [refuse, tie])
def test_handing_back_while_the_practitioner_sends_them_away(at_once, breathes, assessment, assessor, other):
    came_of_it = at_once(lambda: decline(assessment, by=assessor), once(breathes, lambda: other(assessment)))

    assert [type(one) for one in came_of_it if isinstance(one, Exception)] in ([], [MoveNotAllowed])
    assert Assessment.objects.get().state == State.ON_OFFER


@pytest.mark.parametrize("passes_on", ["assign", "cover"])
def test_handing_back_while_a_coordinator_passes_it_on(
    at_once, breathes, assessment, assessor, colleague, coordinator, passes_on
):
    unit = assessment.unit

    def pass_on():
        if passes_on == "assign":
            return assign_assessor(unit, assessor=colleague, by=coordinator)
        place = unit.portfolio.organisation
        return cover_queue(assessor, organisation=place, colleague=colleague, units=[unit], by=coordinator)

    came_of_it = at_once(lambda: decline(assessment, by=assessor), once(breathes, pass_on))

    refused = [type(one).__name__ for one in came_of_it if isinstance(one, Exception)]
    assert refused in ([], ["MoveNotAllowed"], ["CannotCover"])
    now = Assessment.objects.get()
    assert (now.state, now.assessor) in [(State.ON_OFFER, None), (State.IN_REVIEW, colleague)]


@pytest.mark.parametrize("answer", [sign_it, reply_to])
@pytest.mark.parametrize("other", [refuse, tie])
def test_a_tie_or_a_wish_is_kept_though_the_answer_came_in_this_moment(
    at_once, ends_slowly, assessment, answer, other
):
    judge_all(assessment)
    is_done = ends_slowly("assessment.signed_off" if answer is sign_it else "assessment.replied")

    answered, said = at_once(lambda: answer(assessment), once(is_done, lambda: other(assessment)))

    assert not isinstance(answered, Exception)
    assert said is None if other is refuse else said == Tie.objects.get()
    assert Assessment.objects.get().state == (State.SIGNED_OFF if answer is sign_it else State.REPLIED)


def test_nothing_more_is_shared_while_it_is_signed_off(at_once, assessment, monkeypatch):
    judge_all(assessment)
    looked, signed = threading.Event(), threading.Event()

    def sign():
        came_of_it = sign_it(assessment)
        signed.set()
        return came_of_it

    def look_away(unit, *, by):
        looked.set()
        signed.wait(A_BREATH)

    monkeypatch.setattr(submission, "BEFORE_SHARING", [*submission.BEFORE_SHARING, look_away])

    came_of_it = at_once(
        lambda: share_unit(assessment.unit, by=assessment.owner, declaration=DECLARATION), once(looked, sign)
    )

    assert [type(one) for one in came_of_it] == [RoundIsOpen, SignOff]


def test_no_award_rests_on_what_is_opened_again_in_this_moment(
    at_once, ends_slowly, practitioner, organisation, assessor, iqa
):
    first, last = (
        share(unit_with_evidence(practitioner, organisation, performance=1), assessor=assessor)
        for _one in range(2)
    )
    standards = [one.version.standard for one in (first, last)]
    start_pursuit(published_award((None, standards)), organisation=organisation, by=practitioner)
    piece = sign(first).submission.items.first().evidence_version.evidence
    ground = {"why": BasisFlag.Why.TAKEN_DOWN, "settled_at": timezone.now(), "settled_by": assessor}
    BasisFlag.objects.create(assessment=first, evidence=piece, **ground)
    judge_all(last)
    is_done = ends_slowly("award.made")

    came_of_it = at_once(
        lambda: sign_it(last),
        once(is_done, lambda: reopen(first.sign_off, by=iqa, words="P1 shows another.")),
    )

    assert [type(one) for one in came_of_it] == [SignOff, Reopening]
    assert Certificate.objects.filter(award__rules__isnull=False).exists()
    assert not Certificate.objects.filter(entries__sign_off=first.sign_off, end=None).exists()
