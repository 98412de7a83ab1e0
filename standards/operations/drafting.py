"""Writing a proposal into the draft of a page. What is public stays as it is."""

import uuid

from django.utils.text import slugify
from django.utils.translation import gettext as _

from people.audit import record
from standards.models import StandardPage, ValueIllustration
from standards.models.page_wording import draft_wording
from standards.operations.comparing import LISTS, rows_in, wanted, wanted_illustrations


def write_draft(proposal, *, by):
    """The page with the proposal as its newest draft, or as it was where the proposal changes nothing."""
    page = proposal.page or new_page(proposal)
    draft = page.get_latest_revision_as_object() if page.pk else page
    if page.pk and proposal.plan.is_empty:
        return draft
    write(draft, proposal)
    if draft.pk is None:
        proposal.area.add_child(instance=draft)
    draft.save_revision(user=by, log_action=True)
    record("standard.drafted", by=by, subject=draft, digest=draft_wording(draft).digest)
    return draft


def new_page(proposal):
    title = proposal.document.title or proposal.document.urn or _("A standard without a title")
    return StandardPage(title=title, slug=free_slug(title, proposal.area), live=False)


def free_slug(title, area):
    slug = start = slugify(title)[:200] or "standard"
    taken = set(area.get_children().values_list("slug", flat=True))
    count = 1
    while slug in taken:
        count += 1
        slug = f"{start}-{count}"
    return slug


def write(draft, proposal):
    document = proposal.document
    for name, words in wanted(document, draft).items():
        setattr(draft, name, words)
    draft.title_confirmed = bool(document.title) or draft.title_confirmed
    if document.urn:
        draft.urn_source = ""
    for kind in LISTS:
        write_entries(draft, kind, proposal)
    write_illustrations(draft, proposal)


def write_entries(draft, kind, proposal):
    name, model = LISTS[kind]
    old, plan = list(getattr(draft, name).all()), proposal.plan
    entries, used = [], {str(row.lineage) for row in old}
    for place, row in enumerate(rows_in(proposal.document, kind)):
        match = plan.matches[kind][place]
        lineage = plan.returns[kind].get(place) or row.lineage
        lineage = str(uuid.uuid4()) if not lineage or lineage in used else lineage
        used.add(lineage)
        entry = model(lineage=uuid.UUID(lineage)) if match is None else old[match]
        entry.number, entry.group, entry.text = row.number, row.group, row.text
        entry.sort_order = place
        entries.append(entry)
    setattr(draft, name, entries)


def write_illustrations(draft, proposal):
    wanted_now = wanted_illustrations(proposal.document, proposal.suite)
    if not wanted_now:  # the text does not say
        return
    old = {row.value_lineage: row for row in draft.illustrations.all()}
    rows = []
    for place, (lineage, words) in enumerate(wanted_now):
        row = (old.pop(lineage, None) if lineage else None) or ValueIllustration(value_lineage=lineage)
        row.text, row.sort_order = words, place
        rows.append(row)
    draft.illustrations = rows
