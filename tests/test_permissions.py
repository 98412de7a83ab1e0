"""Every address, everybody: what they are answered. The tables are in tests/doors/."""

import re
from importlib import import_module
from itertools import groupby
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse

from tests.doors.world import World

TABLES = [path.stem for path in sorted((Path(__file__).parent / "doors").glob("*.py"))]
DOORS = [row for name in TABLES for row in getattr(import_module(f"tests.doors.{name}"), "DOORS", [])]

# Addresses that do not ask who you are. A new one is a decision: it stands here, or the build breaks.
PUBLIC = {
    "account_inactive", "account_login", "account_logout", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "account_signup", "appearance",
    "case-CFAssociationGroupings", "case-CFAssociations", "case-CFConcepts", "case-CFDocuments",
    "case-CFItemAssociations", "case-CFItemTypes", "case-CFItems", "case-CFLicenses", "case-CFPackages",
    "case-CFRubrics", "case-CFSubjects", "case-documents", "case-unknown",
    "award-detail", "award-json", "award-list", "awards-json", "versions-json", "crosswalk-detail", "crosswalk-json",
    "glossary", "glossary-json", "healthz", "home", "invitation", "page-json", "portfolio-schema", "readyz",
    "requirement-address",
    "requirement-json", "robots", "search-json", "sitemap", "standard-address", "standard-json", "standard-versions",
    "take-down",
    "standards", "standards-search", "suites-json", "verify", "verify-token", "version-address", "version-json",
    "wagtail_serve", "witness", "witness-keep", "witness-recording",
    "witness-upload", "witness-uploads",
    "charters",
    "charter-address", "charter-compare", "charter-compare-json", "charter-crosswalk", "charter-crosswalk-json",
    "charter-json", "charter-language",
    "charter-language-json", "charter-version", "charter-version-json", "charter-versions", "charter-versions-json",
    "clause-address", "clause-json",
}  # fmt: skip
REASONED_ABOUT_ELSEWHERE = {
    "wagtail_serve": "published pages: tests/standards and tests/cms",
    "wagtaildocs_serve": "site documents, shut like the rest: see test_documents_of_the_site_ask_who_you_are",
    "wagtaildocs_authenticate_with_password": "no shared passwords: nothing is ever shown for one",
    "closed": "leads to nothing: test_the_editing_rooms_are_for_trainers",
    "closed_action": "leads to nothing: test_the_editing_rooms_are_for_trainers",
}


TAKE_MORE = {  # the tus protocol; there is none of this code
    "my/uploads/<slug:code>/": ("PATCH", "DELETE"),
    "my/uploads/bags/<slug:code>/": ("PATCH", "DELETE"),
    "witness/<str:token>/uploads/<slug:code>/": ("PATCH", "DELETE"),
}


def addresses(resolver, prefix=""):
    """Every address of ours: (route, entry). Wagtail's own editing rooms are one group, tested below."""
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, entry
        else:
            yield from addresses(entry, route)


ALL = list(addresses(get_resolver()))
ROOMS = [route for route, entry in ALL if route.startswith("admin/")]
OURS = {entry.name: entry for route, entry in ALL if not route.startswith("admin/")}


@pytest.fixture
def world(organisation, practitioner, assessor, iqa, trainer, coordinator, outsider):
    cast = {"practitioner": practitioner, "assessor": assessor, "iqa": iqa, "trainer": trainer}
    return World(organisation, coordinator=coordinator, outsider=outsider, **cast)


def test_every_address_has_a_row():
    assert set(OURS) - set(REASONED_ABOUT_ELSEWHERE) == {row.name for row in DOORS}


def test_every_address_has_a_name():
    assert None not in OURS


def test_every_public_address_is_named():
    assert {
        name for name, entry in OURS.items() if not getattr(entry.callback, "login_required", True)
    } == PUBLIC


def test_strangers_are_let_in_only_where_it_says_so():
    assert {row.name for row in DOORS if row.answers["stranger"] != "who"} <= PUBLIC


def things_of(row):
    """What of this world a row names, in the order in which it is made."""
    sent = [what[1:] for what in (row.post or {}).values() if what.startswith("@")]
    return [what for what in [*row.address.values(), *sent] if hasattr(World, what)]


IN_ONE_WORLD = {
    " ".join(things): list(rows) for things, rows in groupby(sorted(DOORS, key=things_of), key=things_of)
}


@pytest.mark.parametrize("things", IN_ONE_WORLD)
def test_everybody_is_answered_as_the_table_says(world, client_for, things):
    """Rows that name the same things share a world: whatever an answer changed is undone before the next."""
    browsers = {who: client_for(person) for who, person in world.cast.items()}
    for row in IN_ONE_WORLD[things]:
        url = reverse(row.name, kwargs={name: found(world, what) for name, what in row.address.items()})
        form = row.post and {
            name: found(world, what[1:]) if what.startswith("@") else what for name, what in row.post.items()
        }

        answers = {who: answer(browsers[who].afresh(), url, form) for who in row.answers}

        assert (str(row), answers) == (str(row), row.answers)


def found(world, what):
    """Something of this world by its code; anything that is not in it stands for itself."""
    thing = world.cast.get(what) or getattr(world, what, what)
    return getattr(thing, "code", thing)


def answer(browser, url, post):
    """The status, or "who" where they are asked who they are. Whatever it changed is undone for the next."""
    with transaction.atomic():
        response = browser.get(url) if post is None else browser.send(url, post)
        b"".join(response)  # to the end, as a browser would: that is what lets go of a file
        transaction.set_rollback(True)
    asked = response.status_code == 302 and response["Location"].startswith(
        reverse("account_login") + "?next="
    )
    return "who" if asked else str(response.status_code)


def is_ours(route, entry):
    """Not one of Wagtail's own, and not a door that is shut for good."""
    module = getattr(entry.callback, "__module__", "")
    is_room = route.startswith("admin/") and module.split(".")[0] not in (
        "standards",
        "community",
        "portfolios",
    )
    is_wagtails = is_room or (entry.name or "").startswith("wagtail")
    return not is_wagtails and entry.name not in ("closed", "closed_action")


def test_an_address_takes_the_methods_it_was_made_for_and_no_other(client_for, trainer):
    browser = client_for(trainer)
    routes = [route for route, entry in ALL if is_ours(route, entry)]

    answers = {
        (route, other): browser.generic(other, sample(route)).status_code
        for route in routes
        for other in ("PUT", "PATCH", "DELETE")
    }

    assert answers == {
        (route, other): 404 if other in TAKE_MORE.get(route, ()) else 405 for route, other in answers
    }


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_page_for_everyone_is_read_and_nothing_else(db, client, method):
    assert client.generic(method, "/a-suite/a-standard/").status_code == 405


# --- Wagtail's rooms ------------------------------------------------------------------------


ROOMS_FOR_ALL = {
    "admin/password_reset/": "leads to our own page for a forgotten password",
    "admin/sprite/": "icons",
    "admin/jsi18n/": "words for buttons",
}


def sample(route):
    """An address that fits the route: 1 for every number, "x" for every word."""
    plain = re.sub(r"<(?:int|row|str|slug|path|uuid):\w+>|<\w+>|\(\?P<\w+>[^)]*\)|\([^)]*\)", "1", route)
    return "/" + re.sub(r"[\^$\\?]", "", plain)


def test_a_number_no_row_can_have_is_not_there(client_for, trainer):
    """Larger than the databases count, in every address of ours that takes the number of a row."""
    numbered = [route for route, entry in ALL if is_ours(route, entry) and re.search("<(int|row):", route)]
    routes = [re.sub("<(int|row):[^>]+>", str(2**63), route) for route in numbered]

    answers = {route: client_for(trainer).get(sample(route)).status_code for route in routes}

    assert answers
    assert set(answers.values()) <= {404, 405}


@pytest.mark.parametrize("who", ["practitioner", "assessor", "iqa", "coordinator", "stranger"])
def test_the_editing_rooms_are_for_trainers(world, client_for, who):
    browser = client_for(world.cast[who])
    log_in = re.compile(r"^/(account/log-in|admin/login)/")

    let_in = [
        (room, response.status_code)
        for room in ROOMS
        if room not in ROOMS_FOR_ALL
        for response in [browser.get(sample(room))]
        if response.status_code < 400 and not log_in.match(response.headers.get("Location", ""))
    ]

    assert let_in == []


def test_who_has_no_business_there_is_told_so_and_not_sent_in_circles(client_for, practitioner):
    browser = client_for(practitioner)

    for address in ("/admin/", "/admin/pages/1/edit/", "/admin/login/?next=/admin/"):
        response = browser.get(address, follow=True)
        assert (response.status_code, len(response.redirect_chain) < 4) == (403, True)


def test_there_are_rooms():
    assert len(ROOMS) > 100


def test_documents_of_the_site_ask_who_you_are(db, client):
    assert client.get("/documents/1/a.pdf")["Location"].startswith(reverse("account_login"))


def test_nothing_of_the_data_folder_has_an_address(world, client_for):
    kept = world.shared_file.file
    browser = client_for(world.practitioner)

    for address in [
        f"/media/{kept.name}",
        f"/evidence/{kept.name}",
        f"/static/../{kept.name}",
        "/static/",
        "/.git/config",
    ]:
        assert browser.get(address, follow=True).status_code == 404
    assert str(settings.DATA_DIR) in kept.path
