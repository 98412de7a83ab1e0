"""A round laid out for reading: its evidence, and for each requirement what claims it and what was found."""

from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import Judgement, JudgementBasis
from assessments.queries import items_of, judgements_in, wanted_for_sign_off
from portfolios.models import EvidenceVersion, PersonInEvidence, SubmissionItem
from standards.models import Kind, Requirement

KINDS = {
    Kind.PERFORMANCE: gettext_lazy("Performance criteria"),
    Kind.KNOWLEDGE: gettext_lazy("Knowledge"),
    Kind.VALUE: gettext_lazy("Values"),
}
FACTS = ("name", "kind", "happened_on", "happened_precision", "identifiable", "people")


@dataclass(eq=False)
class Piece:
    """One evidence version as shared, and what it is said to show in this round."""

    version: EvidenceVersion
    before: EvidenceVersion | None = None  # the same evidence as an earlier round had it
    is_from_before: bool = False  # not shared again: what was met rests on it
    findings: list = field(default_factory=list)

    @property
    def words(self):
        return self.version.words

    @property
    def is_changed(self):
        return self.before is not None and self.before.pk != self.version.pk

    @property
    def words_changed(self):
        before, words = self.before, ("story", "result", "next_time")
        if before is None or not self.is_changed:
            return False
        return any(getattr(self.words, field) != getattr(before.words, field) for field in words)

    @property
    def changes(self):
        """What is not as the round before had it, in sentences."""
        now, then = files_in(self.version), files_in(self.before)
        said = [_("%(file)s was added.") % {"file": name} for pk, name in now.items() if pk not in then]
        said += [_("%(file)s was taken out.") % {"file": name} for pk, name in then.items() if pk not in now]
        if self.words_changed:
            said.append(_("The words changed."))
        before = self.before
        if before and any(getattr(self.words, fact) != getattr(before.words, fact) for fact in FACTS):
            said.append(_("The name, the kind, the date or who is in it changed."))
        return said

    @property
    def people(self):
        """Who can be recognised: [(description, on what basis)]."""
        return [(who["description"], PersonInEvidence.Basis(who["basis"]).label) for who in self.words.people]

    @property
    def everyone_agreed(self):
        return all(who["basis"] == PersonInEvidence.Basis.AGREED for who in self.words.people)

    @property
    def to_judge(self):
        return [finding for finding in self.findings if finding.can_be_judged]

    @property
    def judged(self):
        return [finding for finding in self.to_judge if finding.judgement]


@dataclass(eq=False)
class Finding:
    """One requirement in a round: what claims it, what was found now, and what was said before."""

    requirement: Requirement
    judgement: Judgement | None = None
    met_in: int | None = None  # the earlier round in which it was met
    said_before: Judgement | None = None  # what an earlier reply asked for
    pieces: list = field(default_factory=list)
    notes: dict = field(default_factory=dict)  # piece → how it shows this
    is_claimed: bool = False

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
    def wants_words(self):
        """Whether a reply is refused until it says what would show this."""
        return self.can_be_judged and self.judgement and not self.is_met and not self.words.strip()

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
        return f"{KINDS[self.kind]}: {self.heading}" if self.heading else str(KINDS[self.kind])

    @property
    def met(self):
        return sum(1 for finding in self.findings if finding.is_met)


@dataclass(eq=False)
class Round:
    """Everything an assessor has before them."""

    pieces: list
    findings: list

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
        return sum(piece.version.file_count for piece in self.pieces)

    @property
    def to_judge(self):
        return [finding for finding in self.findings if finding.can_be_judged]

    @property
    def judged(self):
        return [finding for finding in self.to_judge if finding.judgement]

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
        return [piece for piece in self.shared if piece.before is None or piece.is_changed]

    def piece(self, code):
        return next((piece for piece in self.pieces if piece.version.code == code), None)

    def finding(self, code):
        return next((found for found in self.findings if found.requirement.code == code), None)


def round_of(assessment):
    """A review's round, whole. Eight queries, however much was shared."""
    submission = assessment.submission
    items = list(items_of(submission))
    rests_on = bases_in(assessment)
    pieces = pieces_of(submission, items, rests_on)
    findings = {
        requirement.pk: Finding(requirement)
        for requirement in assessment.version.requirements.order_by("position")
    }
    for requirement, judgement in judgements_in(assessment).items():
        findings[requirement].judgement = judgement
    remember_rounds_before(findings, submission)
    for item in items:
        join(findings[item.requirement_id], pieces[item.evidence_version_id], item)
    for requirement, version in rests_on:
        join(findings[requirement], pieces[version])
    return Round(in_reading_order(pieces.values()), list(findings.values()))


def in_reading_order(pieces):
    """First what there is to judge, then what is settled, then what comes from before; each as it was collected."""
    return sorted(
        pieces, key=lambda piece: (piece.is_from_before, not piece.to_judge, piece.version.evidence_id)
    )


def join(finding, piece, item=None):
    if piece not in finding.pieces:
        finding.pieces.append(piece)
        piece.findings.append(finding)
    if item:
        finding.is_claimed = True
        finding.notes[piece] = item.note.text if hasattr(item, "note") else ""


def bases_in(assessment):
    """[(requirement pk, version pk)] of what was met before: it rests on the versions it was judged on."""
    carried = JudgementBasis.objects.filter(
        judgement__assessment=assessment, judgement__carried_from__isnull=False
    )
    return list(carried.values_list("judgement__requirement_id", "evidence_version_id"))


def pieces_of(submission, items, rests_on):
    """{version pk: Piece}: what this round shares, and what earlier findings rest on."""
    shared = {item.evidence_version_id for item in items}
    wanted = shared | {version for _requirement, version in rests_on}
    rows = EvidenceVersion.objects.filter(pk__in=wanted).select_related("words")
    before = versions_before(submission)
    return {
        version.pk: Piece(version, before.get(version.evidence_id), is_from_before=version.pk not in shared)
        for version in rows.prefetch_related("file_links__file")
    }


def files_in(version):
    return {link.file_id: link.file.name for link in version.file_links.all()}


def versions_before(submission):
    """{evidence pk: the newest version an earlier round had of it}."""
    items = SubmissionItem.objects.filter(
        submission__unit=submission.unit_id, submission__round__lt=submission.round
    ).order_by()
    versions = EvidenceVersion.objects.filter(items__in=items).select_related("words").distinct()
    by_age = versions.order_by("number").prefetch_related("file_links__file")
    return {version.evidence_id: version for version in by_age}


def remember_rounds_before(findings, submission):
    """Say in which earlier round something was met, or what the last reply asked for."""
    released = Judgement.objects.filter(
        assessment__submission__unit=submission.unit_id,
        assessment__submission__round__lt=submission.round,
        carried_from=None,
    )
    rows = released.select_related("words").annotate(round=F("assessment__submission__round"))
    for judgement in rows.order_by("round"):
        finding = findings[judgement.requirement_id]
        finding.said_before = judgement
        if finding.judgement and finding.judgement.carried_from_id and judgement.meets:
            finding.met_in = judgement.round
