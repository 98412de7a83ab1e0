"""Work of minutes on one row: it says that it goes on and how far it is, so that a killed worker is noticed."""

import time
from datetime import timedelta

from django.utils import timezone

from people.models import Job

WAITING, MAKING, STOPPED = "waiting", "making", "stopped"  # of every row that has such work
GOING = (WAITING, MAKING)
SILENT_AFTER = timedelta(seconds=45)  # who is at it says so twice a second
A_BREATH = 0.5  # seconds between two words of how far it is


class SomeoneIsAtIt(Exception):
    """Another worker is at this row, or took it over."""


class Heart:
    """Says that the work goes on, and how far it is; notices when another worker has taken over.

    `row` has `state`, `done`, `total` and `changed_at`. Every word is compare and swap.
    """

    def __init__(self, row):
        self.row, self.last, self.spoke, self.total = row, row.changed_at, 0.0, 0
        silent = timezone.now() - SILENT_AFTER
        if row.state == MAKING and row.changed_at > silent:
            raise SomeoneIsAtIt
        self.say(state=MAKING, done=0, total=0)

    def beat(self, done=None, total=None):
        if total and not self.total or time.monotonic() - self.spoke >= A_BREATH:
            self.total = total or self.total
            self.say(**({} if done is None else {"done": done, "total": total}))

    def say(self, **fields):
        now = timezone.now()
        rows = type(self.row).objects.filter(pk=self.row.pk, changed_at=self.last, state__in=GOING)
        if not rows.update(changed_at=now, **fields):
            raise SomeoneIsAtIt
        self.last, self.spoke = now, time.monotonic()

    def stop(self, state, **fields):
        self.say(state=state, done=0, **fields)


def revive(model, kind, *, at=None, **trouble):
    """Begin again what a killed worker left, within a minute; where it was given up, say `trouble`."""
    silent = (at or timezone.now()) - SILENT_AFTER
    left = list(model.objects.filter(state__in=GOING, changed_at__lt=silent).values_list("code", flat=True))
    jobs = Job.objects.filter(kind=kind, subject_code__in=left)
    jobs.filter(state=Job.State.RUNNING).update(
        state=Job.State.WAITING, not_before=timezone.now(), woken_at=None
    )
    given_up = list(jobs.filter(state=Job.State.STUCK).values_list("subject_code", flat=True))
    model.objects.filter(code__in=given_up, state__in=GOING).update(
        state=STOPPED, changed_at=timezone.now(), **trouble
    )
