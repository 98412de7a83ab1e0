import pytest
from django.urls import reverse

from assessments.models import Assignment
from tests.factories.assessments import TINY, share, sign, unit_with_evidence

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
