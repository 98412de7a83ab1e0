"""Second looks: what a plan drew, what was found, and what was asked for."""

from datetime import timedelta

from assessments.models import (
    Action,
    Covered,
    Experience,
    NotedFirst,
    Risk,
    Sample,
    SampledPart,
    SampledPiece,
    SampleRecord,
    SampleWords,
    Stage,
    State,
    UntiedLook,
)
from cms.samples.practice.proving import proved
from cms.samples.practice.rounds import pieces_of
from people.codes import new_code

RATE = 0.25
LOOKED = 3  # requirements
SAME = "I find the same."
Planned, Looked, Aside = Sample.State.PLANNED, Sample.State.LOOKED_AT, Sample.State.SET_ASIDE


def draw(load, place, round_, at):
    """Whether a plan asks for this round. Returns (its state, (day, IQA) of the look) or (None, None)."""
    plan = plan_on(place, at)
    if plan is None or load.chance.random() >= RATE:
        return None, None
    code = new_code()
    stage = Stage.SUMMATIVE if round_.state == State.SIGNED_OFF else Stage.INTERIM
    key = load.rows.add(
        Sample, code=code, plan_id=plan.pk, assessment_id=round_.key, stage=stage.value,
        experience=Experience.EXPERIENCED.value, risk=Risk.LOW.value, why="25 of a hundred at low risk", added_at=at,
    )  # fmt: skip
    for kind in sorted({piece.kind for piece in pieces_of(round_)}):
        load.rows.add(
            Covered, sample_id=key, assessor_id=round_.reader.pk, kind=kind,
            standard_id=round_.unit.version.standard_id,
        )  # fmt: skip
    load.chain.say(
        "sampling.drawn", at=at, by="", about=("assessments.samplingplan", plan.code), place=place.code,
        samples=[code],
    )  # fmt: skip
    if plan is place.current:
        return Planned, None
    iqa = place.iqas[key % len(place.iqas)]
    if load.chance.random() < 0.1:
        load.rows.update(
            Sample,
            key,
            state=Aside.value,
            set_aside_by_id=iqa.pk,
            set_aside_words="Looked at in the round before.",
        )
        return Aside, None
    return Looked, look(load, place, round_, key, iqa, at + timedelta(days=7))


def plan_on(place, at):
    day = place.organisation.date_of(at)
    return next((p for p in (place.earlier, place.current) if p.from_date <= day <= p.until_date), None)


def look(load, place, round_, sample, iqa, at):
    load.rows.add(UntiedLook, sample_id=sample, person_id=iqa.pk, said_at=at)
    parts, pieces = list(round_.found.items())[:LOOKED], pieces_of(round_)[:LOOKED]
    for requirement, (_key, outcome) in parts:
        load.rows.add(NotedFirst, sample_id=sample, requirement_id=requirement[0], outcome=outcome)
    load.rows.update(Sample, sample, state=Looked.value, iqa_id=iqa.pk, noted_by_id=iqa.pk, noted_at=load.at)
    code = new_code()
    record = load.rows.add(
        SampleRecord, code=code, sample_id=sample, looked_by_id=iqa.pk, looked_at=at, agrees=True,
        part_count=len(parts), piece_count=len(pieces), doubt_count=0,
    )  # fmt: skip
    load.rows.add(SampleWords, record_id=record, text=SAME)
    for requirement, _found in parts:
        load.rows.add(SampledPart, record_id=record, requirement_id=requirement[0], agrees=True)
    for piece in pieces:
        load.rows.add(SampledPiece, record_id=record, evidence_version_id=piece.version)
    told = {"by": iqa.code, "place": place.code, "at": at}
    words = proved(load, "sampling.looked", round_, code, [("samplewords.text", code, SAME)])
    load.chain.say(
        "sampling.looked",
        about=("assessments.samplerecord", code),
        assessment=round_.code,
        words=words,
        **told,
    )
    if load.chance.random() < 0.2:
        ask_for(load, place, round_, record, code, told)
    return place.organisation.date_of(at), iqa.pk


def ask_for(load, place, round_, record, record_code, told):
    """Something to grow by, for whoever read it; every second one is settled."""
    code, is_settled = new_code(), load.chance.random() < 0.5
    load.rows.add(
        Action, code=code, organisation_id=place.organisation.pk, record_id=record,
        kind=Action.Kind.DEVELOPMENTAL.value, assessor_id=round_.reader.pk,
        words="Say a little more about what you saw of the values.", due_date=told["at"].date() + timedelta(days=30),
        answer="I wrote it down with an example." if is_settled else "",
        answered_at=told["at"] + timedelta(days=9) if is_settled else None,
        settled_at=told["at"] + timedelta(days=12) if is_settled else None,
        settled_by_id=place.iqas[0].pk if is_settled else None,
    )  # fmt: skip
    load.chain.say("sampling.asked", about=("assessments.action", code), record=record_code, **told)
