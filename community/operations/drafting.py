"""Writing what was read, or proposed, into the draft of a page. What is public stays as it is."""

from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Site

from community.models import CharterEntry, CharterPage, ChartersPage
from people.audit import operation, record
from standards.operations.brought_in import hold
from standards.operations.trainers import let_trainers_edit


@operation
def draft_charter(document, *, title="", slug="", source="", by):
    """A new page with the document as its draft. `title`: what we call it where the text names no title.

    `document`: a community.exchange.document.CharterDocument that is not refused. Returns the CharterPage.
    """
    hold(None)  # two at once would each make the place for charters, or take the same address
    title = document.title or title or _("A charter without a title")
    place = charters_page()
    page = CharterPage(title=title, slug=free_slug(slug or title, place), live=False, source=source)
    page.preamble, page.last_revised = document.preamble, document.last_revised
    page.stewards_named = "\n".join(document.stewards)
    page.entries = [entry_of(row, position) for position, row in enumerate(document.rows)]
    place.add_child(instance=page)
    page.save_revision(user=by, log_action=True)
    record("charter.drafted", by=by, subject=page, digest=page.draft_wording.digest)
    return page


def entry_of(row, position):
    return CharterEntry(
        level=row.level, kind=row.kind, label=row.label, mark=row.mark, text=row.text, sort_order=position
    )


@operation
def charters_page():
    """Where charters stand, made when the first one comes. Trainers edit what is below it, and nothing beside it."""
    if found := ChartersPage.objects.order_by("path").first():
        return found
    root = Site.objects.get(is_default_site=True).root_page
    page = ChartersPage(title=_("Our charters"), slug="charters", show_in_menus=False)
    root.add_child(instance=page)
    let_trainers_edit(page)
    return page


def free_slug(title, place):
    slug = start = slugify(title)[:200] or "charter"
    taken = set(place.get_children().values_list("slug", flat=True))
    count = 1
    while slug in taken:
        count += 1
        slug = f"{start}-{count}"
    return slug
