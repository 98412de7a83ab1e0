"""What portfolio.json says of one piece of evidence: its words, its files, who is in it, how it was shared."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTold:
    """`path` is its place in the bag; `sha256` and `size` are of what is there. `is_consent`: someone’s yes, spoken."""

    code: str
    name: str
    content_type: str
    size: int
    sha256: str
    path: str
    added_at: datetime | None = None
    redacted_from: str = ""  # the code of another file
    is_consent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTold:
    """Someone in the evidence, described and not named. `recording`: the code of a file in which they say yes."""

    description: str
    basis: str
    purpose: str = ""
    agreed_on: date | None = None
    until: date | None = None
    is_at_risk: bool = False
    recording: str = ""
    taken_back_at: datetime | None = None  # they said yes once, and no longer do


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTold:
    """`key` is the question’s own among those of its kind; none where a witness was asked."""

    key: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFileTold:
    """A file that was shared with a version. It is in the bag only while it still stands with its evidence."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedTold:
    """A version of evidence as it was shared; `digest` is over its words and the hashes of its files."""

    number: int
    digest: str
    at: datetime
    name: str = ""
    kind_name: str = ""
    answers: tuple[AnswerTold, ...] = ()
    happened_on: date | None = None
    happened_precision: str = "day"
    story: str = ""
    result: str = ""
    next_time: str = ""
    own_part: str = ""
    files: tuple[SharedFileTold, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class YesTold:
    """Someone in the evidence, described and not named, who said yes to the community reading of it."""

    description: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LivedTold:
    """A clause of a charter that this evidence lives; `words`: what its owner let the community read."""

    charter: str
    clause: str
    words: str = ""
    shown_at: datetime | None = None
    yeses: tuple[YesTold, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenTold:
    """What stays in the workplace was seen there by an assessor: on which day, and what they saw of it."""

    by: str
    on: date
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WishTold:
    """Someone in it asked for it to be taken down. What they wrote, and how to reach them, is theirs and not here."""

    asked_at: datetime
    settled_at: datetime | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceTold:
    """`own_part`: of something several people did, what its owner did. What the others did is theirs, and not here."""

    code: str
    name: str = ""
    kind: str = ""
    kind_name: str = ""
    made_by: str = ""
    recorded_by: str = ""  # only where someone else did
    answers: tuple[AnswerTold, ...] = ()
    happened_on: date | None = None
    happened_precision: str = "day"
    identifiable: str = ""
    story: str = ""
    result: str = ""
    next_time: str = ""
    own_part: str = ""
    part_of: str = ""
    from_entry: str = ""
    added_at: datetime | None = None
    changed_at: datetime | None = None
    taken_back_at: datetime | None = None
    people: tuple[PersonTold, ...] = ()
    files: tuple[FileTold, ...] = ()
    shared: tuple[SharedTold, ...] = ()
    lives: tuple[LivedTold, ...] = ()
    seen_in_place: tuple[SeenTold, ...] = ()
    wishes: tuple[WishTold, ...] = ()
