"""Stewards: given on the people screen, named on a charter only while they say so and hold the role."""

import pytest
from django.urls import reverse

from community.models import StewardShown
from community.operations.stewards import NotASteward, hide_name, show_name
from community.queries.stewards import listeners_for, stewards_named, stewards_of
from people.models import AuditEvent, Membership, User
from people.operations.organisations import end_role, give_role
from people.roles import Role
from tests.factories.community import adopted_charter
from tests.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward(organisation, practitioner, coordinator):
    """A practitioner who is a steward too: roles, not ranks."""
    give_role(practitioner, role=Role.STEWARD, organisation=organisation, by=coordinator)
    return practitioner


def held(person, role=Role.STEWARD):
    return Membership.objects.get(person=person, role=role, until_date=None)


def test_the_role_is_given_and_offered_on_the_people_screen(
    client_for, coordinator, practitioner, organisation
):
    browser = client_for(coordinator)
    page = browser.get("/people/")
    assert '<option value="steward">Steward</option>' in page.content.decode()
    assert "listens when someone would like to talk" in text_of(page)

    browser.send(reverse("role-give", args=[practitioner.code]), {"role": "steward"})
    browser.send(reverse("person-invite"), {"name": "Nia Sample", "role": "steward"})

    assert list(stewards_of(organisation)) == [practitioner]
    assert "Nia Sample · Steward" in text_of(browser.get("/people/"))


def test_a_name_stands_on_the_charter_only_if_they_say_so(client_for, client, organisation, steward):
    charter = adopted_charter(organisation)
    path = reverse("charter-address", args=[charter.code])
    switch = reverse("steward-shown", args=[organisation.code])
    browser = client_for(steward)
    assert steward.name not in text_of(client.get(path, follow=True))

    browser.send(switch, {"shown": "yes"})
    assert steward.name in text_of(client.get(path, follow=True))
    assert "your name stands there" in text_of(browser.get("/my/talks/"))

    browser.send(switch, {"shown": "no"})
    assert steward.name not in text_of(client.get(path, follow=True))
    actions = AuditEvent.objects.filter(actor_code=steward.code).values_list("action", flat=True)
    assert list(actions) == ["steward.name_shown", "steward.name_hidden"]


def test_it_ends_with_the_role_and_is_asked_anew(organisation, steward, coordinator):
    show_name(organisation, by=steward)
    show_name(organisation, by=steward)
    assert list(stewards_named(organisation)) == [steward]

    end_role(held(steward), by=coordinator)
    assert list(stewards_named(organisation)) == []
    assert not StewardShown.objects.exists()

    give_role(steward, role=Role.STEWARD, organisation=organisation, by=coordinator)
    assert list(stewards_of(organisation)) == [steward]
    assert list(stewards_named(organisation)) == []


def test_another_role_of_theirs_changes_nothing_about_it(organisation, steward, coordinator):
    show_name(organisation, by=steward)

    end_role(held(steward, Role.PRACTITIONER), by=coordinator)

    assert list(stewards_named(organisation)) == [steward]


def test_only_a_steward_shows_a_name_and_only_their_own_place(
    client_for, organisation, assessor, outsider, steward
):
    switch = reverse("steward-shown", args=[organisation.code])
    for person in (assessor, outsider):
        assert client_for(person).send(switch, {"shown": "yes"}).status_code == 404
        with pytest.raises(NotASteward):
            show_name(organisation, by=person)
    hide_name(organisation, by=assessor)

    assert not StewardShown.objects.exists()
    assert not AuditEvent.objects.filter(action__startswith="steward.").exists()


def test_someone_who_may_not_sign_in_listens_to_nobody(organisation, steward, assessor):
    assert list(listeners_for(assessor, organisation)) == [steward]

    User.objects.filter(pk=steward.pk).update(is_active=False)

    assert list(listeners_for(assessor, organisation)) == []
