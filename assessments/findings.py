"""A round laid out for reading: its evidence, and for each requirement what claims it and what was found."""

from dataclasses import dataclass, field
from itertools import groupby

from django.utils.translation import gettext as _

from assessments.changes import Change, file_changes, text_changes, unchanged_files
from assessments.feedback import has_to_say, whole
from assessments.models import Judgement
from assessments.queries import wanted_for_sign_off
from assessments.retold import changes_told
from portfolios.consent import people_shared
from portfolios.models import (
    EvidenceVersion,
    EvidenceVersionWords,
    Identifiable,
    SubmissionSelfView,
)
from standards.models import Kind, Requirement

WORDS = ("story", "result", "next_time")


class HasFindings:
    """What there is to judge among `findings`, and what of it was judged."""

    findings: list

    @property
    def to_judge(self):
        return [finding for finding in self.findings if finding.can_be_judged]

    @property
    def judged(self):
        return [finding for finding in self.to_judge if finding.judgement]


@dataclass(eq=False)
class Piece(HasFindings):
    """One evidence version as shared, and what it is said to show in this round."""

    version: EvidenceVersion
    before: EvidenceVersion | None = None  # the same evidence as an earlier round had it
    is_from_before: bool = False  # not shared again: what was met rests on it
    findings: list = field(default_factory=list)

    @property
    def is_out_of_sight(self):
        """Someone in it took their yes back, or asked for it to be taken down: its owner alone sees it."""
        return not self.version.is_in_sight

    @property
    def is_gone(self):
        """Whoever made it was erased, and every word of it: those that are shared have a name."""
        return self.is_out_of_sight and not self.version.words.name

    @property
    def words(self):
        return nothing_to_read() if self.is_out_of_sight else self.version.words

    @property
    def file_count(self):
        return 0 if self.is_out_of_sight else self.version.file_count

    @property
    def is_changed(self):
        return self.before is not None and self.before.pk != self.version.pk and not self.is_out_of_sight

    @property
    def is_news(self):
        """Whether no earlier round had it as it is now, or told in the same way; in a first round, everything is."""
        return not self.is_from_before and (self.before is None or self.is_changed or self.is_told_otherwise)

    @property
    def is_told_otherwise(self):
        """Whether an earlier round had it told in other words how it shows something, or where in it."""
        return any(self in found.retold for found in self.findings)

    @property
    def words_changed(self):
        then, now = getattr(self.before, "words", None), self.words
        return self.is_changed and any(getattr(now, name) != getattr(then, name) for name in WORDS)

    @property
    def text_changes(self) -> list[Change]:
        """What reads otherwise than the round before had it, word by word: the piece, and how it shows what."""
        own = text_changes(self.before.words, self.words) if self.before and self.is_changed else []
        return own + [change for found in self.findings for change in changes_told(found, self)]

    @property
    def file_changes(self) -> list[Change]:
        """Files added, taken out, or only called otherwise, told apart by their bytes."""
        return file_changes(self.before, self.version) if self.is_changed else []

    @property
    def kept_files(self):
        """The names of files whose bytes are as they were."""
        return unchanged_files(self.before, self.version) if self.is_changed else []

    @property
    def people(self):
        """PeopleShared: who can be recognised, and what they said."""
        return people_shared(self.words)


def nothing_to_read():
    """What stands where someone no longer wants to be seen."""
    return EvidenceVersionWords(name=_("Out of sight"), identifiable=Identifiable.NOBODY)


@dataclass(eq=False)
class Finding:
    """One requirement in a round: what claims it, what was found now, and what was said before."""

    requirement: Requirement
    judgement: Judgement | None = None
    met_in: int | None = None  # the earlier round in which it was met
    said_before: Judgement | None = None  # what an earlier reply asked for
    pieces: list = field(default_factory=list)
    notes: dict = field(
        default_factory=dict
    )  # piece → how it shows this, and where: a SubmissionItemNote, or None
    retold: dict = field(default_factory=dict)  # piece → (Told before, Told now), where they differ
    is_claimed: bool = False
    own_view: SubmissionSelfView | None = None  # how the practitioner sees it, where they chose to show that
    shared: list = field(default_factory=list)  # Feedback it has in common with others of this round

    @property
    def is_value(self):
        return self.requirement.kind == Kind.VALUE

    @property
    def is_met(self):
        return self.judgement is not None and self.judgement.meets

    @property
    def can_be_judged(self):
        return self.is_claimed and self.met_in is None

    @property
    def revision(self):
        return self.judgement.revision if self.judgement else 0

    @property
    def words(self):
        return self.judgement.words.text if self.judgement else ""

    @property
    def said(self):
        """Everything said of it in this round: its own words, and those it shares with others."""
        return whole(self.words, self.shared)

    @property
    def wants_words(self):
        """Whether a reply is refused until it says what would show this, or how a value was seen."""
        judged = self.can_be_judged and self.judgement
        return judged and has_to_say(self.requirement, judged) and not self.said

    @property
    def wanted(self):
        """What this still wants before signing off, as a sentence; empty when nothing."""
        return wanted_for_sign_off(self.requirement, self.judgement)


@dataclass(eq=False)
class Group:
    """Requirements under one printed heading."""

    kind: Kind
    heading: str
    findings: list

    @property
    def title(self):
        return f"{self.kind.plural}: {self.heading}" if self.heading else str(self.kind.plural)

    @property
    def met(self):
        return sum(1 for finding in self.findings if finding.is_met)


@dataclass(eq=False)
class Round(HasFindings):
    """Everything an assessor has before them."""

    pieces: list
    findings: list
    feedback: list = field(
        default_factory=list
    )  # Feedback for several, each with `on`: the pks of its judgements
    gone: list = field(default_factory=list)  # pieces the round before had, and this one has not

    @property
    def shared_words(self):
        """[(Feedback, [Finding])]: what was written once for several, with what it belongs to."""
        return [(one, [found for found in self.findings if one in found.shared]) for one in self.feedback]

    @property
    def groups(self):
        headed = groupby(self.findings, lambda found: (found.requirement.kind, found.requirement.group))
        return [Group(Kind(kind), heading, list(found)) for (kind, heading), found in headed]

    @property
    def shared(self):
        return [piece for piece in self.pieces if not piece.is_from_before]

    @property
    def kept(self):
        return [piece for piece in self.pieces if piece.is_from_before]

    @property
    def file_count(self):
        return sum(piece.file_count for piece in self.pieces)

    @property
    def met(self):
        return [finding for finding in self.findings if finding.is_met]

    @property
    def wordless(self):
        return [finding for finding in self.to_judge if finding.wants_words]

    @property
    def wanted(self):
        """What stands in the way of signing off."""
        return [finding for finding in self.findings if finding.wanted]

    @property
    def changed(self):
        """What no earlier round had as it is now."""
        return [piece for piece in self.shared if piece.is_news]

    @property
    def to_read(self):
        """What the next round shows first: new, changed, or with something to judge."""
        return [piece for piece in self.shared if piece in self.changed or piece.to_judge]

    @property
    def settled(self):
        """As an earlier round had it, and nothing in it to judge."""
        return [piece for piece in self.shared if piece not in self.to_read]

    def piece(self, code):
        return next((piece for piece in self.pieces if piece.version.code == code), None)

    def finding(self, code):
        return next((found for found in self.findings if found.requirement.code == code), None)
