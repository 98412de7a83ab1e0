"""What counts as covered when a plan draws: what was looked at of late, and what is still to be looked at."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from assessments.models import Assessment
from tests.factories import MembershipFactory, StandardVersionFactory
from tests.factories.assessments import share, sign, unit_on
from tests.factories.sampling import draw, plan_of, proposed, strategy_of
from tests.factories.second_looks import looked_at
from tests.tampering import let_change

pytestmark = pytest.mark.django_db

SMALL = {"performance": 1, "knowledge": 0, "values": 0}


@pytest.fixture
def three_plans(organisation, iqa, assessor):
    """Of three months of coverage, each with a round of the same assessor and standard: two are over, one runs. And the
    one sample the first of them drew, on its last day."""
    version, today = StandardVersionFactory(**SMALL), timezone.now()
    people = [MembershipFactory(organisation=organisation).person for _ in range(3)]
    rounds = [sign(share(unit_on(version, one, organisation), assessor=assessor)) for one in people]
    strategy, plans = strategy_of(organisation, by=iqa, percent=0, months=3), []
    let_change("assessments_assessment")  # to days that are gone by
    for one, ago in zip(rounds, (130, 80, 5), strict=True):
        Assessment.objects.filter(pk=one.pk).update(decided_at=today - timedelta(ago))
        first, last = (today - timedelta(ago - days) for days in (-20, 10))
        plans.append(plan_of(strategy, by=iqa, from_date=first.date(), until_date=last.date()))
    with time_machine.travel(today - timedelta(125), tick=False):
        [sample] = draw(plans[0], by=iqa)
    assert sample.assessment_id == rounds[0].pk
    return rounds, plans, sample


def test_what_was_looked_at_is_covered_until_the_months_after_the_look_are_over(iqa, three_plans):
    rounds, [_covering, within, after], sample = three_plans
    with time_machine.travel(timezone.now() - timedelta(122), tick=False):
        looked_at(sample, by=iqa)

    assert proposed(within) == []
    assert [one.round.pk for one in proposed(after)] == [rounds[2].pk]


def test_what_is_looked_at_late_covers_from_the_day_of_the_look(iqa, three_plans):
    _rounds, [_covering, _within, after], sample = three_plans
    looked_at(sample, by=iqa)

    assert proposed(after) == []


def test_what_is_planned_covers_until_its_plan_is_over(iqa, three_plans):
    rounds, [covering, within, _after], _sample = three_plans
    last = timezone.now() - timedelta(120)
    assert covering.until_date == last.date()

    with time_machine.travel(last, tick=False):
        assert proposed(within) == []
    with time_machine.travel(last + timedelta(1), tick=False):
        assert [one.round.pk for one in proposed(within)] == [rounds[1].pk]


def test_what_a_plan_that_is_over_still_asks_for_is_covered_in_itself(iqa, three_plans):
    rounds, [covering, _within, _after], _sample = three_plans
    Assessment.objects.filter(pk=rounds[1].pk).update(decided_at=rounds[0].decided_at)

    assert proposed(covering) == []
