"""Coverage as a table: requirements in rows, evidence in columns, filtered as someone asked."""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from portfolios.coverage import NAMES, Row
from portfolios.models import Claim


class Filter(NamedTuple):
    label: str
    icon: str
    keeps: object  # function(Row) → bool


def filters():
    """{what the address asks for: Filter}"""
    return {
        "": Filter(_("Everything"), "", lambda row: True),
        "none": Filter(_("No evidence yet"), "none", lambda row: row.state == "none"),
        "matched": Filter(_("Matched"), "link", lambda row: row.state == "matched"),
        "reply": Filter(_("Has a reply"), "message", lambda row: row.has_reply),
        "with": Filter(_("With your assessor"), "wait", lambda row: row.state == "with assessor"),
        "agreed": Filter(_("Agreed"), "met", lambda row: row.state == "meets"),
    }


def heading(kind, group):
    """What stands above a group: the heading as printed, after what kind of thing it holds."""
    return f"{NAMES[kind]}: {group}" if group else str(NAMES[kind])


@dataclass
class Cell:
    evidence: object
    value: str
    claim: Claim | None = None

    @property
    def is_ticked(self):
        return self.claim is not None

    @property
    def says_more(self):
        """Whether a note or a spot goes with the tick."""
        return self.claim is not None and bool(self.claim.note or self.claim.has_anchor)


@dataclass
class Line:
    """One row of the table."""

    row: Row
    cells: list

    @property
    def requirement(self):
        return self.row.requirement

    @property
    def is_agreed(self):
        return self.row.state == "meets"

    @property
    def pieces(self):
        return len(self.row.claims)


@dataclass
class Group:
    anchor: str
    heading: str
    lines: list
    covered: int
    total: int


def table(coverage, evidence, *, state="", words=""):
    """The groups of lines that a filter and a search leave, each with its counts whatever is left out."""
    keeps = filters()[state].keeps
    groups = []
    for part in coverage.parts:
        for place, (name, rows) in enumerate(part.groups, start=1):
            shown = [line(row, evidence) for row in rows if keeps(row) and is_found(row, words)]
            covered = sum(row.state != "none" for row in rows)
            anchor = f"{part.kind.value}-{place}"
            groups.append(Group(anchor, heading(part.kind, name), shown, covered, len(rows)))
    return [group for group in groups if group.lines]


def line(row, evidence):
    claims = {claim.evidence_id: claim for claim in row.claims}
    code = row.requirement.code
    cells = [Cell(piece, f"{code}.{piece.code}", claims.get(piece.pk)) for piece in evidence]
    return Line(row, cells)


def is_found(row, words):
    words = words.casefold().strip()
    return words in row.requirement.text.casefold() or words == row.requirement.label.casefold()
