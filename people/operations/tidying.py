"""Removing what has had its time: marks, form keys, sessions, finished jobs."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from people.audit import forget_old_marks
from people.models import Job, OnceKey
from people.registry import TIDYING

A_WEEK = timedelta(days=7)


def tidy_up(*, at=None):
    """Forms older than a week are not sent again; a job done a week ago is no longer asked about."""
    before = (at or timezone.now()) - A_WEEK
    OnceKey.objects.filter(created_at__lt=before).delete()
    Job.objects.filter(state=Job.State.DONE, finished_at__lt=before, kind="deliver_mail").delete()
    forget_old_marks(at=at)
    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()  # of wake-up calls, not of jobs
    call_command("clearsessions")


TIDYING.append(tidy_up)
