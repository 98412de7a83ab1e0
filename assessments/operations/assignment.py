"""Who reads what: assigned by a coordinator, or by accepting an offer. Saying no leaves no trace."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.feedback import is_wordless, whole_of
from assessments.models import (
    Assessment,
    AssessorRoom,
    Assignment,
    Judgement,
    JudgementBasis,
    JudgementWords,
    Outcome,
    State,
)
from assessments.operations.answering_proposals import unpropose
from assessments.operations.handing_over import forget_drafts, hand_over, hand_to, refuse_other_reader
from assessments.operations.holding import hold_role
from assessments.operations.leaving_nothing import leave_nothing, leave_nothing_of
from assessments.operations.questions import carry_questions, take_questions_along
from assessments.operations.standing_aside import refuse_too_close, too_close_to
from assessments.pools import goes_to
from assessments.queries import assignment_of
from assessments.quiet import said_no_to, say_no, unsay_no
from assessments.room import room_of
from people.audit import operation, record
from people.roles import Role
from people.states import MoveNotAllowed, move
from people.telling import tell
from portfolios.models import Unit
from portfolios.operations.submission import CannotShare

WITH_SOMEONE = (State.IN_REVIEW, State.TO_AGREE)


class CannotAssess(Exception):
    """Their own work, a part in it, a tie, no assessor here, or its owner would rather not: which, nobody is told."""

    sentence = _(
        "They can’t read this one, so someone else is being found. It may be a part they had in the work, something "
        "that ties the two, or another reason: which, nobody is told."
    )


class NoRoom(CannotAssess):
    """They take on no more just now: they rest, or have as many rounds as they wish."""

    sentence = _("There is no room for more just now. Choose someone else, or wait till there is.")


class NotOffered(MoveNotAllowed):
    """It is not, or no longer, offered to them. Why, they are not told; it looks as if someone else had it."""


class IsSignedOff(CannotShare):
    """Everything in this unit was signed off; there is nothing more to share."""

    sentence = _("This standard is signed off. There is nothing more to share.")
    is_for_good = True


@operation
def open_assessment(submission, *, by, afresh=(), news="shared"):
    """A round was shared: it goes to whoever read the last one, or on offer. What was met stays met.

    `afresh`: requirements, or their keys, that are judged anew all the same; `news`: what its reader is told.
    """
    assignment = assignment_of(submission.unit)
    reader = (
        assignment.assessor if assignment and can_be_given(submission.unit, assignment.assessor) else None
    )
    assessment = Assessment.objects.create(
        submission=submission,
        owner=submission.unit.portfolio.owner,
        organisation_id=submission.organisation_id,
        assessor=reader,
        state=State.IN_REVIEW if reader else State.ON_OFFER,
    )
    carry_what_was_met(assessment, afresh=afresh)
    carry_questions(assessment)
    if reader:
        tell(reader, news, about=assessment)
    elif assignment:  # nobody is told that they read it still
        Assignment.objects.filter(pk=assignment.pk).update(ended_at=timezone.now())
    return assessment


@operation
def assign_assessor(unit, *, assessor, by, shown=None, at=None):
    """Say who reads a unit from now on, the open round included. Raises CannotAssess, NoRoom.

    `shown`: the code of who read it on the page this was said on, empty for nobody. Raises ReadByAnother.
    """
    unit = Unit.objects.locked(unit)
    if not can_be_given(unit, assessor):
        raise CannotAssess
    current = assignment_of(unit)
    if current and current.assessor_id == assessor.pk:
        return current
    refuse_other_reader(current, shown)
    assessment = Assessment.objects.filter(submission__unit=unit, submission__is_open=True).first()
    take_room(assessor, unit.portfolio.organisation_id, more=1 if assessment else 0)
    [assignment] = hand_to([unit], assessor, by=by, at=at or timezone.now())
    record("unit.assigned", by=by, subject=unit, assessor=assessor.code)
    if assessment and hand_over([assessment], assessor, by=by):
        tell(assessor, "shared", about=assessment)
    return assignment


@operation
def accept_offer(assessment, *, by, at=None):
    """Take on a round nobody reads yet. Of two at once, one gets it. Raises NotOffered, NoRoom, StandsTooClose.

    No event yet and no Transition: whoever hands it back would be known by them for good. It is one with their answer.
    """
    unit = Unit.objects.locked(assessment.unit)
    assessment = Assessment.objects.locked(assessment)
    refuse_too_close(unit, by)
    if said_no_to(by, [unit.portfolio]) or not Unit.objects.filter(goes_to(by), pk=unit.pk).exists():
        raise NotOffered
    if not can_be_given(unit, by):
        raise CannotAssess
    if assessment.state == State.ON_OFFER:
        take_room(by, unit.portfolio.organisation_id)
    move(assessment, State.IN_REVIEW, by=by, leaves_a_mark=False, assessor=by)
    hand_to([unit], by, by=by, at=at or timezone.now())
    unsay_no(by, assessment)
    return assessment


@operation
def hand_back(assessment, *, by):
    """Decline what one was given. No reason, no event, no row: it is on offer as if it had always been."""
    unit = Unit.objects.locked(assessment.unit)
    assessment = Assessment.objects.locked(assessment)
    if assessment.assessor_id != by.pk or assessment.state != State.IN_REVIEW:
        raise MoveNotAllowed(assessment.state)
    let_go(unit, by, by=by)
    say_no(by, assessment)
    assessment.refresh_from_db(fields=["state", "assessor", "begun_at"])
    return assessment


def let_go(unit, assessor, *, by):
    """Inside an operation that holds the unit: this person reads it no more, and nothing says that they did."""
    held = Assessment.objects.filter(submission__unit=unit, submission__is_open=True, assessor=assessor)
    for assessment in map(Assessment.objects.locked, held):
        if assessment.state in WITH_SOMEONE:  # answered in this very moment, it stays answered
            put_on_offer(assessment, by=by)
    leave_nothing_of(unit, assessor)
    Assignment.objects.filter(unit=unit, assessor=assessor, ended_at=None).delete()


def put_on_offer(assessment, *, by):
    unpropose(assessment)
    leave_nothing(assessment, assessment.assessor)
    forget_drafts([assessment])
    take_questions_along(assessment, by=assessment.assessor)
    move(assessment, State.ON_OFFER, by=by, leaves_a_mark=False, assessor=None, begun_at=None)


def can_assess(person, unit):
    """Whether nothing keeps an assessor of the place from reading this unit."""
    place = unit.portfolio.organisation_id
    here = person.memberships.current().filter(role=Role.ASSESSOR, organisation=place)
    return person.is_active and here.exists() and unit.pk in free_to_read(person, [unit])


def can_be_given(unit, person):
    return unit.pk in may_be_given([unit], person, unit.portfolio.organisation_id)


def may_be_given(units, person, organisation):
    """Inside an operation: the pks of those of these units, all of one place, that an assessor there may read, and goes
    on to until it ends. As many queries for thirty as for one, unless witnesses are heard in them.
    """
    if not person.is_active or not hold_role(person, Role.ASSESSOR, organisation):
        return set()
    return free_to_read(person, units)


def free_to_read(person, units):
    """The pks of those to which nothing ties this person, and whose owner did not wish them away."""
    others = [unit for unit in units if unit.portfolio.owner_id != person.pk]
    close = too_close_to(person, others)
    free = [unit for unit in others if unit.pk not in close]
    refused = said_no_to(person, [unit.portfolio for unit in free]) if free else []
    return {unit.pk for unit in free if unit.portfolio not in refused}


def take_room(person, organisation, *, more=1):
    """Hold what they set till the operation ends, so that two at once do not both find the last place."""
    rooms = AssessorRoom.objects.filter(person=person, organisation=organisation)
    if list(rooms.select_for_update(no_key=True)) and not room_of(person, organisation).has(more):
        raise NoRoom


def carry_what_was_met(assessment, *, afresh=()):
    """Met stays met: the same judgement, resting on the versions it was made on.

    But for a value without words: signing off asks how it was seen, which only a judgement of this round can say.
    """
    before = met_in_the_round_before(assessment).exclude(requirement__in=afresh)
    met = [judgement for judgement in before if not is_wordless(judgement)]
    carried = Judgement.objects.bulk_create(carried_into(assessment, judgement) for judgement in met)
    pairs = list(zip(carried, met, strict=True))
    JudgementWords.objects.bulk_create(
        JudgementWords(judgement=now, text=whole_of(then)) for now, then in pairs
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
        .select_related("words", "requirement")
        .prefetch_related("basis", "feedback")
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
