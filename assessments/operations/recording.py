"""What an assessor records in a practitioner’s folder: their words, the practitioner’s evidence."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from assessments.models import Assignment, SeenInPlace
from people.audit import operation, record
from people.telling import tell
from portfolios.models import Evidence, EvidenceKind
from portfolios.operations.evidence import add_evidence, change_evidence


class NotTheirAssessor(Exception):
    """They do not read this unit now, or it is their own."""

    sentence = _("Someone else reads this now, so nothing was recorded.")


class RecordWasShared(Exception):
    """Its owner has shared it: what was shared stays as it was written."""

    sentence = _("It was shared meanwhile, so it stays as it was written. You can record something new.")


class StaysNowhere(Exception):
    """Only what stays in the workplace can be seen there."""

    sentence = _("This does not stay anywhere: it is here for you to look at.")


@operation
def record_evidence(unit, *, by, **told):
    """Put what an assessor saw, heard or asked into the folder of whoever’s unit it is, and tell them.

    `told`: as portfolios.operations.evidence.add_evidence takes it.
    """
    check_reads(unit, by)
    evidence = add_evidence(unit.portfolio, by=by, **told)
    tell(evidence.owner, "recorded", about=evidence)
    return evidence


@operation
def correct_recorded(evidence, *, unit, by, revision, **words):
    """Change what one recorded oneself, until it is shared. What its owner says to it stays."""
    check_reads(unit, by)
    evidence = Evidence.objects.locked(evidence)
    if evidence.recorded_by_id != by.pk or evidence.portfolio_id != unit.portfolio_id:
        raise NotTheirAssessor
    if evidence.versions.exists():
        raise RecordWasShared
    return change_evidence(evidence, by=by, revision=revision, **words)


def check_reads(unit, by):
    reads = Assignment.objects.filter(unit=unit, assessor=by, ended_at=None).exists()
    if not reads or unit.portfolio.owner_id == by.pk:
        raise NotTheirAssessor


class CannotCorrect(Exception):
    """Someone else wrote it, or it was put right before."""

    sentence = _("That was put right already, or someone else wrote it. See how it stands now.")


@operation
def record_seen(assessment, version, *, by, seen_on, words, corrects=None):
    """Say when one saw what stays in the workplace, and what one saw of it. Its owner is told.

    `corrects`: the key of what one wrote oneself and puts right by this; it stays on record. Raises CannotCorrect.
    """
    if assessment.assessor_id != by.pk or assessment.owner_id == by.pk:
        raise NotTheirAssessor
    evidence = version.evidence
    if version.words.kind != EvidenceKind.SIGNPOSTED:
        raise StaysNowhere
    wrong = own_and_standing(evidence, corrects, by=by) if corrects else None
    try:
        with transaction.atomic():
            seen = SeenInPlace.objects.create(
                evidence=evidence, seen_by=by, seen_on=seen_on, words=words, corrects=wrong
            )
    except IntegrityError as raced:
        raise CannotCorrect from raced
    action = "evidence.seen_corrected" if wrong else "evidence.seen_in_place"
    record(action, by=by, subject=evidence, on=seen_on.isoformat())
    tell(evidence.owner, "seen_in_place", about=evidence)
    return seen


def own_and_standing(evidence, key, *, by):
    wrong = SeenInPlace.objects.filter(evidence=evidence, seen_by=by, pk=key, corrected_by=None).first()
    if wrong is None:
        raise CannotCorrect
    return wrong
