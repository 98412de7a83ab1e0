"""Holding a review still while something in it changes."""

from assessments.models import Assessment, State
from assessments.operations.standing_aside import refuse_too_close
from people.states import MoveNotAllowed


def in_review(assessment, by):
    """The review as it is now, held; refused unless it is in review and theirs. Raises StandsTooClose."""
    assessment = Assessment.objects.locked(assessment)
    if assessment.state != State.IN_REVIEW or assessment.assessor_id != by.pk:
        raise MoveNotAllowed(assessment.state)
    refuse_too_close(assessment.unit, by)
    return assessment
