"""The map: six places, and how far someone is in each, in words."""

import pytest

from portfolios.operations.units import start_unit
from standards.models import Standard
from tests.factories import ClaimFactory, EvidenceFactory
from tests.factories.suites import shipped_suite

pytestmark = pytest.mark.django_db


@pytest.fixture
def suite(db):
    return shipped_suite()


@pytest.fixture
def unit(suite, practitioner, organisation):
    standard = Standard.objects.get(title="Support collaborative and partnership work")
    return start_unit(standard, organisation=organisation, by=practitioner)


def progress(client):
    return {area["word"]: area["progress_words"] for area in client.get("/").context["areas"]}


def test_six_places_with_their_standards(suite, client):
    areas = client.get("/").context["areas"]

    assert [(area["number"], area["word"]) for area in areas] == [
        (1, "One"),
        (2, "Two"),
        (3, "Three"),
        (4, "Four"),
        (5, "Five"),
        (6, "Six"),
    ]
    assert [area["standards_count"] for area in areas] == [6, 3, 4, 4, 2, 4]
    assert {area["progress_words"] for area in areas} == {None}


def test_what_was_begun_says_so(unit, practitioner, client_for):
    words = progress(client_for(practitioner))

    assert words.pop("Four") == "Begun. Nothing matched yet."
    assert set(words.values()) == {None}


def test_what_is_covered_is_counted(unit, practitioner, client_for):
    evidence = EvidenceFactory(portfolio=unit.portfolio)
    ClaimFactory(unit=unit, evidence=evidence, requirement=unit.version.requirements.first())

    assert progress(client_for(practitioner))["Four"] == "1 of 31 covered"


def test_nobody_sees_how_far_another_is(unit, assessor, client_for):
    assert set(progress(client_for(assessor)).values()) == {None}
