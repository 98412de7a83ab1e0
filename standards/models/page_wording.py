"""The words of a page: as its tables hold them, as a draft holds them, as someone is typing them."""

from standards.models.page_entries import KnowledgeItem, PerformanceCriterion, SuiteValue, ValueIllustration
from standards.models.page_manners import holds_published_standards, paths_down_to
from standards.models.wording import Entry, Example, Wording


def saved_values(page):
    """The values in the tables, whatever the object holds: saving a draft saves objects with draft entries."""
    return list(SuiteValue.objects.filter(page_id=page.pk))


def digest_of_values(values):
    return Wording.of({}, value_entries(values), ()).digest


def value_entries(values):
    return [Entry.of("value", number=v.number, text=v.title, lineage=v.lineage) for v in values]


def digest_in_force(page):
    """SHA-256 of the words that publishing this page would take the place of; "" where nothing is published.

    Of a standard its version's; of a suite with published standards that of its values.
    """
    if hasattr(page, "own_standard"):
        return page.version.digest if page.version else ""
    return digest_of_values(saved_values(page)) if holds_published_standards(page) else ""


def entries_of(kind, rows):
    return [
        Entry.of(kind, number=row.number, group=row.group, text=row.text, lineage=row.lineage) for row in rows
    ]


def wording_of(page, criteria, knowledge, illustrations, *, passages=None):
    """Illustrations stand in the order of the values they illustrate, however the editor dragged them."""
    values = value_entries(SuiteValue.objects.filter(page__path__in=paths_down_to(page)))
    place = {value.lineage: position for position, value in enumerate(values)}
    requirements = [*entries_of("performance", criteria), *entries_of("knowledge", knowledge), *values]
    examples = [Example.of(row.value_lineage, row.text) for row in illustrations]
    examples.sort(key=lambda example: place.get(example.value_lineage, len(place)))
    return Wording.of(passages or page, requirements, examples)


def saved_wording(page):
    """The words of a page as its tables hold them."""
    children = (PerformanceCriterion, KnowledgeItem, ValueIllustration)
    return wording_of(page, *(child.objects.filter(page_id=page.pk) for child in children))


def draft_wording(page):
    """The words of a page as the object holds them: a preview, or a draft read from a revision."""
    return wording_of(
        page, page.performance_criteria.all(), page.knowledge_items.all(), page.illustrations.all()
    )
