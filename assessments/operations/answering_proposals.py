"""Ending the wait of a trainee’s decision: once, by whoever comes first."""

from django.utils import timezone

from assessments.models import ProposedDecision, State
from people.audit import record
from people.states import MoveNotAllowed, move


def end_wait(proposal, *, answer, by, at, words=""):
    """Compare-and-swap: of two at once, one answers. Raises MoveNotAllowed."""
    waiting = ProposedDecision.objects.filter(pk=proposal.pk, answer="")
    told = {"answer": answer, "answer_words": words, "answered_by": by, "answered_at": at}
    if not waiting.update(**told):
        raise MoveNotAllowed(proposal.answer)
    for name, value in told.items():
        setattr(proposal, name, value)
    return proposal


def take_from_countersigner(assessment, *, by):
    """Inside handing a round to another assessor: what its trainee proposed is no longer asked of anybody."""
    proposal = assessment.proposals.filter(answer="").first()
    if proposal:
        end_wait(proposal, answer=ProposedDecision.Answer.PASSED_ON, by=by, at=timezone.now())
        record("decision.passed_on", by=by, subject=proposal, assessment=assessment.code)
    return move(assessment, State.IN_REVIEW, by=by)
