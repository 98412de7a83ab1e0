"""Where more people assess than a page can list: who agrees to what a trainee decides, and who reads for an award."""

import pytest
from django.urls import reverse

from assessments.models import Licence
from assessments.operations.pools import set_pool
from assessments.pools import members_of, pool_of
from people.roles import Role
from tests.factories import MembershipFactory, UserFactory
from tests.factories.awards import published_award
from tests.reading import shown

pytestmark = pytest.mark.django_db

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
