"""What the worker runs. A task fetches by key and calls one operation."""

from django.tasks import task

from people.operations.jobs import perform_job
from people.operations.mail import deliver_mail
from people.registry import job


@task(backend="worker")
def perform(job_pk):
    perform_job(job_pk)


job("deliver_mail")(deliver_mail)
