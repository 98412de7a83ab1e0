"""Whoever replies or signs off holds a current licence here on that day; a trainee’s decision waits for another."""

from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.licences import licence_of, what_is_missing
from assessments.models import ProposedDecision, State
from assessments.operations.assignment import can_assess
from assessments.operations.holding import hold_role
from assessments.operations.recall import begin_reading
from assessments.proposals import hash_of_round
from assessments.ties import untied_before
from people.audit import operation
from people.roles import Role
from people.states import move
from people.telling import tell


class MayNotSign(Exception):
    """`.sentence` says what is missing, and who can change that. Nothing is lost."""

    def __init__(self, sentence):
        self.sentence = sentence
        super().__init__(sentence)


class NotLicensed(MayNotSign):
    """No licence of theirs counts here on that day."""


class NobodyToAgree(MayNotSign):
    """They are learning, and whoever agrees to what they decide can’t in this round."""


def licence_to_sign(assessment, by, *, at):
    """The licence under which this person decides in this round at that moment. Raises NotLicensed, NobodyToAgree."""
    place = assessment.submission.organisation
    on = place.date_of(at)
    licence = licence_of(by, place, on=on)
    if licence is None:
        raise NotLicensed(what_is_missing(by, place, on=on))
    if licence.is_trainee and not can_agree(licence.countersigner, assessment.unit, at=at):
        raise NobodyToAgree(nobody_to_agree(licence))
    return licence


def nobody_to_agree(licence):
    """Whether it is a tie, a part in the work, or a licence that ended is not said."""
    said = {"name": licence.countersigner}
    return _(
        "%(name)s agrees to what you decide, and can’t for this one. Ask whoever coordinates to choose someone else "
        "under “Licences”. What you judged stays as it is."
    ) % said  # fmt: skip


def can_agree(person, unit, *, at=None):
    """A licensed assessor of the place who is not learning, whose work it is not, and whom nothing ties to it."""
    return is_licensed(person, unit.portfolio.organisation, at=at or timezone.now()) and can_assess(
        person, unit
    )


def is_licensed(person, organisation, *, at):
    """Whether a licence of their own counts for them here at that moment, and they are not learning."""
    licence = licence_of(person, organisation, on=organisation.date_of(at))
    return licence is not None and not licence.is_trainee


@operation
def propose(assessment, licence, *, kind, by, at, declaration="", words=""):
    """A trainee’s reply or sign-off: nothing is released, and their countersigner is told. Returns the proposal.

    No event yet and no Transition: whoever takes it back and hands the round back would be known by them for good. They
    are one with the answer (answering_proposals.say_was_proposed).
    """
    if not hold_role(licence.countersigner, Role.ASSESSOR, assessment.organisation_id):
        raise NobodyToAgree(nobody_to_agree(licence))
    begin_reading(assessment, by=by, at=at)  # from here on nobody takes the round back
    proposal = ProposedDecision.objects.create(
        assessment=assessment,
        kind=kind,
        proposed_by=by,
        proposed_at=at,
        countersigner=licence.countersigner,
        untied_at=untied_before(licence.countersigner, assessment).first(),
        seen_hash=hash_of_round(assessment),
        declaration=declaration,
        words=words,
    )
    move(assessment, State.TO_AGREE, by=by, leaves_a_mark=False)
    tell(licence.countersigner, "to_agree", about=assessment)
    return proposal
