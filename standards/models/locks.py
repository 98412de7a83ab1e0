"""Locks that explain themselves: who keeps others from editing, since when, why, and what to do about it."""

from abc import ABC, abstractmethod
from collections.abc import Callable

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.locks import BasicLock, ScheduledForPublishLock, WorkflowLock


def on(moment):
    return date_format(timezone.localtime(moment), "j F Y, H:i") if moment else _("an earlier day")


class Explained(ABC):
    """Wagtail puts `get_message` at the head of the page, and the description beside the lock."""

    @abstractmethod
    def sentence(self, user):
        """Who, since when, why, and what to do: for this person."""

    def get_message(self, user):
        return self.sentence(user)

    def get_description(self, user, *args, **kwargs):
        return self.sentence(user)


class HeldBySomeone(Explained, BasicLock):
    def sentence(self, user):
        if self.object.locked_by_id == user.pk:
            said = _(
                "You locked this on %(when)s, so that nobody else changes it meanwhile. Unlock it when you are done: "
                "it is under Status."
            )
        else:
            said = _(
                "%(who)s locked this on %(when)s, so that nobody else changes it meanwhile. Your words are safe. "
                "Ask them to unlock it, or unlock it yourself under Status if it can’t wait."
            )
        return said % {"who": self.object.locked_by or _("Someone"), "when": on(self.object.locked_at)}

    def get_locked_by(self, user):
        if self.object.locked_by_id == user.pk:
            return _("Locked by you")
        return _("Locked by %(who)s") % {"who": self.object.locked_by or _("someone")}


class BeingRead(Explained, WorkflowLock):
    """Someone asked for it to be read before it is published. It locks out only those who may not read it."""

    def sentence(self, user):
        state = self.object.current_workflow_state
        said = _(
            "%(who)s asked on %(when)s for someone to read this before it is published (%(task)s). You can go on "
            "writing: the newest draft is what is read, by someone who did not write it."
        )
        if self.for_user(user):
            said = _(
                "%(who)s asked on %(when)s for someone to read this before it is published (%(task)s). Until they "
                "have answered, only those who read it can change it. To go on writing, cancel that first."
            )
        who = (state and state.requested_by) or _("Someone")
        return said % {"who": who, "when": on(state and state.created_at), "task": self.task.name}


class GoesLiveLater(Explained, ScheduledForPublishLock):
    def sentence(self, user):
        revision = self.object.scheduled_revision
        said = _(
            "This goes live on %(when)s, as %(who)s planned. Until then nobody can change it, so that what was "
            "looked at is what is published. To change it, press Cancel scheduled publish first."
        )
        who = (revision and revision.user) or _("someone")
        return said % {"when": on(revision and revision.approved_go_live_at), "who": who}

    def get_locked_by(self, user):
        return _("Waiting for its day")


def explained(lock, page):
    """The same lock, in our words."""
    if isinstance(lock, Explained) or lock is None:
        return lock
    if isinstance(lock, WorkflowLock):
        return BeingRead(page, lock.task)
    ours: dict[type, Callable[..., Explained]] = {
        BasicLock: HeldBySomeone,
        ScheduledForPublishLock: GoesLiveLater,
    }
    return ours[type(lock)](page)
