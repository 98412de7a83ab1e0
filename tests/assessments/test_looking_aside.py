"""A second look is for someone who had no part in it at all: not in the work, not in the evidence, not in judging it."""

import pytest

from assessments.models import SeenDifferently, SeenInPlace
from assessments.operations.looking_aside import had_a_part
from people.roles import Role
from portfolios.models import Evidence
from tests.factories import MembershipFactory
from tests.factories.assessments import agreed_to, share, sign, unit_with_evidence

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(practitioner, assessor, organisation):
    return sign(share(unit_with_evidence(practitioner, organisation, performance=1), assessor=assessor))


@pytest.fixture
def bob(organisation):
    """An IQA who assesses too."""
    person = MembershipFactory(role=Role.IQA, organisation=organisation).person
    MembershipFactory(role=Role.ASSESSOR, organisation=organisation, person=person)
    return person


def recorded_it(signed, bob):
    Evidence.objects.update(recorded_by=bob)


def went_to_see_it(signed, bob):
    SeenInPlace.objects.create(
        evidence=Evidence.objects.get(), seen_by=bob, seen_on="2026-03-01", words="Seen."
    )


def answered_for_it(signed, bob):
    said = {"judgement": signed.judgements.first(), "words": "Why?", "said_by": signed.owner}
    SeenDifferently.objects.create(**said, reply="Because.", replied_by=bob, replied_at=signed.decided_at)


def agreed_to_it(signed, bob):
    agreed_to(signed, by=bob, kind="reply")


@pytest.mark.parametrize("part", [recorded_it, went_to_see_it, answered_for_it, agreed_to_it])
def test_whoever_had_a_part_stands_aside(signed, bob, part):
    assert not had_a_part(signed, bob)

    part(signed, bob)

    assert had_a_part(signed, bob)


def test_whose_it_is_and_who_read_it_stand_aside(signed, practitioner, assessor, iqa):
    assert [had_a_part(signed, one) for one in (practitioner, assessor, iqa)] == [True, True, False]
