"""One piece of evidence beside the requirements of its owner’s standards: what the mapping screen shows, row by row."""

import hashlib
import json
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q

from portfolios.coverage import NAMES
from portfolios.models import Claim, Link, Unit
from portfolios.queries import standings_in
from portfolios.spots import spot_of
from standards.models import Kind, Requirement
from standards.queries.related import counterparts_of, related_to


@dataclass
class Row:
    """One requirement: what stands (`claim`, None while nothing is said), and what the form shows of it."""

    unit: Unit
    requirement: Requirement
    claim: Claim | None = None
    is_ticked: bool = False
    note: str = ""
    file: str = ""  # its code
    where: str = ""  # the spot as typed
    problem: str = ""
    is_stale: bool = False  # what stands is not what was typed: someone changed it meanwhile
    elsewhere: list = field(default_factory=list)  # the same thing in other standards
    is_agreed: bool = False  # an assessor found that it is met, and so it stays

    def show_what_stands(self):
        self.is_ticked = self.claim is not None
        self.note, self.file, self.where = self.stands
        return self

    @property
    def stands(self):
        """(note, file code, spot as typed) of the claim, as the form would show them."""
        if self.claim is None:
            return "", "", ""
        file = self.claim.anchor_file
        return self.claim.note, file.code if file else "", spot_of(self.claim).typed

    @property
    def is_where_it_was(self):
        """Whether the spot was left as it is: then it stays, also where its file is gone."""
        return self.claim is not None and (self.file, self.where) == self.stands[1:]

    @property
    def typed(self):
        return (self.note, self.file, self.where) if self.is_ticked else ("", "", "")

    @property
    def differs(self):
        return self.is_ticked != (self.claim is not None) or self.typed != self.stands


@dataclass
class Group:
    """Requirements under one heading as printed, all of them in one group of ticks."""

    anchor: str
    part: str
    heading: str
    rows: list

    @property
    def ticked(self):
        return sum(row.is_ticked for row in self.rows)

    @property
    def name(self):
        return f"{self.part} {self.heading}".strip()


@dataclass
class Side:
    """One standard on the screen."""

    unit: Unit
    rows: list

    @property
    def anchor(self):
        return f"u-{self.unit.code}"

    @property
    def groups(self):
        found = {}
        for row in self.rows:
            found.setdefault((row.requirement.kind, row.requirement.group), []).append(row)
        return [
            Group(f"{self.unit.code}-{place}", str(NAMES[Kind(kind)]), heading, rows)
            for place, ((kind, heading), rows) in enumerate(found.items(), start=1)
        ]


def units_beside(evidence):
    """The standards of its folder, each with how much this piece is said to show of it. One query."""
    went_on = Exists(Unit.objects.filter(carried_from=OuterRef("pk")))
    matched = Count("claims", filter=Q(claims__evidence=evidence))
    units = Unit.objects.filter(portfolio=evidence.portfolio_id).select_related("version")
    annotated = units.annotate(was_carried_on=went_on, matched=matched)
    return annotated.order_by("was_carried_on", "started_at", "pk")


def requirements_of(units):
    """Their requirements, standard by standard, as printed."""
    return Requirement.objects.filter(version__in={unit.version_id for unit in units}).order_by(
        "version_id", "position"
    )


def rows_of(evidence, units, requirements):
    """[Row] for these requirements, with what stands now. One query."""
    by_version = {unit.version_id: unit for unit in units}
    claims = Claim.objects.filter(evidence=evidence, unit__in=units, requirement__in=requirements)
    stand = {claim.requirement_id: claim for claim in claims.select_related("anchor_file")}
    rows = [Row(by_version[r.version_id], r, stand.get(r.pk)).show_what_stands() for r in requirements]
    for row in rows:
        if row.claim:  # known already, and asked for when something is said of the claim
            row.claim.unit, row.claim.requirement, row.claim.evidence = row.unit, row.requirement, evidence
    return rows


def sides_of(rows):
    """[Side], in the order of the rows."""
    found = {}
    for row in rows:
        found.setdefault(row.unit.pk, Side(row.unit, [])).rows.append(row)
    return list(found.values())


def seen_in(rows):
    """A digest of what stood when these rows were shown: another one later says that someone changed it."""
    told = sorted((row.requirement.pk, *state_of(row.claim)) for row in rows if row.claim)
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def state_of(claim):
    """Everything said in a claim, a line of a mapping, or a Link, to compare."""
    said = claim.columns if isinstance(claim, Link) else {"note": claim.note} | claim.spot
    return tuple(said.values())


def same(claim, other):
    """Whether both say the same, or both say nothing."""
    if claim is None or other is None:
        return claim is other
    return state_of(claim) == state_of(other)


# --- beside the ticks -----------------------------------------------------------------------


def words_of(evidence):
    """Everything said in a piece of evidence: its name, its story, its answers, its notes."""
    answers = [str(told["answer"]) for told in evidence.answers]
    notes = evidence.claims.exclude(note="").values_list("note", flat=True)
    return "\n".join([evidence.name, evidence.story, evidence.result, evidence.next_time, *answers, *notes])


def suggested_for(evidence, rows):
    """[Related] among the requirements on the page that are not ticked. Nothing is ticked by it."""
    free = [row.requirement for row in rows if not row.is_ticked]
    ticked = [row.requirement for row in rows if row.is_ticked]
    return related_to(words_of(evidence), free, ticked=ticked) if free else []


def say_what_is_agreed(rows):
    """Mark the rows that are met. One query for each way of judging."""
    standings = standings_in({row.unit.pk for row in rows})
    for row in rows:
        standing = standings.get((row.unit.pk, row.requirement.pk))
        row.is_agreed = standing is not None and standing.outcome == "meets"


def also_elsewhere(rows, units, evidence):
    """Give each ticked row its `elsewhere`: [(unit, requirement, whether it is ticked there)]. Three queries."""
    ticked = [row for row in rows if row.is_ticked]
    by_version = {unit.version_id: unit for unit in units}
    others = counterparts_of([row.requirement for row in ticked], list(by_version))
    if not others:
        return
    claimed = set(evidence.claims.values_list("unit_id", "requirement_id"))
    for row in ticked:
        same = [(by_version[r.version_id], r) for r in others.get(row.requirement.pk, ())]
        row.elsewhere = [(unit, r, (unit.pk, r.pk) in claimed) for unit, r in same]
