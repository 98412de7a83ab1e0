"""Till when a round can be taken back: until whoever reads it has looked at it."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment, State
from people.states import MoveNotAllowed, move
from portfolios.operations.recall import CannotRecall


class OpenedAgain(CannotRecall):
    """Nobody shared this round: a decision was opened again."""

    sentence = _("A quality assurer opened this decision again, so there is nothing to take back.")


class ReadingBegan(CannotRecall):
    """Someone has opened it, or judged something of it."""

    sentence = _(
        "Your assessor has begun to read this, so it can’t be taken back now. Their reply will help."
    )


def begin_reading(assessment, *, by, at=None):
    """Note that whoever reads this round has looked at it. Not an event: it is said to nobody."""
    if assessment.begun_at is None:
        first = Assessment.objects.filter(pk=assessment.pk, assessor=by, state=State.IN_REVIEW, begun_at=None)
        first.update(begun_at=at or timezone.now())


def refuse_once_begun(submission):
    assessment = Assessment.objects.filter(submission=submission).select_related("reopened_from").first()
    if hasattr(assessment, "reopened_from"):
        raise OpenedAgain
    if assessment and has_begun(assessment):
        raise ReadingBegan


def has_begun(assessment):
    return (
        assessment.begun_at is not None
        or assessment.judgements.filter(carried_from=None).exists()  # from before looking was noted
    )


def give_up_reading(submission, *, by):
    """Inside the operation that takes a round back: nobody reads it any more. What was met before stays met."""
    assessment = Assessment.objects.locked(submission.assessment)
    if has_begun(assessment):
        raise ReadingBegan
    try:
        move(assessment, State.RECALLED, by=by, assessor=None)
    except MoveNotAllowed as answered:
        raise CannotRecall from answered


def was_taken_back(person, code):
    """Whether a round this person was to read was taken back before they looked."""
    return Assessment.objects.filter(
        code=code,
        state=State.RECALLED,
        submission__unit__assignments__assessor=person,
        submission__unit__assignments__ended_at=None,
    ).exists()
