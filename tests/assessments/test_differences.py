"""“I see it differently”: said to any released judgement, answered before anything else, kept as it was."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from assessments.differences import waiting_for
from assessments.models import SeenDifferently
from assessments.operations.assignment import accept_offer, assign_assessor
from assessments.operations.differences import (
    AnsweredBefore,
    AnswerFirst,
    CannotSeeDifferently,
    SaidBefore,
    answer_difference,
    see_differently,
)
from assessments.operations.refusing import choose_readers
from assessments.operations.review import judge, refer_back
from assessments.operations.sign_off import sign_off
from assessments.operations.ties import say_tie, say_untied_of
from assessments.queries import hash_of_seen, seen_in
from assessments.standings import standings_of
from people.models import AuditEvent, OutboxMail
from tests.factories.assessments import say_sound, sign
from tests.reading import text_of

pytestmark = pytest.mark.django_db
MINE = "It is on page two, in the second photo."
THEIRS = "Thank you, I had not looked there."


@pytest.fixture
def asked_for_more(second_round, labelled):
    """P2 wanted more in round 1; round 2 is with the assessor."""
    rounds = second_round.unit.submissions.get(round=1).assessment.judgements
    return rounds.select_related("requirement", "assessment__submission__unit__portfolio__owner").get(
        requirement=labelled["P2"]
    )


@pytest.fixture
def said(asked_for_more, practitioner):
    return see_differently(asked_for_more, by=practitioner, words=MINE)


def address(judgement, round=1):
    unit = judgement.assessment.submission.unit
    return reverse("see-differently", args=[unit.code, round, judgement.requirement.code])


def test_it_is_said_from_the_feedback_and_reaches_the_assessor(pat, robin, asked_for_more, mail_on, assessor):
    unit = asked_for_more.assessment.submission.unit
    refer_back_all(unit)
    feedback = pat.get(reverse("unit-detail", args=[unit.code])).content.decode()
    assert address(asked_for_more) in feedback

    page = pat.send(address(asked_for_more), {"words": MINE}, follow=True)

    said = SeenDifferently.objects.get()
    assert MINE in text_of(page)
    assert "An answer is still to come." in text_of(page)
    assert reverse("difference", args=[said.code]) in robin.get(reverse("review-queue")).content.decode()
    assert OutboxMail.objects.filter(kind="seen_differently", person=assessor).count() == 1
    event = AuditEvent.objects.get(action="judgement.seen_differently")
    assert MINE not in str(event.payload)


def refer_back_all(unit):
    """Reply to the open round with one more judgement, so that feedback shows."""
    review = unit.submissions.get(is_open=True).assessment
    know = review.version.requirements.get(kind="knowledge")
    judge(review, requirement=know, outcome="not yet", words="Say more.", by=review.assessor)
    refer_back(review, by=review.assessor)


def test_reply_and_sign_off_wait_for_the_answer(robin, second_round, labelled, said, assessor):
    refused = robin.send(reverse("review-reply", args=[second_round.code]))
    assert refused.status_code == 422
    assert "Pat sees P2 differently. Say first what you think of that." in text_of(refused)
    for label in ("P2", "K1"):
        judge(second_round, requirement=labelled[label], outcome="meets", by=assessor)
    say_sound(second_round)
    seen = hash_of_seen(seen_in(second_round))
    with pytest.raises(AnswerFirst):
        sign_off(second_round, by=assessor, seen_hash=seen, declaration="Seen.")
    signing = {"looked": "on", "no_tie": "on", "mine": "on", "seen_hash": seen, "words": "Well done"}
    page = robin.send(reverse("review-sign-off", args=[second_round.code]), signing)
    assert page.status_code == 422
    assert "Pat sees P2 differently." in text_of(page)
    assert "Well done" in text_of(page)

    answer = robin.send(reverse("difference", args=[said.code]), {"reply": THEIRS})

    assert answer["Location"] == reverse("review", args=[second_round.code])  # which waited for it
    assert sign_off(second_round, by=assessor, seen_hash=seen, declaration="Seen.")
    said.judgement.refresh_from_db()
    assert said.judgement.outcome == "more evidence"


def test_the_answer_reaches_who_asked_and_is_read_by_who_checks(
    pat, client_for, iqa, second_round, labelled, said, assessor, practitioner, mail_on
):
    answer_difference(said, by=assessor, reply=THEIRS)
    assert THEIRS in text_of(pat.get(address(said.judgement)))
    assert OutboxMail.objects.filter(kind="difference_answered", person=practitioner).count() == 1
    for label in ("P2", "K1"):
        judge(second_round, requirement=labelled[label], outcome="meets", by=assessor)
    say_sound(second_round)
    sign_off(second_round, by=assessor, seen_hash=hash_of_seen(seen_in(second_round)), declaration="Seen.")

    checked = text_of(client_for(iqa).get(reverse("review", args=[second_round.code])))

    assert MINE in checked
    assert THEIRS in checked


def test_once_for_each_judgement(pat, asked_for_more, said, practitioner):
    with pytest.raises(SaidBefore):
        see_differently(asked_for_more, by=practitioner, words="Again")

    page = pat.send(address(asked_for_more), {"words": "Again and again"})

    assert page.status_code == 409
    assert "Again and again" in text_of(page)
    assert SeenDifferently.objects.count() == 1


def test_only_what_was_released_and_only_ones_own(pat, asked_for_more, second_round, labelled, assessor):
    draft = judge(second_round, requirement=labelled["K1"], outcome="not yet", words="Hm.", by=assessor)

    with pytest.raises(CannotSeeDifferently):
        see_differently(draft, by=second_round.owner, words=MINE)
    with pytest.raises(CannotSeeDifferently):
        see_differently(asked_for_more, by=assessor, words=MINE)
    assert pat.get(address(draft, round=2)).status_code == 404
    assert pat.get(address(asked_for_more, round=999_999_999)).status_code == 404
    assert "Hm." not in text_of(pat.get(address(asked_for_more)))


def test_what_was_met_can_be_seen_differently_where_it_was_made(unit, second_round, labelled):
    refer_back_all(unit)

    standing = standings_of([unit])[unit.pk, labelled["V1"].pk]

    assert (standing.outcome, standing.round, standing.words) == ("meets", 1, "You asked everyone.")


def test_after_sign_off_it_is_still_said_and_answered_and_nothing_is_held(
    pat, robin, assessment, practitioner, assessor
):
    sign(assessment)
    judgement = assessment.judgements.select_related("requirement").first()

    pat.send(address(judgement), {"words": MINE})
    said = SeenDifferently.objects.get()
    page = robin.send(reverse("difference", args=[said.code]), {"reply": THEIRS}, follow=True)

    assert "Your answer is with them." in text_of(page)
    assert THEIRS in text_of(robin.get(reverse("review", args=[assessment.code])))


def test_whoever_reads_it_now_can_answer(client_for, said, colleague, coordinator):
    someone = client_for(colleague)
    assert someone.get(reverse("difference", args=[said.code])).status_code == 404
    assign_assessor(said.judgement.assessment.submission.unit, assessor=colleague, by=coordinator)

    say_untied_of(said.judgement.assessment.submission.unit, by=colleague)
    answered = someone.send(reverse("difference", args=[said.code]), {"reply": THEIRS})

    assert answered.status_code == 302
    said.refresh_from_db()
    assert (said.reply, said.replied_by) == (THEIRS, colleague)


def test_an_answer_stands(robin, said, assessor):
    answer_difference(said, by=assessor, reply=THEIRS)

    with pytest.raises(AnsweredBefore):
        answer_difference(said, by=assessor, reply="On second thoughts")
    page = robin.send(reverse("difference", args=[said.code]), {"reply": "On second thoughts"})

    assert page.status_code == 409
    assert "On second thoughts" in text_of(page)
    assert THEIRS in text_of(page)


@pytest.mark.parametrize("typed", ["", "  ", "x" * 5001])
def test_a_few_words_are_needed(pat, robin, asked_for_more, said, typed):
    page = robin.send(reverse("difference", args=[said.code]), {"reply": typed})

    assert page.status_code == 422
    said.refresh_from_db()
    assert said.replied_at is None


def test_neither_text_is_ever_rewritten_and_both_can_be_emptied(said, assessor):
    answer_difference(said, by=assessor, reply=THEIRS)
    mine = SeenDifferently.objects.filter(pk=said.pk)

    for change in ({"words": "Other"}, {"reply": "Other"}, {"said_at": said.replied_at}):
        with pytest.raises(DatabaseError), transaction.atomic():
            mine.update(**change)
    assert mine.update(words="", reply="") == 1


def test_said_twice_at_once_it_is_said_once(at_once, asked_for_more, practitioner):
    outcomes = at_once(*[lambda: see_differently(asked_for_more, by=practitioner, words=MINE)] * 2)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["SaidBefore", "SeenDifferently"]


def refused(unit, person):
    choose_readers(unit.portfolio, among=[person], rather_not=[person], by=unit.owner)


def tied(unit, person):
    between = {"practitioner": unit.owner, "organisation": unit.portfolio.organisation}
    say_tie(person, **between, kind="mentor", by=unit.owner)


@pytest.mark.parametrize("sent_away", [refused, tied])
def test_who_was_refused_or_is_tied_is_neither_told_nor_asked_nor_answers(
    asked_for_more, practitioner, assessor, colleague, robin, mail_on, sent_away
):
    unit = asked_for_more.assessment.submission.unit
    sent_away(unit, assessor)

    said = see_differently(asked_for_more, by=practitioner, words=MINE)

    assert not OutboxMail.objects.filter(kind="seen_differently").exists()
    address = reverse("difference", args=[said.code])
    pages = [robin.get(reverse(name)).content.decode() for name in ("review-queue", "waiting")]
    assert [address in page for page in pages] == [False, False]
    assert robin.send(address, {"reply": THEIRS}).status_code == 409
    assert waiting_for(assessor) == []
    accept_offer(unit.submissions.get(round=2).assessment, by=colleague)
    assert waiting_for(colleague) == [said]
    assert answer_difference(said, by=colleague, reply=THEIRS).replied_by == colleague


def test_whoever_reads_it_now_is_told_and_not_whoever_was_refused(
    asked_for_more, practitioner, assessor, colleague, coordinator, mail_on
):
    unit = asked_for_more.assessment.submission.unit
    refused(unit, assessor)
    assign_assessor(unit, assessor=colleague, by=coordinator)

    see_differently(asked_for_more, by=practitioner, words=MINE)

    assert OutboxMail.objects.get(kind="seen_differently").person == colleague
