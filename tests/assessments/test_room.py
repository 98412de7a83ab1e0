"""How much an assessor takes on, and resting: offers above it are not made, and nobody learns more than yes or no."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assessments.models import AssessorRoom, Assignment, State
from assessments.offers import offers_for
from assessments.operations.assignment import NoRoom, accept_offer, assign_assessor
from assessments.operations.review import refer_back
from assessments.operations.room import set_room
from assessments.room import room_of
from people.models import AuditEvent
from people.models.organisation import today
from portfolios.operations.submission import share_unit
from tests.factories import OrganisationFactory
from tests.factories.assessments import DECLARATION, judge_all, share, unit_with_evidence
from tests.reading import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def rest(assessor, organisation):
    def say(most=None, is_paused=False, paused_until=None):
        told = {"most": most, "is_paused": is_paused, "paused_until": paused_until}
        set_room(assessor, organisation=organisation, **told)

    return say


@pytest.fixture
def offer(practitioner, organisation):
    return share(unit_with_evidence(practitioner, organisation))


def test_up_to_the_limit_is_offered_and_nothing_above(rest, assessor, assessment, offer):
    rest(most=2)
    assert list(offers_for(assessor)) == [offer]

    rest(most=1)
    assert list(offers_for(assessor)) == []


@pytest.mark.parametrize(("days", "is_offered"), [(None, False), (1, False), (0, True), (-1, True)])
def test_resting_is_until_a_day_or_till_one_says_so(rest, assessor, offer, days, is_offered):
    rest(is_paused=True, paused_until=None if days is None else today() + timedelta(days=days))

    assert list(offers_for(assessor)) == ([offer] if is_offered else [])


def test_a_limit_of_one_place_is_none_of_another(rest, assessor, offer):
    elsewhere = OrganisationFactory()
    set_room(assessor, organisation=elsewhere, most=0, is_paused=True)

    assert list(offers_for(assessor)) == [offer]


def test_without_room_nothing_is_accepted_or_given(rest, assessor, coordinator, offer):
    rest(most=0)

    with pytest.raises(NoRoom):
        accept_offer(offer, by=assessor)
    with pytest.raises(NoRoom):
        assign_assessor(offer.unit, assessor=assessor, by=coordinator)

    offer.refresh_from_db()
    assert (offer.state, Assignment.objects.count()) == (State.ON_OFFER, 0)


def test_the_next_round_of_what_one_reads_is_not_new_work(rest, second_round, assessor):
    rest(is_paused=True)

    assert second_round.assessor == assessor
    assert room_of(assessor, second_round.submission.organisation).reading == 1


def test_what_waits_for_a_second_assessor_counts_too(trainee, with_trainee, organisation):
    set_room(trainee, organisation=organisation, most=1, is_paused=False)
    refer_back(judge_all(with_trainee), by=trainee)

    with_trainee.refresh_from_db()
    room = room_of(trainee, organisation)
    assert (with_trainee.state, room.reading, room.has()) == (State.TO_AGREE, 1, False)


def test_what_was_given_before_it_was_shared_comes_all_the_same_and_the_page_says_so(
    rest, robin, assessor, coordinator, unit, organisation
):
    rest(most=0)

    assign_assessor(unit, assessor=assessor, by=coordinator)
    share_unit(unit, by=unit.owner, declaration=DECLARATION)

    assert room_of(assessor, organisation).reading == 1
    said = "Whoever coordinates may give you a standard before anything of it is shared"
    assert said in shown(robin.get(reverse("your-room")))


def test_it_is_no_event_and_leaves_no_key(robin, rest, assessor):
    before = AuditEvent.objects.count()

    answer = robin.send(reverse("your-room"), {"most": "3", "rest": "day", "paused_until": "2999-01-31"})

    assert answer.status_code == 302
    room = AssessorRoom.objects.get()
    assert (room.most, room.is_paused, str(room.paused_until)) == (3, True, "2999-01-31")
    assert AuditEvent.objects.count() == before
    assert "2999-01-31" in shown(robin.get(reverse("your-room")))


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"rest": "perhaps"},
        {"rest": "no", "most": "many"},
        {"rest": "no", "most": "-1"},
        {"rest": "no", "most": "9" * 30},
        {"rest": "day"},
        {"rest": "day", "paused_until": "tomorrow"},
        {"rest": "day", "paused_until": "2020-01-01"},
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_is_kept(robin, typed):
    answer = robin.send(reverse("your-room"), typed)

    assert answer.status_code == 422
    assert not AssessorRoom.objects.exists()


def test_the_queue_says_so_and_offers_nothing(robin, rest, offer):
    rest(is_paused=True)

    page = shown(robin.get(reverse("review-queue")))

    assert "You rest: nothing new is offered till you say so." in page
    assert reverse("offer-accept", args=[offer.code]) not in page


def test_whoever_presses_an_old_button_is_told_and_takes_nothing(robin, rest, offer):
    rest(most=0)

    answer = robin.send(reverse("offer-accept", args=[offer.code]))

    assert answer.status_code == 409
    assert "You have no room for more just now." in shown(answer)


@pytest.mark.parametrize("said", [{"most": 0}, {"is_paused": True}])
def test_a_coordinator_sees_that_there_is_none_and_not_why(
    client_for, coordinator, rest, unit, assessor, said
):
    rest(**said)

    page = shown(client_for(coordinator).get(reverse("assignments")))

    assert "Robin Example (no room just now)" in page
    answer = client_for(coordinator).send(
        reverse("unit-assign", args=[share(unit).unit.code]), {"assessor": assessor.code}
    )
    assert "There is no room for more just now." in shown(answer)


def test_of_two_accepts_at_once_the_last_place_is_taken_once(practitioner, assessor, organisation, at_once):
    offers = [share(unit_with_evidence(practitioner, organisation)) for _one in range(2)]
    set_room(assessor, organisation=organisation, most=1, is_paused=False)

    outcomes = at_once(*[lambda offer=offer: accept_offer(offer, by=assessor) for offer in offers])

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Assessment", "NoRoom"]
    assert Assignment.objects.filter(ended_at=None).count() == 1
