from community.models.agreement import Agreement, Asking, StewardShown, Talk
from community.models.amendment import Amendment, ProposedClause, Remark, Support
from community.models.charter import Charter, CharterVersion, Clause
from community.models.columns import ClauseKind
from community.models.intake import CharterIntake
from community.models.links import ClauseLink, Explanation, Manner
from community.models.pages import CharterEntry, CharterPage, ChartersPage

__all__ = [
    "Agreement",
    "Amendment",
    "Asking",
    "Charter",
    "CharterEntry",
    "CharterIntake",
    "CharterPage",
    "CharterVersion",
    "ChartersPage",
    "Clause",
    "ClauseKind",
    "ClauseLink",
    "Explanation",
    "Manner",
    "ProposedClause",
    "Remark",
    "StewardShown",
    "Support",
    "Talk",
]
