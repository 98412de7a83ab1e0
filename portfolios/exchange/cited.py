"""The standards a portfolio cites, each in the very version it cites: as rows of ours, and as 1EdTech CASE."""

from typing import Any

from django.conf import settings

from portfolios.exchange.shapes import RequirementTold, StandardTold
from standards.exchange.case.writing import write_case
from standards.exchange.suite import (
    AreaRow,
    IllustrationRow,
    RequirementRow,
    StandardRow,
    SuiteDocument,
    ValueRow,
)
from standards.models import Kind, StandardVersion
from standards.models.wording import PASSAGES


def cited_by(units):
    """The versions these units are on, each with its words. Three queries."""
    versions = StandardVersion.objects.filter(units__in=units).distinct().order_by("pk")
    return list(versions.select_related("standard__suite").prefetch_related("requirements", "illustrations"))


def standard_told(version, *, case):
    return StandardTold(
        code=version.code,
        lineage=str(version.standard.lineage),
        number=version.number,
        digest=version.digest,
        title=version.title,
        suite=version.suite_title,
        urn=version.urn,
        status=version.standard.status,
        key_area=version.key_area,
        case=case,
        requirements=tuple(
            RequirementTold(
                lineage=str(row.lineage), kind=row.kind, number=row.number, group=row.group, text=row.text
            )
            for row in version.requirements.all()
        ),
    )


def as_case(version):
    """The version as a CASE package in pieces: its standard alone, in its key area, with the values it was read by."""
    return write_case(document_of(version), base_url=settings.PUBLIC_URL)


def document_of(version):
    rows = list(version.requirements.all())
    values = tuple(ValueRow(str(v.lineage), v.number, v.text) for v in rows if v.kind == Kind.VALUE)
    return SuiteDocument(
        title=version.suite_title,
        slug=version.standard.suite.slug,
        key_areas=area_of(version),
        values=values,
        standards=(standard_row(version, [row for row in rows if row.kind != Kind.VALUE]),),
    )


def area_of(version):
    """The heading as printed begins with the number in words: “Key Area Four: Collaboration …”."""
    if version.key_area_number is None:
        return ()
    before, colon, title = version.key_area.partition(":")
    words = before.removeprefix("Key Area").strip() if colon else None
    return (AreaRow(None, version.key_area_number, words, (title if colon else before).strip()),)


def standard_row(version, rows):
    standard = version.standard
    days = {name: getattr(standard, name) for name in ("last_start_date", "last_assessment_date")}
    said: dict[str, Any] = {name: getattr(version, name) for name in PASSAGES}
    said |= {name: day.isoformat() if day else "" for name, day in days.items()}
    return StandardRow(
        lineage=str(standard.lineage),
        key_area=version.key_area_number,
        urn=version.urn,
        status=str(standard.status),
        requirements=tuple(
            RequirementRow(str(row.lineage), str(row.kind), row.number, row.group, row.text) for row in rows
        ),
        illustrations=tuple(
            IllustrationRow(str(row.value_lineage or ""), row.text) for row in version.illustrations.all()
        ),
        **said,
    )
