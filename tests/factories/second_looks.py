"""A second look that is planned, done, or asks for something, as rows."""

from datetime import date

from assessments.models import (
    Action,
    Sample,
    SampledPart,
    SampleRecord,
    SampleWords,
    SamplingPlan,
    SamplingStrategy,
    Stage,
)
from assessments.operations.looking import note_first, record_look
from assessments.operations.looking_ties import say_untied_before_looking
from tests.remembering import remembered


@remembered
def planned(assessment, *, iqa, stage=Stage.SUMMATIVE):
    """A sample of this round in a plan of its own, long past: no sign-off adds to that."""
    place = assessment.submission.organisation
    number = SamplingStrategy.objects.filter(organisation=place).count() + 1
    strategy = SamplingStrategy.objects.create(organisation=place, number=number, made_by=iqa)
    plan = SamplingPlan.objects.create(
        organisation=place,
        strategy=strategy,
        from_date=date(2020, 1, 1),
        until_date=date(2020, 12, 31),
        seed="sample",
        made_by=iqa,
    )
    return Sample.objects.create(
        plan=plan, assessment=assessment, stage=stage, experience="experienced", risk="low", iqa=iqa
    )


@remembered
def looked_at(sample, *, by, agrees=True, doubted=()):
    """A record of it; `doubted`: the requirements that this person does not find the same."""
    record = SampleRecord.objects.create(
        sample=sample,
        looked_by=by,
        agrees=agrees,
        part_count=len(doubted),
        piece_count=0,
        doubt_count=0,
    )
    for requirement in doubted:
        SampledPart.objects.create(record=record, requirement=requirement, agrees=False)
    SampleWords.objects.create(record=record, text="Looked at with care.")
    Sample.objects.filter(pk=sample.pk).update(state=Sample.State.LOOKED_AT)
    return record


def doubted(assessment, *, by, parts=()):
    return looked_at(planned(assessment, iqa=by), by=by, agrees=False, doubted=parts)


@remembered
def asked_to_put_right(record, *, assessor):
    return Action.objects.create(
        organisation=record.sample.plan.organisation,
        record=record,
        kind=Action.Kind.CORRECTIVE,
        assessor=assessor,
        words="Look at P1 again.",
        due_date=date(2030, 1, 1),
    )


def looked(sample, found, pieces, *, by, same=True, **told):
    """As an IQA does it, by the operations. `found`: {requirement: outcome}; `same`: whether they agree with all of it."""
    asked_and_noted(sample, found=found, by=by)
    agrees = {one: same or outcome == "meets" for one, outcome in found.items()}
    return record_look(sample, agrees=agrees, pieces=pieces, doubts=[], by=by, **told)


def asked_and_noted(sample, *, found, by):
    """They say that nothing ties them, and then what they find."""
    say_untied_before_looking(sample, by=by)
    return note_first(sample, found=found, by=by)
