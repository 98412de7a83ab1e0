"""How far a unit is: what claims each requirement, what was found of it, and the counts of all that."""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from standards.models import Kind

NAMES = {  # as a practitioner reads them
    Kind.PERFORMANCE: _("What you do"),
    Kind.KNOWLEDGE: _("What you know"),
    Kind.VALUE: _("Values"),
}


@dataclass(frozen=True)
class Standing:
    """What was found about a requirement: an outcome value, its words, and whether it is settled."""

    outcome: str
    words: str = ""
    by: str = ""
    at: object = None
    round: int = 0
    seen_differently_at: object = None  # when its owner said so,
    answered_at: object = None  # and when they had an answer to it


@dataclass
class Row:
    """One requirement in a unit: what claims it, and where it stands."""

    requirement: object
    claims: list = field(default_factory=list)
    standing: Standing | None = None
    is_with_assessor: bool = False
    before: Standing | None = None  # found on older words of a claim that came along: history

    @cached_property
    def state(self):
        """meets · more evidence · not yet · with assessor · matched · none"""
        if self.is_with_assessor and not (self.standing and self.standing.outcome == "meets"):
            return "with assessor"
        if self.standing:
            return self.standing.outcome
        return "matched" if self.claims else "none"

    @property
    def evidence(self):
        return [claim.evidence for claim in self.claims]

    @property
    def has_reply(self):
        """Someone said what would help, and nothing newer was shared since."""
        return self.state in ("more evidence", "not yet")


@dataclass
class Part:
    """Performance criteria, knowledge items or values: how many are claimed and met, of how many."""

    kind: Kind
    rows: list = field(default_factory=list)

    @property
    def name(self):
        return NAMES[self.kind]

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
    def waiting(self):
        """Claimed, and not agreed yet."""
        return self.claimed - self.met

    @property
    def missing(self):
        return [row for row in self.rows if row.state == "none"]

    @property
    def groups(self):
        """[(heading as printed, its rows)], in order; a part without headings is one group."""
        found = {}
        for row in self.rows:
            found.setdefault(row.requirement.group, []).append(row)
        return list(found.items())


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

    @property
    def waiting(self):
        return self.claimed - self.met

    @property
    def missing(self):
        return [row for part in self.parts for row in part.missing]

    @property
    def replies(self):
        return [row for row in self.rows if row.has_reply]
