"""What happened, in the chain of the record: many events at once, each linked to the one before."""

from cms.samples.practice.rows import JSON
from people.audit import hash_of_fields
from people.models import AuditEvent, Stream, StreamHead


class Chain:
    """`say` keeps an event; `write` links what was said to the head, as one operation after the other would."""

    def __init__(self, rows):
        self.rows, self.said = rows, []

    def say(self, action, *, at, by, about, place, **payload):
        """`about`: (label of the model, code); `by`: the code of whoever did it, "" for nobody."""
        self.said.append((at, by, action, *about, payload, place))

    def write(self):
        head, _made = StreamHead.objects.select_for_update(no_key=True).get_or_create(stream=Stream.RECORD)
        self.said.sort(key=lambda event: event[0])
        for at, by, action, kind, code, payload, place in self.said:
            head.sequence += 1
            fields = (Stream.RECORD.value, head.sequence, at, by, action, kind, code, payload)
            previous, head.hash = head.hash, hash_of_fields(*fields, head.hash, place)
            self.rows.add(
                AuditEvent,
                stream=Stream.RECORD.value,
                sequence=head.sequence,
                at=at,
                actor_code=by,
                action=action,
                subject_type=kind,
                subject_code=code,
                payload=JSON(payload),
                place_code=place,
                previous_hash=previous,
                hash=head.hash,
            )
        head.save()
        self.said = []
