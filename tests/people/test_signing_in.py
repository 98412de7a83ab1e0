"""One door, with its limits, and no way round it."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail

from people.models import OutboxMail
from people.operations.jobs import perform_everything
from tests.factories import UserFactory
from tests.factories.people import PASSWORD

LOG_IN = "/account/log-in/"


def log_in(client, login, password=PASSWORD):
    return client.post(LOG_IN, {"login": login, "password": password})


def is_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("login", ["pat@sample.example", "PAT@Sample.Example", " pat@sample.example "])
def test_one_signs_in_with_an_email_whatever_its_capitals(db, client, login):
    UserFactory(email="pat@sample.example")

    log_in(client, login)

    assert is_in(client)


def test_someone_without_an_email_signs_in_with_their_code(db, client):
    log_in(client, UserFactory(email="").code.upper())

    assert is_in(client)


@pytest.mark.parametrize("login", ["pat@sample.example", "nobody@sample.example", "0000000000", None])
def test_refusing_costs_one_password_whether_someone_is_known_or_not(db, client, monkeypatch, login):
    pat = UserFactory(email="pat@sample.example")
    hashed, really = [], MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *said: hashed.append(said) or really(*said))

    log_in(client, login or pat.code, "not the password")

    assert len(hashed) == 1


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("pat@sample.example", "not the password"),
        ("nobody@sample.example", PASSWORD),
        ("", PASSWORD),
        ("pat@sample.example", ""),
        ("' OR 1=1 --", PASSWORD),
        ("pat\x00@sample.example", PASSWORD),
        ("x" * 300, PASSWORD),
        ("x" * 100_000, PASSWORD),
        ("x" * 100_000 + "@sample.example", PASSWORD),
    ],
)
def test_anything_else_does_not(db, client, login, password):
    UserFactory(email="pat@sample.example")
    UserFactory(email="")

    answer = log_in(client, login, password)

    assert answer.status_code == 200
    assert not is_in(client)


def test_someone_who_may_no_longer_sign_in_does_not(db, client):
    log_in(client, UserFactory(email="pat@sample.example", is_active=False).email)

    assert not is_in(client)


def test_guessing_is_slowed_down(db, client):
    UserFactory(email="pat@sample.example")

    answers = [
        log_in(client, "pat@sample.example", f"guess {number}").content.decode() for number in range(7)
    ]

    assert ["tried too often" in answer for answer in answers] == [False] * 5 + [True] * 2
    log_in(client, "pat@sample.example")
    assert not is_in(client)


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/password_reset/", "/admin/", "/django-admin/"])
def test_no_other_door_lets_anyone_in(db, client, address):
    admin = UserFactory(email="pat@sample.example", is_superuser=True)

    for name in ["username", "login", "email", "code"]:
        client.post(address, {name: admin.email, "password": PASSWORD})
        client.post(address, {name: admin.code, "password": PASSWORD})

    assert not is_in(client)


def test_nobody_signs_up_by_themselves(db, client):
    answer = client.post(
        "/account/sign-up/", {"username": "someone", "password1": PASSWORD, "email": "a@sample.example"}
    )

    assert answer.status_code == 405
    assert not is_in(client)


def test_a_forgotten_password_is_chosen_anew_with_a_link_that_works_once(db, client, mail_on):
    person = UserFactory(email="pat@sample.example")

    client.post("/account/password/", {"email": "PAT@sample.example"}, headers={"host": "localhost"})
    perform_everything()
    [sent] = mail.outbox
    assert sent.to == ["pat@sample.example"]
    [link] = re.findall(r"http://127\.0\.0\.1:8000(/\S+)", sent.body)
    form = client.get(link, follow=True)
    new = "another long sample password"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})

    person.refresh_from_db()
    assert person.check_password(new)
    assert client.get(link, follow=True).redirect_chain == []
    assert OutboxMail.objects.get().link == ""


def test_asking_for_a_new_password_does_not_say_who_is_here(db, client, mail_on):
    UserFactory(email="pat@sample.example")

    answers = [
        client.post("/account/password/", {"email": email})
        for email in ["pat@sample.example", "no@sample.example"]
    ]

    assert [(answer.status_code, answer["Location"]) for answer in answers] == [
        (302, "/account/password/sent/")
    ] * 2
    assert OutboxMail.objects.count() == 1
