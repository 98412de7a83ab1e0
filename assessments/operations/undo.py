"""Taking back one’s last step. Until the reply; by whoever reads the round, and of their own steps."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import DraftStep
from assessments.operations.holding import in_review
from assessments.operations.judging import draft_of, put, versions_and_highest
from assessments.operations.review import NotInThisRound
from people.audit import operation


class NothingToUndo(Exception):
    """No step of theirs is left to take back."""

    sentence = _("There is nothing to undo: this is how it was when you began.")


@operation
def undo_step(assessment, *, by, at=None):
    """Put back what their last change took the place of; returns that step.

    Raises NothingToUndo, MoveNotAllowed, and NotInThisRound where what it rested on is out of sight since.
    """
    at = at or timezone.now()
    assessment = in_review(assessment, by)
    steps = DraftStep.objects.filter(assessment=assessment, by=by, undone_at=None).select_related(
        "requirement"
    )
    step = steps.order_by("-pk").first()
    if step is None:
        raise NothingToUndo
    current = draft_of(assessment, step.requirement)
    basis, highest = versions_and_highest(assessment, step.requirement)
    if step.outcome and not basis:
        raise NotInThisRound
    put(assessment, step.requirement, current, step.outcome, step.words, basis, by=by, at=at, highest=highest)
    stood_at = max(current.revision if current else 0, step.revision)
    DraftStep.objects.filter(pk=step.pk).update(undone_at=at, revision=stood_at)
    return step
