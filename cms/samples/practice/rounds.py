"""Rounds in every state: shared, read, replied to, shared again, agreed to, signed off, taken back."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from django.db.models import F

from assessments.models import (
    Assessment,
    Assignment,
    Judgement,
    JudgementBasis,
    JudgementWords,
    Outcome,
    PieceOpened,
    ProposedDecision,
    Question,
    Soundness,
    State,
    Test,
    Transition,
)
from cms.samples.practice.proving import proved
from cms.samples.words import ANSWERS
from people.codes import new_code
from portfolios.models import Submission, SubmissionItem
from standards.models import Kind

MEETS = Outcome.MEETS.value
OTHERS = [Outcome.MORE_EVIDENCE.value, Outcome.NOT_YET.value]
ENDED = {State.REPLIED, State.SIGNED_OFF, State.RECALLED}
VALUE = Kind.VALUE.value
JUDGED_AFTER = timedelta(days=4)
DECIDED_AFTER = {State.REPLIED: timedelta(days=5), State.SIGNED_OFF: timedelta(days=6)}
SEEN = "Seen in how others were asked first, and in what was done with the answer."


@dataclass
class Round:
    """A round as it was written. `found`: {requirement: (key of its judgement, outcome)}."""

    key: int
    code: str
    submission: int
    number: int
    unit: Any
    owner: Any
    reader: Any
    at: Any
    items: dict
    found: dict
    carried: dict  # requirement → when the round was shared in which it was judged
    state: str


def share(load, place, person, unit, reader, state, *, at, number=1, parts=None):
    """Freeze the claims of a unit, or of so many of its requirements, as a round that ends up in this state."""
    items = dict(list(unit.claims.items())[:parts])
    code, count = new_code(), sum(map(len, items.values()))
    submission = load.rows.add(
        Submission, code=code, organisation_id=place.organisation.pk, unit_id=unit.key, round=number,
        shared_by_id=person.key, shared_at=at, declaration=load.declaration, item_count=count,
        is_open=state not in ENDED, recalled_at=at + timedelta(hours=1) if state == State.RECALLED else None,
    )  # fmt: skip
    for requirement, pieces in items.items():
        for piece in pieces:
            load.rows.add(
                SubmissionItem, submission_id=submission, requirement_id=requirement[0],
                evidence_version_id=piece.version, digest=piece.digest,
            )  # fmt: skip
    load.chain.say(
        "unit.shared", at=at, by=person.code, about=("portfolios.submission", code), place=place.code,
        unit=unit.code, round=number, items=count,
    )  # fmt: skip
    if reader and number == 1:
        assign(load, place, unit, reader, at)
    return review(load, place, person, unit, reader, state, at, number, items, submission)


def assign(load, place, unit, reader, at):
    load.rows.add(
        Assignment, unit_id=unit.key, assessor_id=reader.pk, assigned_by_id=place.coordinator.pk, assigned_at=at,
        untied_at=at,
    )  # fmt: skip
    load.chain.say(
        "unit.assigned", at=at, by=place.coordinator.code, about=("portfolios.unit", unit.code), place=place.code,
        assessor=reader.code,
    )  # fmt: skip


def review(load, place, person, unit, reader, state, at, number, items, submission):
    code = new_code()
    begins = State.ON_OFFER if state == State.ON_OFFER else State.IN_REVIEW
    has_begun = reader and state != State.RECALLED and load.chance.random() < 0.7
    key = load.rows.add(
        Assessment, code=code, submission_id=submission, assessor_id=reader and reader.pk, owner_id=person.key,
        organisation_id=place.organisation.pk, state=begins.value, opened_at=at,
        begun_at=at + timedelta(days=1) if has_begun or state in ENDED else None,
    )  # fmt: skip
    if state in DECIDED_AFTER:
        decided = {"decided_at": after("opened_at", DECIDED_AFTER[state])}
        load.rows.update(Assessment, key, state=state.value, **decided)
    elif state != begins:
        load.rows.update(Assessment, key, state=state.value)
    if state == State.RECALLED:
        load.chain.say(
            "unit.recalled", at=at + timedelta(hours=1), by=person.code, about=("portfolios.submission", code),
            place=place.code,
        )  # fmt: skip
    return Round(key, code, submission, number, unit, person, reader, at, items, {}, {}, state)


def carry(load, round_, before):
    """Met stays met: the same judgements again."""
    for requirement, (key, outcome) in before.found.items():
        if outcome == MEETS:
            at = before.at + JUDGED_AFTER
            carried = judgement(load, round_, requirement, outcome, at, carried_from_id=key)
            round_.found[requirement] = (carried, outcome)
            round_.carried[requirement] = before.at


def judge(load, round_, *, met, most=None):
    """Judge what is not judged yet, the first so many of it; `met`: how many of ten are."""
    left = [one for one in round_.items if one not in round_.found][:most]
    at = round_.at + JUDGED_AFTER
    for nth, requirement in enumerate(left):
        outcome = MEETS if nth % 10 < met else OTHERS[nth % 2]
        key = judgement(load, round_, requirement, outcome, at)
        round_.found[requirement] = (key, outcome)
    open_pieces(load, round_)


def judgement(load, round_, requirement, outcome, at, **more):
    key = load.rows.add(
        Judgement, assessment_id=round_.key, requirement_id=requirement[0], outcome=outcome,
        judged_by_id=round_.reader.pk, judged_at=at, **more,
    )  # fmt: skip
    load.rows.add(JudgementWords, judgement_id=key, text=words_for(requirement, outcome))
    for piece in round_.items[requirement]:
        load.rows.add(JudgementBasis, judgement_id=key, evidence_version_id=piece.version)
    return key


def words_for(requirement, outcome):
    return SEEN if requirement[2] == VALUE and outcome == MEETS else ANSWERS[outcome]


def said_in(round_):
    """[(column, which, text)] of every judgement, and of the ticks beside them, which need no words here."""
    judged = [
        ("judgementwords.text", requirement[1], words_for(requirement, outcome))
        for requirement, (_key, outcome) in round_.found.items()
    ]
    return [*judged, *(("soundness.words", test, "") for test in Test.values)]


def pieces_of(round_):
    return list({piece.version: piece for pieces in round_.items.values() for piece in pieces}.values())


def open_pieces(load, round_):
    for piece in pieces_of(round_):
        load.rows.add(
            PieceOpened, assessment_id=round_.key, evidence_version_id=piece.version, person_id=round_.reader.pk,
            at=round_.at + timedelta(days=3),
        )  # fmt: skip


def say_sound(load, round_, *, at=None):
    for test in Test.values:
        load.rows.add(
            Soundness, assessment_id=round_.key, test=test, holds=True, said_by_id=round_.reader.pk,
            said_at=round_.at + timedelta(days=4), released_at=at,
        )  # fmt: skip


def ask(load, round_):
    requirement = next(iter(round_.items))
    load.rows.add(
        Question, assessment_id=round_.key, requirement_id=requirement[0], asked_by_id=round_.reader.pk,
        words="Who decided, and how do you know?", asked_at=round_.at + timedelta(days=2),
    )  # fmt: skip


def release(load, round_, at):
    """As late after each was judged as it was; the same for very many is one statement."""
    for requirement, (key, _outcome) in round_.found.items():
        judged_at = round_.carried.get(requirement, round_.at) + JUDGED_AFTER
        load.rows.update(Judgement, key, released_at=after("judged_at", at - judged_at))


@cache
def after(column, time):
    return F(column) + time


def step(load, round_, to, at):
    load.rows.add(
        Transition, assessment_id=round_.key, from_state=State.IN_REVIEW.value, to_state=to.value,
        by_id=round_.reader.pk, at=at,
    )  # fmt: skip


def reply(load, place, round_):
    """Answered: what was found is out, and stays."""
    at = round_.at + DECIDED_AFTER[State.REPLIED]
    say_sound(load, round_, at=at)
    release(load, round_, at)
    step(load, round_, State.REPLIED, at)
    words = proved(load, "assessment.replied", round_, round_.code, said_in(round_))
    load.chain.say(
        "assessment.replied", at=at, by=round_.reader.code, about=("assessments.assessment", round_.code),
        place=place.code, words=words, judgements={one[1]: outcome for one, (_key, outcome) in round_.found.items()},
    )  # fmt: skip
    return at


def propose(load, place, round_):
    """A trainee’s reply waits for whoever agrees to it."""
    at = round_.at + timedelta(days=5)
    say_sound(load, round_)
    step(load, round_, State.TO_AGREE, at)
    code = new_code()
    load.rows.add(
        ProposedDecision, code=code, assessment_id=round_.key, kind=ProposedDecision.Kind.REPLY.value,
        proposed_by_id=round_.reader.pk, proposed_at=at, countersigner_id=place.countersigner_of(round_.reader).pk,
    )  # fmt: skip
    load.chain.say(
        "decision.proposed", at=at, by=round_.reader.code, about=("assessments.assessment", round_.code),
        place=place.code, kind=ProposedDecision.Kind.REPLY.value,
    )  # fmt: skip
