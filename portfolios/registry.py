"""What judging and the roof add to portfolios, filled in AppConfig.ready: a lower app never looks up."""

from dataclasses import dataclass

AFTER_SHARING = []  # functions(submission, *, by), inside the operation that shares
BEFORE_SHARING = []  # functions(unit, *, by): raise a CannotShare when nothing more can be shared
STANDINGS = []  # functions(units, or their pks) → {(unit pk, requirement pk): Standing}: what was found of it
AFTER_PURSUING = []  # functions(portfolio, *, by), when someone began an award or took it up again
SIGNED_OFF = []  # functions(units) → {unit pk}: those that were signed off
READERS = []  # functions(units) → {unit pk: the person who reads it}
DESKS = []  # functions(person, *, organisation) → [Desk]: what else someone does here
ASKED = []  # functions(person, *, organisation) → [Asked]: what they may like to look at, above everything else
CERTIFICATES = []  # functions(person, *, organisation) → [CertificateLink], newest first


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


@dataclass(frozen=True)
class Asked:
    """One calm line on someone's first page, with where it leads. It goes when they looked after it, or put it aside."""

    title: str
    words: str
    url: str
    link: str
