"""Whoever agrees to many decisions goes from one to the next without going back, the oldest first."""

import re

import pytest
from django.urls import reverse

from assessments.models import Outcome, ProposedDecision
from assessments.operations.review import refer_back
from tests.factories import MembershipFactory, UserFactory
from tests.factories.assessments import TINY, judge_all, share, unit_with_evidence, untied
from tests.reading import shown
from tests.remembering import remembered

pytestmark = pytest.mark.django_db


@remembered
def judged(name, organisation, trainee):
    person = MembershipFactory(person=UserFactory(name=name), organisation=organisation).person
    assessment = share(unit_with_evidence(person, organisation, **TINY), assessor=trainee)
    return judge_all(assessment, Outcome.NOT_YET, words="Who was there?")


@remembered
def proposed(assessment):
    return untied(refer_back(assessment, by=assessment.assessor))


@pytest.fixture
def decisions(organisation, trainee):
    """Three that wait for the assessor, the oldest first; what was shared first was decided last."""
    rounds = [
        judged(name, organisation, trainee) for name in ("Sal Example", "Mo Placeholder", "Olga Specimen")
    ]
    return [proposed(one) for one in reversed(rounds)]


def page_of(decision):
    return reverse("review", args=[decision.assessment.code])


def ways_in(page):
    """[(where it leads, in words)] of the way to the decision before and the next."""
    found = re.search(r'<nav[^>]*aria-label="Decisions to agree to">(.*?)</nav>', shown(page), re.DOTALL)
    links = re.findall(r'href="([^"]+)">(.*?)</a>', found[1], re.DOTALL) if found else []
    return [(to, " ".join(re.sub("<[^>]+>", "", words).split())) for to, words in links]


def send(browser, name, decision, typed=None):
    return browser.send(
        reverse(name, args=[decision.assessment.code, decision.code]), typed or {}, follow=True
    )


def test_the_page_leads_to_the_decision_before_and_the_next(robin, decisions):
    first, middle, last = map(page_of, decisions)

    assert ways_in(robin.get(first)) == [(middle, "Next decision")]
    assert ways_in(robin.get(middle)) == [(first, "Decision before"), (last, "Next decision")]
    assert ways_in(robin.get(last)) == [(middle, "Decision before")]


def test_whoever_proposed_them_is_not_led_along(client_for, trainee, decisions):
    assert ways_in(client_for(trainee).get(page_of(decisions[1]))) == []


def test_what_waits_for_another_is_not_among_them(robin, decisions, colleague):
    ProposedDecision.objects.filter(pk=decisions[1].pk).update(countersigner=colleague)

    assert ways_in(robin.get(page_of(decisions[0]))) == [(page_of(decisions[2]), "Next decision")]


def test_after_agreeing_comes_the_next(robin, decisions):
    answer = send(robin, "decision-agree", decisions[0])

    assert answer.redirect_chain == [(page_of(decisions[1]), 302)]
    assert "Agreed. Terry’s reply is with Olga. This is the next one." in shown(answer)


def test_after_asking_to_look_at_it_together_comes_the_next(robin, decisions):
    answer = send(robin, "decision-talk", decisions[1], {"words": "Is P1 not on page 2?"})

    assert answer.redirect_chain == [(page_of(decisions[2]), 302)]


def test_after_saying_what_ties_one_comes_the_next(robin, decisions):
    question = reverse("before-reading", args=[decisions[0].assessment.code])

    answer = robin.send(question, {"tie": "mentor"}, follow=True)

    assert answer.redirect_chain == [(page_of(decisions[1]), 302)]


def test_the_next_asks_first_where_it_was_not_asked(robin, decisions):
    ProposedDecision.objects.filter(pk=decisions[1].pk).update(untied_at=None)

    answer = send(robin, "decision-agree", decisions[0])

    asks = reverse("before-reading", args=[decisions[1].assessment.code])
    assert answer.redirect_chain == [(page_of(decisions[1]), 302), (asks, 302)]
    assert "This is the next one." in shown(answer)


def test_after_the_last_one_what_was_passed_by_is_named(robin, decisions):
    answer = send(robin, "decision-agree", decisions[2])

    assert answer.redirect_chain == [(reverse("review-queue"), 302)]
    said = (
        "That was the last decision to agree to. Those you passed by are still with you, for when you like."
    )
    assert said in shown(answer)


@pytest.mark.parametrize("count", [1, 5])
def test_the_page_costs_the_same_beside_one_and_five(
    robin, organisation, trainee, count, django_assert_num_queries
):
    found = [proposed(judged(f"Person {n}", organisation, trainee)) for n in range(count)]
    robin.get(page_of(found[0]))

    with django_assert_num_queries(17):
        assert robin.get(page_of(found[0])).status_code == 200
