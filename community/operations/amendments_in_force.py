"""Putting adopted words on the page of a charter: publishing them freezes the version.

The page’s other settings stay as they are published. What a trainer was drafting meanwhile is not lost: it stays the
newest draft, with the adopted words in it wherever the draft did not say something else.
"""

from wagtail.log_actions import LogContext
from wagtail.models import Revision

from community.models import CharterEntry, CharterPage
from community.operations.adopting import keep_adopted
from community.operations.amending_together import together
from people.audit import operation

OWN_OF_A_DRAFT = (
    "slug", "seo_title", "search_description", "show_in_menus", "organisation_id", "last_revised", "stewards_named",
    "source", "adopted_on", "how_adopted", "open_days", "least_people", "least_share", "go_live_at", "expire_at",
)  # fmt: skip


@operation
def put_in_force(amendment, wording):
    """Write the words of an adopted amendment on the page and publish it, in nobody’s name. Page and charter are locked.

    Returns the CharterVersion. Raises CannotBePublished where the amendment was not adopted with exactly these words.
    """
    charter = amendment.charter
    before = charter.current_version.wording
    page = CharterPage.objects.get(pk=charter.page_id)
    draft = page.latest_revision if page.latest_revision_id != page.live_revision_id else None
    with LogContext(user=None):
        publish(page, wording)
    if draft:
        keep_draft(draft, before=before, adopted=wording)
    charter.refresh_from_db()
    return charter.current_version


def publish(page, wording):
    write_words(page, wording)
    page.go_live_at = None
    revision = page.save_revision(changed=True)
    if page.live:
        revision.publish(changed=True)
    else:  # taken out of sight meanwhile: the words are adopted all the same, and it stays out of sight
        revision.as_object().save()
        keep_adopted(CharterPage.objects.get(pk=page.pk), by=None)


def write_words(page, wording):
    rows = CharterEntry.objects.filter(page_id=page.pk).values_list("lineage", "pk")
    known = {str(lineage): pk for lineage, pk in rows}
    page.title = page.draft_title = wording.title
    page.preamble = wording.preamble
    page.entries = [
        entry_of(entry, place, known.get(entry.lineage)) for place, entry in enumerate(wording.entries)
    ]


def entry_of(entry, place, pk):
    row = CharterEntry(pk=pk, sort_order=place, **entry.columns)
    row._state.adding = pk is None
    return row


def keep_draft(revision, *, before, adopted):
    """Put what the draft changed onto the adopted words. Where both changed a clause, the draft keeps its own."""
    draft = Revision.objects.get(pk=revision.pk).as_object()
    own = draft.draft_wording
    is_whole = len(own.by_lineage) == len(own.entries)
    wording = together(before, own, adopted).wording if is_whole else own
    if wording == adopted and not is_other(draft):
        return
    write_words(draft, wording)
    draft.save_revision(user=revision.user, changed=True, clean=False)


def is_other(draft):
    published = CharterPage.objects.get(pk=draft.pk)
    return any(getattr(draft, name) != getattr(published, name) for name in OWN_OF_A_DRAFT)
