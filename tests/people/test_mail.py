"""A mail says that there is something to see, and where. Nothing else, to nobody else."""

import re

import pytest
from django.conf import settings
from django.core import mail

from people import registry
from people.models import OutboxMail
from people.operations.jobs import perform_everything
from people.operations.mail import deliver_mail
from people.telling import post, tell
from tests.factories import OrganisationFactory, UserFactory

State = OutboxMail.State
KINDS = ["shared", "replied", "certificate_ready"]


@pytest.fixture
def reader(db):
    return UserFactory(name="Robin Example", email="robin@sample.example")


@pytest.fixture
def about(db, monkeypatch):
    for kind in KINDS:
        monkeypatch.setitem(registry.NOTICES, kind, lambda code: f"/somewhere/{code}/")
    return OrganisationFactory(name="A very private matter")


@pytest.mark.parametrize("kind", KINDS)
def test_a_mail_names_nobody_and_nothing_and_goes_to_one_address(reader, about, kind, mail_on):
    tell(reader, kind, about=about)
    perform_everything()

    [sent] = mail.outbox
    assert sent.to == ["robin@sample.example"]
    assert (sent.cc, sent.bcc, sent.attachments) == ([], [], [])
    words = sent.subject + sent.body
    assert [private for private in ["Robin", "Example", "private", "matter"] if private in words] == []
    assert f"http://127.0.0.1:8000/somewhere/{about.code}/\n" in sent.body + "\n"
    assert sent.body.count("http") == 1
    assert "&" not in sent.body
    assert OutboxMail.objects.get().state == State.SENT


def test_the_subject_is_one_line_and_the_body_begins_with_a_greeting(reader, about, mail_on):
    tell(reader, "replied", about=about)
    perform_everything()

    assert mail.outbox[0].subject == "You have a reply"
    assert mail.outbox[0].body.startswith("Hello,\n\n")


def test_a_mail_is_sent_once(reader, about, mail_on):
    row = tell(reader, "replied", about=about)
    perform_everything()
    deliver_mail(row.code)
    perform_everything()

    assert len(mail.outbox) == 1


def test_without_a_mail_server_it_is_set_aside(reader, about, settings):
    assert settings.MAIL_ON is False
    tell(reader, "replied", about=about)
    perform_everything()

    assert mail.outbox == []
    assert OutboxMail.objects.get().state == State.SET_ASIDE


def test_someone_without_an_email_gets_none(about, mail_on):
    assert tell(UserFactory(email=""), "replied", about=about) is None
    assert not OutboxMail.objects.exists()


def test_someone_who_left_before_it_was_sent_gets_none(reader, about, mail_on):
    tell(reader, "replied", about=about)
    reader.is_active = False
    reader.save()
    perform_everything()

    assert mail.outbox == []
    assert OutboxMail.objects.get().state == State.SET_ASIDE


def test_a_changed_address_is_the_one_that_is_used(reader, about, mail_on):
    tell(reader, "replied", about=about)
    reader.email = "new@sample.example"
    reader.save()
    perform_everything()

    assert [sent.to for sent in mail.outbox] == [["new@sample.example"]]


def test_links_and_addresses_are_forgotten_once_sent(db, mail_on):
    post("invitation", address="ines@sample.example", link="/invitation/secret/")
    perform_everything()

    assert mail.outbox[0].to == ["ines@sample.example"]
    assert "http://127.0.0.1:8000/invitation/secret/" in mail.outbox[0].body
    row = OutboxMail.objects.get()
    assert (row.link, row.address, row.state) == ("", "", State.SENT)


def test_a_mail_server_that_is_away_is_tried_again(reader, about, mail_on, settings):
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 1, "timeout": 1},
        }
    }
    tell(reader, "replied", about=about)
    perform_everything()

    row = OutboxMail.objects.get()
    assert row.state == State.WAITING


NOTICES = sorted((settings.BASE_DIR / "templates/notices").iterdir())


def test_every_mail_is_named():
    people = ["certificate_ready", "invitation", "replied", "reset", "shared", "standard_moved_on", "digest"]
    reading = [
        "decision_answered",
        "decision_opened_again",
        "licence_ends",
        "opened_again",
        "question_answered",
        "question_asked",
        "second_look",
        "second_look_answered",
        "second_look_asked",
        "to_agree",
    ]
    evidence = ["file_held", "out_of_sight", "part_asked", "portfolio_packed", "recorded", "seen_in_place"]
    judged = ["difference_answered", "look_again", "seen_differently", "witness_answered", "witness_asked"]
    trainers = ["page_approved", "page_not_published", "page_sent_back", "page_to_read"]
    charters = ["amendment_closed", "charter_changed", "talk_wished", "words_taken_away"]

    assert [path.name for path in NOTICES] == [
        f"{kind}.txt" for kind in sorted([*people, *reading, *evidence, *judged, *trainers, *charters])
    ]


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_no_mail_has_room_for_anything_but_a_link(path):
    room = {"{{ link }}", "{{ count }}"} if path.stem == "digest" else {"{{ link }}"}
    assert set(re.findall(r"{{.*?}}", path.read_text())) == room
