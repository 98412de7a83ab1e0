"""What a charter says is private is no event: nothing is added to the record, and the trail says nothing of it."""

import pytest

from assessments.operations.declining import decline
from assessments.operations.refusing import choose_readers
from assessments.operations.room import set_room
from people.models import AuditEvent
from portfolios.models import GroupPart
from portfolios.operations.journal import write_entry
from portfolios.operations.testimony import decline as rather_not_say
from portfolios.operations.testimony import reopen
from portfolios.operations.together import ask_for_part, decline_part
from tests.factories import MembershipFactory
from tests.factories.assessments import share, unit_with_evidence
from tests.factories.witnesses import asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(practitioner, organisation):
    return unit_with_evidence(practitioner, organisation, performance=1)


def an_offer_declined(unit, assessor):
    assessment = share(unit)
    yield
    decline(assessment, by=assessor)


def a_pause(unit, assessor):
    yield
    set_room(assessor, organisation=unit.portfolio.organisation, most=2, is_paused=True)


def an_assessor_refused(unit, assessor):
    yield
    choose_readers(unit.portfolio, among=[assessor], rather_not=[assessor], by=unit.owner)


def a_journal_entry(unit, assessor):
    yield
    write_entry(unit.owner, organisation=unit.portfolio.organisation, by=unit.owner, text="For me alone.")


def a_part_declined(unit, assessor):
    friend = MembershipFactory(organisation=unit.portfolio.organisation).person
    ask_for_part(unit.portfolio.evidence.first(), whom=friend.code, by=unit.owner)
    yield
    decline_part(GroupPart.objects.get(person=friend), by=friend)


def a_witness_who_would_rather_not(unit, assessor):
    request = asked(unit)
    yield
    rather_not_say(request, by=None)
    reopen(request, by=None)


@pytest.mark.parametrize(
    "what",
    [
        an_offer_declined,
        a_pause,
        an_assessor_refused,
        a_journal_entry,
        a_part_declined,
        a_witness_who_would_rather_not,
    ],
)
def test_it_leaves_no_event(unit, assessor, what):
    steps = what(unit, assessor)
    next(steps)
    before = AuditEvent.objects.count()

    assert list(steps) == []
    assert AuditEvent.objects.count() == before
