"""Doing what was queued, once, whatever is killed when."""

import logging
from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone

from people.models.job import Job
from people.registry import JOBS
from people.telling import wake

log = logging.getLogger(__name__)

MOST_TRIES = 5
TAKES_AT_MOST = timedelta(minutes=5)  # a job running for longer lost its worker
OVERLOOKED_AFTER = timedelta(seconds=5)  # a job never woken for longer lost its wake-up call
WAKE_AGAIN_AFTER = timedelta(minutes=1)  # a job woken and not begun for longer lost it later on


def perform_job(pk, *, at=None):
    """Do one job if it is due and nobody else is at it. A job that raises is tried again, later each time."""
    at = at or timezone.now()
    due = Q(state=Job.State.WAITING, not_before__lte=at) | Q(
        state=Job.State.RUNNING, started_at__lt=at - TAKES_AT_MOST
    )
    begun = {"state": Job.State.RUNNING, "started_at": at, "tries": F("tries") + 1}
    if not Job.objects.filter(due, pk=pk, tries__lt=MOST_TRIES).update(**begun):
        return
    job = Job.objects.get(pk=pk)
    try:
        JOBS[job.kind](job.subject_code)
    except Exception as trouble:
        log.exception("job %s about %s did not finish", job.kind, job.subject_code)
        put_back(job, trouble, at)
    else:
        Job.objects.filter(pk=pk).update(state=Job.State.DONE, finished_at=timezone.now(), trouble="")


def put_back(job, trouble, at):
    """Wait for another try, unless one that began since has taken the job over."""
    Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, tries=job.tries).update(
        state=Job.State.STUCK if job.tries >= MOST_TRIES else Job.State.WAITING,
        not_before=at + timedelta(seconds=5 * 4**job.tries),
        woken_at=None,
        trouble=type(trouble).__name__,
    )


def wake_overlooked(*, at=None):
    """Wake every job whose worker or wake-up call was lost. Returns how many. Run every few seconds."""
    at = at or timezone.now()
    lost = Q(state=Job.State.RUNNING, started_at__lt=at - TAKES_AT_MOST)
    Job.objects.filter(lost, tries__gte=MOST_TRIES).update(
        state=Job.State.STUCK
    )  # it takes its worker with it
    waiting = Q(state=Job.State.WAITING, not_before__lte=at, created_at__lt=at - OVERLOOKED_AFTER)
    forgotten = Q(woken_at=None) | Q(woken_at__lt=at - WAKE_AGAIN_AFTER)
    jobs = list(Job.objects.filter((lost | waiting) & forgotten).order_by("pk")[:100])
    for job in jobs:
        wake(job)
    return len(jobs)


def retry_stuck():
    """Give every job that was set aside another five tries. Returns them as they were."""
    stuck = list(Job.objects.filter(state=Job.State.STUCK).order_by("pk"))
    Job.objects.filter(pk__in=[job.pk for job in stuck], state=Job.State.STUCK).update(
        state=Job.State.WAITING, tries=0, not_before=timezone.now(), woken_at=None
    )
    return stuck


def perform_everything():
    """Do every due job here and now: for the demo and for tests, where no worker runs."""
    while due := list(
        Job.objects.filter(state=Job.State.WAITING, not_before__lte=timezone.now()).order_by("pk")
    ):
        for job in due:
            perform_job(job.pk)
