"""Freezing the first version of many standards at once: the same rows as `freeze_version` writes, in a few statements."""

import uuid

from django.utils import timezone

from people.audit import record
from standards.models import (
    CannotBePublished,
    Change,
    Illustration,
    Kind,
    Requirement,
    SearchEntry,
    Standard,
    StandardVersion,
)
from standards.models.page_manners import suite_of
from standards.models.page_wording import entries_of, saved_values, value_entries
from standards.models.wording import Example, Wording
from standards.operations.publishing import FACTS, NO_WORDS_YET, begin_suite
from standards.operations.searching import entries_on
from standards.registry import AT_VERSION_PUBLISHED

MOST_IN_ONE = 500


def freeze_first_versions(pages, suite_page, *, by):
    """Freeze the words of these live pages, none of which has a standard yet; those without words are outlines.

    `pages`: [(page, its entries by relation, its key area)]. Call inside an operation. Raises CannotBePublished.
    """
    values = value_entries(saved_values(suite_page))
    worded = [(page, wording_of(page, entries, values), area) for page, entries, area in pages]
    published = [each for each in worded if not each[1].is_empty]
    for _page, wording, _area in published:
        if any(not entry.text or not entry.number for entry in wording.requirements):
            raise CannotBePublished(NO_WORDS_YET)
    versions = begin(published, suite_page, by=by) if published else []
    index([(page, wording) for page, wording, _area in worded])
    for version in versions:
        tell(version, by=by)
    return versions


def wording_of(page, entries, values):
    """As `saved_wording` finds it in the tables, without asking them again for what was written a moment ago."""
    place = {value.lineage: position for position, value in enumerate(values)}
    requirements = [
        *entries_of("performance", entries["performance_criteria"]),
        *entries_of("knowledge", entries["knowledge_items"]),
        *values,
    ]
    examples = [Example.of(row.value_lineage, row.text) for row in entries["illustrations"]]
    examples.sort(key=lambda example: place.get(example.value_lineage, len(place)))
    return Wording.of(page, requirements, examples)


def begin(published, suite_page, *, by):
    suite = suite_of(suite_page) or begin_suite(suite_page)
    lineages = [page.lineage for page, _wording, _area in published]
    taken = set(Standard.objects.filter(lineage__in=lineages).values_list("lineage", flat=True))
    standards = Standard.objects.bulk_create(
        Standard(
            page=page,
            suite=suite,
            lineage=uuid.uuid4() if page.lineage in taken else page.lineage,
            **{name: getattr(page, name) for name in FACTS},
        )
        for page, _wording, _area in published
    )
    versions = StandardVersion.objects.bulk_create(
        version_of(standard, wording, area, by=by)
        for standard, (_page, wording, area) in zip(standards, published, strict=True)
    )
    for standard, version in zip(standards, versions, strict=True):
        standard.current_version = version
    Standard.objects.bulk_update(standards, ["current_version"], MOST_IN_ONE)
    write_rows(versions, [wording for _page, wording, _area in published])
    return versions


def version_of(standard, wording, area, *, by):
    return StandardVersion(
        standard=standard,
        number=1,
        suite_title=standard.suite.title,
        key_area=f"{area.printed}: {area.title}",
        key_area_number=area.number,
        urn=standard.urn,
        status=standard.status,
        change=Change.FIRST,
        digest=wording.digest,
        requirement_count=len(wording.requirements),
        illustration_count=len(wording.illustrations),
        published_at=timezone.now(),
        published_by=by,
        **wording.passages,
    )


def write_rows(versions, wordings):
    pairs = list(zip(versions, wordings, strict=True))
    Requirement.objects.bulk_create(
        (
            Requirement(
                version=version,
                kind=entry.kind,
                number=entry.number,
                group=entry.group,
                text=entry.text,
                lineage=entry.lineage,
                position=position,
            )
            for version, wording in pairs
            for position, entry in enumerate(wording.requirements, start=1)
        ),
        MOST_IN_ONE,
    )
    Illustration.objects.bulk_create(
        (row for version, wording in pairs for row in illustrations_of(version, wording)), MOST_IN_ONE
    )


def illustrations_of(version, wording):
    numbers = {value.lineage: value.number for value in wording.of_kind(Kind.VALUE)}
    for position, example in enumerate(wording.illustrations, start=1):
        yield Illustration(
            version=version,
            value_lineage=example.value_lineage or None,
            number=numbers.get(example.value_lineage, ""),
            text=example.text,
            position=position,
        )


def index(worded):
    """What the public search finds, anew for each page."""
    SearchEntry.objects.filter(page__in=[page.pk for page, _wording in worded]).delete()
    SearchEntry.objects.bulk_create(
        (entry for page, wording in worded for entry in entries_on(page, wording)), MOST_IN_ONE
    )


def tell(version, *, by):
    record(
        "standard.published",
        by=by,
        subject=version,
        standard=version.standard.code,
        number=version.number,
        change=str(version.change),
        digest=version.digest,
    )
    for follow in AT_VERSION_PUBLISHED:
        follow(version, by=by)
