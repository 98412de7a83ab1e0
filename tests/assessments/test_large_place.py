"""Where more people assess than a page can list, they are found by name: to say who reads what, and to pass it on."""

import pytest
from django.urls import reverse

from assessments.models import Assessment, Assignment, Licence
from assessments.operations.pools import set_pool
from assessments.pools import members_of, pool_of
from people.models import Membership, User
from people.roles import Role
from tests.factories import MembershipFactory, UserFactory
from tests.factories.assessments import share, unit_with_evidence
from tests.factories.awards import published_award
from tests.reading import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd(organisation):
    """Five hundred assessors more, two of them called the same."""
    names = ["Lee Sample", "Lee Sample", *(f"Person Number {n:03}" for n in range(498))]
    people = User.objects.bulk_create(User(name=name, code=f"r{n:09}") for n, name in enumerate(names))
    here = {"organisation": organisation, "role": Role.ASSESSOR}
    Membership.objects.bulk_create(Membership(person=person, **here) for person in people)
    return people


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

    with django_assert_num_queries(8):
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

    with django_assert_num_queries(6):
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


# --- who agrees to what a trainee decides ---------------------------------------------------


@pytest.fixture
def licensed(crowd, organisation, coordinator):
    """Sixty of them may agree."""
    told = {"organisation": organisation, "recorded_by": coordinator, "from_date": "2026-01-05"}
    Licence.objects.bulk_create(
        Licence(person=person, code=f"l{n:09}", qualification="Sample", **told)
        for n, person in enumerate(crowd[:60])
    )
    return crowd[:60]


@pytest.fixture
def learns(organisation, assessor):
    def learns(name):
        told = {"licence__is_trainee": True, "licence__countersigner": assessor}
        person = UserFactory(name=name)
        MembershipFactory(role=Role.ASSESSOR, person=person, organisation=organisation, **told)
        return person.licences.get()

    return learns


@pytest.mark.parametrize("count", [1, 12])
def test_licences_list_nobody_who_could_agree_and_cost_the_same(
    client_for, coordinator, licensed, learns, count, django_assert_num_queries
):
    for n in range(count):
        learns(f"Learner {n} Sample")
    browser = client_for(coordinator)

    with django_assert_num_queries(10):
        page = shown(browser.get(reverse("licences")))

    assert page.count('name="countersigner" value="Robin Example"') == count
    assert "<option" not in page


def test_who_agrees_is_found_by_name_or_code(client_for, coordinator, licensed, learns):
    browser, licence = client_for(coordinator), learns("Len Sample")
    address = reverse("licence-countersigner", args=[licence.code])

    assert browser.send(address, {"countersigner": "person number 003"}).status_code == 302
    licence.refresh_from_db()
    assert licence.countersigner == licensed[5]
    asked = browser.send(address, {"countersigner": "Lee Sample"})
    assert (asked.status_code, "Choose below whom you mean" in shown(asked)) == (422, True)
    assert "Who agrees to what Len Sample decides?" in shown(asked)
    chosen = {"countersigner": "Lee Sample", "countersigner_is": licensed[1].code}
    assert browser.send(address, chosen).status_code == 302
    licence.refresh_from_db()
    assert licence.countersigner == licensed[1]


@pytest.mark.parametrize("whom", ["", "Nobody Called So", "Person Number 400", "Len Sample"])
def test_who_may_not_agree_is_not_found(client_for, coordinator, licensed, learns, assessor, whom):
    licence = learns("Len Sample")
    address = reverse("licence-countersigner", args=[licence.code])

    answer = client_for(coordinator).send(address, {"countersigner": whom})

    assert answer.status_code == 422
    assert answer.context["form"]["countersigner"].errors
    licence.refresh_from_db()
    assert licence.countersigner == assessor


def test_a_licence_names_who_agrees_by_name(client_for, coordinator, licensed, learns, assessor):
    person = learns("Len Sample").person
    browser, address = client_for(coordinator), reverse("licence-record", args=[person.code])
    typed = {"competence": "Ten years of it.", "is_trainee": "on", "from_date": "2026-11-01"}

    page = shown(browser.get(address))
    assert ('value="Robin Example"' in page, "Person Number" in page) == (True, False)
    for wrong in ("", "Nobody Called So", "Len Sample"):
        answer = browser.send(address, typed | {"countersigner": wrong})
        assert (answer.status_code, bool(answer.context["form"]["countersigner"].errors)) == (422, True)
    assert browser.send(address, typed | {"countersigner": "Person Number 007"}).status_code == 302
    assert person.licences.order_by("pk").last().countersigner == licensed[9]


def test_where_nobody_learns_nobody_is_looked_for(client_for, coordinator, licensed, assessor):
    address = reverse("licence-record", args=[assessor.code])
    typed = {"competence": "Ten years of it.", "qualification": "Sample", "from_date": "2026-11-01"}

    assert client_for(coordinator).send(address, typed | {"countersigner": "Nobody"}).status_code == 302
    assert assessor.licences.order_by("pk").last().countersigner is None


def test_what_licences_are_about_comes_in_pages(client_for, coordinator, crowd, learns):
    browser, address = client_for(coordinator), reverse("licences")
    first, last = (browser.get(address, {"missing": page}) for page in ("1", "25"))

    assert '<span class="badge">500</span>' in shown(first)
    assert [len(answer.context["missing"]) for answer in (first, last)] == [20, 20]
    wrong = browser.send(
        reverse("licence-countersigner", args=[learns("Len Sample").code]), {"countersigner": ""}
    )
    assert f'href="{address}?missing=2"' in shown(wrong)


# --- who reads for an award -----------------------------------------------------------------


def test_people_are_put_into_a_pool_by_name_and_taken_out_by_a_tick(
    client_for, coordinator, organisation, crowd, django_assert_num_queries
):
    award = published_award()
    browser, address = client_for(coordinator), reverse("pool", args=[award.code])
    with django_assert_num_queries(7):
        page = shown(browser.get(address))
    assert ("Person Number" in page, 'name="more"' in page) == (False, True)

    def save(*ticked, more):
        before = browser.get(address).context["form"]
        typed = {name: before[name].value() for name in ("revision", "shown")}
        return browser.send(address, typed | {"assessors": [one.code for one in ticked], "more": more})

    assert save(more="Person Number 003").url == address
    assert save(crowd[5], more=crowd[9].code).url == address
    asked = save(crowd[5], crowd[9], more="Lee Sample")
    assert (asked.status_code, "Choose below whom you mean" in shown(asked)) == (422, True)
    assert all(f'value="{one.code}"' in shown(asked) for one in (crowd[0], crowd[1], crowd[5], crowd[9]))
    assert save(crowd[9], more="").url == reverse("pools")
    assert list(members_of(pool_of(award, organisation))) == [crowd[9]]


def test_who_was_found_by_name_is_kept_where_someone_else_changed_the_pool(
    client_for, coordinator, organisation, crowd
):
    award = published_award()
    told = {"organisation": organisation, "by": coordinator}
    set_pool(award, assessors=[crowd[3]], revision=0, **told)
    stale = {
        "assessors": [crowd[4].code],
        "more": "Person Number 007",
        "revision": "0",
        "shown": crowd[4].code,
    }

    answer = client_for(coordinator).send(reverse("pool", args=[award.code]), stale)

    assert answer.status_code == 409
    assert answer.context["form"]["assessors"].value() == [crowd[4].code, crowd[9].code]
    assert all(f'value="{one.code}"' in shown(answer) for one in (crowd[3], crowd[4], crowd[9]))
