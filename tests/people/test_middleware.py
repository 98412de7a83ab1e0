import logging
import zoneinfo
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone, translation

from people.middleware import PersonMiddleware, RequestIdFilter, RequestIdMiddleware
from people.roles import Role
from tests.factories import MembershipFactory, OrganisationFactory

NOON = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


# --- plain requests -------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/standards/%00", "/c/a%00b", "/healthz?next=%00", "/?q=a%00", "/%2500"])
def test_a_nul_byte_in_an_address_is_answered_with_a_sentence(db, client, address):
    answer = client.get(address)

    assert answer.status_code == 400
    assert "That address holds a character we can’t read." in answer.content.decode()


def test_a_nul_byte_is_noticed_before_anyone_is_asked_who_they_are(client_for, practitioner):
    assert client_for(practitioner).post("/evidence/%00/", {"once": "x"}).status_code == 400


@pytest.mark.parametrize(
    "address", ["/%ff", "/nowhere/%F0%9F%A7%B5/", "/?page=-1", "/?q=%22", "/" + "a" * 3000]
)
def test_odd_addresses_are_no_trouble(db, client, address):
    assert client.get(address).status_code < 500


# --- privacy --------------------------------------------------------------------------------


def test_what_someone_signed_in_sees_is_kept_by_nobody(client_for, practitioner):
    assert client_for(practitioner).get("/healthz")["Cache-Control"] == "no-store, private"


def test_what_a_stranger_sees_may_be_kept(db, client):
    assert "no-store" not in client.get("/robots.txt").get("Cache-Control", "")


def test_headers_every_answer_carries(db, client):
    answer = client.get("/robots.txt")

    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Permissions-Policy"] == "camera=(), microphone=(), geolocation=()"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert [
        name for name in ["Server", "X-Powered-By", "Access-Control-Allow-Origin"] if name in answer
    ] == []


def test_pages_run_only_our_own_scripts(db, client):
    policies = [client.get("/account/log-in/")["Content-Security-Policy"] for _visit in range(2)]

    script = [part for part in policies[0].split("; ") if part.startswith("script-src")]
    assert script[0].startswith("script-src 'self' 'nonce-")
    assert "unsafe" not in policies[0]
    assert {"object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'self'"} <= set(
        policies[0].split("; ")
    )
    assert policies[0] != policies[1]  # a nonce is for one visit


def test_only_the_editing_rooms_get_the_looser_policy(db, client):
    assert "script-src 'self' 'unsafe-inline'" in client.get("/admin/")["Content-Security-Policy"]


def test_signing_out_leaves_nothing_on_a_shared_computer(client_for, practitioner):
    browser = client_for(practitioner)

    answer = browser.post("/account/log-out/")

    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert answer["Cache-Control"] == "no-store, private"
    assert "sessionid" not in browser.cookies or browser.cookies["sessionid"].value == ""


# --- who is asking --------------------------------------------------------------------------


def visit(person, session=None):
    """What the view sees: (organisation, roles, time at noon UTC)."""
    request = RequestFactory().get("/")
    request.user, request.session = person, session or {}
    seen = []

    def view(request):
        hour = timezone.localtime(NOON).hour
        seen.extend([request.organisation, request.roles, hour])
        return HttpResponse()

    PersonMiddleware(view)(request)
    return seen


def test_a_stranger_has_no_organisation_and_the_time_of_this_place(db):
    assert visit(AnonymousUser()) == [None, frozenset(), 13]


def test_a_member_has_the_time_of_their_organisation_unless_they_chose_their_own(practitioner, organisation):
    organisation.time_zone = "Asia/Kolkata"
    organisation.save()
    assert visit(practitioner) == [organisation, frozenset({"practitioner"}), 17]

    practitioner.time_zone = "America/Toronto"
    assert visit(practitioner)[2] == 8

    practitioner.time_zone = "Mars/Olympus"
    assert visit(practitioner)[2] == 13


def test_the_time_zone_of_one_visit_is_not_the_next_ones(practitioner):
    before = timezone.get_current_timezone()
    practitioner.time_zone = "Asia/Tokyo"

    visit(practitioner)

    assert timezone.get_current_timezone() == before == zoneinfo.ZoneInfo(settings.TIME_ZONE)


def test_someone_in_two_places_is_in_the_one_they_chose_with_its_roles_only(practitioner, organisation):
    elsewhere = OrganisationFactory(name="A first in the alphabet")
    MembershipFactory(person=practitioner, organisation=elsewhere, role=Role.ASSESSOR)

    assert visit(practitioner, {"organisation": organisation.code})[:2] == [organisation, {"practitioner"}]
    assert visit(practitioner, {"organisation": elsewhere.code})[:2] == [elsewhere, {"assessor"}]
    assert visit(practitioner, {"organisation": "not theirs"})[:2] == [elsewhere, {"assessor"}]


@pytest.mark.parametrize(
    ("chosen", "heard"), [("cy", "cy"), ("en-gb", "en-gb"), ("nonsense", "en-gb"), ("", "en-gb")]
)
def test_everyone_is_spoken_to_in_their_own_language(practitioner, chosen, heard):
    practitioner.language, said = chosen, []
    request = RequestFactory().get("/")
    request.user, request.session = practitioner, {}

    with translation.override("en-gb"):
        PersonMiddleware(lambda request: said.append(translation.get_language()) or HttpResponse())(request)

    assert said == [heard]


# --- references -----------------------------------------------------------------------------


def test_every_line_of_the_log_carries_the_reference_of_its_request(caplog):
    references = []

    def view(request):
        line = logging.LogRecord("sample", logging.WARNING, "", 0, "something", (), None)
        RequestIdFilter().filter(line)
        references.extend([request.reference, line.request_id])
        return HttpResponse()

    RequestIdMiddleware(view)(RequestFactory().get("/"))
    RequestIdMiddleware(view)(RequestFactory().get("/"))

    assert references[0] == references[1] != references[2] == references[3]
    assert len(references[0]) == 12
