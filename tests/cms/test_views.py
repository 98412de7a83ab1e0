"""The house's own doors, and what they say when something goes wrong. Error pages never ask the database."""

import pytest
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.shortcuts import render
from django.test import Client, RequestFactory
from django.urls import reverse

from cms import views

ERRORS = ["400", "403", "403_csrf", "404", "413", "429", "500", "503"]


@pytest.fixture
def stranger():
    return Client()


def post_theme(client, theme, back="/"):
    return client.post(reverse("appearance"), {"theme": theme, "next": back})


# --- appearance -----------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_choice_is_kept_in_a_cookie(stranger, theme):
    response = post_theme(stranger, theme, back="/somewhere/")

    assert (response.status_code, response["Location"]) == (302, "/somewhere/")
    assert response.cookies["theme"].value == theme
    assert response.cookies["theme"]["httponly"] is True


@pytest.mark.parametrize("theme", ["auto", "", "<script>"])
def test_anything_else_is_as_the_device_says(stranger, theme):
    post_theme(stranger, "dark")
    response = post_theme(stranger, theme)

    assert response.cookies["theme"].value == ""


@pytest.mark.parametrize(
    "back",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "javascript:alert(1)",
        "",
        "words",
        "7",
        "a\x00b",
        "💥",
    ],
)
def test_it_never_sends_anyone_elsewhere(stranger, back):
    assert post_theme(stranger, "dark", back=back)["Location"] == "/"


def test_appearance_is_not_a_page(stranger):
    assert stranger.get(reverse("appearance")).status_code == 405


# --- the front page -------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_front_page_stands_before_any_standard_is_loaded(stranger):
    response = stranger.get("/")

    assert response.status_code == 200
    assert response.context["areas"] == []


# --- is it well, and who may look -----------------------------------------------------------


def test_alive(stranger):
    assert stranger.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_ready(stranger):
    assert stranger.get("/readyz").content == b"ok\n"


def test_search_engines_stay_out_of_what_is_personal(stranger):
    lines = stranger.get("/robots.txt").content.decode().splitlines()

    assert lines[0] == "User-agent: *"
    assert "Disallow: /my/" in lines
    assert "Disallow: /c/" in lines


@pytest.mark.django_db
def test_nobody_signs_up_alone(stranger):
    response = stranger.get(reverse("account_signup"), follow=True)

    assert response.redirect_chain == [(reverse("account_login"), 302)]
    assert "Accounts are by invitation." in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("theirs", "ours"),
    [("/admin/login/?next=/admin/", "account_login"), ("/admin/password_reset/", "account_reset_password")],
)
def test_the_admin_has_no_log_in_of_its_own(stranger, theirs, ours):
    response = stranger.get(theirs)

    assert response["Location"].split("?")[0] == reverse(ours)


# --- signing in -----------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["account_login", "account_reset_password", "account_reset_password_done"])
def test_the_way_in_is_one_of_our_pages(stranger, name):
    page = stranger.get(reverse(name)).content.decode()

    assert '<a class="skip" href="#main">' in page
    assert page.count("<h1>") == 1


@pytest.mark.django_db
def test_a_wrong_password_gets_a_sentence_and_keeps_what_was_typed(stranger):
    page = stranger.post(
        reverse("account_login"), {"login": "ama@sample.example", "password": "wrong"}
    ).content.decode()

    assert "<title>Problem: Sign in – Practice Portfolio</title>" in page
    assert 'value="ama@sample.example"' in page


@pytest.mark.django_db
def test_a_used_reset_link_says_so(stranger):
    page = stranger.get(reverse("account_reset_password_from_key", args=["x", "y"])).content.decode()

    assert "<h1>This link no longer works</h1>" in page


# --- when something goes wrong --------------------------------------------------------------


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_page_asks_the_database_nothing(name):
    page = render(RequestFactory().get("/"), f"{name}.html", {"message": ""}).content.decode()

    assert page.count("<h1>") == 1
    assert "</html>" in page


def test_the_last_error_page_needs_nothing_but_a_request():
    request = RequestFactory().get("/")
    request.reference = "abc123abc123"

    response = views.server_error(request)

    assert response.status_code == 500
    assert '<b class="num">abc123abc123</b>' in response.content.decode()


@pytest.mark.parametrize("login", ["", "a" * 32])
def test_a_database_that_is_away_is_said_and_can_be_tried_again(client, monkeypatch, login):
    """As it looks to a visitor: whatever first asks the database finds nobody there."""

    def nobody_there(*asked):
        raise OperationalError("connection refused")

    client.raise_request_exception = False
    client.cookies["sessionid"] = login
    monkeypatch.setattr(BaseDatabaseWrapper, "cursor", nobody_there)
    response = client.get("/check/?n=0000")

    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert "We are away for a moment" in response.content.decode()


def test_a_bad_request_can_say_what_was_bad():
    page = render(
        RequestFactory().get("/"), "400.html", {"message": "That <b> is not a number."}
    ).content.decode()

    assert '<p class="lede">That &lt;b&gt; is not a number.</p>' in page
    assert views.bad_request(RequestFactory().get("/")).status_code == 400
    assert views.too_many(RequestFactory().get("/")).status_code == 429


@pytest.mark.django_db
def test_an_unknown_address_is_one_of_our_pages(stranger):
    response = stranger.get("/nowhere/at-all/")

    assert response.status_code == 404
    assert "<h1>There is nothing at this address</h1>" in response.content.decode()
