"""What happened: one transaction per operation, its events written last.

The head of a stream is one row that every operation wants. It is locked at the very end, in a fixed
order, so that two operations never wait for each other and nobody waits for long.
"""

import hashlib
import json
import threading
from collections import deque
from contextlib import contextmanager
from datetime import UTC, timedelta
from functools import wraps
from typing import NamedTuple

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from people.models.audit import AccessMark, AuditEvent, Stream, StreamHead
from people.models.organisation import Organisation
from people.registry import LEADS_TO, PRIVATE

_current = threading.local()
PATIENCE = 20  # seconds, as long as SQLite itself is waited for
CHUNK = 2000  # rows fetched at a time where a whole chain is read


class Line:
    """Whoever waits is let in by when they came. A lock lets in whoever asks at the right moment, so that of many who
    keep asking one may wait for ever."""

    def __init__(self):
        self.places, self.door = deque(), threading.Lock()  # each a lock; the first is that of whoever is in

    def enter(self, *, timeout):
        """Whether they were let in, in so many seconds."""
        mine = threading.Lock()
        mine.acquire()
        with self.door:
            self.places.append(mine)
            if self.places[0] is mine:
                return True
        try:
            mine.acquire(timeout=timeout)
        except BaseException:  # killed while waiting: nobody stands behind an empty place
            self.leave(mine)
            raise
        with self.door:
            if self.places[0] is mine:  # perhaps at this very moment
                return True
            self.places.remove(mine)
            return False

    def leave(self, mine=None):
        """Whoever is in goes, or whoever's place this is."""
        with self.door:
            is_in = mine in (None, self.places[0])
            self.places.remove(mine or self.places[0])
            if is_in and self.places:
                self.places[0].release()


WRITERS = Line()


class NotInAnOperation(Exception):
    """record() was called outside an operation: the event could be kept while the change is not."""


class IsPrivate(Exception):
    """A charter says that this leaves no mark: nothing about it is ever an event."""


@contextmanager
def one_operation():
    """One transaction; nested ones join it. Events recorded inside are written when the outermost ends."""
    outer = getattr(_current, "events", None)
    events = _current.events = outer if outer is not None else []
    already = len(events)
    try:
        with turn_to_write(), transaction.atomic():
            yield
            if outer is None:
                write_events(events)
    except BaseException:
        del events[already:]  # what was rolled back did not happen
        raise
    finally:
        _current.events = outer


@contextmanager
def turn_to_write():
    """SQLite takes one writer at a time and has the others look again now and then, more and more rarely: of many who
    keep writing, somebody never gets in. So those of one process wait in a line; with another process one waits as ever.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    if not WRITERS.enter(timeout=PATIENCE):
        raise OperationalError("database is locked")
    try:
        yield
    finally:
        WRITERS.leave()


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
    if subject._meta.label_lower in PRIVATE:
        raise IsPrivate(action)
    event = AuditEvent(
        stream=stream,
        at=at or timezone.now(),
        actor_code=by.code if by else "",
        action=action,
        subject_type=subject._meta.label_lower,
        subject_code=subject.code,
        payload=payload,
    )
    # Said of a person, it belongs where the payload says; a thing is asked now, since it may be gone in a moment.
    event.place_code = payload.get("organisation") or ""
    event.place_id = None if event.place_code else place_of(subject)
    events.append(event)


def place_of(thing):
    """The key of the organisation something belongs to, by itself or by what it is part of; None for what all share."""
    if isinstance(thing, Organisation):
        return thing.pk
    if hasattr(thing, "organisation_id"):
        return thing.organisation_id
    for name in LEADS_TO:
        above = getattr(thing, name, None)
        if above is not None:
            return place_of(above)
    return None


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
    name_places(events)
    for stream in sorted({event.stream for event in events}):
        head, _made = StreamHead.objects.select_for_update(no_key=True).get_or_create(stream=stream)
        these = [event for event in events if event.stream == stream]
        for event in these:
            head.sequence += 1
            event.sequence, event.previous_hash = head.sequence, head.hash
            event.hash = head.hash = hash_of(event)
        AuditEvent.objects.bulk_create(these)  # in their order: one statement for fifty claims
        head.save()


def name_places(events):
    """Before a head is locked: one query for all of them."""
    places = {event.place_id for event in events} - {None}
    codes = dict(Organisation.objects.filter(pk__in=places).values_list("pk", "code")) if places else {}
    for event in events:
        event.place_code = event.place_code or codes.get(event.place_id, "")


HASHED = ["stream", "sequence", "at", "actor_code", "action", "subject_type", "subject_code", "payload"]
LINKED = ["previous_hash", "place_code"]
written = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def hash_of(event):
    """SHA-256 over every field of the event and the hash before it, as hexadecimal."""
    return hash_of_fields(*(getattr(event, name) for name in [*HASHED, *LINKED]))


def hash_of_fields(stream, sequence, at, actor, action, kind, code, payload, previous, place):
    """The fields as a JSON list in UTF-8. A place is part of it where there is one: older events have none."""
    at = at.astimezone(UTC).isoformat(timespec="microseconds")
    fields = [stream, sequence, at, actor, action, kind, code, payload, previous]
    return hashlib.sha256(written([*fields, place] if place else fields).encode()).hexdigest()


class Link(NamedTuple):
    """One event in its chain, as a check sees it."""

    stream: str
    sequence: int
    hash: str
    pk: int | None


def broken_links():
    """Every event whose place, link or hash is not what it should be, as (Link, what is wrong)."""
    odd = AuditEvent.objects.exclude(stream__in=Stream.values).order_by("pk")
    for found in odd.values_list("stream", "sequence", "hash", "pk").iterator(chunk_size=CHUNK):
        yield Link(*found), "there is no such stream"
    for stream in Stream.values:
        yield from broken_links_in(stream)


def broken_links_in(stream):
    """Streaming: plain values and no rows as objects, so that a million take seconds and no room."""
    last = Link(stream, 0, "", None)
    events = AuditEvent.objects.filter(stream=stream).order_by("sequence")
    for *fields, is_hash, pk in events.values_list(*HASHED, *LINKED, "hash", "pk").iterator(chunk_size=CHUNK):
        link = Link(stream, fields[1], is_hash, pk)
        if link.sequence != last.sequence + 1:
            yield link, f"event {last.sequence + 1} is missing"
        elif fields[-2] != last.hash:
            yield link, "it does not follow from the event before"
        elif is_hash != hash_of_fields(*fields):
            yield link, "it was changed"
        last = link
    head = StreamHead.objects.filter(stream=stream).first() or StreamHead(stream=stream)
    if (head.sequence, head.hash) != (last.sequence, last.hash):
        yield last, "it is not the last one written: events after it are missing or were slipped in"


def forget_old_marks(*, at=None):
    """Marks only matter within their quarter of an hour."""
    AccessMark.objects.filter(quarter__lt=(at or timezone.now()) - timedelta(days=1)).delete()
