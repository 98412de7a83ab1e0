"""What happened: one transaction per operation, its events written last.

The head of a stream is one row that every operation wants. It is locked at the very end, in a fixed
order, so that two operations never wait for each other and nobody waits for long.
"""

import hashlib
import json
import threading
from contextlib import contextmanager
from datetime import UTC, timedelta
from functools import wraps

from django.db import transaction
from django.utils import timezone

from people.models.audit import AccessMark, AuditEvent, Stream, StreamHead

_current = threading.local()


class NotInAnOperation(Exception):
    """record() was called outside an operation: the event could be kept while the change is not."""


@contextmanager
def one_operation():
    """One transaction; nested ones join it. Events recorded inside are written when the outermost ends."""
    outer = getattr(_current, "events", None)
    events = _current.events = outer if outer is not None else []
    already = len(events)
    try:
        with transaction.atomic():
            yield
            if outer is None:
                write_events(events)
    except BaseException:
        del events[already:]  # what was rolled back did not happen
        raise
    finally:
        _current.events = outer


def operation(function):
    """Mark a function as something that can happen: whole, or not at all."""

    @wraps(function)
    def performed(*args, **kwargs):
        with one_operation():
            return function(*args, **kwargs)

    return performed


def record(action, *, by, subject, stream=Stream.RECORD, at=None, **payload):
    """Say what happened. `subject` has a `.code`; the payload holds codes, numbers and hashes, never words."""
    events = getattr(_current, "events", None)
    if events is None:
        raise NotInAnOperation(action)
    events.append(
        AuditEvent(
            stream=stream,
            at=at or timezone.now(),
            actor_code=by.code if by else "",
            action=action,
            subject_type=subject._meta.label_lower,
            subject_code=subject.code,
            payload=payload,
        )
    )


@operation
def record_access(subject, *, by, at=None):
    """Someone opened a file: one event per person, file and quarter of an hour."""
    at = at or timezone.now()
    quarter = at.replace(minute=at.minute // 15 * 15, second=0, microsecond=0)
    _mark, is_new = AccessMark.objects.get_or_create(
        person_code=by.code, subject_code=subject.code, quarter=quarter
    )
    if is_new:
        record("file.opened", by=by, subject=subject, stream=Stream.ACCESS, at=at)


def write_events(events):
    for stream in sorted({event.stream for event in events}):
        head, _made = StreamHead.objects.select_for_update().get_or_create(stream=stream)
        these = [event for event in events if event.stream == stream]
        for event in these:
            head.sequence += 1
            event.sequence, event.previous_hash = head.sequence, head.hash
            event.hash = head.hash = hash_of(event)
        AuditEvent.objects.bulk_create(these)  # in their order: one statement for fifty claims
        head.save()


def hash_of(event):
    """SHA-256 over every field of the event and the hash before it, as hexadecimal."""
    fields = [
        event.stream,
        event.sequence,
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.actor_code,
        event.action,
        event.subject_type,
        event.subject_code,
        event.payload,
        event.previous_hash,
    ]
    text = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def broken_links():
    """Every event whose place, link or hash is not what it should be, as (event, what is wrong)."""
    for event in AuditEvent.objects.exclude(stream__in=Stream.values):
        yield event, "there is no such stream"
    for stream in Stream.values:
        yield from broken_links_in(stream)


def broken_links_in(stream):
    last = AuditEvent(sequence=0, hash="", stream=stream)
    for event in AuditEvent.objects.filter(stream=stream).order_by("sequence").iterator(chunk_size=2000):
        if event.sequence != last.sequence + 1:
            yield event, f"event {last.sequence + 1} is missing"
        elif event.previous_hash != last.hash:
            yield event, "it does not follow from the event before"
        elif event.hash != hash_of(event):
            yield event, "it was changed"
        last = event
    head = StreamHead.objects.filter(stream=stream).first() or StreamHead(stream=stream)
    if (head.sequence, head.hash) != (last.sequence, last.hash):
        yield last, "it is not the last one written: events after it are missing or were slipped in"


def forget_old_marks(*, at=None):
    """Marks only matter within their quarter of an hour."""
    AccessMark.objects.filter(quarter__lt=(at or timezone.now()) - timedelta(days=1)).delete()
