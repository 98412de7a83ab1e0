"""A trail to take along: the events of a filter as CSV or JSON, in pieces, oldest first."""

import csv
import io
import json
from datetime import UTC

from django.utils import timezone, translation

from people.trail import told

PIECE = 500  # events at a time
COLUMNS = [
    "sequence", "at", "sentence", "who", "who_code", "action", "subject_type", "subject_code", "payload",
    "previous_hash", "hash",
]  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def pieces_of(events, *, reader, way):
    """Bytes, streamed: plain lists of at most PIECE events. What is written after the first of them was asked for is
    left out. Words are in the language, days in the time zone, that hold while this is called."""
    last = events.values_list("sequence", flat=True).first()
    language, zone = translation.get_language(), timezone.get_current_timezone()
    begin, between, end, write = WAYS[way]
    return pieces(
        events.order_by("sequence"), last or 0, reader, (language, zone), begin, between, end, write
    )


def pieces(events, last, reader, speaks, begin, between, end, write):
    yield begin.encode()
    after, is_first = 0, True
    while after < last:
        rows = piece_after(events, after, last, reader, speaks)
        if not rows:
            break
        after = rows[-1][0]
        yield ("" if is_first else between).encode() + between.join(map(write, rows)).encode()
        is_first = False
    yield end.encode()


def piece_after(events, after, last, reader, speaks):
    """Each piece speaks the reader’s language by itself: between two of them the server does other work."""
    language, zone = speaks
    with translation.override(language), timezone.override(zone):
        some = list(events.filter(sequence__gt=after, sequence__lte=last)[:PIECE])
        return [row_of(one) for one in told(some, reader=reader)]


def row_of(one):
    event = one.event
    at = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    who = one.who if event.actor_code else ""
    return [
        event.sequence, at, one.sentence, who, event.actor_code, event.action, event.subject_type,
        event.subject_code, event.payload, event.previous_hash, event.hash,
    ]  # fmt: skip


def as_csv(row):
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([cell_of(value) for value in row])
    return out.getvalue()


def cell_of(value):
    """No cell is taken for a formula, whatever someone is called."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False) if isinstance(value, dict) else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def as_json(row):
    return json.dumps(dict(zip(COLUMNS, row, strict=True)), ensure_ascii=False)


WAYS = {
    "csv": ("\ufeff" + ",".join(COLUMNS) + "\r\n", "", "", as_csv),
    "json": ("[\n", ",\n", "\n]\n", as_json),
}
CONTENT_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
