"""Who is meant by a name: in a small place from a list, in a large one by part of it."""

import pytest
from django.urls import reverse

from assessments.models import Tie
from tests.factories import MembershipFactory, UserFactory
from tests.reading import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd(organisation):
    """Ninety people who practise here, two of them called the same."""
    names = ["Lee Sample", "Lee Sample", *(f"Sample Person {n:02}" for n in range(88))]
    people = [UserFactory(name=name) for name in names]
    for person in people:
        MembershipFactory(person=person, organisation=organisation)
    return people


def say_of(browser, whom, **more):
    return browser.send(
        reverse("ties"), {"assessor": "Robin Example", "kind": "mentor", "practitioner": whom} | more
    )


def test_in_a_small_place_the_browser_suggests_names(client_for, coordinator, assessor, practitioner):
    page = shown(client_for(coordinator).get(reverse("ties")))

    assert '<datalist id="names-practitioner"><option value="Pat Sample"></datalist>' in page


def test_in_a_large_one_nobody_is_listed_and_the_page_costs_the_same(
    client_for, coordinator, tie, practitioner, crowd, django_assert_num_queries
):
    tie()
    browser = client_for(coordinator)

    with django_assert_num_queries(7):
        page = shown(browser.get(reverse("ties")))

    assert "Lee Sample" not in page
    assert "names-practitioner" not in page


@pytest.mark.parametrize("typed", ["Pat Sample", "pat sample", "code"])
def test_a_whole_name_or_a_code_finds_one_person(
    client_for, coordinator, assessor, practitioner, crowd, typed
):
    whom = practitioner.code.upper() if typed == "code" else typed

    assert say_of(client_for(coordinator), whom).status_code == 302
    assert Tie.objects.get().practitioner == practitioner


def test_a_part_of_a_name_asks_who_is_meant_even_where_one_alone_is_called_so(
    client_for, coordinator, assessor, practitioner, crowd
):
    browser = client_for(coordinator)

    answer = say_of(browser, "Pat Sam")

    assert answer.status_code == 422
    assert "Choose below whom you mean" in shown(answer)
    assert f'value="{practitioner.code}"' in shown(answer)
    assert 'value="Pat Sam"' in shown(answer)
    assert say_of(browser, "Pat Sam", practitioner_is=practitioner.code).status_code == 302
    assert Tie.objects.get().practitioner == practitioner


def test_of_two_who_are_called_the_same_one_is_chosen(client_for, coordinator, assessor, crowd):
    browser = client_for(coordinator)
    both = sorted(one.code for one in crowd[:2])

    page = shown(say_of(browser, "Lee Sample"))

    assert [f"Lee Sample · {code}" in page for code in both] == [True, True]
    assert say_of(browser, "Lee Sample", practitioner_is=crowd[1].code).status_code == 302
    assert Tie.objects.get().practitioner == crowd[1]


def test_of_very_many_some_are_shown_and_more_of_the_name_is_asked_for(
    client_for, coordinator, assessor, crowd, django_assert_num_queries
):
    browser = client_for(coordinator)

    with django_assert_num_queries(13):
        answer = say_of(browser, "Sample Person")

    assert shown(answer).count('name="practitioner_is"') == 20
    assert "write more of the name" in shown(answer)


@pytest.mark.parametrize("whom", ["Nobody Called So", "%", "\0", "x" * 300])
def test_who_is_not_found_is_said_and_stays_typed(client_for, coordinator, assessor, whom):
    answer = say_of(client_for(coordinator), whom)

    assert (answer.status_code, Tie.objects.count()) == (422, 0)
    assert answer.context["form"]["practitioner"].value() == whom


def test_someone_of_another_place_is_not_found(client_for, coordinator, assessor, outsider):
    for whom in (outsider.name, outsider.code):
        answer = say_of(client_for(coordinator), whom, practitioner_is=outsider.code)
        assert (answer.status_code, "Nobody here is called that." in shown(answer)) == (422, True)


def test_a_practitioner_finds_their_assessor_by_part_of_the_name(pat, assessor, practitioner):
    said = {"assessor": "robin", "kind": "relative"}

    answer = pat.send(reverse("own-tie"), said)

    assert (answer.status_code, f'value="{assessor.code}"' in shown(answer)) == (422, True)
    assert pat.send(reverse("own-tie"), said | {"assessor_is": assessor.code}).status_code == 302
    assert Tie.objects.get().assessor == assessor
