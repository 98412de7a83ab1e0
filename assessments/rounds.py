"""Bringing a round together from its rows: ten queries, whatever was shared; seven in the first round."""

from django.db.models import F

from assessments.feedback import feedback_in, whole_of
from assessments.findings import Finding, Piece, Round
from assessments.models import Judgement, JudgementBasis
from assessments.queries import items_of, judgements_in
from portfolios.models import EvidenceVersion, SubmissionItem, in_sight


def round_of(assessment):
    """A review's round, whole. Ten queries, however much was shared."""
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
    feedback = feedback_in(assessment)
    for finding in findings.values():
        finding.shared = [one for one in feedback if finding.judgement and finding.judgement.pk in one.on]
    remember_rounds_before(findings, submission)
    for view in submission.self_views.all():
        findings[view.requirement_id].own_view = view
    for item in items:
        join(findings[item.requirement_id], pieces[item.evidence_version_id], item)
    for requirement, version in rests_on:
        join(findings[requirement], pieces[version])
    return Round(in_reading_order(pieces.values()), list(findings.values()), feedback)


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
        finding.notes[piece] = None if piece.is_out_of_sight else getattr(item, "note", None)


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
    rows = EvidenceVersion.objects.filter(pk__in=wanted).select_related("words", "evidence__recorded_by")
    before = versions_before(submission)
    return {
        version.pk: Piece(version, before.get(version.evidence_id), is_from_before=version.pk not in shared)
        for version in rows.prefetch_related("file_links__file")
    }


def versions_before(submission):
    """{evidence pk: the newest version an earlier round had of it}."""
    if submission.round == 1:
        return {}
    items = SubmissionItem.objects.filter(
        submission__unit=submission.unit_id,
        submission__round__lt=submission.round,
        submission__recalled_at=None,
    ).order_by()
    versions = EvidenceVersion.objects.filter(in_sight(), items__in=items).select_related("words").distinct()
    by_age = versions.order_by("number").prefetch_related("file_links__file")
    return {version.evidence_id: version for version in by_age}


def remember_rounds_before(findings, submission):
    """Say in which earlier round something was met, or what the last reply asked for."""
    if submission.round == 1:
        return
    released = Judgement.objects.filter(
        assessment__submission__unit=submission.unit_id,
        assessment__submission__round__lt=submission.round,
        carried_from=None,
    )
    rows = released.select_related("words").annotate(round=F("assessment__submission__round"))
    for judgement in rows.order_by("round").prefetch_related("feedback"):
        judgement.said = whole_of(judgement)
        finding = findings[judgement.requirement_id]
        finding.said_before = judgement
        if finding.judgement and finding.judgement.carried_from_id and judgement.meets:
            finding.met_in = judgement.round
