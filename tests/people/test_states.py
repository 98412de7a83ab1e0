import pytest
from django.db import connection
from django.utils import timezone

from assessments.models import Assessment, SignOff, State
from assessments.states import MOVES
from people.roles import Role
from people.states import MoveNotAllowed, move
from tests.factories.assessments import agreed_to, share, unit_with_evidence
from tests.factories.people import MembershipFactory

ALLOWED = [(start, end) for start, ends in MOVES.items() for end in sorted(ends)]
REFUSED = [(start, end) for start in State for end in State if (start, end) not in ALLOWED]


@pytest.fixture
def assessment(practitioner, assessor, organisation):
    return share(unit_with_evidence(practitioner, organisation), assessor=assessor)


def put_signature(assessment):
    """The database moves nothing to “signed off” without one."""
    about = {"submission": assessment.submission, "assessment": assessment, "seen_count": 0}
    SignOff.objects.create(**about, signed_by=assessment.assessor, signed_at=timezone.now())


def put_proposals(assessment):
    """Nor to “to agree” without one that waits, and from there to “replied” only what was agreed to."""
    other = MembershipFactory(role=Role.ASSESSOR, organisation=assessment.organisation).person
    agreed_to(assessment, by=other, answer="")
    agreed_to(assessment, by=other, kind="reply")


def put_into(assessment, state):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE assessments_assessment SET state = %s WHERE id = %s", [state, assessment.pk])
    assessment.state = state


@pytest.mark.parametrize(("start", "end"), ALLOWED)
def test_a_move_in_the_map_changes_the_state_and_leaves_a_step(assessment, assessor, start, end):
    if State.SIGNED_OFF in (start, end):
        put_signature(assessment)
    if State.TO_AGREE in (start, end):
        put_proposals(assessment)
    put_into(assessment, start)

    move(assessment, end, by=assessor, note="A few words.")

    assert Assessment.objects.get(pk=assessment.pk).state == assessment.state == end
    step = assessment.transitions.first()
    assert (step.from_state, step.to_state, step.by, step.note) == (start, end, assessor, "A few words.")


@pytest.mark.parametrize(("start", "end"), REFUSED)
def test_a_move_that_is_not_in_the_map_is_refused(assessment, assessor, start, end):
    if State.SIGNED_OFF in (start, end):
        put_signature(assessment)
    if State.TO_AGREE in (start, end):
        put_proposals(assessment)
    put_into(assessment, start)
    steps = assessment.transitions.count()

    with pytest.raises(MoveNotAllowed):
        move(assessment, end, by=assessor)

    assert Assessment.objects.get(pk=assessment.pk).state == assessment.state == start
    assert assessment.transitions.count() == steps


def test_someone_who_looked_a_moment_too_long_is_refused(assessment, assessor):
    put_signature(assessment)
    looking = Assessment.objects.get(pk=assessment.pk)
    move(assessment, State.REPLIED, by=assessor)

    with pytest.raises(MoveNotAllowed):
        move(looking, State.SIGNED_OFF, by=assessor)

    assert Assessment.objects.get(pk=assessment.pk).state == State.REPLIED


def test_fields_that_belong_to_a_state_change_with_it(assessment, assessor, organisation):
    put_into(assessment, State.ON_OFFER)
    other = MembershipFactory(organisation=organisation, role="assessor").person

    move(assessment, State.IN_REVIEW, by=other, assessor=other)

    assessment.refresh_from_db()
    assert (assessment.state, assessment.assessor) == (State.IN_REVIEW, other)


def test_a_move_may_leave_no_mark(assessment, assessor):
    move(assessment, State.ON_OFFER, by=assessor, leaves_a_mark=False, assessor=None)

    assert assessment.transitions.count() == 0


def test_of_two_at_once_exactly_one_wins(at_once, practitioner, assessor, organisation):
    assessment = share(unit_with_evidence(practitioner, organisation), assessor=assessor)
    put_signature(assessment)
    pk = assessment.pk

    def try_to(state):
        return lambda: move(Assessment.objects.get(pk=pk), state, by=assessor).state

    outcomes = at_once(*[try_to(State.REPLIED), try_to(State.SIGNED_OFF)] * 3)

    winners = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert len(winners) == 1
    assert [type(loser) for loser in outcomes if not isinstance(loser, str)] == [MoveNotAllowed] * 5
    assert Assessment.objects.get(pk=pk).state == winners[0]
