"""Strategies as numbered rows, plans drawn by risk and seed, and a certificate that waits for its second look."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from assessments.drawing import drawn_by, judged_by, number_of, rates_of
from assessments.forms.sampling import BEGINNING
from assessments.models import Certificate, Experience, Risk, Sample, Stage
from assessments.operations.looking import NothingNoted, note_first
from assessments.operations.looking_aside import NotYourOwn
from assessments.operations.plans import (
    InAPlanAlready,
    SayWhy,
    SomethingNew,
    add_drawn,
    add_round,
    hand_on,
    set_aside,
)
from assessments.operations.review import refer_back
from assessments.operations.strategies import PlansOverlap, PlanTooLong, make_strategy
from assessments.risk import Decided, Known, experience_of, reasons_for, risk_of, seasoned_among
from assessments.sampling import strategies_in_force, strategy_in_words
from people.models import AuditEvent, OutboxMail
from people.roles import Role
from people.states import MoveNotAllowed
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    StandardVersionFactory,
)
from tests.factories.assessments import judge_all, share, sign, unit_on, unit_with_evidence
from tests.factories.sampling import draw, plan_of, proposed, strategy_of

pytestmark = pytest.mark.django_db

SMALL = {"performance": 1, "knowledge": 0, "values": 0}


def round_of_pat(number=1, **about):
    told = {"assessor": 1, "owner": 2, "standard": 3, "stage": Stage.SUMMATIVE, "kinds": {"photo": "Photo"}}
    return Decided(number, f"code{number}", at=datetime(2027, 5, 1, tzinfo=UTC), **told | about)


def known(**about):
    nothing = {"seasoned": set(), "trainees": set(), "first_signed": {3: datetime(2027, 1, 1, tzinfo=UTC)}}
    nothing |= {"overturned_by": set(), "overturned_of": set(), "kinds": {"photo": 50}, "last": 60}
    return Known(**nothing | about)


@pytest.fixture
def other_iqa(organisation):
    return MembershipFactory(role=Role.IQA, organisation=organisation, person__name="Ivo Placeholder").person


@pytest.fixture
def unit(practitioner, organisation):
    return unit_with_evidence(practitioner, organisation, **SMALL)


@pytest.fixture
def signed(unit, assessor):
    return sign(share(unit, assessor=assessor))


# --- strategies -----------------------------------------------------------------------------


def test_a_strategy_is_followed_by_a_new_number_and_a_plan_keeps_its_own(organisation, iqa):
    first = strategy_of(organisation, by=iqa, percent=10)
    plan = plan_of(first, by=iqa)

    second = strategy_of(organisation, by=iqa, percent=90)

    plan.refresh_from_db()
    assert (first.number, second.number, plan.strategy) == (1, 2, first)
    assert strategies_in_force(organisation) == [second]


def test_a_strategy_reads_as_sentences(organisation, iqa):
    said = list(strategy_in_words(strategy_of(organisation, by=iqa, percent=10, months=6)))

    assert said[0] == (
        "On the last day of each plan, every assessor was looked at with every standard and every kind of evidence within"
        " the 6 months before."
    )
    assert said[1] == (
        "While it is going on, still learning to assess: of a hundred rounds, 10 at low risk, 10 at medium, 10 at high."
    )
    assert len(said) == 10


def test_two_plans_never_count_on_the_same_day(organisation, iqa):
    strategy = strategy_of(organisation, by=iqa)
    plan_of(strategy, by=iqa)

    with pytest.raises(PlansOverlap):
        plan_of(strategy, by=iqa, until_date=timezone.localdate() + timedelta(300))


@pytest.mark.parametrize(
    ("months", "last"), [(1, date(2026, 1, 31)), (12, date(2026, 12, 31)), (24, date(2027, 12, 31))]
)
def test_a_plan_is_no_longer_than_the_months_in_which_everything_is_covered(organisation, iqa, months, last):
    strategy = strategy_of(organisation, by=iqa, months=months)
    days = {"from_date": date(2026, 1, 1), "by": iqa}

    with pytest.raises(PlanTooLong, match="Choose an earlier last day"):
        plan_of(strategy, until_date=last + timedelta(1), **days)

    assert plan_of(strategy, until_date=last, **days).until_date == last


# --- risk, in steps -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("about", "points", "risk"),
    [
        ({}, 0, Risk.LOW),
        ({"first_signed": {}}, 1, Risk.MEDIUM),
        ({"kinds": {"photo": 6}}, 1, Risk.MEDIUM),
        ({"overturned_by": {1}}, 2, Risk.HIGH),
        ({"overturned_of": {3}}, 2, Risk.HIGH),
        ({"first_signed": {}, "kinds": {"photo": 6}}, 2, Risk.HIGH),
    ],
)
def test_risk_is_points_that_can_be_added_up(organisation, iqa, about, points, risk):
    reasons = reasons_for(round_of_pat(), strategy_of(organisation, by=iqa), known(**about))

    assert sum(one for one, _why in reasons) == points
    assert risk_of(reasons) == risk


@pytest.mark.parametrize(
    ("about", "experience"),
    [
        ({}, Experience.NEW),
        ({"seasoned": {2}}, Experience.NEW),
        ({"seasoned": {1}}, Experience.EXPERIENCED),
        ({"seasoned": {1}, "trainees": {1}}, Experience.TRAINEE),
    ],
)
def test_experience_is_new_until_one_signed_off_often_enough(about, experience):
    assert experience_of(1, known(**about)) == experience


def test_experience_is_counted_in_sign_offs_here(organisation, iqa, signed, assessor, practitioner):
    elsewhere = MembershipFactory(role=Role.ASSESSOR).person
    sign(share(unit_with_evidence(practitioner, organisation, **SMALL), assessor=assessor))
    both = {assessor.pk, elsewhere.pk}

    assert [seasoned_among(both, organisation, times) for times in (0, 2, 3)] == [both, {assessor.pk}, set()]
    assert seasoned_among(both, OrganisationFactory(), 1) == set()


# --- drawing --------------------------------------------------------------------------------


def test_each_rate_is_for_its_experience_risk_and_stage(organisation, iqa):
    only = (Experience.EXPERIENCED, Risk.HIGH, Stage.INTERIM)
    strategy = make_strategy(
        organisation, award=None, rates=dict.fromkeys(BEGINNING, 0) | {only: 100}, by=iqa
    )
    plan, long_here, changed_before = plan_of(strategy, by=iqa), {"seasoned": {1}}, {"overturned_by": {1}}

    def is_drawn(stage, **about):
        return judged_by(plan, round_of_pat(stage=stage), known(**about), rates_of(strategy))[3] != ""

    assert is_drawn(Stage.INTERIM, **long_here, **changed_before)
    assert not is_drawn(Stage.INTERIM, **changed_before)
    assert not is_drawn(Stage.INTERIM, **long_here)
    assert not is_drawn(Stage.SUMMATIVE, **long_here, **changed_before)


def test_every_assessor_standard_and_kind_is_covered_once(organisation, iqa):
    plan = plan_of(strategy_of(organisation, by=iqa, percent=0), by=iqa)
    two_kinds = {"photo": "Photo", "talk": "Talk"}
    told = [{}, {"kinds": two_kinds}, {"assessor": 4}, {}, {"standard": 5}, {"owner": 6}]
    rounds = [round_of_pat(number, **about) for number, about in enumerate(told, 1)]

    assert [one.round.pk for one in drawn_by(plan, rounds)] == [2, 3, 5]


def test_the_same_seed_draws_the_same_and_another_something_else():
    rounds = [round_of_pat(number) for number in range(50)]

    first, again, other = ([number_of(seed, one) for one in rounds] for seed in ("a", "a", "b"))

    assert first == again
    assert first != other
    assert all(0 <= number < 100 for number in first)


def test_what_no_rate_draws_is_covered_once(organisation, iqa, practitioner, assessor):
    version = StandardVersionFactory(**SMALL)
    people = [practitioner, MembershipFactory(organisation=organisation).person]
    rounds = [sign(share(unit_on(version, one, organisation), assessor=assessor)) for one in people]
    plan = plan_of(strategy_of(organisation, by=iqa, percent=0), by=iqa)

    [only] = proposed(plan)

    assert only.round.pk in {one.pk for one in rounds}
    assert only.why.startswith("The first look in 12 months at this assessor with this standard")


def test_a_plan_is_shown_before_it_is_drawn_and_adds_only_what_is_new(
    organisation, iqa, signed, practitioner, assessor
):
    plan = plan_of(strategy_of(organisation, by=iqa), by=iqa)
    assert plan.samples.count() == 0
    [first] = draw(plan, by=iqa)
    answered = judge_all(
        share(unit_with_evidence(practitioner, organisation, **SMALL), assessor=assessor), "not yet"
    )
    refer_back(answered, by=assessor)

    assert [one.round.pk for one in proposed(plan)] == [answered.pk]
    with pytest.raises(SomethingNew):
        add_drawn(plan, seen="of before", by=iqa)

    assert draw(plan, by=iqa) == [first, Sample.objects.get(assessment=answered, stage=Stage.INTERIM)]
    assert proposed(plan) == []


def test_what_was_taken_out_is_not_drawn_again(organisation, iqa, signed):
    plan = plan_of(strategy_of(organisation, by=iqa), by=iqa)
    [sample] = draw(plan, by=iqa)
    with pytest.raises(SayWhy):
        set_aside(sample, words=" ", by=iqa)

    set_aside(sample, words="Seen with the team last week.", by=iqa)

    assert proposed(plan) == []
    sample.refresh_from_db()
    assert (sample.state, sample.set_aside_by) == (Sample.State.SET_ASIDE, iqa)
    with pytest.raises(MoveNotAllowed):
        set_aside(sample, words="Again.", by=iqa)


def test_a_round_is_put_in_by_hand_with_words_and_once(organisation, iqa, signed):
    plan = plan_of(strategy_of(organisation, by=iqa, percent=0), by=iqa)

    sample = add_round(plan, signed, words="The first with a film.", by=iqa)

    assert (sample.why, sample.added_by, sample.risk) == ("The first with a film.", iqa, Risk.MEDIUM)
    with pytest.raises(InAPlanAlready):
        add_round(plan, signed, words="Again.", by=iqa)


def test_another_iqa_is_asked_and_told(organisation, iqa, other_iqa, signed):
    [sample] = draw(plan_of(strategy_of(organisation, by=iqa), by=iqa), by=iqa)

    hand_on(sample, iqa=other_iqa, by=iqa)

    sample.refresh_from_db()
    assert sample.iqa == other_iqa
    assert [mail.kind for mail in OutboxMail.objects.filter(person=other_iqa)] == ["second_look_asked"]


# --- at the sign-off ------------------------------------------------------------------------


def test_a_sign_off_that_is_drawn_waits_for_its_certificate(organisation, iqa, unit, assessor):
    plan_of(strategy_of(organisation, by=iqa), by=iqa)

    signed = sign(share(unit, assessor=assessor))

    sample = signed.samples.get()
    assert (sample.stage, sample.state, sample.added_by) == (Stage.SUMMATIVE, Sample.State.PLANNED, None)
    assert not Certificate.objects.exists()
    set_aside(sample, words="Seen with the team.", by=iqa)
    assert Certificate.objects.get().entries.get().sign_off == signed.sign_off


def test_a_sign_off_that_nothing_asks_for_is_not_held_up(organisation, iqa, unit, practitioner, assessor):
    plan_of(strategy_of(organisation, by=iqa, percent=0), by=iqa)
    sign(share(unit, assessor=assessor))  # the first of this assessor, standard and kind
    other = MembershipFactory(organisation=organisation).person

    second = sign(share(unit_on(unit.version, other, organisation), assessor=assessor))

    assert Sample.objects.count() == 1
    assert Certificate.objects.get().entries.get().sign_off == second.sign_off


# --- nobody looks at their own --------------------------------------------------------------


def test_nobody_looks_a_second_time_at_what_they_judged(organisation, iqa, assessor, signed, other_iqa):
    MembershipFactory(role=Role.IQA, organisation=organisation, person=assessor)
    [sample] = draw(plan_of(strategy_of(organisation, by=iqa), by=iqa), by=iqa)

    assert not Sample.objects.visible_to(assessor).exists()
    assert list(Sample.objects.visible_to(iqa)) == [sample]
    for tried in (
        lambda: hand_on(sample, iqa=assessor, by=iqa),
        lambda: set_aside(sample, words="Mine.", by=assessor),
        lambda: note_first(sample, found={signed.version.requirements.first(): "meets"}, by=assessor),
    ):
        with pytest.raises(NotYourOwn):
            tried()
    with pytest.raises(NothingNoted):
        note_first(sample, found={}, by=iqa)


@pytest.mark.parametrize("column", ["assessor_id", "owner_id"])
def test_the_database_gives_nobody_their_own_to_look_at(organisation, iqa, signed, column):
    [sample] = draw(plan_of(strategy_of(organisation, by=iqa), by=iqa), by=iqa)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE assessments_sample SET iqa_id = %s WHERE id = %s", [getattr(signed, column), sample.pk]
        )


@pytest.mark.parametrize(
    "change", ["risk = 'low'", "why = 'Because.'", "state = 'set aside', stage = 'interim'"]
)
def test_the_database_keeps_what_was_drawn(organisation, iqa, signed, change):
    [sample] = draw(plan_of(strategy_of(organisation, by=iqa), by=iqa), by=iqa)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE assessments_sample SET {change} WHERE id = %s", [sample.pk])


def test_each_step_is_an_event(organisation, iqa, signed):
    [sample] = draw(plan_of(strategy_of(organisation, by=iqa), by=iqa), by=iqa)
    set_aside(sample, words="Seen.", by=iqa)

    said = AuditEvent.objects.filter(action__startswith="sampling").order_by("sequence")
    assert list(said.values_list("action", flat=True)) == [
        "sampling.strategy_made",
        "sampling.plan_made",
        "sampling.drawn",
        "sampling.set_aside",
    ]
