"""Decisions that are opened again: on what ground that can be, and what is then looked at anew."""

from django.db.models import Exists, OuterRef, Q

from assessments.models import (
    BasisFlag,
    Certificate,
    Judgement,
    JudgementBasis,
    Reopening,
    SampleDoubt,
    SampledPart,
    SampleRecord,
    SignOff,
)
from portfolios.models import SubmissionItem


def standing_sign_offs(units):
    """The sign-offs that count today: one that was opened again stays on record and counts no more."""
    return SignOff.objects.filter(submission__unit__in=units, reopening=None)


def newest_sign_off_of(unit):
    """With its reopening and what was said to that, or None. One query."""
    opened = ("reopening__words", "reopening__again__submission", "reopening__reopened_by")
    signed = SignOff.objects.filter(submission__unit=unit).select_related(*opened)
    return signed.order_by("-pk").first()


def reopening_of(sign_off):
    return Reopening.objects.filter(sign_off=sign_off).first()


def reopening_about(assessment):
    """The reopening of the decision made in a round, or the one that made this round; None where neither is so."""
    either = Reopening.objects.filter(Q(sign_off__assessment=assessment) | Q(again=assessment))
    return (
        either.select_related("words", "again", "sign_off__assessment", "reopened_by").order_by("-pk").first()
    )


def doubting_record_of(sign_off):
    """The newest second look that does not find the same as this sign-off, or doubts that it is sound; or None."""
    found = SampleRecord.objects.filter(sample__assessment=sign_off.assessment_id, agrees=False)
    return found.order_by("-looked_at", "-pk").first()


def settled_flags_of(sign_off):
    return BasisFlag.objects.filter(assessment=sign_off.assessment_id, settled_at__isnull=False)


def has_ground(sign_off):
    """Whether a second look found otherwise or doubts it, or what it rested on was looked at again. Two queries at most."""
    return doubting_record_of(sign_off) is not None or settled_flags_of(sign_off).exists()


def in_doubt(sign_off, found):
    """{requirement pk}: what is judged afresh. All of it where the ground names no part of it.

    `found`: the SampleRecord that does not agree, or None where it is what the decision rests on.
    """
    named = doubted_in(found) if found else flagged_in(sign_off)
    everything = Judgement.objects.filter(assessment=sign_off.assessment_id)
    return named or set(everything.values_list("requirement_id", flat=True))


def doubted_in(found):
    """The parts an IQA does not find the same; none where a doubt is about the whole round."""
    doubts = SampleDoubt.objects.filter(record=found)
    if doubts.filter(requirement=None).exists():
        return set()
    parts = SampledPart.objects.filter(record=found, agrees=False)
    return {*parts.values_list("requirement_id", flat=True), *doubts.values_list("requirement_id", flat=True)}


def flagged_in(sign_off):
    evidence = settled_flags_of(sign_off).values("evidence")
    bases = JudgementBasis.objects.filter(
        judgement__assessment=sign_off.assessment_id, evidence_version__evidence__in=evidence
    )
    return set(bases.values_list("judgement__requirement_id", flat=True))


def items_under(sign_off):
    """The frozen items a sign-off rested on: those of its round, and of earlier rounds where what was met came along."""
    rested_on = JudgementBasis.objects.filter(
        judgement__assessment=sign_off.assessment_id,
        judgement__requirement=OuterRef("requirement"),
        evidence_version=OuterRef("evidence_version"),
    )
    of_the_unit = SubmissionItem.objects.filter(
        submission__unit=sign_off.submission.unit_id, submission__recalled_at=None
    )
    return of_the_unit.filter(Q(submission=sign_off.submission_id) | Exists(rested_on))


def certificates_on(sign_off):
    """Those in force that rest on it."""
    return Certificate.objects.filter(entries__sign_off=sign_off, end=None).distinct().order_by("pk")
