"""What the tests of whole suites share: a suite that has everything, counts of all that an import writes."""

from dataclasses import replace

from wagtail.models import Page, PageLogEntry, Revision

from people.models import AuditEvent
from standards.exchange.suite import RetiredRow, StandardRow
from standards.models import (
    Illustration,
    KeyAreaPage,
    Requirement,
    Standard,
    StandardPage,
    StandardVersion,
    SuitePage,
    SuiteValue,
    Tombstone,
)
from tests.standards.made_suites import lineage_of, made_suite

WRITTEN = (
    AuditEvent, Illustration, KeyAreaPage, Page, PageLogEntry, Requirement, Revision, Standard, StandardPage,
    StandardVersion, SuitePage, SuiteValue, Tombstone,
)  # fmt: skip


def counts():
    """How many rows there are of everything an import may write."""
    return {model.__name__: model.objects.count() for model in WRITTEN}


def varied_suite(slug="varied"):
    """Outlines, groups, illustrations, each status, dates, retired requirements, odd letters, sub-items."""
    document = made_suite(6, 9, slug=slug)
    standards = list(document.standards)
    stone = RetiredRow(lineage_of(slug, "gone"), "performance", "7", "", "asked once, and asked no more")
    standards[0] = replace(standards[0], retired=(stone,), status="legacy", last_start_date="2032-01-31")
    standards[1] = replace(standards[1], status="withdrawn", title_confirmed=False, urn="", urn_source="")
    odd = tuple(
        replace(
            row,
            number=f"8.{place}",
            group="Méthodes – “and” more",
            text=f"café, naïve;\n- one\n- two {place}",
        )
        for place, row in enumerate(standards[2].requirements, start=1)
    )
    standards[2] = replace(standards[2], requirements=odd, illustrations=standards[2].illustrations[:2])
    outline = StandardRow(
        lineage=lineage_of(slug, "outline"), title="An outline that waits for its words", key_area=3, urn="",
        urn_source="", title_confirmed=False, status="current", developed_by="", approved="2031", source="",
        last_start_date="", last_assessment_date="", overview="", performance_lead="", knowledge_lead="",
        values_introduction="", illustrations_introduction="", scope_performance="", scope_knowledge="",
    )  # fmt: skip
    return replace(document, standards=(*standards, outline))


def changed_standard(document, place, **fields):
    """The document with other fields in one of its standards."""
    standards = list(document.standards)
    standards[place] = replace(standards[place], **fields)
    return replace(document, standards=tuple(standards))


def reworded(row, place, text):
    """The standard with other words in one requirement."""
    rows = list(row.requirements)
    rows[place] = replace(rows[place], text=text)
    return replace(row, requirements=tuple(rows))


def told(plan):
    """{"added": 3, …} without what is empty or unchanged."""
    return {name: len(rows) for name, rows in plan.changes.items() if rows and name != "unchanged"}
