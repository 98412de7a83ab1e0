"""What happened, append-only, each event chained to the one before in its stream.

Codes and numbers only: names stand in rows of their own, which erasure may clear without breaking a chain.
"""

from django.db import models

from people.frozen import FrozenModel, freeze_table


class Stream(models.TextChoices):
    RECORD = "record"  # what changed
    ACCESS = "access"  # who opened which file: one event per person, file and quarter of an hour
    SEALED = "sealed"  # concerns: never listed, counted or exported


class AuditEvent(FrozenModel):
    id = models.BigAutoField(primary_key=True)
    stream = models.CharField(max_length=10, choices=Stream.choices)
    sequence = models.BigIntegerField()
    at = models.DateTimeField()
    actor_code = models.CharField(max_length=16, blank=True)
    action = models.TextField()
    subject_type = models.CharField(max_length=100)
    subject_code = models.CharField(max_length=64)
    place_code = models.CharField(max_length=16, blank=True)  # of the organisation it belongs to; "": of none
    payload = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    place_id: int | None = (
        None  # no column: whose place it is, until its code is looked up with all the others
    )

    class Meta:
        db_table = "people_auditevent"
        ordering = ["stream", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["stream", "sequence"], name="one_event_per_place_in_a_stream")
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_code"], name="events_about_a_subject"),
            models.Index(fields=["place_code", "stream", "sequence"], name="events_of_a_place"),
            models.Index(fields=["actor_code", "stream", "sequence"], name="events_by_a_person"),
        ]

    def __str__(self):
        return f"{self.stream} {self.sequence}: {self.action}"


class StreamHead(models.Model):
    """The last link of a stream. Locked last in an operation, so that nobody waits on it for long."""

    stream = models.CharField(max_length=10, primary_key=True, choices=Stream.choices)
    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    def __str__(self):
        return f"{self.stream} {self.sequence}"


class AccessMark(models.Model):
    """Says that opening this file was already recorded in this quarter of an hour."""

    person_code = models.CharField(max_length=16)
    subject_code = models.CharField(max_length=64)
    quarter = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person_code", "subject_code", "quarter"], name="one_access_per_quarter_hour"
            )
        ]

    def __str__(self):
        return f"{self.person_code} {self.subject_code} {self.quarter:%Y-%m-%d %H:%M}"


freeze_table(AuditEvent)
