"""What waits for its day: drafts to publish, pages to take out of sight. Each for itself.

Wagtail's own command stops at the first page that is refused, and meets it first again at the next run. Here one that
is refused keeps no other waiting: it is set aside, its history says why, and whoever planned it is told to look.
"""

import logging

from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision

from people.audit import operation
from people.telling import tell
from standards.models import CannotBePublished
from standards.models.page_manners import SuiteTreePage, TrainersPage

logger = logging.getLogger(__name__)
NOT_PUBLISHED, KEPT_IN_SIGHT = "standards.not_published", "standards.kept_in_sight"
SETTLES_IT = ("wagtail.publish", "wagtail.publish.schedule", "wagtail.publish.scheduled", "wagtail.unpublish")


def do_what_is_due():
    """Publish and take out of sight all whose moment has come. Wagtail asks the clock itself, so nobody says when."""
    at = timezone.now()
    due = Revision.objects.filter(approved_go_live_at__lte=at).order_by("approved_go_live_at", "pk")
    for pk in due.values_list("pk", flat=True):
        attempt(publish_due, pk, at)
    over = Page.objects.filter(live=True, expire_at__lte=at).order_by("expire_at", "pk")
    for pk in over.values_list("pk", flat=True):
        attempt(take_out_of_sight, pk, at)


def attempt(chore, pk, at):
    """One of them. What is wrong with it is said and done with; a database that is away is for the next look."""
    try:
        chore(pk, at=at)
    except CannotBePublished as refusal:
        set_aside(pk, refusal.messages)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("%s of %s", chore.__name__, pk)
        if chore is publish_due:
            set_aside(
                pk, [_("Something went wrong when it was its time. The fault is ours. Publish it by hand.")]
            )


@operation
def publish_due(pk, *, at):
    """Publish a revision whose moment has come, in the name of whoever planned it. Twice is once."""
    revision = (
        Revision.objects.select_for_update(no_key=True).filter(pk=pk, approved_go_live_at__lte=at).first()
    )
    if revision:
        revision.publish(log_action="wagtail.publish.scheduled")


@operation
def set_aside(pk, sentences):
    """Wait for its day no more. The draft stays, with its history, where `sentences` say why."""
    revision = Revision.objects.select_for_update(no_key=True).get(pk=pk)
    Revision.objects.filter(pk=pk).update(approved_go_live_at=None)
    page = revision.content_object
    said = {"sentences": [str(sentence) for sentence in sentences]}
    log(page, NOT_PUBLISHED, user=revision.user, data=said, revision=revision)
    if revision.user and isinstance(page, TrainersPage):
        tell(revision.user, "page_not_published", about=page)


def refused_when_due(page):
    """Why this page was not published on its day, in sentences; none once something else became of it."""
    entries = PageLogEntry.objects.filter(page_id=page.pk, action__in=(NOT_PUBLISHED, *SETTLES_IT))
    last = entries.order_by("-pk").first()
    return last.data.get("sentences", []) if last and last.action == NOT_PUBLISHED else []


@operation
def take_out_of_sight(pk, *, at):
    """Unpublish a page whose time is over; but not one that people are still at work on: they would look for it."""
    page = Page.objects.select_for_update(no_key=True).filter(pk=pk, live=True, expire_at__lte=at).first()
    if page is None:
        return
    page = page.specific
    if isinstance(page, SuiteTreePage) and (count := page.people_at_work):
        Page.objects.filter(pk=pk).update(expire_at=None)
        log(page, KEPT_IN_SIGHT, data={"people": count})
    else:
        page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
