"""Bringing in standards: a document becomes a draft for a trainer to check, never a published text by itself."""

import uuid
from dataclasses import dataclass, replace

from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import LogContext

from people.audit import operation, record
from standards.exchange.document import StandardDocument, Warning
from standards.exchange.plan import Plan, Row
from standards.exchange.shipped import lineages_for
from standards.models import KnowledgeItem, PerformanceCriterion, StandardPage, ValueIllustration
from standards.models.page_wording import draft_wording, saved_values
from standards.models.wording import normalised
from standards.queries import areas_in, standards_in

LISTS = {
    "performance": ("performance_criteria", PerformanceCriterion),
    "knowledge": ("knowledge_items", KnowledgeItem),
}
PASSAGES = {  # of the page: of the document
    "overview": "overview",
    "performance_lead": "performance_introduction",
    "knowledge_lead": "knowledge_introduction",
    "values_introduction": "values_introduction",
    "illustrations_introduction": "illustrations_introduction",
    "scope_performance": "scope_performance",
    "scope_knowledge": "scope_knowledge",
}


class TextIsRefused(Exception):
    """No draft can be made of this. `sentences` say why."""

    def __init__(self, *sentences):
        super().__init__(" ".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class Intake:
    """What an import would do: the document with every doubt, the plan, and where it would go.

    `page` is the page whose draft it becomes, None for a new one in `area`; both are None without a suite.
    """

    document: StandardDocument
    plan: Plan
    suite: object = None
    area: object = None
    page: object = None

    def as_json(self):
        return self.document.as_json() | {"changes": self.plan.changes}


def plan_import(document, *, suite=None):
    """What bringing `document` into the suite page `suite` would change. Changes nothing.

    Raises TextIsRefused for a refused document, and for a suite without any key area to put it in.
    """
    if document.is_refused:
        raise TextIsRefused(*document.errors)
    page = page_for(document, suite) if suite else None
    area, doubts = area_for(document, suite, page) if suite else (None, [])
    doubts += doubts_about_values(document, suite) if suite else []
    document = replace(document, warnings=(*document.warnings, *doubts))
    return Intake(document, compare(document, page), suite, area, page)


@operation
def import_standard(document, *, suite, by, publish=False):
    """Make a draft of `document` in the suite page `suite`, and publish it only when told to. Returns the page.

    A page of this standard gets the draft as a new revision: what is public stays as it is. Importing the same
    text again makes nothing. Raises TextIsRefused, and CannotBePublished with `publish`.
    """
    intake = plan_import(document, suite=suite)
    page = intake.page or new_page(intake)
    draft = page.get_latest_revision_as_object() if page.pk else page
    before = draft_wording(draft).digest if page.pk else ""
    write(draft, intake)
    draft = keep(draft, intake.area, by=by, is_other=not page.pk or draft_wording(draft).digest != before)
    if publish:
        with LogContext(user=by):
            draft.get_latest_revision().publish(user=by)
    return StandardPage.objects.get(pk=draft.pk)


# --- where it belongs -----------------------------------------------------------------------


def folded(words):
    return " ".join((words or "").split()).casefold()


def page_for(document, suite):
    """The page of this standard: by its URN or else by its title and key area. Never by a number."""
    pages = standards_in(suite)
    urn = folded(document.urn).replace(" ", "")
    if urn and (same := [page for page in pages if folded(page.urn).replace(" ", "") == urn]):
        return same[0]
    same = [page for page in pages if folded(page.title) == folded(document.title)]
    same = [page for page in same if not (urn and page.urn) and stands_in(page, document.key_area)]
    return same[0] if same else None


def stands_in(page, printed):
    return not printed or folded(page.key_area.printed) == folded(printed)


def area_for(document, suite, page):
    """(key area, doubts): where its page is, where the text says, or else the first one, for a trainer to move."""
    areas = areas_in(suite)
    if page:
        return page.key_area, []
    if not areas:
        raise TextIsRefused(_("This suite has no key area yet. Make one first, for the standard to go into."))
    printed = [area for area in areas if folded(area.printed) == folded(document.key_area)]
    if printed:
        return printed[0], []
    message = _(
        "We can’t tell which key area this belongs to, so the draft is in %(area)s. Move it if that is wrong."
    )
    return areas[0], [Warning(1, message % {"area": areas[0].printed})]


def doubts_about_values(document, suite):
    known = {folded(value.title) for value in saved_values(suite)}
    strange = [value.title for value in document.values if folded(value.title) not in known]
    message = _("This value is not one of the suite’s, so it was left out: %(value)s")
    return [Warning(1, message % {"value": title}) for title in strange]


# --- what would change ----------------------------------------------------------------------


def rows_in(document, kind):
    """The document's rows. Where the layout lost the numbers they are counted, so that each can be named."""
    return [
        Row(kind, item.number or str(place), normalised(item.group), normalised(item.text))
        for place, item in enumerate(getattr(document, kind), start=1)
    ]


def rows_on(draft, kind):
    return [
        Row(kind, row.number, row.group, normalised(row.text)) for row in getattr(draft, LISTS[kind][0]).all()
    ]


def compare(document, page):
    plan = Plan()
    draft = page.get_latest_revision_as_object() if page else None
    for kind in LISTS:
        plan.compare(kind, rows_on(draft, kind) if draft else [], rows_in(document, kind))
    return plan


# --- writing the draft ----------------------------------------------------------------------


def new_page(intake):
    title = intake.document.title or intake.document.urn or _("A standard without a title")
    return StandardPage(title=title[:255], slug=free_slug(title, intake.area), live=False)


def free_slug(title, area):
    slug = start = slugify(title)[:200] or "standard"
    taken = set(area.get_children().values_list("slug", flat=True))
    count = 1
    while slug in taken:
        count += 1
        slug = f"{start}-{count}"
    return slug


def write(draft, intake):
    document = intake.document
    draft.title = (document.title or draft.title)[:255]
    draft.title_confirmed = bool(document.title) or draft.title_confirmed
    draft.status = document.status or draft.status
    if document.urn:
        draft.urn, draft.urn_source = document.urn[:20], ""
    draft.developed_by = (document.fact("Developed by") or draft.developed_by)[:255]
    draft.approved = (document.fact("Approved on") or draft.approved)[:50]
    for name, printed in PASSAGES.items():
        setattr(draft, name, normalised(getattr(document, printed)))
    for kind in LISTS:
        write_entries(draft, kind, intake)
    write_illustrations(draft, intake)


def write_entries(draft, kind, intake):
    name, model = LISTS[kind]
    old, shipped = list(getattr(draft, name).all()), lineages_for(intake.document)
    entries = []
    for place, row in enumerate(rows_in(intake.document, kind)):
        match = intake.plan.matches[kind][place]
        lineage = shipped.get((kind, row.number)) or uuid.uuid4()
        entry = model(lineage=lineage) if match is None else old[match]
        entry.number, entry.group, entry.text = row.number[:12], row.group[:255], row.text
        entry.sort_order = place
        entries.append(entry)
    setattr(draft, name, entries)


def write_illustrations(draft, intake):
    """An illustration belongs to the value printed with the same number in the same text."""
    lineages = {folded(value.title): value.lineage for value in saved_values(intake.suite)}
    titles = {value.number: folded(value.title) for value in intake.document.values}
    old = {row.value_lineage: row for row in draft.illustrations.all()}
    rows = []
    for place, illustration in enumerate(intake.document.illustrations):
        lineage = lineages.get(titles.get(illustration.number))
        row = old.get(lineage) if lineage else None
        row = row or ValueIllustration(value_lineage=lineage)
        row.text, row.sort_order = normalised(illustration.text), place
        rows.append(row)
    draft.illustrations = rows


def keep(draft, area, *, by, is_other):
    if draft.pk is None:
        area.add_child(instance=draft)
    if is_other:
        draft.save_revision(user=by, log_action=True)
        record("standard.drafted", by=by, subject=draft, digest=draft_wording(draft).digest)
    return draft
