"""Nobody judges what they vouch for or did themselves: a witness, or whoever did part of it, leaves it to another."""

import pytest
from django.urls import reverse

from assessments.models import Assessment, Judgement, Outcome, State
from assessments.operations.assignment import CannotAssess, accept_offer, assign_assessor
from assessments.operations.review import judge, refer_back
from assessments.operations.sign_off import sign_off
from assessments.operations.standing_aside import StandsTooClose, why_aside
from assessments.queries import assignment_of, hash_of_seen, seen_in
from people.roles import Role
from portfolios.operations.claims import set_claims
from portfolios.operations.confirming import confirm_testimony
from portfolios.operations.testimony import keep_typed
from portfolios.operations.together import agree_with_part, ask_for_part, write_own_part
from tests.factories import MembershipFactory, UnitFactory
from tests.factories.assessments import judge_all, share
from tests.factories.witnesses import asked, confirmed, saved
from tests.reading import shown

pytestmark = pytest.mark.django_db
SENTENCE = (
    "You are a witness in this work, so you can’t judge it: nobody judges what they vouch for. "
    "Any other assessor of Valley Practice Sample can."
)


def by_name(unit, assessor):
    return confirmed(unit, name="robin  EXAMPLE")


def by_address_asked_at(unit, assessor):
    request = asked(unit, email="ro.bin+work@Valley.example")
    saved(request)
    return confirm_testimony(request, by=None)


def by_address_given(unit, assessor):
    return confirmed(unit, contact="01632 960000, wil@x.example or robin@valley.example.")


def by_account(unit, assessor):
    request = asked(unit)
    saved(request)
    return confirm_testimony(request, by=assessor)


def by_account_before_confirming(unit, assessor):
    request = asked(unit)
    keep_typed(request, by=assessor, fields={"saw": ["They"]})
    saved(request)
    return confirm_testimony(request, by=None)


WAYS = [by_name, by_address_asked_at, by_address_given, by_account, by_account_before_confirming]


@pytest.fixture
def assessor(assessor):
    assessor.email = "robin@valley.example"
    assessor.save()
    return assessor


@pytest.mark.parametrize("vouch", WAYS)
def test_a_witness_neither_judges_nor_replies_nor_signs_nor_takes_it_on(
    unit, assessor, colleague, labelled, vouch
):
    assessment = judge_all(share(unit, assessor=assessor))
    vouch(unit, assessor)
    seen = hash_of_seen(seen_in(assessment))

    with pytest.raises(StandsTooClose, match="^" + SENTENCE.replace("’", ".")):
        judge(assessment, requirement=labelled["P1"], outcome=Outcome.NOT_YET, by=assessor, revision=1)
    with pytest.raises(StandsTooClose):
        refer_back(assessment, by=assessor)
    with pytest.raises(StandsTooClose):
        sign_off(assessment, by=assessor, seen_hash=seen, declaration="I have seen all of it.")
    assessment.refresh_from_db()
    assert assessment.state == State.IN_REVIEW
    assert not Judgement.objects.exclude(outcome=Outcome.MEETS).exists()

    assign_assessor(unit, assessor=colleague, by=colleague)
    with pytest.raises(CannotAssess):
        assign_assessor(unit, assessor=assessor, by=colleague)
    judge_all(Assessment.objects.get())  # by the colleague


def test_the_next_round_goes_on_offer_and_not_to_its_witness(unit, assessor, labelled):
    assessment = share(unit, assessor=assessor)
    judge(assessment, requirement=labelled["P1"], outcome=Outcome.MEETS, by=assessor)
    refer_back(assessment, by=assessor)
    confirmed(unit, name="Robin Example")

    second = share(unit)

    assert (second.state, second.assessor, assignment_of(unit)) == (State.ON_OFFER, None, None)
    with pytest.raises(StandsTooClose):
        accept_offer(second, by=assessor)


def test_said_for_one_standard_and_matched_to_another_it_counts_in_both(unit, assessor):
    elsewhere = UnitFactory(portfolio=unit.portfolio)
    evidence = confirmed(elsewhere, name="Robin Example")
    assessment = share(unit, assessor=assessor)
    judge_all(assessment)

    set_claims(evidence, {unit: dict.fromkeys(unit.version.requirements.all(), "")}, by=unit.owner)

    for place in (unit, elsewhere):
        with pytest.raises(CannotAssess):
            assign_assessor(place, assessor=assessor, by=unit.owner)
    with pytest.raises(StandsTooClose):
        refer_back(assessment, by=assessor)


def test_what_someone_else_said_stops_nobody(unit, assessor, assessment):
    confirmed(unit, name="Robin Specimen", contact="robin@elsewhere.example")

    judge_all(assessment)


def test_whoever_did_part_of_it_judges_neither_that_nor_what_came_of_it(unit, assessor, organisation):
    MembershipFactory(role=Role.PRACTITIONER, person=assessor, organisation=organisation)
    begun = unit.portfolio.evidence.get()
    part = ask_for_part(begun, whom=assessor.email, by=unit.owner)
    write_own_part(begun, words="I chaired it.", revision=begun.as_part.revision, by=unit.owner)
    assign_assessor(unit, assessor=assessor, by=unit.owner)  # asked, and had no part so far
    own = agree_with_part(part, words="I wrote the minutes.", by=assessor).own
    theirs = UnitFactory(portfolio=own.portfolio)
    set_claims(own, {theirs: dict.fromkeys(theirs.version.requirements.all(), "")}, by=assessor)

    sentence = "You did part of this yourself, so you can’t judge it: nobody judges their own work. Any other"
    assert why_aside(unit, assessor).startswith(sentence)
    assert why_aside(theirs, unit.owner).startswith(sentence)
    with pytest.raises(StandsTooClose):
        accept_offer(share(unit), by=assessor)


def test_an_assessor_who_opens_a_link_is_told_before_they_answer(robin, client_for, unit):
    page = reverse("witness", args=[asked(unit).token])

    told = ["another assessor judges this work" in shown(who.get(page)) for who in (robin, client_for(None))]
    assert told == [True, False]


def test_the_pages_say_who_can_and_lose_nothing_typed(robin, unit, assessor, labelled):
    assessment = judge_all(share(unit, assessor=assessor))
    confirmed(unit, name="Robin Example")
    page = reverse("review", args=[assessment.code])
    version = assessment.submission.items.first().evidence_version.code
    say = {"outcome": Outcome.NOT_YET, "words": "A canary.", "revision": "1"}

    assert SENTENCE in shown(robin.get(page))
    judged = robin.send(reverse("judge", args=[assessment.code, version, labelled["P1"].code]), say)
    replied = robin.send(reverse("review-reply", args=[assessment.code]))
    ticked = {"looked": "on", "no_tie": "on", "mine": "on", "words": "A canary.", "seen_hash": "0"}
    signed = robin.send(reverse("review-sign-off", args=[assessment.code]), ticked)

    assert [answer.status_code for answer in (judged, replied, signed)] == [409, 409, 409]
    assert all(SENTENCE in shown(answer) for answer in (judged, replied, signed))
    assert ["A canary." in shown(answer) for answer in (judged, signed)] == [True, True]
    robin.send(reverse("offer-decline", args=[assessment.code]))
    accepted = robin.send(reverse("offer-accept", args=[assessment.code]))
    assert (accepted.status_code, SENTENCE in shown(accepted)) == (409, True)
