"""What every page knows about who is here and where they can go."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import reverse

from cms.context import house
from cms.navigation import DOORS, TABS
from community.operations.samples import load_charters
from people.roles import Role
from tests.factories import OrganisationFactory
from tests.factories.community import adopted_charter, open_amendment


def request_of(roles=(), organisation=None, path="/", **cookies):
    request = RequestFactory().get(path)
    request.COOKIES.update(cookies)
    request.user, request.roles, request.organisation = AnonymousUser(), frozenset(roles), organisation
    return request


def labels(links):
    return [str(link["label"]) for link in links]


PUBLIC = ["Key areas", "Standards", "Charters", "Check a certificate", "Search"]


@pytest.mark.parametrize(
    ("roles", "own"),
    [
        ([], []),
        ([Role.PRACTITIONER], ["My portfolio", "Evidence"]),
        ([Role.ASSESSOR], ["Reviews", "Asked of you"]),
        ([Role.IQA], ["Second looks", "Signed-off work"]),
        ([Role.COORDINATOR], ["People", "Groups", "Assignments", "Licences"]),
        ([Role.TRAINER], ["Edit standards"]),
        ([Role.STEWARD], ["Talks"]),
    ],
)
def test_each_role_has_its_doors(roles, own):
    assert labels(house(request_of(roles))["navigation"]) == own + PUBLIC


def test_the_masthead_holds_five_and_the_menu_the_rest():
    links = house(request_of(list(Role)))["navigation"]

    assert [link["in_row"] for link in links] == [True] * 5 + [False] * (len(DOORS) - 5)


def test_tabs_are_for_practitioners():
    assert labels(house(request_of([Role.PRACTITIONER]))["tabs"]) == [
        "Portfolio",
        "Add",
        "Evidence",
        "Key areas",
    ]
    assert house(request_of([Role.ASSESSOR]))["tabs"] == []


@pytest.mark.parametrize("door", [*DOORS, *TABS], ids=lambda door: f"{door.label}")
def test_every_door_leads_somewhere(door):
    assert reverse(door.url_name).startswith("/")


def test_a_door_knows_when_we_stand_in_it():
    links = house(request_of(path=reverse("verify")))["navigation"]

    assert [link["here"] for link in links] == [False, False, False, True, False]


@pytest.mark.parametrize(
    ("cookie", "theme"), [("dark", "dark"), ("light", "light"), ("auto", ""), ("<x>", "")]
)
def test_the_theme_is_one_of_ours(cookie, theme):
    assert house(request_of(theme=cookie))["theme"] == theme


@pytest.mark.django_db
def test_a_stranger_sees_the_only_organisation():
    OrganisationFactory(name="Valley Practice Sample")

    assert house(request_of())["organisation"].name == "Valley Practice Sample"


@pytest.mark.django_db
@pytest.mark.parametrize("how_many", [0, 2])
def test_a_stranger_sees_no_organisation_where_there_is_none_or_a_choice(how_many):
    for number in range(how_many):
        OrganisationFactory(name=f"Sample {number}")

    assert not house(request_of())["organisation"]


def test_a_member_sees_their_own():
    place = OrganisationFactory.build(name="Harbour Practice Example")

    assert house(request_of(organisation=place))["organisation"] == place


def test_nobody_is_here_until_they_sign_in():
    assert not house(request_of())["person"]
    assert house(request_of())["roles"] == frozenset()


def test_charters_and_standards_know_which_of_them_is_shown(client, db):
    page = load_charters()[0]

    doors = {link["label"]: link["here"] for link in client.get(page.get_url()).context["navigation"]}

    assert (doors["Charters"], doors["Standards"]) == (True, False)


def test_before_the_first_charter_the_door_leads_to_a_kind_word(client, db):
    assert "No charter here yet" in client.get("/our-charters/").content.decode()
    load_charters()
    assert client.get("/our-charters/").headers["Location"] == "/charters/"


def test_what_is_suggested_for_the_charter_waits_on_the_first_page_of_its_people(
    organisation, practitioner, outsider, client_for
):
    charter = adopted_charter(organisation)
    assert "Our charter" not in client_for(practitioner).get("/my/").content.decode()
    open_amendment(charter, by=practitioner)

    page = client_for(practitioner).get("/my/").content.decode()

    assert "1 change is suggested. Read it, ask, or say that you are for it." in page
    assert reverse("charter-amendments", args=[charter.code]) in page
    assert "Our charter" not in client_for(outsider).get("/my/").content.decode()
