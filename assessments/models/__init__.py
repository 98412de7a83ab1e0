from assessments.models.assessment import Assessment, Assignment, State, Transition
from assessments.models.certificate import (
    Award,
    Certificate,
    CertificateDocument,
    CertificateEntry,
    CertificateName,
)
from assessments.models.judgement import Judgement, JudgementBasis, JudgementWords, Outcome
from assessments.models.second_thoughts import BasisFlag, SeenDifferently, SeenInPlace
from assessments.models.sign_off import SignOff, SignOffSeen, SignOffWords

__all__ = [
    "BasisFlag",
    "SeenDifferently",
    "SeenInPlace",
    "Assessment",
    "Assignment",
    "Award",
    "Certificate",
    "CertificateDocument",
    "CertificateEntry",
    "CertificateName",
    "Judgement",
    "JudgementBasis",
    "JudgementWords",
    "Outcome",
    "SignOff",
    "SignOffSeen",
    "SignOffWords",
    "State",
    "Transition",
]
