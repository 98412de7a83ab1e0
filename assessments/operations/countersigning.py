"""Agreeing to what a trainee decided, or asking to look at it together first."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.differences import unanswered_in
from assessments.licences import licence_of
from assessments.models import ProposedDecision, State
from assessments.openings import openings_by
from assessments.operations.answering_proposals import end_wait, held, say_was_proposed
from assessments.operations.assignment import can_assess
from assessments.operations.licensed import MayNotSign, can_agree
from assessments.operations.review import give_reply
from assessments.operations.sign_off import put_signature
from assessments.proposals import hash_of_round
from assessments.queries import missing_for_sign_off, seen_in
from people.audit import operation, record
from people.models import AuditEvent
from people.states import move
from people.telling import tell

Answer, Kind = ProposedDecision.Answer, ProposedDecision.Kind


class CannotAgree(MayNotSign):
    """They stand too close, their own licence does not count, or its owner would rather not: which, nobody is told."""

    sentence = _(
        "You can’t agree to this one. It may be that your own licence does not count today, something that ties you to "
        "this work, or another reason: which, nobody is told. Whoever coordinates here can choose someone else under "
        "“Licences”."
    )

    def __init__(self):
        Exception.__init__(self, str(self.sentence))


class ReadFirst(MayNotSign):
    """Whoever agrees to a sign-off has opened something of what it rests on."""

    sentence = _("You have not opened any of this evidence yet. Open a piece first, then agree.")

    def __init__(self):
        Exception.__init__(self, str(self.sentence))


class SayTiesFirst(MayNotSign):
    """Whether something ties them to the practitioner is said before anything of it opens."""

    sentence = _("First say whether something ties you to whoever did this. Nothing was agreed to.")

    def __init__(self):
        Exception.__init__(self, str(self.sentence))


class SayWhat(Exception):
    """Looking at it together begins with saying at what."""

    sentence = _("Say in a few words what you would like to look at together.")


@operation
def agree(proposal, *, by, at=None):
    """Let a trainee’s reply or sign-off happen exactly as proposed. Returns the proposal with its answer.

    Where what it rests on is no longer what it was, nothing is released: it goes back, with the answer CHANGED.
    Raises CannotAgree, SayTiesFirst, ReadFirst.
    """
    at = at or timezone.now()
    assessment, proposal = held(proposal, countersigner=by)
    if not can_agree(by, assessment.unit, at=at):
        raise CannotAgree
    if proposal.untied_at is None:
        raise SayTiesFirst
    if proposal.kind == Kind.SIGN_OFF and not openings_by(by, assessment, seen_in(assessment)):
        raise ReadFirst
    if not still_stands(proposal, assessment, at=at):
        return send_back(proposal, assessment, answer=Answer.CHANGED, by=by, at=at)
    end_wait(proposal, answer=Answer.AGREED, by=by, at=at)
    say_was_proposed(proposal, assessment)
    say_was_untied(proposal, assessment)
    record("decision.agreed", by=by, subject=proposal, assessment=assessment.code)
    carry_out(proposal, assessment, by=by, at=at)
    tell(proposal.proposed_by, "decision_answered", about=assessment)
    return proposal


@operation
def talk_first(proposal, *, by, words, at=None):
    """“Let us look at it together”: back to the trainee with words, everything they judged kept."""
    if not words.strip():
        raise SayWhat
    at = at or timezone.now()
    assessment, proposal = held(proposal, countersigner=by)
    return send_back(proposal, assessment, answer=Answer.TALK_FIRST, by=by, at=at, words=words)


def still_stands(proposal, assessment, *, at):
    """Whether what was proposed could be decided now, by whom it was, on what they saw."""
    place = assessment.submission.organisation
    if hash_of_round(assessment) != proposal.seen_hash or unanswered_in(assessment.unit):
        return False
    if proposal.kind == Kind.SIGN_OFF and missing_for_sign_off(assessment):
        return False
    licence = licence_of(proposal.proposed_by, place, on=place.date_of(at))
    return licence is not None and can_assess(proposal.proposed_by, assessment.unit)


def carry_out(proposal, assessment, *, by, at):
    trainee = proposal.proposed_by
    if proposal.kind == Kind.REPLY:
        return give_reply(assessment, by=trainee, at=at, agreed_by=by)
    told = {"declaration": proposal.declaration, "words": proposal.words}
    return put_signature(assessment, seen_in(assessment), by=trainee, at=at, agreed_by=by, **told)


def send_back(proposal, assessment, *, answer, by, at, words=""):
    end_wait(proposal, answer=answer, by=by, at=at, words=words)
    say_was_proposed(proposal, assessment)
    say_was_untied(proposal, assessment)
    move(assessment, State.IN_REVIEW, by=by, at=at)
    record("decision.sent_back", by=by, subject=proposal, assessment=assessment.code, answer=str(answer))
    tell(proposal.proposed_by, "decision_answered", about=assessment)
    return proposal


def say_was_untied(proposal, assessment):
    """With their answer, and once for all decisions in the unit: said earlier, whoever had it taken from them would be
    known by it for good."""
    if proposal.untied_at and not is_said(assessment.unit, proposal.countersigner, at=proposal.untied_at):
        record("unit.untied", by=proposal.countersigner, subject=assessment.unit, at=proposal.untied_at)


def is_said(unit, person, *, at):
    about = {"subject_type": unit._meta.label_lower, "subject_code": unit.code, "actor_code": person.code}
    return AuditEvent.objects.filter(action="unit.untied", at__gte=at, **about).exists()
