"""Who reads what: assigned by a coordinator, or by accepting an offer. Saying no leaves no trace."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import (
    Assessment,
    Assignment,
    Judgement,
    JudgementBasis,
    JudgementWords,
    Outcome,
    State,
)
from assessments.operations.standing_aside import refuse_too_close, why_aside
from assessments.operations.waiting import take_from_countersigner
from assessments.queries import assignment_of
from people.audit import operation, record
from people.roles import Role
from people.states import MoveNotAllowed, move
from people.telling import tell
from portfolios.models import Unit
from portfolios.operations.submission import CannotShare


class CannotAssess(Exception):
    """It is their own work, they had a part in it, or they are no assessor here; which of these, it doesn’t tell others."""

    sentence = _(
        "They can’t read this: it is their own work, they had a part in it, or they are not an assessor here."
    )


class IsSignedOff(CannotShare):
    """Everything in this unit was signed off; there is nothing more to share."""

    sentence = _("This standard is signed off. There is nothing more to share.")
    is_for_good = True


@operation
def open_assessment(submission, *, by):
    """A round was shared: it goes to whoever read the last one, or on offer. What was met stays met."""
    assignment = assignment_of(submission.unit)
    reader = assignment.assessor if assignment and can_assess(assignment.assessor, submission.unit) else None
    assessment = Assessment.objects.create(
        submission=submission,
        owner=submission.unit.portfolio.owner,
        assessor=reader,
        state=State.IN_REVIEW if reader else State.ON_OFFER,
    )
    carry_what_was_met(assessment)
    if reader:
        tell(reader, "shared", about=assessment)
    elif assignment:  # nobody is told that they read it still
        Assignment.objects.filter(pk=assignment.pk).update(ended_at=timezone.now())
    return assessment


@operation
def assign_assessor(unit, *, assessor, by, at=None):
    """Say who reads a unit from now on, the open round included."""
    unit = Unit.objects.locked(unit)
    if not can_assess(assessor, unit):
        raise CannotAssess
    current = assignment_of(unit)
    if current and current.assessor_id == assessor.pk:
        return current
    assignment = hand_to(unit, assessor, by=by, at=at or timezone.now())
    record("unit.assigned", by=by, subject=unit, assessor=assessor.code)
    assessment = Assessment.objects.filter(submission__unit=unit, submission__is_open=True).first()
    if assessment:
        hand_over(assessment, assessor, by=by)
    return assignment


@operation
def accept_offer(assessment, *, by, at=None):
    """Take on a round nobody reads yet. Of two at once, one gets it."""
    unit = Unit.objects.locked(assessment.unit)
    assessment = Assessment.objects.locked(assessment)
    refuse_too_close(unit, by)
    if not can_assess(by, unit):
        raise CannotAssess
    move(assessment, State.IN_REVIEW, by=by, assessor=by)
    hand_to(unit, by, by=by, at=at or timezone.now())
    record("assessment.accepted", by=by, subject=assessment)
    return assessment


@operation
def hand_back(assessment, *, by):
    """Decline what one was given. No reason, no event, no row: it is on offer as if it had always been."""
    unit = Unit.objects.locked(assessment.unit)
    assessment = Assessment.objects.locked(assessment)
    if assessment.assessor_id != by.pk:
        raise MoveNotAllowed(assessment.state)
    forget_drafts(assessment)
    move(assessment, State.ON_OFFER, by=by, leaves_a_mark=False, assessor=None, begun_at=None)
    Assignment.objects.filter(unit=unit, assessor=by, ended_at=None).delete()
    return assessment


def refuse_when_signed_off(unit, *, by):
    if Assessment.objects.filter(submission__unit=unit, state=State.SIGNED_OFF).exists():
        raise IsSignedOff


def can_assess(person, unit):
    """An assessor of this organisation, and who had no part in the work, whatever else they do here."""
    is_assessor = person.memberships.current().filter(
        role=Role.ASSESSOR, organisation=unit.portfolio.organisation_id
    )
    is_free = person.pk != unit.portfolio.owner_id and person.is_active and is_assessor.exists()
    return is_free and not why_aside(unit, person)


def hand_to(unit, assessor, *, by, at):
    Assignment.objects.filter(unit=unit, ended_at=None).update(ended_at=at)
    return Assignment.objects.create(unit=unit, assessor=assessor, assigned_by=by, assigned_at=at)


def hand_over(assessment, assessor, *, by):
    assessment = Assessment.objects.locked(assessment)
    if assessment.state == State.ON_OFFER:
        move(assessment, State.IN_REVIEW, by=by, assessor=assessor)
    else:
        if assessment.state == State.TO_AGREE:
            take_from_countersigner(assessment, by=by)
        forget_drafts(assessment)
        reading = Assessment.objects.filter(pk=assessment.pk, state=State.IN_REVIEW)
        reading.update(assessor=assessor, begun_at=None)
    tell(assessor, "shared", about=assessment)


def forget_drafts(assessment):
    """What one assessor noted and told nobody is never another’s to reply with."""
    drafts = Judgement.objects.filter(assessment=assessment, carried_from=None, released_at=None)
    JudgementWords.objects.filter(judgement__in=drafts).delete()
    drafts.delete()


def carry_what_was_met(assessment):
    """Met stays met: the same judgement, resting on the versions it was made on."""
    met = list(met_in_the_round_before(assessment))
    carried = Judgement.objects.bulk_create(carried_into(assessment, judgement) for judgement in met)
    pairs = list(zip(carried, met, strict=True))
    JudgementWords.objects.bulk_create(
        JudgementWords(judgement=now, text=then.words.text) for now, then in pairs
    )
    JudgementBasis.objects.bulk_create(
        JudgementBasis(judgement=now, evidence_version_id=basis.evidence_version_id)
        for now, then in pairs
        for basis in then.basis.all()
    )


def met_in_the_round_before(assessment):
    return (
        Judgement.objects.filter(
            assessment__submission__unit=assessment.unit,
            assessment__submission__round=assessment.submission.round - 1,
            outcome=Outcome.MEETS,
        )
        .select_related("words")
        .prefetch_related("basis")
    )


def carried_into(assessment, judgement):
    return Judgement(
        assessment=assessment,
        requirement_id=judgement.requirement_id,
        outcome=judgement.outcome,
        judged_by_id=judgement.judged_by_id,
        judged_at=judgement.judged_at,
        carried_from=judgement,
    )
