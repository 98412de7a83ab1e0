"""Saying how often decisions are looked at again: by a new numbered strategy, never by changing one."""

from django.db.models import Max
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assessments.drawing import months_before
from assessments.models import SamplingPlan, SamplingRate, SamplingStrategy
from people.audit import operation, record
from people.codes import new_code
from people.models import Organisation


class PlansOverlap(Exception):
    """On some day two plans would count at once."""

    sentence = _("Another plan covers some of these days already. Choose days that no plan covers.")


class PlanTooLong(Exception):
    """What comes once in the strategy’s months would come once in a longer plan."""

    def __init__(self, strategy):
        said = ngettext(
            "By this strategy everything is covered within %(count)d month, so a plan is that long at most. Choose an"
            " earlier last day, and make another plan for the days after it.",
            "By this strategy everything is covered within %(count)d months, so a plan is that long at most. Choose an"
            " earlier last day, and make another plan for the days after it.",
            strategy.months,
        )
        self.sentence = said % {"count": strategy.months}
        super().__init__(self.sentence)


@operation
def make_strategy(organisation, *, award, rates, by, **words):
    """Say how often from now on. `rates`: {(experience, risk, stage): of a hundred}; plans made before keep theirs.

    `words`: months, new_until, the weights and why, as SamplingStrategy has them.
    """
    place = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    theirs = SamplingStrategy.objects.filter(organisation=place, award=award)
    number = (theirs.aggregate(last=Max("number"))["last"] or 0) + 1
    strategy = SamplingStrategy.objects.create(
        organisation=place, award=award, number=number, made_by=by, **words
    )
    SamplingRate.objects.bulk_create(
        SamplingRate(strategy=strategy, experience=experience, risk=risk, stage=stage, percent=percent)
        for (experience, risk, stage), percent in rates.items()
    )
    record("sampling.strategy_made", by=by, subject=strategy, number=number)
    return strategy


@operation
def make_plan(strategy, *, from_date, until_date, by):
    """Begin a plan for a period, with nothing drawn yet. Raises PlanTooLong, PlansOverlap."""
    if from_date <= months_before(until_date, strategy.months):
        raise PlanTooLong(strategy)
    place = Organisation.objects.select_for_update(no_key=True).get(pk=strategy.organisation_id)
    there = SamplingPlan.objects.filter(organisation=place, strategy__award=strategy.award_id)
    if there.filter(from_date__lte=until_date, until_date__gte=from_date).exists():
        raise PlansOverlap
    plan = SamplingPlan.objects.create(
        organisation=place,
        strategy=strategy,
        from_date=from_date,
        until_date=until_date,
        seed=new_code() + new_code(),
        made_by=by,
    )
    record("sampling.plan_made", by=by, subject=plan, strategy=strategy.code)
    return plan
