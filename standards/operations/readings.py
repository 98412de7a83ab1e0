"""Telling trainers that a draft waits for them, was approved, or came back: by our own mails, which say no more.

Wagtail's own mails name the page, the person and what was written. Each of them is told apart by a name
(`dispatch_uid`), and whoever connects under that name first is the one that is called: we start before Wagtail's admin.
"""

from django.contrib.auth import get_user_model
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from people.telling import tell
from standards.models.page_manners import TrainersPage


def tell_readers(instance, user, **_signal):
    """Someone asked for a draft to be read."""
    page, task = page_of(instance.workflow_state), instance.task.specific
    if page is None or not hasattr(task, "groups"):
        return
    readers = get_user_model().objects.filter(groups__in=task.groups.all(), is_active=True).distinct()
    asked_by = instance.workflow_state.requested_by_id
    for reader in readers.exclude(pk__in=[pk for pk in (asked_by, user and user.pk) if pk]):
        tell(reader, "page_to_read", about=page)


def tell_approved(instance, user, **_signal):
    tell_whoever_asked(instance, user, "page_approved")


def tell_sent_back(instance, user, **_signal):
    tell_whoever_asked(instance, user, "page_sent_back")


def tell_whoever_asked(state, user, kind):
    page, person = page_of(state), state.requested_by
    if page and person and person != user:
        tell(person, kind, about=page)


def page_of(state):
    """The page of trainers’ this is about; None for any other page, which has nothing a mail could call it."""
    page = state.content_object.specific
    return page if isinstance(page, TrainersPage) else None


def tell_nobody(**_signal):
    """Wagtail tells every administrator that something was asked. Whom it concerns is told by `tell_readers`."""


def take_the_place_of_wagtails_mails():
    for signal, receiver, sender, name in [
        (task_submitted, tell_readers, TaskState, "group_approval_task_submitted_email_notification"),
        (workflow_submitted, tell_nobody, WorkflowState, "workflow_state_submitted_email_notification"),
        (workflow_rejected, tell_sent_back, WorkflowState, "workflow_state_rejected_email_notification"),
        (workflow_approved, tell_approved, WorkflowState, "workflow_state_approved_email_notification"),
    ]:
        signal.connect(receiver, sender=sender, dispatch_uid=name)
