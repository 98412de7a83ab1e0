"""Who signs, who looks again, what was decided once: held to by triggers and constraints, for writers who pass the code
by. Each row is written as the models write it, without any operation."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import (
    Assessment,
    Judgement,
    Licence,
    NotedFirst,
    Outcome,
    ProposedDecision,
    Sample,
    SamplingPlan,
    SamplingRate,
    SamplingStrategy,
    SignOff,
    State,
)
from assessments.operations.sign_off import sign_off
from assessments.queries import hash_of_seen, seen_in
from people.roles import Role
from tests.assessments.taken import is_taken
from tests.factories import LicenceFactory, MembershipFactory
from tests.factories.assessments import agreed_to, judge_all, share, sign, unit_with_evidence, untied
from tests.factories.second_looks import looked_at, planned

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


def put_signature(assessment, *, by, at=None, agreed_by=None, of=None):
    """Whether the database takes it."""
    at = at or timezone.now()
    agreed = {"countersigned_by": agreed_by, "countersigned_at": agreed_by and at}
    about = {"submission": (of or assessment).submission, "assessment": assessment}

    def write():
        if agreed_by:
            agreed_to(assessment, by=agreed_by, at=at)
        SignOff.objects.create(**about, **agreed, signed_by=by, signed_at=at, seen_count=0)

    return is_taken(write)


# --- who signs ------------------------------------------------------------------------------


def test_whoever_reads_it_signs_with_a_licence_that_counts_that_day(assessment, assessor):
    assert put_signature(assessment, by=assessor)


@pytest.mark.parametrize(
    "licence",
    [
        {"ended_at": timezone.now() - A_DAY},
        {
            "from_date": (timezone.now() - 9 * A_DAY).date(),
            "until_date": (timezone.now() - 2 * A_DAY).date(),
        },
        {"from_date": (timezone.now() + 2 * A_DAY).date()},
        {"is_trainee": True},
    ],
)
def test_without_one_nobody_signs(assessment, assessor, colleague, licence):
    if "is_trainee" in licence:
        licence = licence | {"countersigner": colleague}
    Licence.objects.filter(person=assessor).update(**licence)

    assert not put_signature(assessment, by=assessor)


def test_a_licence_of_another_place_does_not_count(assessment, assessor, outsider):
    Licence.objects.filter(person=assessor).delete()
    LicenceFactory(person=assessor, organisation=outsider.memberships.first().organisation)

    assert not put_signature(assessment, by=assessor)


def test_it_is_the_day_on_which_it_was_signed(assessment, assessor):
    now = timezone.now()
    Licence.objects.filter(person=assessor).update(
        from_date=(now - 90 * A_DAY).date(), until_date=(now - 30 * A_DAY).date()
    )

    assert not put_signature(assessment, by=assessor, at=now)
    assert put_signature(assessment, by=assessor, at=now - 60 * A_DAY)


def test_a_trainee_signs_with_someone_who_has_a_licence_of_their_own(
    with_trainee, trainee, assessor, iqa, colleague
):
    Licence.objects.filter(person=colleague).update(is_trainee=True, countersigner=assessor)

    assert not put_signature(with_trainee, by=trainee)
    assert not put_signature(with_trainee, by=trainee, agreed_by=iqa)
    assert not put_signature(with_trainee, by=trainee, agreed_by=colleague)
    assert put_signature(with_trainee, by=trainee, agreed_by=assessor)


def test_nobody_signs_what_another_reads_or_agrees_to_their_own(
    assessment, assessor, colleague, practitioner
):
    MembershipFactory(
        role=Role.ASSESSOR, person=practitioner, organisation=assessment.submission.organisation
    )

    assert not put_signature(assessment, by=colleague)
    assert not put_signature(assessment, by=assessor, agreed_by=practitioner)
    assert not put_signature(assessment, by=assessor, agreed_by=assessor)


def test_a_signature_is_for_the_round_it_names(assessment, assessor, practitioner, organisation):
    other = share(unit_with_evidence(practitioner, organisation), assessor=assessor)

    assert not put_signature(assessment, by=assessor, of=other)


# --- once -----------------------------------------------------------------------------------


def test_a_round_is_signed_off_once(assessment, assessor):
    sign(assessment)

    assert not put_signature(assessment, by=assessor)


def test_no_other_round_of_it_is_signed_off_unless_the_decision_was_opened_again(assessment, assessor, iqa):
    sign(assessment)
    closed = assessment.submission
    closed.pk, closed.code, closed.round, closed.is_open = None, "another001", 2, False
    closed._state.adding = True
    closed.save(force_insert=True)
    again = Assessment.objects.create(
        submission=closed,
        owner=assessment.owner,
        assessor=assessor,
        state=State.IN_REVIEW,
        organisation=closed.organisation,
    )

    assert not put_signature(again, by=assessor)


def test_a_requirement_is_judged_once_in_a_round(assessment, assessor, colleague):
    judge_all(assessment)
    requirement = assessment.version.requirements.first()
    said = {"assessment": assessment, "requirement": requirement, "outcome": Outcome.NOT_YET}

    assert not is_taken(lambda: Judgement.objects.create(**said, judged_by=colleague))


# --- agreeing -------------------------------------------------------------------------------


@pytest.fixture
def proposal(with_trainee, trainee):
    judge_all(with_trainee)
    seen = hash_of_seen(seen_in(with_trainee))
    return untied(sign_off(with_trainee, by=trainee, seen_hash=seen, declaration="Seen.", words="Well done."))


def answer(proposal, said, *, by):
    now = {"answer": said, "answered_by": by, "answered_at": timezone.now()}
    return is_taken(lambda: ProposedDecision.objects.filter(pk=proposal.pk).update(**now))


def test_only_whoever_is_asked_agrees_and_once(proposal, assessor, trainee, colleague):
    assert [answer(proposal, "agreed", by=person) for person in (trainee, colleague)] == [False, False]
    assert answer(proposal, "agreed", by=assessor)
    assert not answer(proposal, "talk first", by=assessor)
    assert not is_taken(lambda: ProposedDecision.objects.filter(pk=proposal.pk).delete())


def test_nobody_agrees_before_they_were_asked_what_ties_them(proposal, assessor):
    assert is_taken(lambda: ProposedDecision.objects.filter(pk=proposal.pk).update(untied_at=None))

    assert not answer(proposal, "agreed", by=assessor)


@pytest.mark.parametrize(
    "change",
    [{"kind": "reply"}, {"seen_hash": "0" * 64}, {"words": "Not so well."}, {"declaration": "Skimmed."}],
)
def test_what_was_proposed_is_not_written_over(proposal, change):
    assert not is_taken(lambda: ProposedDecision.objects.filter(pk=proposal.pk).update(**change))
    assert is_taken(lambda: ProposedDecision.objects.filter(pk=proposal.pk).update(words=""))


# --- looking again --------------------------------------------------------------------------


@pytest.fixture
def sample(assessment, iqa):
    return planned(sign(assessment), iqa=iqa)


def take_on(sample, person):
    return is_taken(lambda: Sample.objects.filter(pk=sample.pk).update(iqa=person))


def note(sample, person):
    noted = {"noted_at": timezone.now(), "noted_by": person}
    return is_taken(lambda: Sample.objects.filter(pk=sample.pk).update(**noted))


def record(sample, person):
    return is_taken(lambda: looked_at(sample, by=person))


def plan(sample, person):
    return is_taken(lambda: planned(sample.assessment, iqa=person))


@pytest.mark.parametrize("act", [take_on, note, record, plan])
def test_nobody_looks_again_at_what_they_did_read_or_decided(sample, practitioner, assessor, colleague, act):
    assert [act(sample, person) for person in (practitioner, assessor, colleague)] == [False, False, True]


@pytest.mark.parametrize("act", [take_on, note, record, plan])
def test_nor_what_they_agreed_to(with_trainee, trainee, assessor, iqa, act):
    judge_all(with_trainee)
    assert put_signature(with_trainee, by=trainee, agreed_by=assessor)
    sample = planned(with_trainee, iqa=iqa)

    assert [act(sample, person) for person in (trainee, assessor)] == [False, False]


@pytest.mark.parametrize("act", [take_on, note, record, plan])
def test_nor_what_they_judged_in_an_earlier_round_of_it(second_round, assessor, colleague, iqa, act):
    Assessment.objects.filter(pk=second_round.pk).update(assessor=colleague)

    assert not act(planned(second_round, iqa=iqa), assessor)


def test_what_was_noted_and_recorded_is_noted_and_recorded_once(sample, iqa):
    requirement = sample.assessment.version.requirements.first()
    assert note(sample, iqa)

    assert not note(sample, iqa)
    found = {"sample": sample, "requirement": requirement, "outcome": Outcome.MEETS}
    assert not is_taken(lambda: NotedFirst.objects.create(**found))
    assert record(sample, iqa)
    assert not record(sample, iqa)


def test_a_strategy_and_its_plan_stay_as_they_were_made(sample):
    strategy = sample.plan.strategy
    SamplingRate.objects.create(
        strategy=strategy, experience="new", risk="low", stage=sample.stage, percent=30
    )
    strategies, rates = SamplingStrategy.objects.filter(pk=strategy.pk), strategy.rates.all()
    plans = SamplingPlan.objects.filter(pk=sample.plan_id)

    taken = [
        is_taken(lambda: strategies.update(weight_rare_kind=9)),
        is_taken(lambda: strategies.update(words="Other words.")),
        is_taken(lambda: rates.update(percent=0)),
        is_taken(lambda: rates.delete()),
        is_taken(lambda: plans.update(seed="drawn till it suits")),
    ]

    assert taken == [False] * 5
    assert is_taken(lambda: strategies.update(words=""))


@pytest.mark.parametrize(("days", "is_in_order"), [(-1, False), (0, True), (1, True)])
def test_nothing_ends_before_it_begins(sample, assessor, organisation, iqa, days, is_in_order):
    first = sample.plan.from_date
    told = {"from_date": first, "until_date": first + days * A_DAY, "organisation": organisation}
    by = {"strategy": sample.plan.strategy, "seed": "sample", "made_by": iqa}

    assert is_taken(lambda: SamplingPlan.objects.create(**told, **by)) == is_in_order
    assert is_taken(lambda: Licence.objects.create(**told, person=assessor)) == is_in_order


@pytest.mark.parametrize(("months", "is_some"), [(0, False), (1, True)])
def test_a_strategy_covers_a_month_at_least(organisation, iqa, months, is_some):
    told = {"organisation": organisation, "number": 9, "made_by": iqa, "months": months}

    assert is_taken(lambda: SamplingStrategy.objects.create(**told)) == is_some
