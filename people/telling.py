"""Telling people and starting slow work: rows in the transaction; on_commit only wakes the worker."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from people.models.job import Job
from people.models.outbox import OutboxMail
from people.models.telling import Pace
from people.pace import after_quiet, choices_of, is_quiet, when_to_tell, zone_of

ALWAYS = {"invitation", "reset", "witness_asked"}  # never held back: someone is waiting for these


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
    """Queue a mail that says something is there, and not what. Nothing for someone without an address.

    By their own pace it is sent now, waits for its moment, or is set aside: what needs them is in the list anyway.
    """
    if can_be_told(person):
        return post(kind, person=person, about_code=about.code, link=link, **held_back([person])(person))
    return None


def held_back(people):
    """function(person) → the fields that say when they are told, by their own choice. One query, however many."""
    choices, at = choices_of(people), timezone.now()

    def fields(person):
        choice = choices.get(person.pk)
        if choice is None:
            return {}
        if choice.pace == Pace.NEVER:
            return {"state": OutboxMail.State.SET_ASIDE, "settled_at": at}
        return {"not_before": when_to_tell(choice, zone=zone_of(person), at=at)}

    return fields


def while_quiet(person):
    """The fields that hold a mail to them until their quiet hours end; none where it is not quiet."""
    choice, here = choices_of([person]).get(person.pk), timezone.now().astimezone(zone_of(person))
    return {"not_before": after_quiet(choice, here)} if choice and is_quiet(choice, here) else {}


def tell_news(kind, links, *, about):
    """Queue a mail to each of `links`, {person: link}, unless they were told of this, or such a mail still waits.

    The database says who was told, so two who tell the same news at the same moment tell it once.
    """
    reached = {person: link for person, link in links.items() if can_be_told(person)}
    when = held_back(reached)
    mails = [
        OutboxMail(kind=kind, person=person, about_code=about.code, link=link, is_news=True, **when(person))
        for person, link in reached.items()
    ]
    OutboxMail.objects.bulk_create(mails, ignore_conflicts=True)
    at_once = OutboxMail.objects.filter(state=OutboxMail.State.WAITING, not_before=None)
    for mail in at_once.filter(code__in=[mail.code for mail in mails]):
        enqueue("deliver_mail", mail)


def can_be_told(person):
    return person.email and person.is_active


def post(kind, **fields):
    mail = OutboxMail.objects.create(kind=kind, **fields)
    if mail.state == OutboxMail.State.WAITING and mail.not_before is None:
        enqueue("deliver_mail", mail)
    return mail


def post_many(kind, several):
    """Queue a mail for each of `several`, {field: value}: two statements, however many."""
    mails = OutboxMail.objects.bulk_create(OutboxMail(kind=kind, **fields) for fields in several)
    jobs = Job.objects.bulk_create(Job(kind="deliver_mail", subject_code=mail.code) for mail in mails)
    for job in jobs:
        transaction.on_commit(partial(wake, job), robust=True)
