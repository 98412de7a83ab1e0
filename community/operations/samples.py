"""Setting up the charters that ship: read by the importer from their own text, and kept as their communities wrote them."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from community.exchange.shipped import shipped_charters
from community.models import CharterPage
from community.operations.drafting import draft_charter
from community.operations.explaining import explain_by_default
from people.audit import operation
from standards.operations.brought_in import hold


@operation
def load_charters(*, by=None):
    """Make what is missing of the shipped charters, and leave alone what is there. Returns their pages.

    They belong to nobody here: they are there to read, and nobody is asked to agree. Doing it twice is doing it once,
    also by two at the same moment.
    """
    hold(None)
    known = {page.slug: page for page in CharterPage.objects.all()}
    return [known.get(shipped.slug) or load_one(shipped, by=by) for shipped in shipped_charters()]


def load_one(shipped, *, by):
    document = shipped.read().document
    page = draft_charter(document, title=shipped.title, slug=shipped.slug, source=shipped.source, by=by)
    revised = document.last_revised
    page.adopted_on = date.fromisoformat(revised) if revised else timezone.localdate()
    page.how_adopted = (
        _("By its own community. This is a sample to read, with the date its text gives.")
        if revised
        else _(
            "By its own community. This is a sample to read. Its text gives no date, so the day is that on which "
            "it was set up here."
        )
    )
    page.save_revision(user=by).publish(user=by)
    page.refresh_from_db()
    explain_by_default(page.own_charter, by=by)
    return page
