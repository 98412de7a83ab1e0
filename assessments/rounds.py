"""Bringing a round together from its rows: seven queries, whatever was shared; six in the first round."""

from django.db.models import F, OuterRef, Prefetch, Q, Subquery

from assessments.feedback import feedback_until, whole
from assessments.findings import Finding, Piece, Round
from assessments.models import Judgement, JudgementBasis
from portfolios.models import EvidenceVersion, EvidenceVersionFile, SubmissionItem, SubmissionSelfView


def round_of(assessment):
    """A review's round, whole. Seven queries, however much was shared."""
    submission = assessment.submission
    findings = findings_of(assessment)
    items = list(SubmissionItem.objects.filter(submission=submission).select_related("note__anchor_file"))
    rests_on = bases_in(assessment)
    shared = {item.evidence_version_id for item in items}
    wanted = shared | {version for _requirement, version in rests_on}
    versions = list(versions_until(submission, wanted))
    pieces = pieces_of(versions, shared, wanted)
    feedback = feedback_until(submission)
    for judgement in judgements_until(submission):
        judgement.shared = [one for one in feedback if judgement.pk in one.on]
        remember(findings[judgement.requirement_id], judgement, assessment)
    for item in items:
        join(findings[item.requirement_id], pieces[item.evidence_version_id], item)
    for requirement, version in rests_on:
        join(findings[requirement], pieces[version])
    now = [one for one in feedback if one.assessment_id == assessment.pk]
    return Round(
        in_reading_order(pieces.values()), list(findings.values()), now, no_longer_shared(versions, shared)
    )


def findings_of(assessment):
    """{requirement pk: Finding}, in printed order, each with how the practitioner sees it where they show that."""
    views = SubmissionSelfView.objects.filter(
        submission=assessment.submission_id, requirement=OuterRef("pk")
    ).order_by()
    requirements = assessment.version.requirements.order_by("position").annotate(
        seen_as=Subquery(views.values("view")[:1]), seen_words=Subquery(views.values("words")[:1])
    )
    return {one.pk: Finding(one, own_view=own_view_of(one)) for one in requirements}


def own_view_of(requirement):
    if requirement.seen_as is None:
        return None
    return SubmissionSelfView(view=requirement.seen_as, words=requirement.seen_words)


def in_reading_order(pieces):
    """First what there is to judge, new and changed before what is as it was; then what is settled, then what comes from
    before; each as it was collected."""
    return sorted(
        pieces,
        key=lambda piece: (
            piece.is_from_before,
            not piece.to_judge,
            not piece.is_news,
            piece.version.evidence_id,
        ),
    )


def join(finding, piece, item=None):
    if piece not in finding.pieces:
        finding.pieces.append(piece)
        piece.findings.append(finding)
    if item:
        finding.is_claimed = True
        finding.notes[piece] = None if piece.is_out_of_sight else getattr(item, "note", None)


def bases_in(assessment):
    """[(requirement pk, version pk)] of what was met before: it rests on the versions it was judged on."""
    if assessment.submission.round == 1:
        return []
    carried = JudgementBasis.objects.filter(
        judgement__assessment=assessment, judgement__carried_from__isnull=False
    )
    return list(carried.values_list("judgement__requirement_id", "evidence_version_id"))


def pieces_of(versions, shared, wanted):
    """{version pk: Piece}: what this round shares, and what earlier findings rest on."""
    before = {
        version.evidence_id: version  # the newest stands last
        for version in versions
        if version.last_round and version.is_in_sight
    }
    return {
        version.pk: Piece(version, before.get(version.evidence_id), is_from_before=version.pk not in shared)
        for version in versions
        if version.pk in wanted
    }


def no_longer_shared(versions, shared):
    """[Piece] of the evidence that the round before had, and this one has not, in no version."""
    here = {version.evidence_id for version in versions if version.pk in shared}
    before = max((version.last_round or 0 for version in versions), default=0)
    return [
        Piece(version, is_from_before=True)
        for version in versions
        if before and version.last_round == before and version.evidence_id not in here
    ]


def versions_until(submission, wanted):
    """The versions wanted, and every one an earlier round had, oldest first. `last_round`: the newest of those that
    had it, or None. Two queries."""
    earlier = SubmissionItem.objects.filter(
        submission__unit=submission.unit_id,
        submission__round__lt=submission.round,
        submission__recalled_at=None,
    ).order_by()
    here = Q(pk__in=wanted)
    if submission.round > 1:
        here |= Q(pk__in=earlier.values("evidence_version"))
    had_it = earlier.filter(evidence_version=OuterRef("pk")).order_by("-submission__round")
    files = Prefetch("file_links", EvidenceVersionFile.objects.select_related("file"))
    return (
        EvidenceVersion.objects.filter(here)
        .annotate(last_round=Subquery(had_it.values("submission__round")[:1]))
        .select_related("words", "evidence__recorded_by")
        .order_by("number", "pk")
        .prefetch_related(files)
    )


def judgements_until(submission):
    """What is judged in this round, and before it what was said in each, oldest round first."""
    until = Judgement.objects.filter(
        Q(assessment__submission=submission) | Q(carried_from=None),
        assessment__submission__unit=submission.unit_id,
        assessment__submission__round__lte=submission.round,
    )
    rows = until.select_related("words", "judged_by").annotate(round=F("assessment__submission__round"))
    return rows.order_by("round", "pk")


def remember(finding, judgement, assessment):
    """What stands now; what the last reply said of it; and in which round it was met."""
    if judgement.assessment_id != assessment.pk:
        judgement.said = whole(judgement.words.text, judgement.shared)
        finding.said_before = judgement
        return
    finding.judgement, finding.shared = judgement, judgement.shared
    if judgement.carried_from_id and judgement.meets and finding.said_before:
        finding.met_in = finding.said_before.round
