"""After replying, signing off or handing back one lands in the next round, without going back."""

import pytest
from django.urls import reverse

from assessments.models import Assessment, Assignment, Outcome, State
from assessments.operations.recall import ReadingBegan
from assessments.operations.review import judge
from portfolios.operations.recall import recall_round
from tests.factories.assessments import judge_all, open_all, share, unit_with_evidence
from tests.reading import shown

from .test_sign_off_views import signed_with

pytestmark = pytest.mark.django_db
NEXT = "This is the next one."


def send(browser, name, assessment, typed=None):
    return browser.send(reverse(name, args=[assessment.code]), typed or {}, follow=True)


def one_judged(assessment):
    requirement = assessment.version.requirements.first()
    judge(open_all(assessment), requirement=requirement, outcome=Outcome.MEETS, by=assessment.assessor)
    return assessment


def work(assessment):
    return [(reverse("review-work", args=[assessment.code]), 302)]


def narrowed_queue(browser, name):
    address = f"{reverse('review-queue')}?name={name}"
    browser.get(address)
    return address


def test_after_a_reply_comes_the_next_round(robin, queue):
    answer = send(robin, "review-reply", one_judged(queue[0]))

    assert answer.redirect_chain == work(queue[1])
    assert f"Your reply is with Olga. Thank you for reading. {NEXT}" in shown(answer)


def test_after_signing_off_comes_the_next_round(robin, queue):
    ready = judge_all(queue[0])

    answer = send(robin, "review-sign-off", ready, signed_with(ready))

    assert answer.redirect_chain == work(queue[1])
    assert f"Signed off. Olga’s certificate is being made. {NEXT}" in shown(answer)


def test_after_handing_back_comes_the_next_round(robin, queue):
    answer = send(robin, "offer-decline", queue[1])

    assert answer.redirect_chain == work(queue[2])
    assert f"Done. It is open for someone else. {NEXT}" in shown(answer)


def test_after_saying_what_ties_one_comes_the_next_round(robin, queue, assessor):
    again = share(unit_with_evidence(queue[0].owner, queue[0].submission.organisation), assessor=assessor)
    Assessment.objects.filter(pk=again.pk).update(opened_at=queue[0].opened_at)

    answer = send(robin, "before-reading", queue[0], {"tie": "relative"})

    assert answer.redirect_chain == work(queue[1])  # and not `again`, which goes to someone else too


def test_a_decision_that_waits_for_agreement_leads_on_too(client_for, trainee, with_trainee, unit, robin):
    answer = send(client_for(trainee), "review-reply", one_judged(with_trainee))

    with_trainee.refresh_from_db()
    assert with_trainee.state == State.TO_AGREE
    assert answer.redirect_chain == [(reverse("review-queue"), 302)]
    assert "Nothing else waits for you. Enjoy the quiet." in shown(answer)


def test_the_next_round_is_among_those_asked_to_see(robin, queue):
    narrowed_queue(robin, "sal")

    answer = send(robin, "review-reply", one_judged(queue[0]))

    assert answer.redirect_chain == work(queue[2])


def test_at_the_end_one_is_in_the_queue_as_it_was_narrowed(robin, queue):
    address = narrowed_queue(robin, "sal")

    answer = send(robin, "review-reply", one_judged(queue[2]))

    assert answer.redirect_chain == [(address, 302)]
    assert "That was the last one of those you asked to see. Take a breath." in shown(answer)
    assert answer.context["form"]["name"].value() == "sal"


def test_what_was_passed_by_is_named_at_the_end(robin, queue):
    answer = send(robin, "review-reply", one_judged(queue[2]))

    assert answer.redirect_chain == [(reverse("review-queue"), 302)]
    assert "Those you passed by are still with you" in shown(answer)


def test_declining_an_offer_stays_among_the_offers_as_they_were_narrowed(robin, unit, queue):
    offer = share(unit)
    address = narrowed_queue(robin, "a")

    answer = send(robin, "offer-decline", offer)

    assert answer.redirect_chain == [(address, 302)]
    assert NEXT not in shown(answer)


@pytest.mark.parametrize("name", ["review", "review-work", "review-sign-off"])
def test_the_way_back_keeps_what_was_asked(robin, queue, name):
    address = narrowed_queue(robin, "olga")

    assert f'href="{address}"' in shown(robin.get(reverse(name, args=[queue[0].code])))


# --- being sent there is not beginning to read ----------------------------------------------


def test_whoever_is_sent_to_the_next_round_has_not_begun_to_read_it(robin, queue):
    answer = send(robin, "review-reply", one_judged(queue[0]))

    assert (answer.status_code, begun(queue[1])) == (200, False)
    recall_round(queue[1].unit, by=queue[1].owner)
    assert Assessment.objects.get(pk=queue[1].pk).state == State.RECALLED


@pytest.mark.parametrize("door", ["review-work", "review", "review-evidence"])
def test_coming_back_to_it_or_opening_a_piece_is_beginning(robin, queue, door):
    send(robin, "review-reply", one_judged(queue[0]))
    version = queue[1].submission.items.first().evidence_version.code

    robin.get(reverse(door, args=[queue[1].code] + [version] * (door == "review-evidence")))

    assert begun(queue[1])
    with pytest.raises(ReadingBegan):
        recall_round(queue[1].unit, by=queue[1].owner)


def test_judging_where_one_was_sent_is_beginning(robin, queue, assessor):
    send(robin, "review-reply", one_judged(queue[0]))

    judge(
        queue[1],
        requirement=queue[1].version.requirements.first(),
        outcome=Outcome.MEETS,
        by=assessor,
    )

    assert begun(queue[1])


def test_whoever_is_asked_for_ties_on_the_way_goes_on_of_their_own_accord(robin, queue):
    Assignment.objects.filter(unit=queue[1].unit).update(untied_at=None)
    send(robin, "review-reply", one_judged(queue[0]))

    send(robin, "before-reading", queue[1], {"tie": "none"})

    assert begun(queue[1])


def test_what_was_on_the_screen_is_noted_all_the_same(robin, queue):
    send(robin, "review-reply", one_judged(queue[0]))

    assert queue[1].openings.count() == 1


def begun(assessment):
    return Assessment.objects.get(pk=assessment.pk).begun_at is not None
