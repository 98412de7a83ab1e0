"""Ending the wait of a trainee’s decision: once, by whoever comes first."""

from django.utils import timezone

from assessments.models import Assessment, ProposedDecision, State
from assessments.operations.holding import hold_unit
from assessments.operations.leaving_nothing import forget_mails
from assessments.quiet import forget_forms
from people.audit import operation, record
from people.states import MoveNotAllowed, move
from people.telling import tell


def held(proposal, **whose):
    """(the round, its waiting decision) as they are now, held; refused unless it waits, and fits what `whose` says."""
    hold_unit(proposal.assessment)
    assessment = Assessment.objects.locked(proposal.assessment)
    asked = ProposedDecision.objects.filter(pk=proposal.pk, answer="", **whose)
    waiting = asked.select_related("proposed_by", "countersigner").first()
    if waiting is None or assessment.state != State.TO_AGREE:
        raise MoveNotAllowed(assessment.state)
    return assessment, waiting


@operation
def take_back(proposal, *, by, at=None):
    """Whoever proposed it thinks again, before anybody answered: it is in review, with everything they judged.

    No event and no Transition: it was nobody’s decision yet, and whoever hands the round back then would be known by it.
    Returns the proposal. Of this and an answer at once exactly one happens. Raises MoveNotAllowed.
    """
    assessment, proposal = held(proposal, proposed_by=by, assessment__assessor=by)
    end_wait(proposal, answer=ProposedDecision.Answer.TAKEN_BACK, by=by, at=at or timezone.now())
    move(assessment, State.IN_REVIEW, by=by, leaves_a_mark=False)
    forget_mails(proposal.countersigner, assessment)
    return proposal


def unpropose(assessment):
    """Inside an operation that holds the round, which goes to nobody: as if its reader had proposed nothing. What was
    told of it to whoever was asked goes too."""
    unanswered = assessment.proposals.filter(answer__in=("", ProposedDecision.Answer.TAKEN_BACK))
    for proposal in unanswered.select_related("countersigner"):
        forget_forms(proposal.countersigner, assessment)
        forget_mails(proposal.countersigner, assessment)
        proposal.delete()
    if assessment.state == State.TO_AGREE:
        move(assessment, State.IN_REVIEW, by=None, leaves_a_mark=False)


def say_was_proposed(proposal, assessment):
    """With its answer, and when it was: see licensed.propose."""
    at, by = proposal.proposed_at, proposal.proposed_by
    assessment.transitions.create(from_state=State.IN_REVIEW, to_state=State.TO_AGREE, by=by, at=at)
    told = {"kind": str(proposal.kind), "countersigner": proposal.countersigner.code}
    record("decision.proposed", by=by, subject=proposal, at=at, assessment=assessment.code, **told)


def end_wait(proposal, *, answer, by, at, words=""):
    """Compare-and-swap: of two at once, one answers. Raises MoveNotAllowed."""
    waiting = ProposedDecision.objects.filter(pk=proposal.pk, answer="")
    told = {"answer": answer, "answer_words": words, "answered_by": by, "answered_at": at}
    if not waiting.update(**told):
        raise MoveNotAllowed(proposal.answer)
    for name, value in told.items():
        setattr(proposal, name, value)
    return proposal


def ask_no_more(units, person):
    """Inside an operation that holds these units: what waits there for this person to agree to is back with whoever
    proposed it, as where something changed meanwhile. No event and no Transition: why, is to be read nowhere.
    """
    asked = ProposedDecision.objects.filter(
        assessment__submission__unit__in=units, countersigner=person, answer=""
    )
    for proposal in asked.select_related("assessment", "proposed_by"):
        assessment = Assessment.objects.locked(proposal.assessment)
        if assessment.state != State.TO_AGREE:
            continue  # answered in this very moment, it stays answered
        end_wait(proposal, answer=ProposedDecision.Answer.CHANGED, by=None, at=timezone.now())
        forget_forms(person, assessment)
        forget_mails(person, assessment)
        move(assessment, State.IN_REVIEW, by=None, leaves_a_mark=False)
        tell(proposal.proposed_by, "decision_answered", about=assessment)


def take_from_countersigner(assessment, *, by):
    """Inside handing a round to another assessor: what its trainee proposed is no longer asked of anybody."""
    waiting = assessment.proposals.filter(answer="").select_related("proposed_by", "countersigner")
    if proposal := waiting.first():
        say_was_proposed(proposal, assessment)
        end_wait(proposal, answer=ProposedDecision.Answer.PASSED_ON, by=by, at=timezone.now())
        forget_mails(proposal.countersigner, assessment)
        record("decision.passed_on", by=by, subject=proposal, assessment=assessment.code)
    return move(assessment, State.IN_REVIEW, by=by)
