"""Adopting a charter keeps its words; nothing but an adopted amendment changes them."""

from dataclasses import asdict
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from community.exchange.document import CharterDocument, ClauseText, Section
from community.exchange.reworking import words_of
from community.models import Charter, CharterEntry, CharterPage, CharterVersion, Clause
from community.operations.drafting import draft_charter
from people.frozen import IsFrozen
from people.models import AuditEvent
from standards.models import CannotBePublished
from tests.factories.community import SMALL, adopted_charter


def test_the_first_version_needs_its_day_and_how_it_was_adopted(db):
    page = draft_charter(SMALL, by=None)

    with pytest.raises(CannotBePublished, match="on which day"):
        page.get_latest_revision().publish()

    assert not CharterPage.objects.get().live
    assert not Charter.objects.exists()


def test_it_was_never_adopted_on_a_day_still_to_come(db):
    today = timezone.localdate()

    with pytest.raises(CannotBePublished, match="This day is still to come"):
        adopted_charter(adopted_on=today + timedelta(days=1))

    assert not Charter.objects.exists()
    assert adopted_charter(adopted_on=today).current_version.adopted_on == today


def test_a_dash_stands_apart_from_its_label_and_a_colon_does_not(db, client):
    marked = [ClauseText("value", "Respect", "Treat people well.", mark) for mark in ":–-—"]
    document = CharterDocument("Marks Sample", sections=(Section("Values", tuple(marked)),))
    charter = adopted_charter(document=document)
    page = BeautifulSoup(client.get(charter.page.url).content, "html.parser")

    leads = ["Respect:", "Respect –", "Respect -", "Respect —"]
    assert [bold.text for bold in page.select(".charter-text .clause__words b")] == leads
    words = [f"{lead} Treat people well." for lead in leads]
    assert [clause.words for clause in charter.current_version.clauses.all()[1:]] == words
    assert [words_of(asdict(row)) for row in document.rows[1:]] == words


def test_the_words_are_kept_in_their_places(db):
    version = adopted_charter().current_version

    assert (version.number, version.title, version.preamble) == (
        1,
        "How we work Sample",
        "We made this together.",
    )
    assert (version.adopted_on, version.how) == (
        date(2024, 3, 2),
        "At a meeting of everyone, by show of hands.",
    )
    assert [(c.level, c.kind, c.words) for c in version.clauses.all()] == [
        (0, "section", "Values"),
        (1, "value", "Inclusion: Everyone is welcome."),
        (1, "value", "Welfare: Feel free to decline."),
        (0, "section", "Zero tolerance"),
        (1, "statement", "Unacceptable behaviour includes, but is not limited to:"),
        (2, "unacceptable behaviour", "Any form of discrimination"),
        (2, "unacceptable behaviour", "Putting others at risk"),
    ]
    assert AuditEvent.objects.get(action="charter.adopted").payload == {
        "charter": version.charter.code,
        "number": 1,
        "digest": version.wording.digest,
    }


def test_publishing_other_words_is_refused_whatever_the_path(db):
    charter = adopted_charter()
    page = charter.page.specific
    entry = page.entries.all()[1]
    entry.text = "Nobody is welcome."
    page.entries.add(entry)

    with pytest.raises(CannotBePublished, match="adopted, not published"):
        page.save_revision().publish()

    assert CharterVersion.objects.count() == 1
    assert CharterEntry.objects.get(pk=entry.pk).text == "Everyone is welcome."
    assert CharterPage.objects.get().has_unpublished_changes


def test_publishing_the_same_words_again_keeps_the_version(db, organisation):
    charter = adopted_charter()
    page = charter.page.specific
    page.organisation = organisation

    page.save_revision().publish()

    charter.refresh_from_db()
    assert charter.current_version.number == 1
    assert charter.organisation == organisation


def test_an_adopted_version_is_frozen_in_python_and_in_the_database(db):
    clause = adopted_charter().current_version.clauses.first()

    with pytest.raises(IsFrozen):
        clause.save()
    for statement in (
        "UPDATE community_clause SET text = 'x'",
        "DELETE FROM community_clause",
        "UPDATE community_charterversion SET how = 'x'",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    with pytest.raises(IntegrityError), transaction.atomic():
        Clause.objects.create(version=clause.version, position=99, label="Slipped in later")


def test_another_rule_for_amendments_is_on_record(db, organisation):
    charter = adopted_charter(organisation, open_days=14, least_people=5)
    page = charter.page.specific
    page.save_revision().publish()
    assert not AuditEvent.objects.filter(action="charter.rule_changed").exists()
    page.least_people = 3

    page.save_revision().publish()

    event = AuditEvent.objects.get(action="charter.rule_changed")
    assert (event.subject_code, event.payload) == (
        charter.code,
        {"open_days": 14, "least_people": 3, "least_share": 0},
    )
