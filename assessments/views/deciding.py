"""What every page of a review says about who may decide in it, and who is asked to agree."""

from django.utils import timezone

from assessments.forms.licences import TalkForm
from assessments.licences import answered_last, waiting_on
from assessments.models import ProposedDecision, State
from assessments.operations.licensed import MayNotSign, licence_to_sign
from people.roles import Role

SAID_BACK = (ProposedDecision.Answer.TALK_FIRST, ProposedDecision.Answer.CHANGED)


def waiting_in_it(person, assessment):
    """The trainee’s decision that waits, if one does; and whether this person is asked to agree. One query at most."""
    decision = waiting_on(assessment, person) if assessment.state == State.TO_AGREE else None
    is_asked = decision is not None and decision.countersigner_id == person.pk
    is_reader = assessment.assessor_id == person.pk
    return {
        "decision": decision,
        "is_asked": is_asked,
        "from_queue": is_reader or not person.holds(Role.IQA, assessment.organisation_id),
        "talk_form": TalkForm() if is_asked else None,
    }


def asked_in(person, assessment):
    """The decision in this round that waits for this person to agree to; None where none does."""
    told = waiting_in_it(person, assessment)
    return told["decision"] if told["is_asked"] else None


def right_to_decide(person, assessment, *, can_judge):
    """What keeps whoever reads it from deciding, who agrees to it first, and what was said when it came back."""
    if not can_judge:
        return {"missing": "", "agrees_first": None, "came_back": None}
    try:
        licence = licence_to_sign(assessment, person, at=timezone.now())
    except MayNotSign as refusal:
        return {"missing": refusal.sentence, "agrees_first": None, "came_back": last_said(person, assessment)}
    agrees_first = licence.countersigner if licence.is_trainee else None
    came_back = last_said(person, assessment) if licence.is_trainee else None
    return {"missing": "", "agrees_first": agrees_first, "came_back": came_back}


def last_said(person, assessment):
    """What a trainee was answered last about this round; None where nothing came back to them."""
    said = answered_last(assessment)
    return said if said and said.answer in SAID_BACK and said.proposed_by_id == person.pk else None
