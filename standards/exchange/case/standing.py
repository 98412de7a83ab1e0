"""How each public suite stands, cheaply: enough to list it, and to tell whether anything in it changed.

Eight queries for all suites together, whatever their size: no requirement is read, because the digest of a published
version stands for every word of it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from types import MappingProxyType

from django.conf import settings
from django.db.models import Max

from people.models import AuditEvent
from standards.exchange.case.graph import Framework
from standards.exchange.case.names import derived_id
from standards.exchange.case.nodes import Concept, Told
from standards.exchange.suite import StandardRow, SuiteDocument
from standards.models import Crosswalk, KeyAreaPage, StandardPage, SuitePage, SuiteValue, Term, Tombstone
from standards.models.wording import normalised

HOW_WE_WRITE = "1"  # raise it when the same suite is written differently: every copy out there is stale then
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
AREA = ("path", "lineage", "number", "words", "title", "last_published_at")
STANDARD = (
    "path", "lineage", "title", "developed_by", "approved", "status", "urn", "urn_source", "title_confirmed", "source",
    "last_start_date", "last_assessment_date", "live_revision_id", "last_published_at", "standard__status",
    "standard__urn", "standard__last_start_date", "standard__last_assessment_date",
    "standard__current_version__title", "standard__current_version__digest",
    "standard__current_version__published_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """`tag` is other whenever a byte of the package may be. `crosswalks`: the agreed ones that begin or end here."""

    page: SuitePage = field(compare=False)
    tag: str
    told: Told = field(compare=False)
    document: SuiteDocument = field(compare=False)  # without what stands in its standards
    crosswalks: tuple[Crosswalk, ...] = field(compare=False, default=())

    @property
    def outline(self) -> Framework:
        """For the CFDocument alone: no item of it is there."""
        return Framework(self.document, self.told)


def standings() -> list[Standing]:
    """Every public suite, in the order of the site."""
    return Standings().all()


class Standings:
    def __init__(self):
        live = {"alias_of": None}
        self.suites = list(SuitePage.objects.live().filter(**live).select_related("locale").order_by("path"))
        self.areas = list(KeyAreaPage.objects.live().filter(**live).order_by("path").values(*AREA))
        self.standards = list(StandardPage.objects.live().filter(**live).order_by("path").values(*STANDARD))
        self.values = list(SuiteValue.objects.values("page_id", "lineage", "number", "title", "sort_order"))
        self.stones = list(
            Tombstone.objects.order_by()
            .values("standard__page__path")
            .annotate(Max("pk"), at=Max("retired_at"))
        )
        self.crosswalks = list(
            Crosswalk.objects.agreed()
            .select_related("source__standard__page", "target__standard__page")
            .order_by("pk")
        )
        self.terms, self.explained = list(Term.objects.order_by("word", "pk")), moments_of_terms()

    def all(self):
        bare = {suite.pk: self.rows_of(suite) for suite in self.suites}
        return [self.standing(suite, bare) for suite in self.suites]

    def rows_of(self, suite):
        """Every row that says something of this suite, but for its crosswalks."""
        return [
            settings.PUBLIC_URL,
            HOW_WE_WRITE,
            (suite.pk, suite.title, suite.slug, suite.edition, suite.lineage, suite.locale.language_code),
            suite.last_published_at,
            *below(suite, self.areas),
            *below(suite, self.standards),
            *[row for row in self.values if row["page_id"] == suite.pk],
            *below(suite, self.stones, "standard__page__path"),
            *[(t.pk, t.revision, t.word, t.other_forms, t.meaning) for t in self.terms_of(suite)],
        ]

    def terms_of(self, suite):
        return [term for term in self.terms if term.suite_id in (None, suite.pk)]

    def standing(self, suite, bare):
        """Its tag covers the suites its crosswalks lead to: their words stand at the other end of a link."""
        crosswalks = tuple(one for one in self.crosswalks if suite in self.ends(one))
        others = {end.pk for one in crosswalks for end in self.ends(one)} - {suite.pk}
        rows = bare[suite.pk] + [(one.pk, one.revision) for one in crosswalks]
        rows += chain.from_iterable(bare[pk] for pk in sorted(others))
        told = self.told(suite, crosswalks)
        tag = hashlib.sha256(repr(rows).encode()).hexdigest()[:32]
        return Standing(suite, tag, told, self.document(suite), crosswalks)

    def ends(self, crosswalk):
        """The public suites it leads from and to."""
        paths = [end.standard.page.path for end in (crosswalk.source, crosswalk.target) if end.standard.page]
        return [suite for suite in self.suites if any(path.startswith(suite.path) for path in paths)]

    def told(self, suite, crosswalks):
        areas, standards = below(suite, self.areas), below(suite, self.standards)
        concepts = tuple(self.concept(term, suite) for term in self.terms_of(suite))
        own = suite.last_published_at or NEVER
        values = {str(row["lineage"]): own for row in self.values if row["page_id"] == suite.pk}
        changes = {str(row["lineage"]): changed(row) for row in chain(areas, standards)} | values
        stones = [row["at"] for row in below(suite, self.stones, "standard__page__path")]
        agreed = [one.agreed_at for one in crosswalks]
        explained = [concept.changed_at for concept in concepts]
        last = max([own, *changes.values(), *stones, *agreed, *explained])
        return Told(last, MappingProxyType(changes), language=tongue(suite), concepts=concepts)

    def concept(self, term, suite):
        changed_at = self.explained.get(term.code) or suite.last_published_at or NEVER
        identifier = derived_id(None, f"term/{term.code}")
        return Concept(identifier, term.word, tuple(term.forms[1:]), term.code, term.meaning, changed_at)

    def document(self, suite):
        return SuiteDocument(
            title=normalised(suite.title),
            slug=suite.slug,
            lineage=str(suite.lineage),
            edition=normalised(suite.edition),
            standards=tuple(map(standard_facts, below(suite, self.standards))),
        )


def below(suite, rows, path="path"):
    return [row for row in rows if (row[path] or "").startswith(suite.path)]


def changed(row) -> datetime:
    published = row.get("standard__current_version__published_at")
    return max(row["last_published_at"] or NEVER, published or NEVER)


def standard_facts(row):
    has_version = row["standard__current_version__digest"] is not None
    return StandardRow(
        lineage=str(row["lineage"]),
        title=row["title"],
        key_area=None,
        developed_by=row["developed_by"],
        approved=row["approved"],
        status=row["standard__status"] if has_version else row["status"],
    )


def moments_of_terms() -> Mapping[str, datetime]:
    """When each word was last explained, as the record has it: a term itself does not say."""
    events = AuditEvent.objects.filter(
        subject_type="standards.term", action__in=["glossary.term_added", "glossary.term_changed"]
    )
    return dict(events.order_by().values_list("subject_code").annotate(Max("at")))


def tongue(suite) -> str:
    """As CASE writes a language: "en-GB"."""
    language, _dash, region = suite.locale.language_code.partition("-")
    return f"{language}-{region.upper()}" if region else language
