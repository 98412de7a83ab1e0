"""The whole portfolio as one table: every requirement of every standard, what claims it, and where it stands.

Read in a handful of queries however much there is, as plain tuples: thousands of rows are looked at to count them, and
a page shows a few hundred. What a row's state is called, `coverage.Row` says, as on the page of one standard.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from portfolios.coverage import Coverage, Part, Row
from portfolios.models import Claim, Evidence, Unit
from portfolios.queries import shared_now, standings_in
from standards.models import Kind, Requirement
from standards.models.wording import label_of

NOTHING: list = []
STATES = {  # what a row's state is called, and its icon; the same as the badges of one standard's page
    "meets": ("met", _("Agreed")),
    "more evidence": ("more", _("More evidence")),
    "not yet": ("notyet", _("Not yet")),
    "with assessor": ("wait", _("With your assessor")),
    "matched": ("link", _("Matched")),
    "none": ("none", _("No evidence yet")),
}


class Wanted(NamedTuple):
    """A requirement as it was read."""

    pk: int
    version: int
    code: str
    kind: str
    number: str
    group: str
    text: str

    @property
    def label(self):
        return label_of(self.kind, self.number)


class Said(NamedTuple):
    """A claim as it was read; its spot only where it was asked for."""

    unit: int
    requirement: int
    evidence: int
    note: str
    page: int | None = None
    paragraph: int | None = None
    seconds: int | None = None


SAID = ("unit", "requirement", "evidence", "note")
SPOT = ("anchor_page", "anchor_paragraph", "anchor_seconds")


class Named(NamedTuple):
    """A piece of evidence, as much of it as a link needs."""

    code: str
    name: str

    def __str__(self):
        return self.name


@dataclass
class Section:
    """One standard: all its rows, and those of them that were asked for."""

    unit: Unit
    rows: list
    shown: list = field(default_factory=list)

    @property
    def covered(self):
        return sum(row.state != "none" for row in self.rows)

    @property
    def coverage(self):
        """The same rows, in parts with their counts."""
        parts = {kind: Part(kind) for kind in Kind}
        for row in self.rows:
            parts[Kind(row.requirement.kind)].rows.append(row)
        return Coverage(list(parts.values()))


@dataclass
class Whole:
    """`sections` in the order the standards were begun; `evidence`: {pk: Named}; `hidden`: pks of what is out of sight."""

    sections: list
    evidence: dict
    open_units: set  # pks of those an assessor has a round of
    hidden: set = field(default_factory=set)

    @property
    def claimed(self):
        """{evidence pk: how many requirements it is said to show}; a Counter, so 0 for the others."""
        pairs = {(said.evidence, row.requirement.pk) for row in self.rows for said in row.claims}
        return Counter(evidence for evidence, _requirement in pairs)

    @property
    def rows(self):
        return [row for section in self.sections for row in section.rows]


def whole_of(units, *, kind=None, spots=False):
    """The whole of these units. Four queries, and one for each way of judging, however many. `kind`: only those rows."""
    units = list(units)
    wordings, claims = wordings_of(units, kind), claims_of(units, spots)
    shared, standings = shared_now(units), standings_in(units)
    touched = claims.keys() | standings.keys() | shared
    sections = []
    for unit, pk in [(unit, unit.pk) for unit in units]:
        rows = [
            Row(wanted, claims.get(key, NOTHING), standings.get(key), key in shared)
            if (key := (pk, wanted.pk)) in touched
            else Row(wanted, NOTHING)
            for wanted in wordings.get(unit.version_id, NOTHING)
        ]
        sections.append(Section(unit, rows))
    names, hidden = names_of(claims)
    return Whole(sections, names, {unit for unit, _requirement in shared}, hidden)


def units_with_titles(units):
    """Of these units only what their headings say: a version holds pages of words beside."""
    return units.select_related(None).select_related("version").only(
        "code", "portfolio_id", "carried_from_id", "version__number", "version__title", "version__key_area",
        "version__key_area_number", "version__standard_id",
    )  # fmt: skip


def wordings_of(units, kind=None):
    rows = Requirement.objects.filter(version__in={unit.version_id for unit in units})
    rows = rows.filter(kind=kind) if kind else rows
    found = defaultdict(list)
    for row in map(Wanted._make, rows.order_by("version_id", "position").values_list(*Wanted._fields)):
        found[row.version].append(row)
    return found


def lineages_of(whole):
    """{requirement pk: lineage} of its values. One query; nothing else is compared by lineage here."""
    versions = {section.unit.version_id for section in whole.sections}
    return dict(
        Requirement.objects.filter(version__in=versions, kind=Kind.VALUE)
        .order_by()
        .values_list("pk", "lineage")
    )


def claims_of(units, spots=False):
    """{(unit pk, requirement pk): [Said]}"""
    found = defaultdict(list)
    for row in (
        Claim.objects.filter(unit__in=units).order_by("pk").values_list(*SAID, *(SPOT if spots else ()))
    ):
        found[row[:2]].append(Said(*row))
    return found


def names_of(claims):
    """({evidence pk: Named} of what claims anything, the newest change first; the pks of what is out of sight)."""
    keys = {said.evidence for several in claims.values() for said in several}
    rows = list(Evidence.objects.filter(pk__in=keys).select_related(None).only("code", "name", "hidden_at"))
    hidden = {piece.pk for piece in rows if piece.hidden_at}
    return {piece.pk: Named(piece.code, str(piece)) for piece in rows}, hidden
