"""Bringing a round together from its rows: six queries, whatever was shared; five in the first round.

Rows are put in order here: to order by a column, a query that brings many of them is put together for twice as long.
"""

from django.db.models import F, IntegerField, OuterRef, Prefetch, Q, Subquery, Value, prefetch_related_objects

from assessments.feedback import feedback_until, whole
from assessments.findings import Finding, Piece, Round
from assessments.models import Judgement, JudgementBasis
from assessments.retold import told_before, told_otherwise
from portfolios.models import EvidenceVersion, EvidenceVersionFile, SubmissionItem, SubmissionSelfView


def round_of(assessment):
    """A review's round, whole but for its files. Six queries, however much was shared."""
    submission = assessment.submission
    findings = findings_of(assessment)
    items = items_of(submission, findings)
    rests_on = bases_in(assessment)
    shared = {item.evidence_version_id for item in items}
    wanted = shared | {version for _requirement, version in rests_on}
    versions = versions_until(submission, wanted)
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
    requirements = assessment.version.requirements.order_by().annotate(
        seen_as=Subquery(views.values("view")[:1]), seen_words=Subquery(views.values("words")[:1])
    )
    in_order = sorted(requirements, key=lambda one: one.position)
    return {one.pk: Finding(one, own_view=own_view_of(one)) for one in in_order}


def items_of(submission, findings):
    """What was said to show what, in printed order, each with how an earlier round had it told."""
    rows = SubmissionItem.objects.filter(submission=submission).select_related("note__anchor_file").order_by()
    if submission.round > 1:
        rows = rows.annotate(told_before=told_before())
    return sorted(rows, key=lambda item: (findings[item.requirement_id].requirement.position, item.pk))


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
        finding.notes[piece] = note = None if piece.is_out_of_sight else getattr(item, "note", None)
        if not piece.is_out_of_sight and (both := told_otherwise(note, getattr(item, "told_before", None))):
            finding.retold[piece] = both


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
    had it, or None."""
    if submission.round == 1:
        rows = EvidenceVersion.objects.filter(pk__in=wanted)
        rows = rows.annotate(last_round=Value(None, IntegerField()))
    else:
        earlier = SubmissionItem.objects.filter(
            submission__unit=submission.unit_id,
            submission__round__lt=submission.round,
            submission__recalled_at=None,
        ).order_by()
        had_it = earlier.filter(evidence_version=OuterRef("pk")).order_by("-submission__round")
        here = Q(pk__in=wanted) | Q(pk__in=earlier.values("evidence_version"))
        rows = EvidenceVersion.objects.filter(here)
        rows = rows.annotate(last_round=Subquery(had_it.values("submission__round")[:1]))
    brought = rows.select_related("words", "evidence__recorded_by").order_by()
    return sorted(brought, key=lambda version: (version.number, version.pk))


def bring_files(pieces):
    """The files of these pieces as they were shared, and as an earlier round had them. One query."""
    versions = [version for piece in pieces for version in (piece.version, piece.before) if version]
    links = EvidenceVersionFile.objects.select_related("file").order_by("pk")
    prefetch_related_objects(versions, Prefetch("file_links", links))


def judgements_until(submission):
    """What is judged in this round, and before it what was said in each, oldest round first."""
    until = Judgement.objects.filter(
        Q(assessment__submission=submission) | Q(carried_from=None),
        assessment__submission__unit=submission.unit_id,
        assessment__submission__round__lte=submission.round,
    ).order_by()
    rows = until.select_related("words").annotate(round=F("assessment__submission__round"))
    return sorted(rows, key=lambda judgement: (judgement.round, judgement.pk))


def remember(finding, judgement, assessment):
    """What stands now; what the last reply said of it; and in which round it was met."""
    if judgement.assessment_id != assessment.pk:
        judgement.said = whole(judgement.words.text, judgement.shared)
        finding.said_before = judgement
        return
    finding.judgement, finding.shared = judgement, judgement.shared
    if judgement.carried_from_id and judgement.meets and finding.said_before:
        finding.met_in = finding.said_before.round
