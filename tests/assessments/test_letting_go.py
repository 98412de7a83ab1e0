"""How to reach a witness is kept while someone may want to check, and no longer."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.operations.letting_go import AT_MOST, forget_contacts
from people.models import AuditEvent
from people.registry import TIDYING
from portfolios.models import WitnessRequest, WitnessStatement
from portfolios.operations.claims import set_claims
from portfolios.operations.confirming import confirm_testimony
from tests.factories import UnitFactory
from tests.factories.assessments import share, sign
from tests.factories.witnesses import asked, saved
from tests.reading import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def evidence(unit):
    request = asked(unit, email="wil@valley.example")
    saved(request, shown_as="A neighbour")
    return confirm_testimony(request, by=None)


def kept():
    return WitnessStatement.objects.get().contact, WitnessRequest.objects.get().email


def days_from_now(settings, more):
    return timezone.now() + timedelta(days=settings.WITNESS_CONTACT_DAYS, minutes=more)


def test_how_to_reach_a_witness_goes_so_long_after_the_sign_off_and_the_iqa_is_told(
    unit, evidence, assessor, iqa, client_for, settings
):
    signed = sign(share(unit, assessor=assessor))
    page = reverse("review-evidence", args=[signed.code, evidence.versions.get().code])
    forget_contacts(at=days_from_now(settings, -1))
    assert kept() == ("01632 960000", "wil@valley.example")
    assert "To check, reach them here: 01632 960000" in shown(client_for(iqa).get(page))

    forget_contacts(at=days_from_now(settings, 1))
    forget_contacts(at=days_from_now(settings, 2))

    assert kept() == ("", "")
    assert AuditEvent.objects.filter(action="witness.contact_forgotten").count() == 1
    told = shown(client_for(iqa).get(page))
    assert "How to reach them was removed: the time to check with them is over." in told
    assert "Wil Specimen" in told
    assert forget_contacts in TIDYING


def test_while_something_open_claims_it_and_after_two_years(unit, evidence, assessor, settings):
    sign(share(unit, assessor=assessor))
    elsewhere = UnitFactory(portfolio=unit.portfolio)
    parts = elsewhere.version.requirements.all()
    set_claims(evidence, {elsewhere: dict.fromkeys(parts, "")}, by=unit.owner)

    forget_contacts(at=days_from_now(settings, 1))
    assert kept() == ("01632 960000", "wil@valley.example")
    forget_contacts(at=timezone.now() + AT_MOST)
    assert kept() == ("", "")


def test_what_nobody_decided_on_keeps_it(unit, evidence, settings):
    forget_contacts(at=days_from_now(settings, 1))

    assert kept() == ("01632 960000", "wil@valley.example")
