from portfolios.models.anchor import Link
from portfolios.models.bringing import Bringing, PaperBrought
from portfolios.models.claim import Claim
from portfolios.models.evidence import Evidence, Identifiable, PersonInEvidence, Precision
from portfolios.models.evidence_file import HELD, EvidenceFile, Rendition, Scan
from portfolios.models.evidence_version import (
    EvidenceVersion,
    EvidenceVersionFile,
    EvidenceVersionWords,
    in_sight,
)
from portfolios.models.group import GroupPart
from portfolios.models.kind import EvidenceKind, KindQuestion, MadeBy
from portfolios.models.living import ClauseTag, SaidYes
from portfolios.models.mapping import Mapping, MappingLine, last_change
from portfolios.models.portfolio import Portfolio, Pursuit, Unit
from portfolios.models.reflection import JournalEntry, JournalRecording, SelfAssessment
from portfolios.models.submission import (
    DeclarationText,
    Submission,
    SubmissionItem,
    SubmissionItemNote,
    SubmissionSelfView,
)
from portfolios.models.taking_along import BroughtAlong, HistoryBrought, PortfolioExport
from portfolios.models.taking_down import TakedownRequest
from portfolios.models.testimony import WitnessQuestion, WitnessRecording, WitnessRequest, WitnessStatement
from portfolios.models.upload import Draft, Upload

__all__ = [
    "HELD",
    "Bringing",
    "BroughtAlong",
    "Claim",
    "ClauseTag",
    "DeclarationText",
    "Draft",
    "Evidence",
    "EvidenceFile",
    "EvidenceKind",
    "EvidenceVersion",
    "EvidenceVersionFile",
    "EvidenceVersionWords",
    "GroupPart",
    "HistoryBrought",
    "Identifiable",
    "JournalEntry",
    "JournalRecording",
    "KindQuestion",
    "Link",
    "MadeBy",
    "Mapping",
    "MappingLine",
    "PaperBrought",
    "PersonInEvidence",
    "Portfolio",
    "PortfolioExport",
    "Precision",
    "Pursuit",
    "Rendition",
    "SaidYes",
    "Scan",
    "SelfAssessment",
    "Submission",
    "SubmissionItem",
    "SubmissionItemNote",
    "SubmissionSelfView",
    "TakedownRequest",
    "Unit",
    "Upload",
    "WitnessQuestion",
    "WitnessRecording",
    "WitnessRequest",
    "WitnessStatement",
    "in_sight",
    "last_change",
]
