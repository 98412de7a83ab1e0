"""The database holds to the map of moves as well."""

import pytest
from django.db import IntegrityError, connection, transaction

from assessments.models import Assessment, SignOff, State
from assessments.states import MOVES
from people.roles import Role
from tests.factories import MembershipFactory
from tests.factories.assessments import agreed_to, share, unit_with_evidence

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(practitioner, assessor, organisation):
    return share(unit_with_evidence(practitioner, organisation, performance=1), assessor=assessor)


@pytest.fixture
def countersigner(organisation):
    return MembershipFactory(role=Role.ASSESSOR, organisation=organisation).person


def put(assessment, state):
    """Write a state as somebody would who passes the code by; says whether the database took it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE assessments_assessment SET state = %s WHERE id = %s", [state, assessment.pk]
            )
    except IntegrityError:
        return False
    return True


def test_only_the_steps_of_the_map_can_be_written(shared, countersigner):
    with_signature(shared)
    agreed_to(shared, by=countersigner, kind="reply")
    agreed_to(shared, by=countersigner, answer="")
    taken = set()
    for start in State.values:
        for end in State.values:
            with transaction.atomic():
                begin_in(shared, start)
                if put(shared, end) and start != end:
                    taken.add((start, end))
                transaction.set_rollback(True)

    assert taken == {(start.value, end.value) for start, ends in MOVES.items() for end in ends}


def with_signature(assessment):
    SignOff.objects.create(
        submission=assessment.submission, assessment=assessment, signed_by=assessment.assessor, seen_count=0
    )


def test_nothing_is_signed_off_without_a_signature(shared, countersigner):
    agreed_to(shared, by=countersigner, answer="")
    for step in ([], [State.TO_AGREE]):
        with transaction.atomic():
            assert all(put(shared, state) for state in step)
            assert not put(shared, State.SIGNED_OFF)
            transaction.set_rollback(True)
    with_signature(shared)
    assert put(shared, State.SIGNED_OFF)


def test_nothing_waits_to_be_agreed_to_that_nobody_proposed(shared, countersigner):
    assert not put(shared, State.TO_AGREE)
    agreed_to(shared, by=countersigner, answer="changed")
    assert not put(shared, State.TO_AGREE)
    agreed_to(shared, by=countersigner, answer="")
    assert put(shared, State.TO_AGREE)


@pytest.mark.parametrize(
    ("said", "counts"),
    [({}, True), ({"answer": "talk first"}, False), ({"kind": "sign-off"}, False), (None, False)],
)
def test_a_reply_that_waits_is_given_once_it_was_agreed_to(shared, countersigner, said, counts):
    agreed_to(shared, by=countersigner, answer="")
    put(shared, State.TO_AGREE)
    if said is not None:
        agreed_to(shared, by=countersigner, **{"kind": "reply"} | said)

    assert put(shared, State.REPLIED) == counts


def begin_in(assessment, state):
    """Walk there by allowed steps."""
    for step in WAYS[state]:
        assert put(assessment, step)


WAYS = {
    State.IN_REVIEW: [],
    State.ON_OFFER: [State.ON_OFFER],
    State.TO_AGREE: [State.TO_AGREE],
    State.REPLIED: [State.REPLIED],
    State.SIGNED_OFF: [State.SIGNED_OFF],
    State.RECALLED: [State.RECALLED],
}


@pytest.mark.parametrize("state", [State.REPLIED, State.SIGNED_OFF, State.TO_AGREE, State.RECALLED])
def test_a_round_does_not_begin_at_its_end(shared, state):
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.create(
            submission=shared.submission,
            owner=shared.owner,
            assessor=shared.assessor,
            organisation_id=shared.organisation_id,
            state=state,
        )
