from portfolios.models.claim import Claim
from portfolios.models.evidence import (
    Evidence,
    EvidenceFile,
    EvidenceKind,
    Identifiable,
    PersonInEvidence,
    Precision,
    Rendition,
)
from portfolios.models.evidence_version import EvidenceVersion, EvidenceVersionFile, EvidenceVersionWords
from portfolios.models.living import ClauseTag, SaidYes
from portfolios.models.portfolio import Portfolio, Pursuit, Unit
from portfolios.models.submission import Submission, SubmissionItem, SubmissionItemNote

__all__ = [
    "Claim",
    "ClauseTag",
    "Evidence",
    "EvidenceFile",
    "EvidenceKind",
    "EvidenceVersion",
    "EvidenceVersionFile",
    "EvidenceVersionWords",
    "Identifiable",
    "PersonInEvidence",
    "Portfolio",
    "Precision",
    "Pursuit",
    "Rendition",
    "SaidYes",
    "Submission",
    "SubmissionItem",
    "SubmissionItemNote",
    "Unit",
]
