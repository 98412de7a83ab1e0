"""Drafts that wait for a trainer, read from their revisions as the rows of a suite’s document."""

from typing import Any
from uuid import UUID

from wagtail.models import Revision

from standards.exchange.suite import IllustrationRow, RequirementRow, StandardRow, ValueRow
from standards.models.wording import PASSAGES, normalised

FACTS = ("urn", "urn_source", "status", "developed_by", "approved", "source")
DATES = ("last_start_date", "last_assessment_date")
LISTS = {"performance": "performance_criteria", "knowledge": "knowledge_items"}


def unfinished_contents(pages):
    """{page id: content} of the latest revision of each page that has more than the public knows: one query."""
    wanted = {page.latest_revision_id: page.pk for page in pages if is_unfinished(page)}
    found = Revision.objects.filter(pk__in=wanted).values_list("pk", "content")
    return {wanted[pk]: content for pk, content in found}


def is_unfinished(page):
    return page.latest_revision_id and page.latest_revision_id != page.live_revision_id


def draft_row(here, content, order):
    """The draft as a row, with what drafts have no say in taken from `here`. `order`: {lineage of a value: place}."""
    said: dict[str, Any] = {name: normalised(content.get(name)) for name in (*PASSAGES, *FACTS)}
    said |= {name: str(content.get(name) or "") for name in DATES}
    illustrations = [
        IllustrationRow(spelled(row.get("value_lineage")), normalised(row.get("text")))
        for row in in_order(content, "illustrations")
    ]
    illustrations.sort(key=lambda row: order.get(row.value, len(order)))
    return StandardRow(
        lineage=here.lineage,
        key_area=here.key_area,
        title_confirmed=bool(content.get("title_confirmed", here.title_confirmed)),
        requirements=tuple(draft_requirements(content)),
        illustrations=tuple(illustrations),
        retired=here.retired,
        **said,
    )


def draft_requirements(content):
    for kind, name in LISTS.items():
        for row in in_order(content, name):
            yield RequirementRow(
                spelled(row.get("lineage")),
                kind,
                normalised(row.get("number")),
                normalised(row.get("group")),
                normalised(row.get("text")),
            )


def draft_values(content):
    return tuple(
        ValueRow(spelled(row.get("lineage")), normalised(row.get("number")), normalised(row.get("title")))
        for row in in_order(content, "values")
    )


def in_order(content, name):
    return sorted(content.get(name) or (), key=lambda row: row.get("sort_order") or 0)


def spelled(lineage):
    return str(UUID(lineage)) if lineage else ""
