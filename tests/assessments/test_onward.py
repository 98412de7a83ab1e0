"""After replying, signing off or handing back one lands in the next round, without going back."""

import pytest
from django.urls import reverse

from assessments.models import Assessment, Outcome, State
from assessments.operations.review import judge
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
