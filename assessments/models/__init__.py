from assessments.models.allocation import AssessorRoom, Pool, PoolMember, QuietNo, Tie
from assessments.models.assessment import Assessment, Assignment, State, Transition
from assessments.models.certificate import (
    Award,
    Certificate,
    CertificateDocument,
    CertificateEnd,
    CertificateEntry,
    CertificateName,
)
from assessments.models.cohort import Cohort, CohortMember
from assessments.models.drawing import Covered, Weighed
from assessments.models.judgement import Judgement, JudgementBasis, JudgementWords, Outcome
from assessments.models.licence import Licence, ProposedDecision
from assessments.models.look_wanted import LookWanted
from assessments.models.reading import DraftStep, Feedback, Question, Soundness, Test
from assessments.models.sampling import (
    Experience,
    Risk,
    Sample,
    SamplingPlan,
    SamplingRate,
    SamplingStrategy,
    Stage,
)
from assessments.models.second_look import (
    Action,
    NotedFirst,
    Reopening,
    ReopeningWords,
    SampleDoubt,
    SampledPart,
    SampledPiece,
    SampleRecord,
    SampleWords,
)
from assessments.models.second_thoughts import BasisFlag, SeenDifferently, SeenInPlace
from assessments.models.sign_off import PieceOpened, SignOff, SignOffSeen, SignOffWords
from assessments.models.untied import UntiedLook
from assessments.models.words_key import WordsKey

__all__ = [
    "AssessorRoom",
    "Pool",
    "PoolMember",
    "QuietNo",
    "Tie",
    "Cohort",
    "CohortMember",
    "Covered",
    "Licence",
    "LookWanted",
    "ProposedDecision",
    "DraftStep",
    "Feedback",
    "Question",
    "Soundness",
    "Test",
    "Experience",
    "Risk",
    "Sample",
    "SamplingPlan",
    "SamplingRate",
    "SamplingStrategy",
    "Stage",
    "Action",
    "NotedFirst",
    "Reopening",
    "ReopeningWords",
    "SampleDoubt",
    "SampledPart",
    "SampledPiece",
    "SampleRecord",
    "SampleWords",
    "CertificateEnd",
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
    "PieceOpened",
    "SignOff",
    "SignOffSeen",
    "SignOffWords",
    "State",
    "Transition",
    "UntiedLook",
    "Weighed",
    "WordsKey",
]
