"""What portfolio.json says, version 1: the one description that the writer, the reader and the schema share.

Codes name things within this one file. A `lineage` is the id of a standard or a requirement that every installation
has in common. Words are exactly their owner’s. Whatever is None or empty was not said.
"""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from portfolios.exchange.pieces import AnswerTold, EvidenceTold, FileTold
from standards.models.wording import label_of

FORMAT = "practice-portfolio"
VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementTold:
    lineage: str
    kind: str
    number: str
    text: str
    group: str = ""

    @property
    def label(self):
        return label_of(self.kind, self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardTold:
    """One version of a standard. `digest` is over its words; `case`: where in the bag it stands as CASE."""

    code: str
    lineage: str
    number: int
    digest: str
    title: str
    suite: str
    urn: str = ""
    status: str = ""
    key_area: str = ""
    case: str = ""
    requirements: tuple[RequirementTold, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorTold:
    """The spot in a file; pages and paragraphs count from 1."""

    file: str = ""
    page: int | None = None
    paragraph: int | None = None
    seconds: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTold:
    requirement: str
    evidence: str
    note: str = ""
    made_at: datetime | None = None
    anchor: AnchorTold | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfTold:
    requirement: str
    view: str
    words: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTold:
    """In this round, this evidence was said to show this. No code of evidence: it is left out of this file."""

    requirement: str
    evidence: str = ""
    version: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundTold:
    number: int
    at: datetime
    declaration: str
    taken_back_at: datetime | None = None
    items: tuple[ItemTold, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTold:
    """What was found, as its owner read it. Without a requirement: about the whole round."""

    round: int
    outcome: str
    requirement: str = ""
    words: str = ""
    by: str = ""
    role: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitTold:
    """A standard someone works on. `standard`: the code of its version; `carried_from`: of the unit before."""

    code: str
    standard: str
    started_at: datetime
    carried_from: str = ""
    claims: tuple[ClaimTold, ...] = ()
    self_assessments: tuple[SelfTold, ...] = ()
    rounds: tuple[RoundTold, ...] = ()
    decisions: tuple[DecisionTold, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTold:
    """A certificate, or a credential. `link`: where anyone can check it."""

    number: str
    title: str
    on: date
    by: str = ""
    name: str = ""
    link: str = ""
    standards: tuple[str, ...] = ()
    path: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryTold:
    code: str
    on: date
    title: str = ""
    prompt: str = ""
    value: str = ""  # the lineage of the value the prompt was drawn from
    text: str = ""
    recordings: tuple[FileTold, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessTold:
    """What a witness confirmed, under the name they wish to be shown by. How to reach them is not here."""

    code: str
    unit: str
    event: str
    at: datetime
    evidence: str = ""
    is_expert: bool = False
    name: str = ""
    relation: str = ""
    competence: str = ""
    saw: str = ""
    answers: tuple[AnswerTold, ...] = ()  # `key` is the lineage of a requirement
    recordings: tuple[FileTold, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardTold:
    title: str
    number: int
    started_at: datetime
    set_aside_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidTold:
    """Said by yet another installation, which this one never checked."""

    source: str
    said: str
    standard: str = ""
    requirement: str = ""
    label: str = ""
    words: str = ""
    by: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What is not in the bag, and why, in a sentence. Of hidden evidence nothing is said but its code."""

    code: str
    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioTold:
    format: str = FORMAT
    version: int = VERSION
    code: str
    owner: str
    organisation: str
    source: str  # the address of the installation
    made_at: datetime
    started_at: datetime
    standards: tuple[StandardTold, ...] = ()
    units: tuple[UnitTold, ...] = ()
    evidence: tuple[EvidenceTold, ...] = ()
    journal: tuple[EntryTold, ...] = ()
    witnesses: tuple[WitnessTold, ...] = ()
    awards: tuple[AwardTold, ...] = ()
    certificates: tuple[PaperTold, ...] = ()
    credentials: tuple[PaperTold, ...] = ()
    said_elsewhere: tuple[SaidTold, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def files(self):
        """Every file of the owner’s, in the order of the bag."""
        rows: list[Any] = [*self.evidence, *self.journal, *self.witnesses]
        return [file for row in rows for field in fields(row) for file in files_in(getattr(row, field.name))]


def files_in(said):
    return [one for one in said if isinstance(one, FileTold)] if isinstance(said, tuple) else []
