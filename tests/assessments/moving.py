"""The moves of a round: which door each goes through, and what is done. What comes of each stands in stated.py.

Some are about more than the round they are tried on: who reads it, who agrees, whether it is shared again.
"""

from types import SimpleNamespace

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404

from assessments.licences import waiting_in
from assessments.models import Assessment, Judgement, Licence, Outcome, Tie
from assessments.operations.answering_proposals import take_back
from assessments.operations.assignment import CannotAssess, IsSignedOff, accept_offer, assign_assessor
from assessments.operations.countersigning import agree, talk_first
from assessments.operations.cover import CannotCover, NotTheirQueue, cover_queue
from assessments.operations.declining import decline
from assessments.operations.licences import CannotCountersign, choose_countersigner
from assessments.operations.licensed import MayNotSign
from assessments.operations.refusing import NotTheirPortfolio, choose_readers
from assessments.operations.reopening import CannotReopen, reopen
from assessments.operations.review import NothingJudged, NotInThisRound, judge, refer_back
from assessments.operations.sign_off import NotAllMet
from assessments.operations.standing_aside import StandsTooClose
from assessments.operations.ties import NotTheirTie, TiedToThemselves, say_tie
from assessments.readers import read_by
from assessments.views.cover import fetch_reader
from people.access import fetch_for
from people.roles import Role
from people.states import MoveNotAllowed
from portfolios.models import Unit
from portfolios.operations.recall import CannotRecall, recall_round
from portfolios.operations.submission import RoundIsOpen, share_unit
from tests.assessments.stating import everything, sign_it, stands
from tests.factories.assessments import DECLARATION

REFUSALS = (
    CannotAssess, CannotCountersign, CannotCover, CannotRecall, CannotReopen, IsSignedOff, MayNotSign, MoveNotAllowed,
    NotAllMet, NothingJudged, NotInThisRound, NotTheirPortfolio, NotTheirQueue, NotTheirTie, RoundIsOpen,
    StandsTooClose, TiedToThemselves,
)  # fmt: skip
KIND = Tie.Kind.LINE_MANAGER

# --- the doors ------------------------------------------------------------------------------


def of_an_offer(permission):
    return lambda it, person: fetch_for(person, permission, Assessment.objects.all(), pk=it.pk)


def of_the_round(permission):
    return lambda it, person: fetch_for(person, permission, Assessment.objects.taken_on(), pk=it.pk)


def of_the_unit(permission):
    units = Unit.objects.select_related("portfolio")
    return lambda it, person: fetch_for(person, permission, units, pk=it.unit.pk)


def of_the_licence(permission):
    return lambda it, person: fetch_for(person, permission, Licence.objects.all(), pk=licence_in(it).pk)


def in_the_place(role):
    """A page about no single object, as `only_for` lets people in. Elsewhere it knows of nobody here."""

    def ask(it, person):
        if not person.places_as(role):
            raise PermissionDenied
        if not person.holds(role, it.organisation_id):
            raise Http404

    return ask


def to_cover(whom):
    def ask(it, person):
        place = next((held.organisation for held in person.current_memberships), None)
        fetch_reader(SimpleNamespace(user=person), whom(person).code, place)

    return ask


# --- the moves ------------------------------------------------------------------------------


def reader(by):
    return by.reads


def agreer(by):
    return by.agrees


def judge_first(assessment, by):
    requirement = assessment.version.requirements.order_by("position").first()
    draft = Judgement.objects.filter(assessment=assessment, requirement=requirement).first()
    said = {"outcome": Outcome.NOT_YET, "words": "Who was there?", "revision": draft.revision if draft else 0}
    return judge(assessment, requirement=requirement, by=by, **said)


def reopen_it(assessment, by):
    found = getattr(assessment, "sign_off", None)
    if found is None:
        raise MoveNotAllowed(assessment.state)
    return reopen(found, by=by, words="P1 shows someone else.")


def answered(answer):
    def act(assessment, by):
        proposal = assessment.proposals.first()
        if proposal is None:
            raise MoveNotAllowed(assessment.state)
        return answer(proposal, by)

    return act


def refuse(whom):
    def act(it, by):
        one = [whom(by)]
        return choose_readers(it.unit.portfolio, among=one, rather_not=one, by=by)

    return act


def tie(whom):
    def act(it, by):
        return say_tie(whom(by), practitioner=it.owner, organisation=it.organisation, kind=KIND, by=by)

    return act


def cover(whom):
    """All that its page lists."""

    def act(it, by):
        away, place = whom(by), it.organisation
        listed = {"units": list(read_by(away, place))}
        listed["decisions"] = list(waiting_in(place).filter(countersigner=away))
        return cover_queue(away, organisation=place, colleague=by.another, by=by, **listed)

    return act


def licence_in(assessment):
    """Of the one who learns here."""
    return Licence.objects.get(organisation=assessment.organisation_id, is_trainee=True)


MOVES = {
    "accept": (of_an_offer("assessments.accept"), lambda it, by: accept_offer(it, by=by)),
    "assign": (
        of_the_unit("assessments.assign"),
        lambda it, by: assign_assessor(it.unit, assessor=by.another, by=by),
    ),
    "decline": (of_an_offer("assessments.decline"), lambda it, by: decline(it, by=by)),
    "judge": (of_the_round("assessments.review"), judge_first),
    "reply": (of_the_round("assessments.review"), lambda it, by: refer_back(it, by=by)),
    "sign-off": (of_the_round("assessments.review"), sign_it),
    "agree": (of_the_round("assessments.agree"), answered(lambda it, by: agree(it, by=by))),
    "talk": (
        of_the_round("assessments.agree"),
        answered(lambda it, by: talk_first(it, by=by, words="Look at P1.")),
    ),
    "take-back": (of_the_round("assessments.review"), answered(lambda it, by: take_back(it, by=by))),
    "recall": (of_the_unit("portfolios.recall"), lambda it, by: recall_round(it.unit, by=by)),
    "share": (
        of_the_unit("portfolios.share"),
        lambda it, by: share_unit(it.unit, by=by, declaration=DECLARATION),
    ),
    "reopen": (of_the_round("assessments.reopen"), reopen_it),
    "refuse": (in_the_place(Role.PRACTITIONER), refuse(reader)),
    "refuse-2nd": (in_the_place(Role.PRACTITIONER), refuse(agreer)),
    "own-tie": (in_the_place(Role.PRACTITIONER), tie(reader)),
    "say-tie": (of_the_round("assessments.say_ties"), tie(lambda by: by)),
    "name-tie": (in_the_place(Role.COORDINATOR), tie(reader)),
    "cover": (to_cover(reader), cover(reader)),
    "cover-2nd": (to_cover(agreer), cover(agreer)),
    "choose-2nd": (
        of_the_licence("assessments.keep_licence"),
        lambda it, by: choose_countersigner(licence_in(it), countersigner=by.another, by=by),
    ),
}
THEIRS_ALONE = [  # the operation itself asks who it is
    "judge", "reply", "sign-off", "agree", "talk", "take-back", "reopen", "refuse", "refuse-2nd", "own-tie", "name-tie",
    "cover", "cover-2nd",
]  # fmt: skip
ALSO_THEIRS = {  # through a door of their own
    "own-tie": ("reader", "coordinator"),
    "name-tie": ("practitioner", "reader"),
}


def come_of(assessment, move, person, *, before, asks_the_door=True):
    """What comes of this move by this person, tried and undone. Refused, it must have left everything as it was."""
    door, act = MOVES[move]
    point = transaction.savepoint_create()
    try:
        if asks_the_door:
            door(assessment, person)
        act(Assessment.objects.get(pk=assessment.pk), person)
        return "nothing" if everything() == before else stands(assessment, person.another)
    except (Http404, PermissionDenied) as refusal:
        return "404" if isinstance(refusal, Http404) else "403"
    except REFUSALS as refusal:
        assert everything() == before, (move, person)
        return type(refusal).__name__
    finally:
        transaction.savepoint_rollback(point)
