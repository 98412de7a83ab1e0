"""What needs whoever coordinates, in their list; and that no list tells who said no to what."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment, Assignment, Licence, Tie
from assessments.operations.assignment import accept_offer, hand_back
from assessments.operations.declining import decline
from assessments.operations.licences import choose_countersigner, end_licence
from assessments.operations.pools import set_pool
from assessments.operations.refusing import choose_readers
from assessments.operations.review import refer_back
from assessments.operations.room import set_room
from assessments.operations.ties import say_tie
from people.models.organisation import today
from people.roles import Role
from people.waiting import waiting_for
from portfolios.operations.pursuits import start_pursuit
from tests.factories import MembershipFactory, UserFactory
from tests.factories.assessments import TINY, judge_all, share, unit_with_evidence
from tests.factories.awards import published_award

pytestmark = pytest.mark.django_db
NOBODY = "A shared round finds no assessor by itself. Choose who reads it."
LONG_AGO = timedelta(days=22)


def sentences(person):
    return [one.sentence for one in waiting_for(person)]


def backdate(by):
    at = timezone.now() - by
    Assessment.objects.update(opened_at=at)
    Assignment.objects.update(assigned_at=at)


# --- rounds nobody takes --------------------------------------------------------------------


def test_a_round_nobody_has_room_for_waits_for_whoever_coordinates(
    offer, coordinator, assessor, organisation
):
    assert sentences(coordinator) == []

    set_room(assessor, organisation=organisation, most=0, is_paused=False)

    [one] = waiting_for(coordinator)
    assert (one.sentence, one.url) == (NOBODY, reverse("assignments") + "?waiting=1")
    assert one.since == offer.opened_at


def test_a_tie_or_a_pool_without_room_leaves_nobody_too(
    offer, coordinator, assessor, colleague, organisation
):
    between = {"assessor": assessor, "practitioner": offer.owner, "organisation": organisation}
    Tie.objects.create(**between, kind="mentor", said_by=coordinator)
    assert sentences(coordinator) == []

    award = published_award((None, [offer.version.standard]))
    start_pursuit(award, organisation=organisation, by=offer.owner)
    set_pool(award, organisation=organisation, assessors=[assessor], revision=0, by=coordinator)

    assert sentences(coordinator) == [NOBODY]


def test_a_round_on_offer_for_a_week_waits_for_them_though_there_is_room(
    offer, coordinator, iqa, practitioner
):
    backdate(timedelta(days=8))

    assert sentences(coordinator) == [NOBODY]
    assert [sentences(person) for person in (iqa, practitioner)] == [[], []]


@pytest.mark.parametrize("age", [timedelta(0), timedelta(days=8)])
def test_what_everyone_declined_or_was_refused_for_looks_like_what_was_never_offered(
    offer, coordinator, assessor, colleague, age
):
    backdate(age)
    never_offered = [(one.sentence, one.count, one.since) for one in waiting_for(coordinator)]

    decline(offer, by=assessor)
    accept_offer(offer, by=colleague)
    hand_back(offer, by=colleague)
    choose_readers(
        offer.unit.portfolio, among=[assessor, colleague], rather_not=[assessor, colleague], by=offer.owner
    )

    assert [(one.sentence, one.count, one.since) for one in waiting_for(coordinator)] == never_offered


# --- someone is away ------------------------------------------------------------------------


def test_rounds_that_lie_with_one_assessor_for_three_weeks_can_be_passed_on(
    assessment, coordinator, assessor
):
    assert sentences(coordinator) == []

    backdate(LONG_AGO)

    [one] = waiting_for(coordinator)
    assert one.sentence.startswith("A shared round has been with Robin Example for three weeks.")
    assert one.url == reverse("cover", args=[assessor.code])


def test_resting_is_nobodys_business(assessment, coordinator, assessor, organisation):
    set_room(assessor, organisation=organisation, most=None, is_paused=True)

    assert sentences(coordinator) == []


def test_a_reader_of_three_weeks_who_reads_it_since_yesterday_is_not_away(assessment, coordinator):
    backdate(LONG_AGO)
    Assignment.objects.update(assigned_at=timezone.now() - timedelta(days=1))

    assert sentences(coordinator) == []


def test_who_assesses_here_no_more_and_still_has_rounds_is_named_at_once(assessment, coordinator, assessor):
    assessor.memberships.update(until_date=today())

    assert sentences(coordinator) == [
        "Robin Example assesses here no more, and a shared round is still with them. Pass it on."
    ]


# --- nobody to agree ------------------------------------------------------------------------


def test_a_trainee_whose_countersigner_may_not_sign_and_what_waits_for_them(
    with_trainee, trainee, assessor, coordinator
):
    refer_back(judge_all(with_trainee), by=trainee)
    assert sentences(coordinator) == []

    end_licence(assessor.licences.get(), by=coordinator)

    said = sentences(coordinator)
    assert "A trainee’s decision waits, and nobody can agree to it. Choose who does." in said
    assert (
        "Someone who is learning to assess has nobody who can agree to what they decide. Choose who does."
        in said
    )


def test_what_waits_for_someone_with_a_tie_is_stuck(
    with_trainee, trainee, assessor, coordinator, organisation
):
    refer_back(judge_all(with_trainee), by=trainee)
    assert sentences(coordinator) == []

    two = {"assessor": assessor, "practitioner": with_trainee.owner}
    Tie.objects.create(**two, organisation=organisation, kind="mentor", said_by=coordinator)

    assert sentences(coordinator) == [
        "A trainee’s decision waits, and nobody can agree to it. Choose who does."
    ]


def test_what_a_tie_took_from_whoever_was_asked_waits_till_another_is_chosen(
    with_trainee, trainee, assessor, colleague, coordinator, organisation
):
    refer_back(judge_all(with_trainee), by=trainee)
    between = {"practitioner": with_trainee.owner, "organisation": organisation}

    say_tie(assessor, **between, kind="mentor", by=assessor)

    assert sentences(coordinator) == [
        "A trainee’s decision waits, and nobody can agree to it. Choose who does."
    ]
    choose_countersigner(trainee.licences.get(), countersigner=colleague, by=coordinator)
    assert sentences(coordinator) == []


def test_refusing_whoever_was_asked_to_agree_tells_nothing(with_trainee, trainee, assessor, coordinator):
    refer_back(judge_all(with_trainee), by=trainee)

    choose_readers(
        with_trainee.unit.portfolio, among=[assessor], rather_not=[assessor], by=with_trainee.owner
    )

    assert sentences(coordinator) == []


# --- licences -------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "is_said"), [(30, True), (31, False)])
def test_a_licence_that_ends_within_30_days_waits_for_them_and_its_holder(
    coordinator, assessor, iqa, days, is_said
):
    Licence.objects.filter(person=assessor).update(until_date=today() + timedelta(days=days))

    assert sentences(coordinator) == ["An assessor’s licence ends soon. Renew it in time."] * is_said
    own = ["Your licence to assess ends soon. Ask whoever coordinates to renew it."]
    assert (sentences(assessor), sentences(iqa)) == (own * is_said, [])


# --- at size --------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 30])
def test_their_list_costs_the_same_for_one_and_thirty(
    client_for, coordinator, organisation, count, django_assert_num_queries
):
    soon = {"organisation": organisation, "role": Role.ASSESSOR, "licence__until_date": today()}
    for n in range(count):
        reader = MembershipFactory(**soon, person=UserFactory(name=f"Reader {n} Sample")).person
        learns = {"licence__is_trainee": True, "licence__countersigner": coordinator}
        MembershipFactory(organisation=organisation, role=Role.ASSESSOR, **learns)
        person = MembershipFactory(organisation=organisation).person
        share(unit_with_evidence(person, organisation, **TINY), assessor=reader)
        share(unit_with_evidence(person, organisation, **TINY))
    backdate(LONG_AGO)
    browser = client_for(coordinator)

    with django_assert_num_queries(17):
        answer = browser.get("/waiting/")

    assert len(answer.context["waiting"]) == 3 + min(count, 10)
