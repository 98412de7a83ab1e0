"""Two operations that hold different rows never wait for each other at the end, where both write their events."""

import threading
from datetime import date

import pytest

from assessments.models import Licence, SignOff
from assessments.operations.licences import record_licence
from assessments.operations.sign_off import sign_off
from assessments.queries import hash_of_seen, seen_in
from people import audit
from tests.factories.assessments import judge_all, share

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_licence_recorded_while_someone_signs_stops_neither(
    at_once, unit, assessor, colleague, coordinator, monkeypatch
):
    """PostgreSQL looks at foreign keys when a transaction ends: by then whoever signs has the head of the record, and
    their award points at the organisation that the other holds. SQLite lets one write after the other."""
    assessment, place = judge_all(share(unit, assessor=assessor)), unit.portfolio.organisation
    held, written = threading.Event(), threading.Event()
    write = audit.write_events

    def write_in_turn(events):
        records = any(event.action == "licence.recorded" for event in events)
        if records:
            held.set()
            written.wait(0.4)  # till the other has the head
        else:
            held.wait(0.4)
        write(events)
        if not records:
            written.set()

    monkeypatch.setattr(audit, "write_events", write_in_turn)
    licence = {"from_date": date(2024, 1, 1), "is_trainee": False}

    came_of_it = at_once(
        lambda: record_licence(colleague, organisation=place, by=coordinator, **licence),
        lambda: sign_off(
            assessment, by=assessor, seen_hash=hash_of_seen(seen_in(assessment)), declaration="Seen."
        ),
    )

    assert [type(one) for one in came_of_it] == [Licence, SignOff]
