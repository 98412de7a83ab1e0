"""Telling people and starting slow work: rows in the transaction; on_commit only wakes the worker."""

from django.db import transaction
from django.utils import timezone

from people.models.job import Job
from people.models.outbox import OutboxMail


def enqueue(kind, subject):
    """Have the worker do something about `subject`, once. Asking twice is asking once."""
    job, is_new = Job.objects.get_or_create(kind=kind, subject_code=subject.code)
    if is_new:
        # Robust: what was asked for is saved by now, and a missed wake-up call is made up for.
        transaction.on_commit(lambda: wake(job), robust=True)
    return job


def wake(job):
    from people.tasks import perform  # the task imports the operations, which tell

    Job.objects.filter(pk=job.pk).update(woken_at=timezone.now())
    perform.enqueue(job.pk)


def tell(person, kind, *, about, link=""):
    """Queue a mail that says something is there, and not what. Nothing for someone without an address."""
    if person.email and person.is_active:
        return post(kind, person=person, about_code=about.code, link=link)
    return None


def post(kind, **fields):
    mail = OutboxMail.objects.create(kind=kind, **fields)
    enqueue("deliver_mail", mail)
    return mail
