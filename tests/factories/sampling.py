"""Strategies, plans and samples, made by the operations the screens use."""

from datetime import timedelta

from django.utils import timezone

from assessments.drawing import digest_of, drawn_by
from assessments.forms.sampling import BEGINNING
from assessments.operations.plans import add_drawn
from assessments.operations.strategies import make_plan, make_strategy
from assessments.risk import to_weigh
from tests.remembering import remembered


@remembered
def strategy_of(organisation, *, by, percent=100, award=None, **words):
    """Everything is looked at so often, whoever judged it."""
    return make_strategy(organisation, award=award, rates=dict.fromkeys(BEGINNING, percent), by=by, **words)


@remembered
def plan_of(strategy, *, by, from_date=None, until_date=None):
    """From a month ago until in a month, with nothing drawn."""
    today = timezone.localdate()
    first, last = from_date or today - timedelta(30), until_date or today + timedelta(30)
    return make_plan(strategy, from_date=first, until_date=last, by=by)


def proposed(plan):
    return drawn_by(plan, to_weigh(plan))


def draw(plan, *, by):
    """What drawing now adds, agreed to. Returns the samples in the plan."""
    add_drawn(plan, seen=digest_of(proposed(plan)), by=by)
    return list(plan.samples.order_by("pk"))
