import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import OperationalError, connection

from people.audit import (
    WRITERS,
    Line,
    NotInAnOperation,
    broken_links,
    forget_old_marks,
    one_operation,
    operation,
    record,
    record_access,
)
from people.models import AccessMark, AuditEvent, Organisation, Stream, StreamHead
from tests.factories import OrganisationFactory, UserFactory

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@operation
def rename(organisation, name, *, by, then=None, stream=Stream.RECORD):
    Organisation.objects.filter(pk=organisation.pk).update(name=name)
    record("organisation.renamed", by=by, subject=organisation, stream=stream, letters=len(name))
    if then:
        then()


def events(stream=Stream.RECORD):
    return list(AuditEvent.objects.filter(stream=stream).values_list("sequence", "action"))


def explode():
    raise RuntimeError("half-way")


def test_an_event_says_who_did_what_to_what_and_when(organisation, coordinator):
    rename(organisation, "Valley", by=coordinator)

    event = AuditEvent.objects.get()
    assert event.actor_code == coordinator.code
    assert event.action == "organisation.renamed"
    assert (event.subject_type, event.subject_code) == ("people.organisation", organisation.code)
    assert event.payload == {"letters": 6}
    assert event.at.tzinfo == UTC
    assert (event.stream, event.sequence, event.previous_hash) == ("record", 1, "")
    assert len(event.hash) == 64


def test_events_are_chained(organisation, coordinator):
    for name in ["One", "Two", "Three"]:
        rename(organisation, name, by=coordinator)

    chain = list(AuditEvent.objects.order_by("sequence").values_list("sequence", "previous_hash", "hash"))
    assert [place for place, _previous, _hash in chain] == [1, 2, 3]
    assert [previous for _place, previous, _hash in chain] == ["", chain[0][2], chain[1][2]]
    assert StreamHead.objects.get().hash == chain[2][2]
    assert list(broken_links()) == []


def test_an_event_outside_an_operation_is_refused(organisation, coordinator):
    with pytest.raises(NotInAnOperation):
        record("organisation.renamed", by=coordinator, subject=organisation)

    assert events() == []


def test_what_was_rolled_back_did_not_happen(organisation, coordinator):
    with pytest.raises(RuntimeError):
        rename(organisation, "Never", by=coordinator, then=explode)

    organisation.refresh_from_db()
    assert organisation.name == "Valley Practice Sample"
    assert events() == []
    assert not StreamHead.objects.exists()

    rename(organisation, "Later", by=coordinator)
    assert events() == [(1, "organisation.renamed")]


def test_nested_operations_are_one(organisation, coordinator):
    other = OrganisationFactory()

    def inner():
        rename(other, "Inner", by=coordinator)
        assert events() == []  # written last, when the outermost is done

    rename(organisation, "Outer", by=coordinator, then=inner)

    assert list(AuditEvent.objects.values_list("subject_code", flat=True)) == [organisation.code, other.code]


def test_when_the_outer_one_breaks_the_inner_one_is_undone(organisation, coordinator):
    other = OrganisationFactory(name="Other")

    def inner_then_break():
        rename(other, "Inner", by=coordinator)
        explode()

    with pytest.raises(RuntimeError):
        rename(organisation, "Outer", by=coordinator, then=inner_then_break)

    other.refresh_from_db()
    assert (other.name, events()) == ("Other", [])


def test_an_inner_one_that_breaks_and_is_caught_leaves_the_outer_one_whole(organisation, coordinator):
    other = OrganisationFactory(name="Other")

    def inner_that_breaks():
        with pytest.raises(RuntimeError):
            rename(other, "Inner", by=coordinator, then=explode)

    rename(organisation, "Outer", by=coordinator, then=inner_that_breaks)

    other.refresh_from_db()
    assert other.name == "Other"
    assert list(AuditEvent.objects.values_list("subject_code", flat=True)) == [organisation.code]


def test_each_stream_counts_for_itself(organisation, coordinator):
    rename(organisation, "One", by=coordinator)
    rename(organisation, "Two", by=coordinator, stream=Stream.SEALED)
    rename(organisation, "Three", by=coordinator)

    assert events(Stream.RECORD) == [(1, "organisation.renamed"), (2, "organisation.renamed")]
    assert events(Stream.SEALED) == [(1, "organisation.renamed")]
    assert AuditEvent.objects.get(stream=Stream.SEALED).previous_hash == ""


def test_opening_a_file_counts_once_in_a_quarter_of_an_hour(organisation, coordinator):
    for minutes in [0, 5, 14, 15, 29, 30]:
        record_access(organisation, by=coordinator, at=NOON + timedelta(minutes=minutes))
    record_access(organisation, by=UserFactory(), at=NOON)
    record_access(OrganisationFactory(), by=coordinator, at=NOON)

    assert events(Stream.ACCESS) == [(place, "file.opened") for place in range(1, 6)]
    assert events(Stream.RECORD) == []


def test_marks_of_yesterday_are_forgotten_and_the_events_stay(organisation, coordinator):
    record_access(organisation, by=coordinator, at=NOON - timedelta(days=2))
    record_access(organisation, by=coordinator, at=NOON)

    forget_old_marks(at=NOON)

    assert AccessMark.objects.get().quarter == NOON
    assert len(events(Stream.ACCESS)) == 2


def test_operations_at_the_same_moment_stand_in_one_row(at_once):
    person, places = UserFactory(), OrganisationFactory.create_batch(6)

    outcomes = at_once(*[lambda place=place: rename(place, "At once", by=person) for place in places])

    assert outcomes == [None] * 6
    assert [place for place, _action in events()] == [1, 2, 3, 4, 5, 6]
    assert list(broken_links()) == []


def test_those_who_write_at_the_same_moment_wait_in_a_line(at_once, monkeypatch):
    """Not each for itself: SQLite is given no patience here, and would turn away whoever finds it busy."""
    person, places = UserFactory(), OrganisationFactory.create_batch(6)
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0)

    def slowly(place):
        with one_operation():
            time.sleep(0.02)
            rename(place, "In a line", by=person)

    outcomes = at_once(*[lambda place=place: slowly(place) for place in places])

    assert outcomes == [None] * 6
    assert Organisation.objects.filter(name="In a line").count() == 6


@pytest.mark.skipif(settings.POSTGRES, reason="PostgreSQL lets many write at once")
def test_whoever_waits_too_long_is_told_that_it_is_busy(at_once, monkeypatch):
    monkeypatch.setattr("people.audit.PATIENCE", 0.05)
    inside, tried = threading.Event(), threading.Event()

    def stays():
        with one_operation():
            inside.set()
            tried.wait(timeout=30)

    def gives_up():
        inside.wait(timeout=30)
        try:
            with one_operation():
                pass
        finally:
            tried.set()

    outcomes = at_once(stays, gives_up)

    assert outcomes[0] is None
    assert isinstance(outcomes[1], OperationalError)  # shown as 503: busy, try again in a moment


@pytest.mark.skipif(settings.POSTGRES, reason="PostgreSQL lets many write at once")
def test_whoever_wrote_a_moment_ago_waits_behind_who_waits_already(at_once):
    """Else, of many who keep writing, one may wait till they are told that it is busy."""
    inside, served = threading.Event(), []

    def again():
        with one_operation():
            inside.set()
            until = time.monotonic() + 30
            while len(WRITERS.places) < 2 and time.monotonic() < until:
                time.sleep(0.001)
        with one_operation():
            served.append("wrote a moment ago")

    def patient():
        inside.wait(timeout=30)
        with one_operation():
            served.append("waited")

    at_once(again, patient)

    assert served == ["waited", "wrote a moment ago"]


def test_a_place_in_the_line_is_left_with_whoever_stood_there():
    line, let_in = Line(), []
    assert line.enter(timeout=0)
    assert not line.enter(timeout=0.01)
    next_one = threading.Thread(target=lambda: let_in.append(line.enter(timeout=30)))
    next_one.start()
    while len(line.places) < 2:
        time.sleep(0.001)
    line.leave()
    next_one.join()
    line.leave()

    assert (let_in, len(line.places), line.enter(timeout=0)) == ([True], 0, True)


def test_a_file_opened_twice_at_the_same_moment_is_one_event(at_once):
    person, place = UserFactory(), OrganisationFactory()

    outcomes = at_once(*[lambda: record_access(place, by=person, at=NOON)] * 4)

    assert outcomes == [None] * 4
    assert events(Stream.ACCESS) == [(1, "file.opened")]
