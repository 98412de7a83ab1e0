"""What waits in another place than the one someone is in: named, and opened there, to whoever belongs there."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment, Assignment, Sample
from assessments.operations.review import refer_back
from people.roles import Role
from people.waiting import waiting_for
from tests.factories import MembershipFactory, UserFactory
from tests.factories.assessments import judge_all, share, unit_with_evidence
from tests.factories.second_looks import planned
from tests.reading import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def harbour(outsider):
    return outsider.memberships.first().organisation


def lies_long():
    at = timezone.now() - timedelta(days=22)
    Assessment.objects.update(opened_at=at)
    Assignment.objects.update(assigned_at=at)


def test_whoever_coordinates_two_places_is_led_into_the_one_where_it_waits(
    assessment, client_for, coordinator, assessor, organisation, harbour
):
    """Two of one place and one of the other, with the same assessor: a line for each, and each opens there."""
    for role in (Role.COORDINATOR, Role.PRACTITIONER):
        MembershipFactory(person=coordinator, organisation=harbour, role=role)
    MembershipFactory(person=assessor, organisation=harbour, role=Role.ASSESSOR)
    for n in range(2):
        person = MembershipFactory(organisation=harbour, person=UserFactory(name=f"Hal {n} Sample")).person
        share(unit_with_evidence(person, harbour), assessor=assessor)
    lies_long()

    lines = {one.place: one for one in waiting_for(coordinator)}

    assert {place: one.count for place, one in lines.items()} == {str(harbour): 2, str(organisation): 1}
    browser = client_for(coordinator)
    assert f"</span><span>{harbour}</span></p>" in shown(browser.get("/waiting/"))
    for place, url in [(place, one.url) for place, one in lines.items()]:
        form = browser.get(url).context["form"]
        assert {unit.portfolio.organisation.name for unit in form.by_code.values()} == {place}
        assert len(form.by_code) == lines[place].count


def test_passed_on_in_the_place_it_waits_in(
    assessment, client_for, coordinator, assessor, colleague, harbour
):
    here = assessment.organisation
    MembershipFactory(person=coordinator, organisation=harbour)
    browser = client_for(coordinator)
    session = browser.session
    session["organisation"] = harbour.code
    session.save()
    lies_long()
    [one] = waiting_for(coordinator)

    answer = browser.send(one.url, {"units": [assessment.unit.code], "colleague": colleague.code})

    assert (answer.status_code, answer.url) == (302, reverse("waiting"))
    assessment.refresh_from_db()
    assert (assessment.assessor, assessment.organisation) == (colleague, here)


def test_a_link_into_a_place_opens_it_to_nobody_else(
    assessment, client_for, outsider, iqa, assessor, colleague
):
    there = reverse("cover", args=[assessor.code]) + f"?place={assessment.organisation.code}"

    found = {who: client_for(who).get(there).status_code for who in (outsider, iqa, colleague, assessor)}

    assert found == {outsider: 404, iqa: 403, colleague: 403, assessor: 200}


def test_what_one_page_shows_of_one_place_is_a_line_for_each_and_opens_there(
    unit, client_for, coordinator, organisation, harbour
):
    """Nobody takes them on: one round here, two there; each page shows those of its own place."""
    MembershipFactory(person=coordinator, organisation=harbour, role=Role.COORDINATOR)
    share(unit)
    for n in range(2):
        person = MembershipFactory(organisation=harbour, person=UserFactory(name=f"Hal {n} Sample")).person
        share(unit_with_evidence(person, harbour))
    lies_long()
    browser = client_for(coordinator)
    session = browser.session
    session["organisation"] = organisation.code
    session.save()

    counts = {one.place: one.count for one in waiting_for(coordinator)}
    [form] = BeautifulSoup(shown(browser.get("/waiting/")), "html.parser").select("main form")
    answer = browser.send(form["action"], {field["name"]: field["value"] for field in form.select("input")})

    assert counts == {str(organisation): 1, str(harbour): 2}
    assert answer.url == reverse("assignments") + "?waiting=1"
    there = browser.get(answer.url).context["page"]
    assert {unit.portfolio.organisation for unit in there} == {harbour}


@pytest.mark.parametrize("onward", ["https://elsewhere.example/", "//elsewhere.example/", "elsewhere", ""])
def test_nobody_is_led_out_of_the_house(client_for, coordinator, organisation, onward):
    browser = client_for(coordinator)

    answer = browser.send(reverse("organisation-choose", args=[organisation.code]), {"next": onward})

    assert answer.url == reverse("dashboard")


def test_second_looks_are_a_line_for_each_place_too(
    assessment, client_for, assessor, iqa, organisation, harbour
):
    MembershipFactory(person=iqa, organisation=harbour, role=Role.IQA)
    MembershipFactory(person=assessor, organisation=harbour, role=Role.ASSESSOR)
    person = MembershipFactory(organisation=harbour, person=UserFactory(name="Hal Sample")).person
    there = share(unit_with_evidence(person, harbour), assessor=assessor)
    for one in (assessment, there):
        refer_back(judge_all(one), by=assessor)
        planned(one, iqa=iqa)
    Sample.objects.update(iqa=None)

    lines = waiting_for(iqa)

    assert {one.place: (one.where, one.count) for one in lines} == {
        place.name: (place.code, 1) for place in (organisation, harbour)
    }
