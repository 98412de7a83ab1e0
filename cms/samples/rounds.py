"""What a sample person shared, and what was found of it: some rounds are being read, most are answered."""

from datetime import timedelta

from django.utils import timezone

from assessments.models import (
    Assessment,
    Assignment,
    Judgement,
    JudgementBasis,
    JudgementWords,
    Outcome,
    State,
)
from cms.samples.words import ANSWERS
from portfolios.declarations import declaring
from portfolios.models import Claim, Submission, SubmissionItem
from portfolios.operations.submission import frozen_versions

OUTCOMES = [Outcome.MEETS] * 6 + [Outcome.MORE_EVIDENCE] * 2 + [Outcome.NOT_YET] * 2
ANSWERED, OPEN, OF = 4, 2, 10  # of ten standards four were answered, two are being read


def share_some(cast, units, chance):
    """Share the claims of some units, as share_unit would, all at once. Returns the rounds."""
    by_unit = {}
    for claim in (
        Claim.objects.filter(unit__in=units).select_related("evidence", "requirement").order_by("pk")
    ):
        by_unit.setdefault(claim.unit_id, []).append(claim)
    chosen = [unit for place, unit in enumerate(units) if place % OF < ANSWERED + OPEN and unit.pk in by_unit]
    evidence = {claim.evidence for unit in chosen for claim in by_unit[unit.pk]}
    versions = frozen_versions(evidence, at=timezone.now() - timedelta(days=30))
    rounds = Submission.objects.bulk_create(
        round_of(unit, by_unit[unit.pk], cast, is_open=units.index(unit) % OF >= ANSWERED) for unit in chosen
    )
    SubmissionItem.objects.bulk_create(
        item_of(shared, claim, versions[claim.evidence_id])
        for shared in rounds
        for claim in by_unit[shared.unit_id]
    )
    answer(cast, rounds, by_unit, versions, chance)
    return rounds


def round_of(unit, claims, cast, *, is_open):
    return Submission(
        organisation=cast.organisation,
        unit=unit,
        round=1,
        shared_by=cast.practitioner,
        shared_at=timezone.now() - timedelta(days=29),
        declaration=declaring(),
        item_count=len(claims),
        is_open=is_open,
    )


def item_of(shared, claim, version):
    return SubmissionItem(
        submission=shared, requirement=claim.requirement, evidence_version=version, digest=version.digest
    )


def answer(cast, rounds, by_unit, versions, chance):
    Assignment.objects.bulk_create(
        Assignment(unit=shared.unit, assessor=cast.assessor, assigned_by=cast.coordinator)
        for shared in rounds
    )
    reviews = Assessment.objects.bulk_create(review_of(shared, cast) for shared in rounds)
    found = [
        (review, claim)
        for review in reviews
        if not review.submission.is_open
        for claim in by_unit[review.submission.unit_id]
    ]
    first = {}  # one judgement for each requirement of a round, resting on everything that claims it
    for review, claim in found:
        first.setdefault((review.pk, claim.requirement_id), (review, []))[1].append(claim)
    judgements = Judgement.objects.bulk_create(
        judgement_of(review, claims[0], cast, chance) for review, claims in first.values()
    )
    JudgementWords.objects.bulk_create(
        JudgementWords(judgement=judgement, text=ANSWERS[judgement.outcome]) for judgement in judgements
    )
    rest(judgements, [claims for _review, claims in first.values()], versions)
    replied = [review.pk for review in reviews if not review.submission.is_open]
    Assessment.objects.filter(pk__in=replied).update(
        state=State.REPLIED, decided_at=timezone.now() - timedelta(days=19)
    )  # where no row may begin


def review_of(shared, cast):
    return Assessment(
        submission=shared,
        owner=cast.practitioner,
        organisation=cast.organisation,
        assessor=cast.assessor,
        state=State.IN_REVIEW,
    )


def judgement_of(review, claim, cast, chance):
    return Judgement(
        assessment=review,
        requirement=claim.requirement,
        outcome=chance.choice(OUTCOMES),
        judged_by=cast.assessor,
        judged_at=timezone.now() - timedelta(days=20),
    )


def rest(judgements, claims, versions):
    """What each rests on; then the replies are out, and nothing of it changes any more."""
    JudgementBasis.objects.bulk_create(
        JudgementBasis(judgement=judgement, evidence_version=versions[claim.evidence_id])
        for judgement, several in zip(judgements, claims, strict=True)
        for claim in several
    )
    Judgement.objects.filter(pk__in=[judgement.pk for judgement in judgements]).update(
        released_at=timezone.now() - timedelta(days=19)
    )
