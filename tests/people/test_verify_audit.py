"""Someone with the database in their hands: triggers dropped, rows changed. The chain tells."""

import hashlib
import json
from datetime import UTC
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from people.audit import operation, record
from people.frozen import IsFrozen, install_triggers
from people.models import AuditEvent, Stream, StreamHead
from people.operations.organisations import give_role
from people.roles import Role
from tests.factories.assessments import share, unit_with_evidence


@operation
def note(subject, *, by, stream=Stream.RECORD):
    record("organisation.noted", by=by, subject=subject, stream=stream, count=1)


def verify(**options):
    """What the command exits with, and what it says."""
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_audit", stdout=out, stderr=err, **options)
    except SystemExit as stop:
        return stop.code, err.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def history(organisation, coordinator):
    for _ in range(3):
        note(organisation, by=coordinator)
    note(organisation, by=coordinator, stream=Stream.SEALED)


def tamper(statement, *values):
    """As somebody would who may do anything in the database."""
    drop = "DROP TRIGGER frozen_people_auditevent ON people_auditevent"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER frozen_people_auditevent_update")
            drop = "DROP TRIGGER frozen_people_auditevent_delete"
        cursor.execute(drop)
        cursor.execute(statement, values)
        connection.check_constraints()
    install_triggers("people")


def row(sequence, stream=Stream.RECORD):
    return AuditEvent.objects.get(stream=stream, sequence=sequence).pk


def test_an_untouched_record_is_in_place_and_sealed_events_are_not_counted(history):
    head = StreamHead.objects.get(stream=Stream.RECORD)
    assert verify() == (0, f"3 events, every one in its place.\nrecord:3:{head.hash}\n")


def test_an_empty_record_is_in_place(db):
    assert verify() == (0, "0 events, every one in its place.\n")


@pytest.mark.parametrize(
    "change",
    [
        "payload = '{\"count\": 2}'",
        "actor_code = 'someoneelse'",
        "action = 'organisation.praised'",
        "subject_code = 'another'",
        "subject_type = 'people.user'",
        "at = '2020-01-01 00:00:00+00:00'",
    ],
)
def test_a_changed_event_is_named(history, change):
    pk = row(2)
    tamper(f"UPDATE people_auditevent SET {change} WHERE id = %s", pk)

    assert verify() == (1, f"Stream record, event 2 (row {pk}): it was changed.\n")


def test_of_several_the_first_is_named(history):
    tamper("UPDATE people_auditevent SET action = 'nothing' WHERE id IN (%s, %s)", row(3), row(2))

    assert verify() == (1, f"Stream record, event 2 (row {row(2)}): it was changed.\n")


def test_a_missing_event_is_named(history):
    tamper("DELETE FROM people_auditevent WHERE id = %s", row(2))

    assert verify() == (1, f"Stream record, event 3 (row {row(3)}): event 2 is missing.\n")


def test_a_missing_last_event_is_noticed(history):
    tamper("DELETE FROM people_auditevent WHERE id = %s", row(3))

    code, words = verify()
    assert code == 1
    assert words.startswith(f"Stream record, event 2 (row {row(2)}): it is not the last one written")


def test_taking_the_head_away_with_the_last_event_is_noticed(history):
    tamper("DELETE FROM people_auditevent WHERE id = %s", row(3))
    StreamHead.objects.filter(stream=Stream.RECORD).delete()

    assert verify()[0] == 1


def test_a_chain_cut_short_with_a_head_that_fits_is_found_by_a_mark_kept_elsewhere(history):
    mark = verify()[1].split()[-1]
    assert verify(held=[mark])[0] == 0
    tamper("DELETE FROM people_auditevent WHERE id = %s", row(3))
    last = AuditEvent.objects.get(stream=Stream.RECORD, sequence=2)
    StreamHead.objects.filter(stream=Stream.RECORD).update(sequence=2, hash=last.hash)

    assert verify()[0] == 0
    assert verify(held=[mark]) == (1, f"{mark}: this event was here once, and is not here any more.\n")


@pytest.mark.parametrize("mark", ["record", "record:3", "record:three:5f", "record:٣:5f"])
def test_what_is_no_mark_gets_a_sentence(history, mark):
    with pytest.raises(CommandError, match="a mark reads like record:3"):
        verify(held=[mark])


def test_a_changed_event_with_a_fitting_hash_breaks_the_next_link(history):
    from people.audit import hash_of

    event = AuditEvent.objects.get(stream=Stream.RECORD, sequence=2)
    event.payload = {"count": 7}
    tamper(
        "UPDATE people_auditevent SET payload = '{\"count\": 7}', hash = %s WHERE id = %s",
        hash_of(event),
        event.pk,
    )

    wrong = "it does not follow from the event before"
    assert verify() == (1, f"Stream record, event 3 (row {row(3)}): {wrong}.\n")


def test_an_event_slipped_into_a_stream_of_its_own_is_named(history):
    tamper("UPDATE people_auditevent SET stream = 'private' WHERE id = %s", row(3))

    pk = AuditEvent.objects.get(stream="private").pk
    assert verify() == (1, f"Stream private, event 3 (row {pk}): there is no such stream.\n")


def test_the_sealed_stream_is_checked_without_saying_how_long_it_is(history):
    pk = row(1, Stream.SEALED)
    tamper("UPDATE people_auditevent SET action = 'nothing' WHERE id = %s", pk)

    assert verify() == (1, f"Stream sealed, row {pk}: it was changed.\n")


def test_without_tampering_nothing_gets_through(history):
    from django.db import IntegrityError

    event = AuditEvent.objects.first()
    with pytest.raises(IsFrozen):
        event.save()
    for statement in ["UPDATE people_auditevent SET action = 'x'", "DELETE FROM people_auditevent"]:
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert verify()[0] == 0


# --- places, single bytes, and people who leave ------------------------------------------------


@operation
def note_of(person, *, by, place):
    record("role.given", by=by, subject=person, role="assessor", organisation=place.code)


def test_the_place_of_an_event_is_part_of_what_is_proven(history, organisation, coordinator):
    note_of(coordinator, by=coordinator, place=organisation)
    pk = row(4)
    assert AuditEvent.objects.get(pk=pk).place_code == organisation.code
    assert verify()[0] == 0

    for place in ("elsewhere1", ""):
        tamper("UPDATE people_auditevent SET place_code = %s WHERE id = %s", place, pk)
        assert verify() == (1, f"Stream record, event 4 (row {pk}): it was changed.\n")


def test_events_from_before_there_were_places_still_hold(history):
    """Their hash was made of the fields there were."""
    event = AuditEvent.objects.get(stream=Stream.RECORD, sequence=1)
    at = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    fields = ["record", 1, at, event.actor_code, event.action, event.subject_type, event.subject_code]
    plain = json.dumps([*fields, event.payload, ""], sort_keys=True, separators=(",", ":"))
    tamper(
        "UPDATE people_auditevent SET place_code = '', hash = %s WHERE id = %s",
        hashlib.sha256(plain.encode()).hexdigest(),
        event.pk,
    )

    assert verify() == (
        1,
        f"Stream record, event 2 (row {row(2)}): it does not follow from the event before.\n",
    )


@pytest.mark.parametrize(
    "column", ["action", "actor_code", "subject_code", "previous_hash", "hash", "payload"]
)
def test_one_byte_altered_in_the_database_is_found(history, column):
    """The last letter of one column becomes another; in the payload a number does."""
    pk = row(2)
    letter = f"substr({column}, 1, length({column}) - 1) || '~'"
    changed = "'{\"count\": 0}'" if column == "payload" else letter
    tamper(f"UPDATE people_auditevent SET {column} = {changed} WHERE id = %s", pk)

    code, words = verify()
    assert code == 1
    assert words.startswith(f"Stream record, event 2 (row {pk}): it ")


def test_a_person_who_is_erased_breaks_nothing(history, organisation, practitioner):
    """Events hold their code alone: whatever becomes of their row."""
    note_of(practitioner, by=practitioner, place=organisation)
    practitioner.memberships.all().delete()
    practitioner.delete()

    assert verify()[0] == 0


def test_events_hold_codes_numbers_and_hashes_and_no_words(practitioner, assessor, organisation):
    unit = unit_with_evidence(practitioner, organisation, performance=1)
    share(unit, assessor=assessor)
    give_role(practitioner, role=Role.ASSESSOR, organisation=organisation, by=assessor)
    words = [person.name for person in (practitioner, assessor)] + [
        person.email for person in (practitioner, assessor)
    ]
    words += [organisation.name, unit.version.title, unit.portfolio.evidence.first().name]

    kept = [json.dumps(list(event), default=str) for event in AuditEvent.objects.values_list()]
    assert len(kept) >= 4
    assert [(one, word) for one in kept for word in words if word in one] == []
