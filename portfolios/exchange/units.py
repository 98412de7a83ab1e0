"""What portfolio.json says of one standard someone works on: what is claimed, what was shared, what was found."""

from dataclasses import dataclass
from datetime import datetime


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
    digest: str = ""  # of that version
    note: str = ""
    anchor: AnchorTold | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundTold:
    """`self_assessments`: how its owner saw themselves that day, where they showed it."""

    number: int
    at: datetime
    declaration: str
    declaration_version: int | None = None
    taken_back_at: datetime | None = None
    items: tuple[ItemTold, ...] = ()
    self_assessments: tuple[SelfTold, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenDifferentlyTold:
    """“I see it differently”, in its owner’s words, and what was said to that. The decision stands as it was."""

    words: str
    at: datetime
    reply: str = ""
    replied_by: str = ""
    replied_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionTold:
    """What was asked about a requirement in a round, and what its owner answered, without sharing again."""

    round: int
    requirement: str
    words: str
    by: str = ""
    at: datetime | None = None
    answer: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RestsOnTold:
    """A shared version of evidence that a decision rests on."""

    evidence: str
    version: int


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
    digest: str = ""  # of a signature: over exactly what was seen
    rests_on: tuple[RestsOnTold, ...] = ()
    seen_differently: SeenDifferentlyTold | None = None


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
    questions: tuple[QuestionTold, ...] = ()
