"""Agreeing freely: to the words in force, taken back in one step, and traced nowhere else."""

import pytest
from django.db import IntegrityError

from community.models import Agreement, Talk
from community.operations.answers import NotAMember, NotInForce, NotTheirs, answer_charter, take_back
from community.operations.stewards import NotASteward
from community.operations.talks import NotForThem, close_talk
from people.models import AuditEvent
from people.roles import Role
from tests.factories import MembershipFactory
from tests.factories.community import adopted_charter, next_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(charter):
    return charter.current_version


def said(person):
    """[(number, answer, still stands)] in the order it was said."""
    rows = Agreement.objects.filter(person=person).order_by("pk")
    return [(row.version.number, row.answer, row.ended_at is None) for row in rows]


def test_agreeing_is_kept_once_and_nowhere_else(version, practitioner):
    before = AuditEvent.objects.count()

    first = answer_charter(version, answer="agrees", by=practitioner)
    again = answer_charter(version, answer="agrees", by=practitioner)

    assert first == again
    assert said(practitioner) == [(1, "agrees", True)]
    assert AuditEvent.objects.count() == before


def test_answering_otherwise_ends_the_earlier_answer(version, practitioner):
    answer_charter(version, answer="agrees", by=practitioner)
    wish = answer_charter(version, answer="talk", by=practitioner, words="About saying no.", reach_me="0123")

    answer_charter(version, answer="agrees", by=practitioner)

    assert said(practitioner) == [(1, "agrees", False), (1, "talk", False), (1, "agrees", True)]
    wish.talk.refresh_from_db()
    assert (wish.talk.words, wish.talk.reach_me) == ("", "")


def test_an_old_agreement_keeps_its_old_words(charter, version, practitioner):
    old = answer_charter(version, answer="agrees", by=practitioner)

    new = answer_charter(next_version(charter), answer="agrees", by=practitioner)

    assert said(practitioner) == [(1, "agrees", True), (2, "agrees", True)]
    assert [row.version.clauses.all()[1].text for row in (old, new)] == [
        "Everyone is welcome.",
        "Everyone is welcome, always.",
    ]


def test_a_talk_nobody_had_yet_is_replaced_by_an_answer_to_newer_words(charter, version, practitioner):
    answer_charter(version, answer="talk", by=practitioner)

    answer_charter(next_version(charter), answer="agrees", by=practitioner)

    assert said(practitioner) == [(1, "talk", False), (2, "agrees", True)]


def test_only_the_words_in_force_are_answered_and_only_by_members(charter, version, practitioner, outsider):
    with pytest.raises(NotAMember):
        answer_charter(version, answer="agrees", by=outsider)
    with pytest.raises(NotAMember):
        answer_charter(adopted_charter().current_version, answer="agrees", by=practitioner)
    with pytest.raises(IntegrityError):
        answer_charter(version, answer="maybe", by=practitioner)
    next_version(charter)
    with pytest.raises(NotInForce):
        answer_charter(version, answer="talk", by=practitioner)
    assert not Agreement.objects.exists()
    assert not Talk.objects.exists()


def test_taken_back_in_one_step_by_oneself_alone(version, practitioner, coordinator):
    before = AuditEvent.objects.count()
    agreement = answer_charter(version, answer="agrees", by=practitioner)

    with pytest.raises(NotTheirs):
        take_back(agreement, by=coordinator)
    first = take_back(agreement, by=practitioner).ended_at
    again = take_back(agreement, by=practitioner).ended_at

    assert first == again is not None
    assert said(practitioner) == [(1, "agrees", False)]
    assert AuditEvent.objects.count() == before


def test_two_answers_at_once_leave_one(organisation, practitioner, at_once):
    version = adopted_charter(organisation).current_version

    at_once(*[lambda: answer_charter(version, answer="agrees", by=practitioner)] * 2)

    assert said(practitioner) == [(1, "agrees", True)]


@pytest.fixture
def steward(organisation):
    return MembershipFactory(organisation=organisation, role=Role.STEWARD, person__name="Sol Sample").person


def test_a_talk_is_closed_once_by_a_steward_it_was_meant_for(version, practitioner, steward, outsider):
    talk = answer_charter(version, answer="talk", by=practitioner).talk

    for other in (outsider, practitioner):
        with pytest.raises(NotForThem):
            close_talk(talk, by=other)
    assert close_talk(talk, by=steward).talked_at
    with pytest.raises(NotForThem):
        close_talk(talk, by=steward)


def test_a_talk_taken_back_is_closed_by_nobody(version, practitioner, steward):
    agreement = answer_charter(version, answer="talk", by=practitioner, steward=steward)
    take_back(agreement, by=practitioner)

    with pytest.raises(NotForThem):
        close_talk(agreement.talk, by=steward)


def test_nobody_is_talked_to_who_is_no_steward(version, practitioner, steward, coordinator):
    with pytest.raises(NotASteward):
        answer_charter(version, answer="talk", by=practitioner, steward=coordinator)
    with pytest.raises(NotASteward):
        answer_charter(version, answer="talk", by=steward, steward=steward)

    assert not Agreement.objects.exists()
