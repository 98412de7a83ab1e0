import re

import pytest
from django.urls import reverse

from assessments.models import Assessment, Assignment, Judgement
from assessments.operations.assignment import accept_offer, hand_back
from assessments.operations.ties import say_untied
from people.roles import Role
from tests.factories import MembershipFactory, UserFactory
from tests.factories.assessments import TINY, judge_all, share, sign, unit_with_evidence
from tests.reading import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(practitioner, organisation):
    return unit_with_evidence(practitioner, organisation)


def test_a_coordinator_assigns_an_assessor(client_for, coordinator, assessor, unit):
    answer = client_for(coordinator).send(
        reverse("unit-assign", args=[unit.code]), {"assessor": assessor.code}
    )

    assert answer.status_code == 302
    assert Assignment.objects.get(unit=unit).assessor == assessor


def test_the_page_shows_who_reads_what_and_no_evidence(client_for, coordinator, assessor, unit):
    share(unit, assessor=assessor)

    page = client_for(coordinator).get(reverse("assignments")).content.decode()

    assert unit.version.title in page
    assert f'<option value="{assessor.code}" selected>' in page
    assert unit.portfolio.evidence.get().name not in page


@pytest.mark.parametrize(
    "typed",
    [{}, {"assessor": ""}, {"assessor": "nobody"}, {"assessor": "\u202e" * 300}, {"assessor": "a\x00"}],
)
def test_an_assessor_who_is_none_is_said(client_for, coordinator, unit, typed):
    answer = client_for(coordinator).send(reverse("unit-assign", args=[unit.code]), typed)

    assert answer.status_code == 422
    assert "Choose an assessor from the list" in answer.content.decode()
    assert not Assignment.objects.exists()


def test_who_may_assign(client_for, unit, practitioner, assessor, iqa, outsider):
    address, typed = reverse("unit-assign", args=[unit.code]), {"assessor": assessor.code}

    statuses = [
        client_for(p).send(address, typed).status_code for p in (practitioner, assessor, iqa, outsider)
    ]

    assert statuses == [403, 404, 404, 404]
    assert not Assignment.objects.exists()


def test_an_iqa_reads_signed_off_work_of_their_organisation(client_for, iqa, outsider, unit, assessor):
    assessment = sign(share(unit, assessor=assessor))
    address = reverse("review", args=[assessment.code])

    assert address in client_for(iqa).get(reverse("signed-off-work")).content.decode()
    assert address not in client_for(outsider).get(reverse("signed-off-work")).content.decode()


def test_an_iqa_reads_nothing_before_the_sign_off(client_for, iqa, unit, assessor):
    assessment = share(unit, assessor=assessor)

    assert "Nothing is signed off yet" in client_for(iqa).get(reverse("signed-off-work")).content.decode()
    assert client_for(iqa).get(reverse("review", args=[assessment.code])).status_code == 404


def test_what_waits_for_an_assessor_can_be_seen_alone(client_for, coordinator, assessor, unit, organisation):
    share(unit, assessor=assessor)
    waiting = share(unit_with_evidence(unit.owner, organisation)).unit

    answer = client_for(coordinator).get(reverse("assignments"), {"waiting": "1"})

    assert list(answer.context["page"]) == [waiting]


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(("address", "queries"), [("assignments", 9), ("signed-off-work", 5)])
def test_the_lists_cost_the_same_for_one_and_thirty(
    client_for,
    coordinator,
    iqa,
    practitioner,
    assessor,
    organisation,
    address,
    queries,
    count,
    django_assert_num_queries,
):
    for _one in range(count):
        sign(share(unit_with_evidence(practitioner, organisation, **TINY), assessor=assessor))
    browser = client_for(coordinator if address == "assignments" else iqa)

    with django_assert_num_queries(queries):
        answer = browser.get(reverse(address))

    assert answer.content.decode().count("Sample standard") == min(count, 20)  # on a page


def test_saving_goes_back_to_where_it_was_pressed(client_for, coordinator, assessor, unit):
    """In a long list, or among what waits, the next one is at hand."""
    there = {"waiting": "1", "page": "2"}
    page = client_for(coordinator).get(reverse("assignments"), {"page": "1"}).content.decode()
    address = reverse("unit-assign", args=[unit.code])

    answer = client_for(coordinator).send(f"{address}?waiting=1&page=2", {"assessor": assessor.code})

    assert f'action="{address}?page=1"' in page
    assert answer.url == reverse("assignments", query=there)


def fields_of(answer):
    """What the form posts that someone fills in who saw this page: the hidden field, as it stands there."""
    return {"shown": re.search(r'name="shown" value="([^"]*)"', answer.text)[1]}


@pytest.mark.parametrize("is_large", [False, True])
def test_an_old_page_replaces_nobody_without_a_word(
    client_for, coordinator, assessor, unit, organisation, is_large, request
):
    browser, there = client_for(coordinator), reverse("assignments", query={"waiting": "1"})
    if is_large:
        request.getfixturevalue("crowd")
    assessment = share(unit)
    colleague = MembershipFactory(
        role=Role.ASSESSOR, person=UserFactory(name="Cleo Example"), organisation=organisation
    ).person
    typed = {"assessor": colleague.code} | fields_of(browser.get(there))
    accept_offer(assessment, by=assessor)
    say_untied(assessment, by=assessor)
    judge_all(assessment := Assessment.objects.get())
    here = reverse("unit-assign", args=[unit.code]) + "?waiting=1"

    answer = browser.send(here, typed)

    assert (answer.status_code, Judgement.objects.count()) == (409, 4)
    assert Assignment.objects.get(ended_at=None).assessor == assessor
    assert f"{assessor} reads this now" in shown(answer)
    assert f"{assessor} has judged something that was not sent yet" in shown(answer)
    assert f'<input type="hidden" name="assessor" value="{colleague.code}">' in answer.text
    again = browser.send(here, typed | fields_of(answer))
    assert again.url == there
    assert Assignment.objects.get(ended_at=None).assessor == colleague


def test_where_nobody_reads_it_any_more_an_old_page_is_told_so(client_for, coordinator, assessor, unit):
    assessment, browser = share(unit, assessor=assessor), client_for(coordinator)
    page = browser.get(reverse("assignments"))
    hand_back(assessment, by=assessor)
    typed, here = {"assessor": assessor.code}, reverse("unit-assign", args=[unit.code])

    answer = browser.send(here, typed | fields_of(page))

    assert fields_of(page) == {"shown": assessor.code}
    assert answer.status_code == 409
    assert "Nobody reads this now" in shown(answer)
    assert "not sent yet. It" not in shown(answer)
    assert browser.send(here, typed | fields_of(answer)).status_code == 302


def test_saying_whoever_reads_it_already_is_never_late(client_for, coordinator, assessor, unit):
    share(unit, assessor=assessor)
    here = reverse("unit-assign", args=[unit.code])

    answer = client_for(coordinator).send(here, {"assessor": assessor.code, "shown": ""})

    assert answer.status_code == 302
