"""Holding a review still while something in it changes."""

from assessments.models import Assessment, State
from assessments.operations.standing_aside import refuse_too_close
from people.states import MoveNotAllowed
from portfolios.models import Unit


def hold_unit(assessment):
    """Before the review itself, in every operation that holds both: else two of them would wait for each other."""
    list(
        Unit.objects.select_for_update(of=("self",), no_key=True)
        .filter(submissions__assessment=assessment)
        .values_list("pk")
    )


def hold_role(person, role, organisation):
    """Whether they hold that role in this place, and go on to until the operation ends: before something is theirs to
    do, in every operation that gives it. Whoever erases them, or ends the role, at this moment comes before or after.
    """
    held = person.memberships.current().filter(role=role, organisation=organisation)
    return bool(held.select_for_update(no_key=True).values_list("pk"))


def in_review(assessment, by, **related):
    """The review as it is now, held; refused unless it is in review and theirs. Raises StandsTooClose."""
    assessment = Assessment.objects.locked(assessment, **related)
    if assessment.state != State.IN_REVIEW or assessment.assessor_id != by.pk:
        raise MoveNotAllowed(assessment.state)
    refuse_too_close(assessment.unit, by)
    return assessment
