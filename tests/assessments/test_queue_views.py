"""What an assessor reads next, saying yes, and saying no."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assessments.models import Assessment, Assignment, Judgement, Outcome, State, Transition
from assessments.operations.assignment import accept_offer, assign_assessor, hand_back
from assessments.operations.review import judge, refer_back
from people.models import AuditEvent
from people.roles import Role
from people.states import MoveNotAllowed
from tests.factories import MembershipFactory, UserFactory
from tests.factories.assessments import TINY, judge_all, share, sign, unit_with_evidence
from tests.reading import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def queue(client_for, assessor):
    browser = client_for(assessor)
    return lambda **query: browser.get(reverse("review-queue"), query)


def unit_of(name, organisation, **counts):
    practitioner = MembershipFactory(person=UserFactory(name=name), organisation=organisation).person
    return unit_with_evidence(practitioner, organisation, **counts)


# --- the list -------------------------------------------------------------------------------


def test_nothing_waiting_is_said_kindly(queue):
    assert "Nothing is waiting. Enjoy the quiet." in shown(queue())


def test_what_is_theirs_comes_oldest_first_with_how_far_it_is(
    queue, assessment, assessor, organisation, labelled
):
    older = share(unit_of("Olga Specimen", organisation), assessor=assessor)
    Assessment.objects.filter(pk=older.pk).update(opened_at=older.opened_at - timedelta(days=3))
    judge(assessment, requirement=labelled["P1"], outcome=Outcome.MEETS, by=assessor)

    answer = queue()

    assert [row.code for row in answer.context["queue"]] == [older.code, assessment.code]
    assert [(row.judged, row.to_judge) for row in answer.context["queue"]] == [(0, 4), (1, 4)]
    assert "1 of 4 judged" in shown(answer)


def test_a_second_round_says_what_changed_and_counts_only_what_is_left(queue, second_round):
    answer = queue()

    (row,) = answer.context["queue"]
    assert (row.changed, row.judged, row.to_judge, row.met) == (0, 0, 2, 2)
    assert "The same pieces, matched anew" in shown(answer)


def test_an_offer_shows_who_and_what_but_no_evidence(queue, offer):
    page = shown(queue())

    assert "Pat Sample" in page
    assert "One piece of evidence" in page
    assert reverse("offer-accept", args=[offer.code]) in page
    assert offer.unit.portfolio.evidence.get().name not in page
    assert f'href="{reverse("review", args=[offer.code])}"' not in page


def test_ones_own_work_is_never_offered(client_for, offer, practitioner, organisation):
    MembershipFactory(role=Role.ASSESSOR, organisation=organisation, person=practitioner)

    answer = client_for(practitioner).get(reverse("review-queue"))

    assert list(answer.context["offers"]) == []


def test_replied_and_signed_off_stand_below_newest_first_each_once(queue, assessor, organisation):
    signed = sign(share(unit_of("Olga Specimen", organisation), assessor=assessor))
    replied = judge_all(
        share(unit_of("Mo Placeholder", organisation), assessor=assessor), outcome=Outcome.NOT_YET
    )
    refer_back(replied, by=assessor)

    answer = queue()

    assert [row.code for row in answer.context["answered"]] == [replied.code, signed.code]
    assert list(answer.context["queue"]) == []


def test_an_offer_taken_and_answered_is_listed_once(queue, offer, assessor):
    accept_offer(offer, by=assessor)
    refer_back(judge_all(Assessment.objects.get(pk=offer.pk), outcome=Outcome.NOT_YET), by=assessor)

    assert [row.code for row in queue().context["answered"]] == [offer.code]


def test_what_was_answered_comes_in_pages(queue, assessor, organisation):
    for n in range(11):
        sign(share(unit_of(f"Person{n} Specimen", organisation), assessor=assessor))

    first, second = queue(), queue(page="2")

    assert (len(first.context["answered"]), len(second.context["answered"])) == (10, 1)
    assert "?page=2" in shown(first)


@pytest.mark.parametrize("page", ["0", "-1", "x", "99", "1e9", "\u0662"])
def test_a_page_that_is_not_there_is_the_nearest(queue, page):
    assert queue(page=page).status_code == 200


@pytest.mark.parametrize("count", [1, 30])
def test_the_queue_costs_the_same_for_one_and_thirty(
    client_for, assessor, organisation, count, django_assert_num_queries
):
    for n in range(count):
        share(unit_of(f"Offered{n} Sample", organisation, **TINY))
        share(unit_of(f"Read{n} Sample", organisation, **TINY), assessor=assessor)
        sign(share(unit_of(f"Signed{n} Sample", organisation, **TINY), assessor=assessor))
    browser = client_for(assessor)

    with django_assert_num_queries(19):
        answer = browser.get(reverse("review-queue"))

    pages = {"offers": 4, "queue": 20, "answered": 10}
    assert {part: len(answer.context[part]) for part in pages} == {
        part: min(count, most) for part, most in pages.items()
    }


# --- yes ------------------------------------------------------------------------------------


def test_accepting_leads_to_the_review(client_for, assessor, offer):
    answer = client_for(assessor).send(reverse("offer-accept", args=[offer.code]))

    assert (answer.status_code, answer["Location"]) == (302, reverse("review", args=[offer.code]))
    offer.refresh_from_db()
    assert (offer.state, offer.assessor) == (State.IN_REVIEW, assessor)


def test_the_same_press_twice_leads_there_once(client_for, assessor, offer):
    browser, address, key = (
        client_for(assessor),
        reverse("offer-accept", args=[offer.code]),
        {"once": "k" * 16},
    )

    answers = [browser.post(address, key) for _press in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Assignment.objects.get().assessor == assessor


def test_who_comes_second_is_told_and_nothing_changes(client_for, assessor, colleague, offer):
    accept_offer(offer, by=colleague)

    answer = client_for(assessor).send(reverse("offer-accept", args=[offer.code]))

    assert answer.status_code == 409
    assert "Someone else takes this one on." in shown(answer)
    offer.refresh_from_db()
    assert offer.assessor == colleague


def test_an_offer_elsewhere_does_not_exist(client_for, outsider, offer):
    assert client_for(outsider).send(reverse("offer-accept", args=[offer.code])).status_code == 404


@pytest.mark.parametrize("address", ["offer-accept", "offer-decline", "review-reply"])
def test_looking_changes_nothing(client_for, assessor, offer, address):
    assert client_for(assessor).get(reverse(address, args=[offer.code])).status_code == 405


# --- no -------------------------------------------------------------------------------------


def test_declining_an_offer_sets_it_aside_for_now_and_leaves_no_trace(client_for, assessor, colleague, offer):
    browser, before = client_for(assessor), AuditEvent.objects.count()

    answer = browser.send(reverse("offer-decline", args=[offer.code]))

    assert answer["Location"] == reverse("review-queue")
    seen_by = {
        who: client_for(who).get(reverse("review-queue")).context["offers"] for who in (assessor, colleague)
    }
    assert {who: [o.code for o in offers] for who, offers in seen_by.items()} == {
        assessor: [],
        colleague: [offer.code],
    }
    assert AuditEvent.objects.count() == before
    assert not Transition.objects.exists()
    assert not Assignment.objects.exists()


def test_handing_back_makes_it_an_offer_again_for_others(client_for, assessor, colleague, assessment):
    browser = client_for(assessor)

    browser.send(reverse("offer-decline", args=[assessment.code]))

    assessment.refresh_from_db()
    assert (assessment.state, assessment.assessor) == (State.ON_OFFER, None)
    page = browser.get(reverse("review-queue")).context
    assert (list(page["offers"]), list(page["queue"])) == ([], [])
    assert [o.code for o in client_for(colleague).get(reverse("review-queue")).context["offers"]] == [
        assessment.code
    ]


def test_handing_back_what_was_answered_is_refused_with_a_sentence(client_for, assessor, assessment):
    sign(assessment)

    answer = client_for(assessor).send(reverse("offer-decline", args=[assessment.code]))

    assert answer.status_code == 409
    assert "This review has moved on" in shown(answer)


def test_notes_go_with_whoever_made_them(assessment, assessor, colleague, coordinator, labelled):
    judge(assessment, requirement=labelled["P1"], outcome=Outcome.NOT_YET, words="Private", by=assessor)

    assign_assessor(assessment.unit, assessor=colleague, by=coordinator)

    assert not Judgement.objects.exists()


def test_handing_back_forgets_drafts_and_keeps_what_was_met(second_round, assessor, labelled):
    judge(second_round, requirement=labelled["P2"], outcome=Outcome.MEETS, by=assessor)

    hand_back(second_round, by=assessor)

    kept = second_round.judgements.values_list("requirement", flat=True)
    assert set(kept) == {labelled["P1"].pk, labelled["V1"].pk}


def test_nobody_hands_back_what_someone_else_reads(assessment, colleague, assessor):
    with pytest.raises(MoveNotAllowed):
        hand_back(assessment, by=colleague)

    assessment.refresh_from_db()
    assert assessment.assessor == assessor
