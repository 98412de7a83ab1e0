"""Saying no to an offer, and forgetting that it was said once the round is over. Neither is an event."""

from assessments.models import Assessment, QuietNo, State
from assessments.operations.assignment import hand_back
from assessments.operations.holding import hold_unit
from assessments.quiet import digests_of, say_no
from people.audit import operation
from people.models import User
from people.roles import Role
from people.states import MoveNotAllowed


@operation
def decline(assessment, *, by):
    """One action, no reason, no mark: it is not offered to them again. What one reads is handed back."""
    hold_unit(assessment)
    assessment = Assessment.objects.locked(assessment)
    if assessment.assessor_id == by.pk:
        return hand_back(assessment, by=by)
    if assessment.state != State.ON_OFFER:
        raise MoveNotAllowed(assessment.state)
    say_no(by, assessment)
    return assessment


def forget_declines(submission, *, by):
    """Inside the operation that ends a round: who said no to it is worked out for everyone it may be, and removed."""
    assessment = Assessment.objects.filter(submission=submission).only("code").first()
    if assessment:
        ever = {"memberships__organisation": submission.organisation_id, "memberships__role": Role.ASSESSOR}
        people = User.objects.filter(**ever).only("code").order_by().distinct()
        noes = [digest for person in people for digest in digests_of(person, assessment)]
        QuietNo.objects.filter(digest__in=noes).delete()
