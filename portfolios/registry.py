"""What judging and the roof add to portfolios, filled in AppConfig.ready: a lower app never looks up."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

AFTER_SHARING = []  # functions(submission, *, by), inside the operation that shares
BEFORE_SHARING = []  # functions(unit, *, by): raise a CannotShare when nothing more can be shared
BEFORE_RECALL = []  # functions(submission): raise a CannotRecall when someone has begun to read it
AFTER_CLOSING = []  # functions(submission, *, by), inside the operation that answers a round or takes it back
AFTER_RECALL = []  # functions(submission, *, by), inside the operation that takes a round back
# functions(units, or their pks, *, words=True) → {(unit pk, requirement pk): Standing}: what was found of it; without
# `words`, its outcome and round alone
STANDINGS = []
AFTER_PURSUING = []  # functions(portfolio, *, by), when someone began an award or took it up again
SIGNED_OFF = []  # functions(units) → {unit pk}: those that were signed off
READERS = []  # functions(units) → {unit pk: the person who reads it}
DESKS = []  # functions(person, *, organisation) → [Desk]: what else someone does here
ASKED = []  # functions(person, *, organisation) → [CalmLine]: what they may like to look at, above everything else
GROUPS = []  # functions(person, *, organisation) → [str]: what the groups are called that someone set out with
CERTIFICATES = []  # functions(person, *, organisation) → [CertificateLink], newest first
DECIDED = []  # functions(units) → {unit pk: [Decided]}: what its owner was told, in order, to take along
QUESTIONED = []  # functions(units) → {unit pk: [Questioned]}: what they were asked about, to take along
UNANSWERED = []  # functions(unit) → how many questions about it wait for its owner, and the address that leads there
OUT_OF_SIGHT = []  # functions(evidence, *, why), inside the operation that took it out of sight
PAPERS = []  # functions(portfolio) → [Paper]: certificates and credentials its owner takes along


class Why(StrEnum):
    """Why something is out of sight."""

    YES_TAKEN_BACK = "yes taken back"
    YES_ENDED = "yes ended"
    TAKEN_DOWN = "taken down"
    WITNESS_REMOVED = "witness removed"


SEEN_IN_PLACE = []  # functions(evidence pks) → {evidence pk: [Seen], newest first}: what an assessor went to see


@dataclass(frozen=True)
class Seen:
    """That an assessor saw what stays in the workplace: who, on which day, and what they saw of it.

    `at`: when it was written down; `before`: what it put right, newest first; `key`, `by_code`: of the row and its writer.
    """

    by: str
    on: object
    words: str
    at: object = None
    key: int | None = None
    by_code: str = ""
    before: tuple = ()


@dataclass(frozen=True)
class Desk:
    """Work that waits for someone in one of their roles: what it is, how it stands, and where it is done."""

    title: str
    words: str
    url: str
    link: str
    icon: str


@dataclass(frozen=True)
class CertificateLink:
    """A certificate someone holds, as their own page names it."""

    title: str
    issued_at: object
    url: str
    has_ended: bool = False


@dataclass(frozen=True)
class CalmLine:
    """One calm line on someone's first page, with where it leads. It goes when they looked after it, or put it aside."""

    title: str
    words: str
    url: str
    link: str


@dataclass(frozen=True)
class Differently:
    """What someone said to a finding about their work, and what was said to that."""

    words: str
    at: object
    reply: str
    replied_by: str
    replied_at: object


@dataclass(frozen=True)
class Questioned:
    """What whoever read a round asked about one requirement, and what its owner answered; "" while nobody did."""

    round: int
    requirement: object
    words: str
    by: str
    at: object
    answer: str = ""
    answered_at: object = None


@dataclass(frozen=True)
class Decided:
    """What someone found about a requirement in a round; `requirement` None: about the whole round.

    `rests_on`: EvidenceVersions, each with its evidence; `digest`: of a signature, over what was seen.
    """

    round: int
    requirement: object
    outcome: str  # for programs
    said: str  # for people
    words: str
    by: str
    role: str
    at: object
    digest: str = ""
    rests_on: tuple = ()
    seen_differently: Differently | None = None


@dataclass(frozen=True)
class Certified:
    """A standard on a certificate, as it is printed there."""

    title: str
    suite: str
    key_area: str
    number: int
    urn: str
    was_legacy: bool


@dataclass(frozen=True)
class Paper:
    """`open()` gives its file, open for reading; None while there is none. `kind`: "certificate" or "credential"."""

    kind: str
    number: str
    title: str
    standards: tuple
    on: object
    by: str
    name: str
    link: str
    file_name: str
    size: int = 0
    sha256: str = ""
    open: Any = None
    wording: str = ""
    certifies: tuple = ()  # of Certified
