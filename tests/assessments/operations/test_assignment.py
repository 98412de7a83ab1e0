import pytest
from django.db import IntegrityError, transaction

from assessments.models import Assessment, Assignment, Outcome, State, Transition
from assessments.operations.assignment import (
    CannotAssess,
    IsSignedOff,
    accept_offer,
    assign_assessor,
    hand_back,
)
from assessments.operations.review import judge, refer_back
from people.models import AuditEvent, OutboxMail
from people.roles import Role
from people.states import MoveNotAllowed
from portfolios.operations.submission import share_unit
from tests.factories import MembershipFactory, UserFactory
from tests.factories.assessments import DECLARATION, judge_all, share, sign, unit_with_evidence

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(practitioner, organisation):
    return unit_with_evidence(practitioner, organisation)


def another_assessor(organisation):
    return MembershipFactory(role=Role.ASSESSOR, organisation=organisation, person=UserFactory()).person


def test_a_round_nobody_reads_is_on_offer(unit):
    assessment = share(unit)

    assert (assessment.state, assessment.assessor) == (State.ON_OFFER, None)
    assert not OutboxMail.objects.filter(kind="shared").exists()


def test_a_round_goes_to_the_assigned_assessor_who_is_told(unit, assessor, coordinator):
    assign_assessor(unit, assessor=assessor, by=coordinator)

    assessment = share(unit)

    assert (assessment.state, assessment.assessor) == (State.IN_REVIEW, assessor)
    assert OutboxMail.objects.get(kind="shared").person == assessor


def test_accepting_an_offer_makes_it_theirs(unit, assessor):
    assessment = accept_offer(share(unit), by=assessor)

    assert (assessment.state, assessment.assessor) == (State.IN_REVIEW, assessor)
    assert Assignment.objects.get(unit=unit).assessor == assessor


def test_who_took_it_on_and_when_is_in_the_record_once_they_answered(unit, assessor):
    assessment = accept_offer(share(unit), by=assessor)
    taken, said = (
        Assignment.objects.get().assigned_at,
        AuditEvent.objects.filter(action="assessment.accepted"),
    )
    assert not said.exists()

    refer_back(judge_all(assessment, Outcome.MORE_EVIDENCE), by=assessor)
    refer_back(judge_all(share(unit), Outcome.MORE_EVIDENCE), by=assessor)

    event = said.get()
    assert (event.actor_code, event.subject_code, event.at) == (assessor.code, assessment.code, taken)


def test_of_two_who_accept_at_once_one_gets_it(practitioner, organisation, at_once):
    unit = unit_with_evidence(practitioner, organisation)
    people = [another_assessor(organisation) for _one in range(2)]
    assessment = share(unit)

    outcomes = at_once(*[lambda by=by: accept_offer(assessment, by=by) for by in people])

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Assessment", "MoveNotAllowed"]
    assert Assignment.objects.filter(ended_at=None).count() == 1


def test_nobody_assesses_their_own_work(unit, practitioner, organisation, coordinator):
    MembershipFactory(role=Role.ASSESSOR, organisation=organisation, person=practitioner)
    assessment = share(unit)

    with pytest.raises(CannotAssess):
        assign_assessor(unit, assessor=practitioner, by=coordinator)
    with pytest.raises(CannotAssess):
        accept_offer(assessment, by=practitioner)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(pk=assessment.pk).update(assessor=practitioner)

    assessment.refresh_from_db()
    assert assessment.assessor is None


def test_only_an_assessor_of_this_organisation_is_assigned(unit, coordinator, iqa, outsider):
    for stranger in (iqa, outsider, coordinator):
        with pytest.raises(CannotAssess):
            assign_assessor(unit, assessor=stranger, by=coordinator)

    assert not Assignment.objects.exists()


def test_assigning_hands_over_the_open_round(unit, assessor, organisation, coordinator):
    assessment = share(unit, assessor=assessor)
    successor = another_assessor(organisation)

    assign_assessor(unit, assessor=successor, by=coordinator)

    assessment.refresh_from_db()
    assert (assessment.state, assessment.assessor) == (State.IN_REVIEW, successor)
    assert list(Assignment.objects.filter(ended_at=None).values_list("assessor", flat=True)) == [successor.pk]
    with pytest.raises(MoveNotAllowed):
        judge(assessment, requirement=unit.version.requirements.first(), outcome=Outcome.MEETS, by=assessor)


def test_declining_leaves_no_mark_of_any_kind(unit, assessor, coordinator):
    assessment = share(unit, assessor=assessor)
    events, steps = AuditEvent.objects.count(), Transition.objects.count()

    hand_back(assessment, by=assessor)

    assessment.refresh_from_db()
    assert (assessment.state, assessment.assessor) == (State.ON_OFFER, None)
    assert (AuditEvent.objects.count(), Transition.objects.count()) == (events, steps)
    assert not Assignment.objects.exists()


def test_taking_it_on_and_handing_it_back_leaves_no_mark_either(unit, assessor, colleague):
    assessment = share(unit)
    events, steps = AuditEvent.objects.count(), Transition.objects.count()

    hand_back(accept_offer(assessment, by=assessor), by=assessor)
    accept_offer(assessment, by=colleague)

    assert (AuditEvent.objects.count(), Transition.objects.count()) == (events, steps)
    assert Assignment.objects.get().assessor == colleague


def test_the_next_round_goes_to_the_same_assessor_first(unit, assessor, practitioner):
    refer_back(judge_all(share(unit, assessor=assessor), outcome=Outcome.NOT_YET), by=assessor)

    second = share_unit(unit, by=practitioner, declaration=DECLARATION).assessment

    assert (second.state, second.assessor) == (State.IN_REVIEW, assessor)


def test_an_assessor_who_left_is_not_given_the_next_round(unit, assessor, practitioner):
    refer_back(judge_all(share(unit, assessor=assessor), outcome=Outcome.NOT_YET), by=assessor)
    assessor.memberships.update(until_date="2020-01-01")

    second = share_unit(unit, by=practitioner, declaration=DECLARATION).assessment

    assert (second.state, second.assessor) == (State.ON_OFFER, None)


def test_a_signed_off_unit_is_not_shared_again(unit, assessor, practitioner):
    sign(share(unit, assessor=assessor))

    with pytest.raises(IsSignedOff):
        share_unit(unit, by=practitioner, declaration=DECLARATION)
