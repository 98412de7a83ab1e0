"""The states of a round, the moves and the people: what comes of each stands in tests/assessments/stated.py."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import Http404

from assessments.models import Assessment, Judgement, Outcome
from assessments.operations.answering_proposals import take_back
from assessments.operations.assignment import CannotAssess, accept_offer, assign_assessor
from assessments.operations.countersigning import agree, talk_first
from assessments.operations.declining import decline
from assessments.operations.licensed import MayNotSign
from assessments.operations.opening import note_opened
from assessments.operations.reopening import CannotReopen, reopen
from assessments.operations.review import NothingJudged, NotInThisRound, judge, refer_back
from assessments.operations.sign_off import NotAllMet, sign_off
from assessments.operations.standing_aside import StandsTooClose
from assessments.queries import hash_of_seen, seen_in
from people.access import fetch_for
from people.roles import Role
from people.states import MoveNotAllowed
from portfolios.models import EvidenceVersion, Unit
from portfolios.operations.confirming import confirm_testimony
from portfolios.operations.recall import CannotRecall, recall_round
from portfolios.operations.together import agree_with_part, ask_for_part
from tests.factories import MembershipFactory, UserFactory
from tests.factories.assessments import judge_all, share, sign, untied
from tests.factories.second_looks import doubted
from tests.factories.witnesses import asked, saved
from tests.remembering import remembered

REFUSALS = (
    MoveNotAllowed, CannotAssess, CannotRecall, CannotReopen, MayNotSign, NotAllMet, NothingJudged, NotInThisRound,
    StandsTooClose,
)  # fmt: skip
# --- the moves ------------------------------------------------------------------------------


def judge_first(assessment, by):
    requirement = assessment.version.requirements.order_by("position").first()
    draft = Judgement.objects.filter(assessment=assessment, requirement=requirement).first()
    said = {"outcome": Outcome.NOT_YET, "words": "Who was there?", "revision": draft.revision if draft else 0}
    return judge(assessment, requirement=requirement, by=by, **said)


def sign_it(assessment, by):
    return sign_off(assessment, by=by, seen_hash=hash_of_seen(seen_in(assessment)), declaration="Seen.")


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


OF_AN_OFFER = ("accept", "decline")
OF_A_UNIT = {"assign": "assessments.assign", "recall": "portfolios.recall"}
MOVES = {
    "accept": ("assessments.accept", lambda it, by: accept_offer(it, by=by)),
    "assign": ("assessments.assign", lambda it, by: assign_assessor(it.unit, assessor=by.another, by=by)),
    "decline": ("assessments.decline", lambda it, by: decline(it, by=by)),
    "judge": ("assessments.review", judge_first),
    "reply": ("assessments.review", lambda it, by: refer_back(it, by=by)),
    "sign-off": ("assessments.review", sign_it),
    "agree": ("assessments.agree", answered(lambda it, by: agree(it, by=by))),
    "talk": ("assessments.agree", answered(lambda it, by: talk_first(it, by=by, words="Look at P1."))),
    "take-back": ("assessments.review", answered(lambda it, by: take_back(it, by=by))),
    "recall": ("portfolios.recall", lambda it, by: recall_round(it.unit, by=by)),
    "reopen": ("assessments.reopen", reopen_it),
}
THEIRS_ALONE = [
    "judge",
    "reply",
    "sign-off",
    "agree",
    "talk",
    "take-back",
    "reopen",
]  # the operation itself asks who it is


def come_of(assessment, move, person, *, before, asks_the_door=True):
    """What comes of this move by this person, tried and undone. Refused, it must have left everything as it was."""
    permission, act = MOVES[move]
    point = transaction.savepoint_create()
    try:
        if asks_the_door:
            at_the_door(assessment, move, permission, person)
        act(Assessment.objects.get(pk=assessment.pk), person)
        return Assessment.objects.get(pk=assessment.pk).state.replace(" ", "-")
    except (Http404, PermissionDenied) as refusal:
        return "404" if isinstance(refusal, Http404) else "403"
    except REFUSALS as refusal:
        assert everything() == before, (move, person)
        return type(refusal).__name__
    finally:
        transaction.savepoint_rollback(point)


def at_the_door(assessment, move, permission, person):
    if move in OF_A_UNIT:
        fetch_for(person, permission, Unit.objects.select_related("portfolio"), pk=assessment.unit.pk)
    else:
        rounds = Assessment.objects.all() if move in OF_AN_OFFER else Assessment.objects.taken_on()
        fetch_for(person, permission, rounds, pk=assessment.pk)


def everything():
    """How many rows there are of whatever a move writes, and how the rounds stand. One query."""
    tables = (
        "assessments_judgement", "assessments_assignment", "assessments_transition", "assessments_signoff",
        "assessments_certificate", "assessments_certificateend", "assessments_proposeddecision",
        "assessments_reopening", "assessments_quietno", "portfolios_submission", "people_auditevent",
        "people_outboxmail",
    )  # fmt: skip
    counts = ", ".join(f"(SELECT count(*) FROM {table})" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}")
        counted = cursor.fetchone()
        cursor.execute("SELECT id, state, assessor_id, begun_at FROM assessments_assessment ORDER BY id")
        return counted, cursor.fetchall()


# --- the states -----------------------------------------------------------------------------


def looked(assessment, *people):
    for version in EvidenceVersion.objects.filter(items__submission=assessment.submission).distinct():
        for person in people:
            note_opened(assessment, version, by=person)
    return assessment


def replied(assessment):
    judge_all(assessment, Outcome.MORE_EVIDENCE)
    return refer_back(assessment, by=assessment.assessor)


def recalled(unit, assessment):
    recall_round(unit, by=unit.owner)
    return assessment


def someone(name, role, organisation, **also):
    return MembershipFactory(
        role=role, person=UserFactory(name=name), organisation=organisation, **also
    ).person


@pytest.fixture
def situation(
    request,
    unit,
    organisation,
    practitioner,
    assessor,
    colleague,
    trainee,
    iqa,
    coordinator,
    trainer,
    outsider,
):
    """(the round, {role: person}) in one of the states."""
    cast = {
        "practitioner": practitioner,
        "reader": assessor,
        "colleague": colleague,
        "countersigner": trainee,
        "iqa": iqa,
        "coordinator": coordinator,
        "trainer": trainer,
        "outsider": outsider,
        "co-owner": someone("Kay Example", Role.ASSESSOR, organisation),
        "witness": someone("Wil Specimen", Role.ASSESSOR, organisation),
        "steward": someone("Sal Example", Role.STEWARD, organisation),
        "left": someone("Lou Sample", Role.ASSESSOR, organisation, until_date=date(2024, 6, 1)),
    }
    if request.param == "to agree":  # else the one who learns is just another assessor
        cast |= {"reader": trainee, "countersigner": assessor}
    assessment = made(request.param, unit, cast)
    stand_close(unit, cast)
    for person in cast.values():
        person.another = colleague
    return Assessment.objects.get(pk=assessment.pk), cast


@remembered
def made(state, unit, cast):
    return MADE[state](unit, cast)


@remembered
def stand_close(unit, cast):
    """One did part of it; another is a witness in it."""
    MembershipFactory(person=cast["co-owner"], organisation=unit.portfolio.organisation)
    piece = unit.portfolio.evidence.order_by("pk").first()
    part = ask_for_part(piece, whom=cast["co-owner"].code, by=unit.owner)
    agree_with_part(part, words="I wrote the minutes.", by=cast["co-owner"])
    said = asked(unit)
    saved(said)
    confirm_testimony(said, by=cast["witness"])


def in_doubt(unit, cast):
    assessment = sign(share(unit, assessor=cast["reader"]))
    doubted(assessment, by=cast["iqa"])
    return assessment


def to_agree(unit, cast):
    assessment = judge_all(share(unit, assessor=cast["reader"]))
    untied(sign_it(assessment, cast["reader"]))
    return looked(assessment, cast["countersigner"])


MADE = {
    "on offer": lambda unit, cast: share(unit),
    "in review": lambda unit, cast: share(unit, assessor=cast["reader"]),
    "in review, all met": lambda unit, cast: judge_all(share(unit, assessor=cast["reader"])),
    "to agree": to_agree,
    "replied": lambda unit, cast: replied(share(unit, assessor=cast["reader"])),
    "signed off": in_doubt,
    "recalled": lambda unit, cast: recalled(unit, share(unit, assessor=cast["reader"])),
}
