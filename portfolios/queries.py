"""What can be asked of a portfolio. A query is a noun and brings everything its page shows."""

from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext as _

from portfolios.models import Claim, Evidence, Identifiable, PersonInEvidence, Submission, Unit
from portfolios.registry import READERS, STANDINGS
from standards.models import Kind


@dataclass(frozen=True)
class Standing:
    """What was found about a requirement: an outcome value, its words, and whether it is settled."""

    outcome: str
    words: str = ""
    by: str = ""
    at: object = None


@dataclass
class Row:
    """One requirement in a unit: what claims it, and where it stands."""

    requirement: object
    claims: list = field(default_factory=list)
    standing: Standing | None = None
    is_with_assessor: bool = False

    @property
    def state(self):
        """meets · more evidence · not yet · with assessor · matched · none"""
        if self.is_with_assessor and not (self.standing and self.standing.outcome == "meets"):
            return "with assessor"
        if self.standing:
            return self.standing.outcome
        return "matched" if self.claims else "none"


@dataclass
class Part:
    """Performance criteria, knowledge items or values: how many are claimed and met, of how many."""

    kind: Kind
    rows: list = field(default_factory=list)

    @property
    def total(self):
        return len(self.rows)

    @property
    def claimed(self):
        return sum(1 for row in self.rows if row.state != "none")

    @property
    def met(self):
        return sum(1 for row in self.rows if row.state == "meets")

    @property
    def missing(self):
        return [row for row in self.rows if row.state == "none"]


@dataclass
class Coverage:
    """A unit, whole: “of 9, of 17, of 5, what is missing, every claim”."""

    parts: list

    @property
    def rows(self):
        return [row for part in self.parts for row in part.rows]

    @property
    def total(self):
        return sum(part.total for part in self.parts)

    @property
    def claimed(self):
        return sum(part.claimed for part in self.parts)

    @property
    def met(self):
        return sum(part.met for part in self.parts)


def coverage_of(unit):
    """Every requirement of the unit's version with its claims, and where each stands. Four queries."""
    claims = {}
    for claim in Claim.objects.filter(unit=unit).select_related("evidence").order_by("pk"):
        claims.setdefault(claim.requirement_id, []).append(claim)
    standings = {key: standing for ask in STANDINGS for key, standing in ask(unit).items()}
    shared = set(
        Submission.objects.filter(unit=unit, is_open=True).values_list("items__requirement_id", flat=True)
    )
    parts = {kind: Part(kind) for kind in Kind}
    for requirement in unit.version.requirements.order_by("position"):
        key = requirement.pk
        parts[Kind(requirement.kind)].rows.append(
            Row(requirement, claims.get(key, []), standings.get(key), is_with_assessor=key in shared)
        )
    return Coverage(list(parts.values()))


def reader_of(unit):
    """The assessor who reads this unit, or None while nobody does."""
    return next((person for ask in READERS if (person := ask(unit))), None)


def units_of(person, *, organisation):
    """A person's standards here, with how much of each is claimed."""
    return (
        Unit.objects.filter(portfolio__owner=person, portfolio__organisation=organisation)
        .select_related("version__standard", "portfolio")
        .annotate(claimed=Count("claims__requirement", distinct=True))
    )


def evidence_of(person, *, organisation):
    """A person's evidence here, newest change first, with its claims counted and its files at hand."""
    return (
        Evidence.objects.filter(owner=person, portfolio__organisation=organisation)
        .annotate(matched=Count("claims__requirement", distinct=True), is_shared=is_shared())
        .prefetch_related(Prefetch("files"), "files__renditions")
    )


def is_shared():
    return Exists(Submission.objects.filter(items__evidence_version__evidence=OuterRef("pk")))


def evidence_to_share(unit):
    """Evidence matched to this unit, each with what it claims."""
    return (
        Evidence.objects.filter(claims__unit=unit)
        .distinct()
        .prefetch_related(
            "files",
            "people",
            Prefetch(
                "claims", Claim.objects.filter(unit=unit).select_related("requirement"), to_attr="in_unit"
            ),
        )
    )


def missing_for_sharing(evidence):
    """{evidence: [sentences]} for each piece that can't be shared yet. Two queries, however many."""
    unsettled = Exists(
        PersonInEvidence.objects.filter(~Q(basis=PersonInEvidence.Basis.AGREED), evidence=OuterRef("pk"))
    )
    rows = evidence.annotate(asks_someone=unsettled, names_someone=Count("people", distinct=True))
    return {piece: says for piece in rows if (says := wants_of(piece))}


def wants_of(evidence):
    """What this piece still wants before it can be shared, in sentences. `evidence` comes annotated."""
    wants = []
    if not evidence.name:
        wants.append(_("Give it a name. A few words is fine."))
    if not evidence.kind:
        wants.append(_("Say what kind of evidence it is."))
    if not evidence.happened_on:
        wants.append(_("Say when it happened. The year is enough."))
    if not evidence.identifiable:
        wants.append(_("Say who can be seen, heard or named."))
    if evidence.identifiable == Identifiable.OTHERS and not evidence.names_someone:
        wants.append(_("Say who the other people are, in a few words, without names."))
    if evidence.identifiable == Identifiable.OTHERS and evidence.asks_someone:
        wants.append(_("Someone in it has not said yes. Ask them, or take them out of it."))
    if evidence.withdrawn_at:
        wants.append(_("You took this back."))
    return wants
