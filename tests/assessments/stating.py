"""The states of a round, and how it stands: the moves are in moving.py, what comes of each stands in stated.py."""

from datetime import date

import pytest
from django.db import connection

from assessments.models import Assessment, Outcome, ProposedDecision, State
from assessments.operations.opening import note_opened
from assessments.operations.review import refer_back
from assessments.operations.sign_off import sign_off
from assessments.queries import hash_of_seen, seen_in
from people.roles import Role
from portfolios.models import EvidenceVersion
from portfolios.operations.confirming import confirm_testimony
from portfolios.operations.recall import recall_round
from portfolios.operations.together import agree_with_part, ask_for_part, write_own_part
from tests.factories import MembershipFactory, UserFactory
from tests.factories.assessments import judge_all, share, sign, untied
from tests.factories.second_looks import doubted
from tests.factories.witnesses import asked, saved
from tests.remembering import remembered

# --- how it stands --------------------------------------------------------------------------


def stands(assessment, another):
    """In a word: how a round stands now, and whether `another` has it; where its standard was shared again, how that
    round does."""
    rounds = Assessment.objects.filter(submission__unit=assessment.unit)
    now = rounds.order_by("-submission__round").select_related(None).first()
    again = "" if now.pk == assessment.pk else "again-"
    waiting = ProposedDecision.objects.filter(assessment=now, answer="", countersigner=another)
    if now.state == State.TO_AGREE and waiting.exists():
        return f"{again}asked-another"
    if now.state == State.IN_REVIEW and now.assessor_id == another.pk:
        return f"{again}with-another"
    return again + now.state.replace(" ", "-")


STAND = (
    "SELECT id, state, assessor_id, begun_at FROM assessments_assessment ORDER BY id",
    "SELECT id, outcome, revision FROM assessments_judgement WHERE released_at IS NULL ORDER BY id",
    "SELECT id, answer, countersigner_id, untied_at FROM assessments_proposeddecision ORDER BY id",
)


def everything():
    """How many rows there are of whatever a move writes, and how the rounds and what is noted in them stand."""
    tables = (
        "assessments_judgement", "assessments_assignment", "assessments_transition", "assessments_signoff",
        "assessments_certificate", "assessments_certificateend", "assessments_proposeddecision",
        "assessments_reopening", "assessments_quietno", "assessments_tie", "portfolios_submission",
        "people_auditevent", "people_outboxmail",
    )  # fmt: skip
    counts = ", ".join(f"(SELECT count(*) FROM {table})" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}")
        found = [cursor.fetchone()]
        for question in STAND:
            cursor.execute(question)
            found.append(cursor.fetchall())
        return found


# --- the states -----------------------------------------------------------------------------


def sign_it(assessment, by):
    return sign_off(assessment, by=by, seen_hash=hash_of_seen(seen_in(assessment)), declaration="Seen.")


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
        person.another, person.reads, person.agrees = colleague, cast["reader"], cast["countersigner"]
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
    own = piece.group_parts.get(person=unit.owner)  # else it could not be shared again:
    write_own_part(piece, words="I led the meeting.", revision=own.revision, by=unit.owner)
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
