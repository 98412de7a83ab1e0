"""Where more people assess than a page can list, they are found by name: to say who reads what, and to pass it on."""

import pytest
from django.urls import reverse

from assessments.models import Assessment, Assignment
from tests.factories.assessments import share, unit_with_evidence
from tests.reading import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def say(client_for, coordinator, unit):
    def send(whom, **more):
        return client_for(coordinator).send(
            reverse("unit-assign", args=[unit.code]) + "?waiting=1", {"assessor": whom} | more
        )

    return send


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_lists_nobody_and_costs_the_same(
    client_for, coordinator, assessor, crowd, organisation, practitioner, count, django_assert_num_queries
):
    for _one in range(count):
        share(unit_with_evidence(practitioner, organisation, performance=1), assessor=assessor)
    browser = client_for(coordinator)

    with django_assert_num_queries(9):
        page = shown(browser.get(reverse("assignments")))

    assert page.count('value="Robin Example"') == min(count, 20)
    assert ("Person Number" in page, "<option" in page) == (False, False)
    assert len(page) < 60_000


def test_whoever_reads_it_is_found_by_name_or_code(say, unit, assessor, crowd):
    assert say("robin example").url == reverse("assignments", query={"waiting": "1"})
    assert Assignment.objects.get(ended_at=None).assessor == assessor
    say(crowd[7].code.upper())
    assert Assignment.objects.get(ended_at=None).assessor == crowd[7]


def test_of_several_one_is_chosen_and_what_was_typed_stays(say, unit, crowd):
    answer = say("Lee Sample")

    assert (answer.status_code, Assignment.objects.count()) == (422, 0)
    page = shown(answer)
    assert "Choose below whom you mean" in page
    assert [f"Lee Sample · {one.code}" in page for one in crowd[:2]] == [True, True]
    assert answer.context["form"]["assessor"].value() == "Lee Sample"
    assert f"Who reads {unit.version.title} of {unit.portfolio.owner}?" in page
    assert say("Lee Sample", assessor_is=crowd[1].code).status_code == 302
    assert Assignment.objects.get().assessor == crowd[1]


@pytest.mark.parametrize("whom", ["", "Nobody Called So", "a\0", "x" * 300])
def test_who_is_not_found_is_said(say, crowd, whom):
    answer = say(whom)

    assert (answer.status_code, Assignment.objects.count()) == (422, 0)
    assert answer.context["form"]["assessor"].errors


def test_from_a_page_that_refuses_one_goes_on_to_the_list(
    client_for, coordinator, unit, practitioner, organisation, crowd
):
    for _one in range(20):
        unit_with_evidence(practitioner, organisation, performance=1)
    here = reverse("unit-assign", args=[unit.code])

    page = shown(client_for(coordinator).send(here, {"assessor": "Nobody Called So"}))

    there = reverse("assignments")
    assert 'href="?' not in page
    assert (f'href="{there}?page=2"' in page, f'href="{there}?waiting=1"' in page) == (True, True)


def test_whose_work_is_passed_on_is_found_by_name(
    client_for, coordinator, unit, assessor, crowd, organisation
):
    units = [unit_with_evidence(unit.owner, organisation, performance=1) for _one in range(51)]
    Assignment.objects.bulk_create(
        Assignment(unit=one, assessor=reader, assigned_by=coordinator)
        for one, reader in zip(units, [assessor, *crowd], strict=False)
    )
    browser, address = client_for(coordinator), reverse("assignments")

    page = shown(browser.get(address))
    assert ('name="away"' in page, reverse("cover", args=[assessor.code]) in page) == (True, False)
    assert browser.get(address, {"away": "Robin Example"}).url == reverse("cover", args=[assessor.code])
    asked = browser.get(address, {"away": "Number 01"})
    assert (asked.status_code, "Choose below whom you mean" in shown(asked)) == (422, True)
    assert reverse("unit-assign", args=[unit.code]) + "?away" not in shown(
        asked
    )  # what is saved shows the list
    chosen = {"away": "Number 01", "away_is": crowd[12].code}
    assert browser.get(address, chosen).url == reverse("cover", args=[crowd[12].code])
    assert browser.get(address, {"away": "Person Number 400"}).status_code == 422


def test_whoever_names_nobody_is_told_so_in_a_small_place_too(client_for, coordinator, unit, assessor):
    Assignment.objects.create(unit=unit, assessor=assessor, assigned_by=coordinator)
    answer = client_for(coordinator).get(reverse("assignments"), {"away": ""})
    assert (answer.status_code, "Say who is away." in shown(answer)) == (422, True)


def test_it_is_passed_on_to_someone_found_by_name(
    client_for, coordinator, assessment, assessor, crowd, django_assert_num_queries
):
    browser, address = client_for(coordinator), reverse("cover", args=[assessor.code])
    said = {"units": [assessment.unit.code], "colleague": "Number 01"}

    with django_assert_num_queries(7):
        page = shown(browser.get(address))
    assert "Person Number" not in page
    asked = browser.send(address, said)
    assert (asked.status_code, f'value="{crowd[12].code}"' in shown(asked)) == (422, True)
    assert browser.send(address, said | {"colleague": str(assessor)}).status_code == 422
    assert browser.send(address, said | {"colleague_is": crowd[12].code}).status_code == 302
    assert Assessment.objects.get().assessor == crowd[12]


def test_someone_of_another_place_is_not_found(say, crowd, outsider):
    for whom in (outsider.name, outsider.code):
        assert say(whom, assessor_is=outsider.code).status_code == 422


def test_nobody_else_to_pass_it_on_to_is_said(client_for, coordinator, assessment, assessor):
    page = shown(client_for(coordinator).get(reverse("cover", args=[assessor.code])))

    assert "Nobody else assesses here yet." in page
