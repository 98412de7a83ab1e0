"""Every use of one piece of evidence: across standards and awards, now and in the rounds that were shared."""

from dataclasses import dataclass, field
from operator import itemgetter

from django.db.models import Exists, F, OuterRef, Q

from community.models import Charter
from portfolios.coverage import Row
from portfolios.models import (
    Claim,
    ClauseTag,
    Evidence,
    EvidenceVersion,
    Pursuit,
    Submission,
    SubmissionItem,
    Unit,
    last_change,
)
from portfolios.queries import files_at_hand, readers_of, standings_in
from standards.models import Requirement


@dataclass
class Use:
    """One requirement it is said to show, or was when it was shared. `rounds`: (number, day, day taken back or None)."""

    row: Row
    claim: Claim | None = None
    rounds: list = field(default_factory=list)

    @property
    def requirement(self):
        return self.row.requirement

    @property
    def is_agreed(self):
        return self.row.state == "meets"


@dataclass
class Place:
    """One standard, what this piece is used for in it, and the awards someone works towards that count it."""

    unit: Unit
    reader: object = None
    uses: list = field(default_factory=list)
    awards: list = field(default_factory=list)


def pieces_at_hand():
    """Evidence for its own page, each with its files and with what there is to ask for at all, in one query."""
    pursuits = Pursuit.objects.filter(portfolio=OuterRef("portfolio"), set_aside_at=None)
    charters = Charter.objects.filter(organisation=OuterRef("portfolio__organisation"))
    return (
        Evidence.objects.select_related("portfolio__organisation", "recorded_by", "as_part")
        .annotate(
            is_shared=Exists(EvidenceVersion.objects.filter(evidence=OuterRef("pk"))),
            has_tags=Exists(ClauseTag.objects.filter(evidence=OuterRef("pk"))),
            has_charter=Exists(charters.filter(current_version__isnull=False)),
            has_awards=Exists(pursuits),
            has_limits=Exists(pursuits.filter(version__evidence_months__isnull=False)),
            **last_change(evidence=OuterRef("pk")),
        )
        .prefetch_related(files_at_hand())
    )


def uses_of(evidence):
    """[Place], in the order the standards were begun. As many queries for one use as for thirty.

    `evidence` as `pieces_at_hand` brings it. One query while nothing was shared and no award is worked towards; the
    others when there is something to ask for: rounds, standings, readers, awards, and what is only in old rounds.
    """
    claims = {(claim.unit_id, claim.requirement_id): claim for claim in claims_on(evidence)}
    was_shared = evidence.is_shared or any(claim.unit_was_shared for claim in claims.values())
    rounds, with_assessor = rounds_with(evidence) if was_shared else ({}, set())
    rounds = {
        key: found for key, found in rounds.items() if key in claims or any(not one[2] for one in found)
    }
    units, requirements = named_in(claims, rounds)
    if not units:
        return []
    standings = standings_in(list(units)) if was_shared else {}
    readers = readers_of(list(units)) if with_assessor else {}
    awards = awards_counting(evidence) if evidence.has_awards else {}
    places = {pk: Place(unit, readers.get(pk)) for pk, unit in units.items()}
    for key in claims.keys() | rounds.keys():
        claim = claims.get(key)
        row = Row(requirements[key[1]], [claim] if claim else [], standings.get(key), key in with_assessor)
        places[key[0]].uses.append(Use(row, claim, sorted(rounds.get(key, ()), key=itemgetter(0))))
    for place in places.values():
        place.awards = awards.get(place.unit.version.standard_id, [])
        place.uses.sort(key=lambda use: use.requirement.position)
    return sorted(places.values(), key=lambda place: (place.unit.started_at, place.unit.pk))


def claims_on(evidence):
    shared = Exists(Submission.objects.filter(unit=OuterRef("unit")))
    claims = evidence.claims.select_related("unit__version", "requirement", "anchor_file")
    return claims.annotate(unit_was_shared=shared)


def rounds_with(evidence):
    """({(unit pk, requirement pk): {(round, day, day taken back)}}, what an assessor has now of whatever piece)."""
    own = Q(evidence_version__evidence=evidence)
    items = SubmissionItem.objects.filter(
        own | Q(submission__is_open=True), submission__unit__portfolio=evidence.portfolio_id
    )
    about = (
        "submission__unit_id",
        "requirement_id",
        "submission__round",
        "submission__shared_at",
        "submission__recalled_at",
    )
    found, open_now = {}, set()
    for unit, requirement, number, day, recalled, is_open, piece in items.order_by().values_list(
        *about, "submission__is_open", "evidence_version__evidence_id"
    ):
        if is_open:
            open_now.add((unit, requirement))
        if piece == evidence.pk:
            found.setdefault((unit, requirement), set()).add((number, day, recalled))
    return found, open_now


def named_in(claims, rounds):
    """The units and requirements meant, {pk: row}; what is only shared and not claimed any more is asked for."""
    units = {claim.unit_id: claim.unit for claim in claims.values()}
    requirements = {claim.requirement_id: claim.requirement for claim in claims.values()}
    if rounds.keys() - claims.keys():
        units |= Unit.objects.select_related("version").in_bulk({unit for unit, _requirement in rounds})
        requirements |= Requirement.objects.in_bulk({requirement for _unit, requirement in rounds})
    return units, requirements


def awards_counting(evidence):
    """{standard pk: [pursuits whose award counts it]} in the folder of this piece. One query."""
    pursuits = Pursuit.objects.filter(portfolio=evidence.portfolio_id, set_aside_at=None)
    rows = pursuits.select_related("version").annotate(standard=F("version__members__standard"))
    found = {}
    for pursuit in rows.order_by("pk"):
        found.setdefault(pursuit.standard, []).append(pursuit)
    return found
