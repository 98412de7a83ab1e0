"""What portfolio.json says, version 1: the one description that the writer, the reader and the schema share.

Codes name things within this one file. A `lineage` is the id of a standard or a requirement that every installation
has in common. Words are exactly their owner’s. Whatever is None or empty was not said.
"""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from portfolios.exchange.pieces import AnswerTold, EvidenceTold, FileTold
from portfolios.exchange.units import UnitTold
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
class CertifiedTold:
    """A standard on a certificate, in the words it certifies."""

    title: str
    suite: str = ""
    key_area: str = ""
    number: int | None = None  # of the version
    urn: str = ""
    was_legacy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTold:
    """A certificate, or a credential. `link`: where anyone can check it; `record`: the same for programs, not signed."""

    number: str
    title: str
    on: date
    by: str = ""
    name: str = ""
    link: str = ""
    standards: tuple[str, ...] = ()
    path: str = ""
    size: int = 0
    sha256: str = ""
    wording: str = ""
    certifies: tuple[CertifiedTold, ...] = ()
    record: str = ""


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
class AskedTold:
    """A witness was asked, and there is no statement. `note`: what its owner wrote to them. Whom they asked is not here."""

    code: str
    unit: str
    event: str
    at: datetime
    state: str
    note: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedTold:
    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTold:
    """Words that stand in a form and were not saved. `about`: the form, with the code of what it is about."""

    about: str
    at: datetime
    typed: tuple[TypedTold, ...] = ()


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
    papers: tuple[FileTold, ...] = ()


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
    asked: tuple[AskedTold, ...] = ()
    drafts: tuple[DraftTold, ...] = ()
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

    @property
    def papers(self):
        """Papers that others made, as files: certificates, also those from yet elsewhere."""
        before = [file for said in self.said_elsewhere for file in said.papers]
        return [paper_as_file(paper) for paper in self.certificates if paper.path and paper.size] + before

    @property
    def all_files(self):
        return [*self.files, *self.papers]


def paper_as_file(paper):
    kept = {"path": paper.path, "size": paper.size, "sha256": paper.sha256}
    name = paper.path.rsplit("/", 1)[-1]
    return FileTold(code=paper.path, name=name, content_type="application/pdf", **kept)


def files_in(said):
    return [one for one in said if isinstance(one, FileTold)] if isinstance(said, tuple) else []
