"""Publishing a draft from outside its editor: by hand after seeing whom it affects."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogContext
from wagtail.models import Page

from people.audit import operation
from standards.models import CannotBePublished
from standards.models.page_wording import digest_in_force

NOT_THE_NEWEST = _("Someone saved a newer draft since. Nothing was published. Look at that one first.")


@operation
def publish_draft(page, *, revision, by, change="", why=""):
    """Publish the draft a trainer has looked at, with what they said changed; or schedule it, if it says when.

    Returns the page. Raises CannotBePublished, and then nothing changed: when it is not the newest draft any more,
    when someone else holds the page, or when freezing its words is refused.
    """
    page = Page.objects.select_for_update(no_key=True).get(pk=page.pk).specific
    if page.latest_revision_id != revision.pk:
        raise CannotBePublished(NOT_THE_NEWEST)
    lock = page.get_lock()
    if lock and lock.for_user(by):
        raise CannotBePublished(lock.sentence(by))
    with LogContext(user=by):
        answered(page, revision, by=by, change=change, why=why).publish(user=by)
    return type(page).objects.get(pk=page.pk)


def answered(page, revision, *, by, change, why):
    """The revision as it is, or a new one where the answer is another than the one it holds."""
    draft, digest = revision.as_object(), digest_in_force(page)
    if not change or draft.answer_for(digest) == (change, why):
        return revision
    draft.change, draft.why, draft.change_for = change, why, digest
    return draft.save_revision(user=by)
