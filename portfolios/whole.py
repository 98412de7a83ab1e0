"""The whole portfolio as one table: every requirement of every standard, what claims it, and where it stands.

Read in a handful of queries however much there is, as plain tuples: thousands of rows are looked at to count them, and
a page shows a few hundred. What a standard asks was printed once and is kept; so is the row of what nobody touched.
What a row's state is called, `coverage.Row` says, as on the page of one standard.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from portfolios.coverage import Coverage, Part, Row
from portfolios.models import Claim, Evidence, Unit
from portfolios.queries import shared_now, standings_in
from standards.models import Kind
from standards.queries.printed import KEPT, Words, words_of

NOTHING: list = []
STATES = {  # what a row's state is called, and its icon; the same as the badges of one standard's page
    "meets": ("met", _("Agreed")),
    "more evidence": ("more", _("More evidence")),
    "not yet": ("notyet", _("Not yet")),
    "with assessor": ("wait", _("With your assessor")),
    "matched": ("link", _("Matched")),
    "none": ("none", _("No evidence yet")),
}


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
    """One standard: all its rows, and those of them that were asked for. `words`: what it asks."""

    unit: Unit
    words: Words
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
    """`sections` in the order the standards were begun; `claims`: {(unit pk, requirement pk): [Said]}."""

    sections: list
    claims: dict
    open_units: set  # pks of those an assessor has a round of

    @cached_property
    def told(self):
        """What claims anything, as `named` says it. One query, when it is asked for."""
        return named({said.evidence for several in self.claims.values() for said in several})

    @property
    def evidence(self):
        """{evidence pk: Named}, the newest change first"""
        return self.told[0]

    @property
    def hidden(self):
        """The pks of what is out of sight."""
        return self.told[1]

    @property
    def claimed(self):
        """{evidence pk: how many requirements it is said to show}; a Counter, so 0 for the others."""
        pairs = {(said.evidence, row.requirement.pk) for row in self.rows for said in row.claims}
        return Counter(evidence for evidence, _requirement in pairs)

    @property
    def rows(self):
        return [row for section in self.sections for row in section.rows]


def whole_of(units, *, spots=False, words=True):
    """The whole of these units. Two queries, one for each way of judging, and one for what was not printed before.

    `spots`: where to look in each piece; `words`: what was said of each part, not only what was found.
    """
    units = list(units)
    keys = [unit.pk for unit in units]
    printed, claims = words_of([unit.version for unit in units]), claims_of(keys, spots)
    shared, standings = shared_now(keys), standings_in(keys, words=words)
    touched = defaultdict(list)
    for unit, requirement in claims.keys() | standings.keys() | shared:
        touched[unit].append(requirement)
    sections = []
    for unit in units:
        asked = printed[unit.version_id]
        rows = list(untouched(asked))
        for requirement in touched[unit.pk]:
            place, key = asked.places.get(requirement), (unit.pk, requirement)
            if place is not None:
                said = claims.get(key, NOTHING)
                rows[place] = Row(asked.rows[place], said, standings.get(key), key in shared)
        sections.append(Section(unit, asked, rows))
    return Whole(sections, claims, {unit for unit, _requirement in shared})


@lru_cache(maxsize=KEPT)
def untouched(words):
    """The rows of a version that nobody has touched yet, the same for everyone: they hold nothing of anybody."""
    return [Row(wanted, NOTHING) for wanted in words.rows]


def units_with_titles(units):
    """Of these units only what their headings say: a version holds pages of words beside."""
    return units.select_related(None).select_related("version").only(
        "code", "portfolio_id", "carried_from_id", "version__number", "version__title", "version__key_area",
        "version__key_area_number", "version__standard_id", "version__code", "version__requirement_count",
    )  # fmt: skip


def claims_of(units, spots=False):
    """{(unit pk, requirement pk): [Said]}"""
    found = defaultdict(list)
    rows = Claim.objects.filter(unit__in=units).order_by("pk")
    for row in rows.values_list(*SAID, *(SPOT if spots else ())):
        found[row[:2]].append(Said(*row))
    return found


def named(keys):
    """({pk: Named} of these pieces of evidence, the newest change first; the pks of what is out of sight). One query."""
    rows = list(Evidence.objects.filter(pk__in=keys).select_related(None).only("code", "name", "hidden_at"))
    hidden = {piece.pk for piece in rows if piece.hidden_at}
    return {piece.pk: Named(piece.code, str(piece)) for piece in rows}, hidden
