"""What a document says, put beside what a page says: the plan, and the words it would write."""

from django.utils.translation import gettext_lazy as _

from standards.exchange.likeness import folded
from standards.exchange.plan import Passage, Plan, Row
from standards.exchange.shipped import lineages_for
from standards.models import KnowledgeItem, PerformanceCriterion, Requirement, StandardPage, Tombstone
from standards.models.page_wording import saved_values
from standards.models.wording import normalised

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
FACTS = {"developed_by": "Developed by", "approved": "Approved on"}
ILLUSTRATION = _("Illustration of “%s”")


def compare(document, page, suite, *, answers=None):
    """The plan of making `document` the draft of `page`; None for a page that is not there yet."""
    plan = Plan(answers or {})
    draft = page.get_latest_revision_as_object() if page else None
    for kind in LISTS:
        old = rows_on(draft, kind) if draft else []
        plan.compare(kind, old, rows_in(document, kind), known=once_asked(page, kind) if page else ())
    if draft:
        for passage in (*passages(document, draft), *illustrations(document, draft, suite)):
            plan.note_passage(passage)
    return plan


# --- requirements ---------------------------------------------------------------------------


def rows_in(document, kind):
    """The document's rows. Where the layout lost the numbers they are counted, so that each can be named."""
    shipped = lineages_for(document)
    return [
        Row(
            kind,
            item.number or str(place),
            normalised(item.group),
            normalised(item.text),
            str(shipped.get((kind, item.number), "")),
        )
        for place, item in enumerate(getattr(document, kind), start=1)
    ]


def rows_on(draft, kind):
    return [
        Row(kind, row.number, row.group, normalised(row.text), str(row.lineage))
        for row in getattr(draft, LISTS[kind][0]).all()
    ]


def once_asked(page, kind):
    """Rows that were published and may be missing in the draft: of the last version, then the retired ones."""
    standard = page.own_standard
    if standard is None:
        return []
    asked = Requirement.objects.filter(version=standard.current_version_id, kind=kind)
    stones = Tombstone.objects.filter(standard=standard, kind=kind).order_by("-retired_at", "-pk")
    fields = ("number", "group", "text", "lineage")
    return [
        Row(kind, number, group, normalised(text), str(lineage))
        for number, group, text, lineage in (*asked.values_list(*fields), *stones.values_list(*fields))
    ]


# --- everything else ------------------------------------------------------------------------


def wanted(document, draft):
    """{field of the page: what it would say}. Where the document says nothing, what is there stays."""
    told = {"title": document.title, "urn": document.urn, "status": document.status}
    told |= {name: document.fact(label) for name, label in FACTS.items()}
    told |= {name: getattr(document, printed) for name, printed in PASSAGES.items()}
    return {
        name: getattr(draft, name) if words is None else normalised(words) for name, words in told.items()
    }


def passages(document, draft):
    for name, now in wanted(document, draft).items():
        was = normalised(getattr(draft, name))
        if normalised(now) != was:
            yield Passage(name, str(label_of_field(name)), was, normalised(now))


def label_of_field(name):
    return getattr(StandardPage._meta.get_field(name), "verbose_name", name)


def illustrations(document, draft, suite):
    titles = {value.lineage: value.title for value in saved_values(suite)}
    old = {row.value_lineage: normalised(row.text) for row in draft.illustrations.all()}
    for lineage, now in wanted_illustrations(document, suite):
        if old.get(lineage, "") != now:
            label = str(ILLUSTRATION) % titles.get(lineage, "?")
            yield Passage("illustration", label, old.get(lineage, ""), now)


def wanted_illustrations(document, suite):
    """[(value lineage, words)]: an illustration belongs to the value printed with its number in the same text."""
    lineages = {folded(value.title): value.lineage for value in saved_values(suite)}
    titles = {value.number: folded(value.title) for value in document.values}
    found = {}
    for example in document.illustrations:
        lineage = lineages.get(titles.get(example.number))
        found.setdefault(lineage, []).append(normalised(example.text))
    return [(lineage, "\n".join(words)) for lineage, words in found.items()]
