"""What whoever asked someone reads once that person was erased: nothing that they or anybody said or did instead."""

import pytest
from django.urls import reverse

from people.models.user import NO_LONGER
from people.roles import Role
from portfolios.operations.together import agree_with_part, ask_for_part, decline_part
from portfolios.operations.witnesses import take_request_back
from tests.factories import EvidenceFactory, MembershipFactory
from tests.factories.assessments import unit_with_evidence
from tests.factories.witnesses import asked
from tests.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def evidence(practitioner, organisation):
    return EvidenceFactory(portfolio__owner=practitioner, portfolio__organisation=organisation)


@pytest.mark.parametrize("answered", ["", "yes", "no"])
def test_who_was_asked_for_their_part_and_is_gone_has_said_no_no(
    evidence, practitioner, organisation, pat, erase, answered
):
    other = MembershipFactory(organisation=organisation, role=Role.PRACTITIONER).person
    part = ask_for_part(evidence, whom=other.email, by=practitioner)
    if answered == "yes":
        agree_with_part(part, words="I cooked.", by=other)
    elif answered == "no":
        decline_part(part, by=other)

    erase(other)

    said = text_of(pat.get(reverse("evidence-together", args=[evidence.code])))
    assert f"{NO_LONGER} Nobody is asked any more" in said
    assert "Would rather not" not in said


def test_who_would_rather_not_and_is_here_is_read_so(evidence, practitioner, organisation, pat):
    other = MembershipFactory(organisation=organisation, role=Role.PRACTITIONER).person
    decline_part(ask_for_part(evidence, whom=other.email, by=practitioner), by=other)

    assert "Would rather not" in text_of(pat.get(reverse("evidence-together", args=[evidence.code])))


def test_a_witness_who_is_gone_was_taken_back_by_nobody(practitioner, organisation, colleague, pat, erase):
    unit = unit_with_evidence(practitioner, organisation)
    request = asked(unit, email=colleague.email)
    own = asked(unit, event="The second day")
    take_request_back(own, by=practitioner)

    erase(colleague)

    gone = text_of(pat.get(reverse("witness-detail", args=[request.code])))
    assert ("It ended without an answer." in gone, "Not answered" in gone) == (True, True)
    assert ("You took it back" in gone, "Taken back" in gone) == (False, False)
    assert "You took it back." in text_of(pat.get(reverse("witness-detail", args=[own.code])))
    assert text_of(pat.get(reverse("witness-list"))).count("Taken back") == 1
