"""Every use of one piece of evidence: across standards and awards, now and in the rounds that were shared."""

from dataclasses import dataclass, field

from django.db.models import F

from portfolios.coverage import Row
from portfolios.models import Claim, Pursuit, SubmissionItem, Unit
from portfolios.queries import readers_of, shared_now, standings_in


@dataclass
class Use:
    """One requirement it is said to show, or was when it was shared. `rounds`: (number, day) of those."""

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


def uses_of(evidence):
    """[Place], in the order the standards were begun. Six queries, however much it is used."""
    claims = {(c.unit_id, c.requirement_id): c for c in claims_on(evidence)}
    items = items_on(evidence)
    if not (claims or items):
        return []
    units = {claim.unit_id: claim.unit for claim in claims.values()}
    units |= {item.submission.unit_id: item.submission.unit for item in items}
    requirements = {key: claim.requirement for key, claim in claims.items()}
    requirements |= {key_of(item): item.requirement for item in items}
    standings, shared, readers = standings_in(list(units)), shared_now(list(units)), readers_of(list(units))
    awards = awards_counting(evidence)
    places = {
        pk: Place(unit, readers.get(pk), awards=awards.get(unit.version.standard_id, []))
        for pk, unit in sorted(units.items(), key=lambda pair: (pair[1].started_at, pair[0]))
    }
    for key, requirement in sorted(requirements.items(), key=lambda pair: pair[1].position):
        claim = claims.get(key)
        row = Row(requirement, [claim] if claim else [], standings.get(key), is_with_assessor=key in shared)
        rounds = [(i.submission.round, i.submission.shared_at) for i in items if key_of(i) == key]
        places[key[0]].uses.append(Use(row, claim, sorted(set(rounds))))
    return list(places.values())


def claims_on(evidence):
    return evidence.claims.select_related("unit__version", "requirement", "anchor_file")


def items_on(evidence):
    """What was shared of it, in any version, in any round."""
    items = SubmissionItem.objects.filter(evidence_version__evidence=evidence)
    return list(items.select_related("submission__unit__version", "requirement").order_by("pk"))


def key_of(item):
    return item.submission.unit_id, item.requirement_id


def awards_counting(evidence):
    """{standard pk: [pursuits whose award counts it]} in the folder of this piece. One query."""
    pursuits = Pursuit.objects.filter(portfolio=evidence.portfolio_id, set_aside_at=None)
    rows = pursuits.select_related("version").annotate(standard=F("version__members__standard"))
    found = {}
    for pursuit in rows.order_by("pk"):
        found.setdefault(pursuit.standard, []).append(pursuit)
    return found
