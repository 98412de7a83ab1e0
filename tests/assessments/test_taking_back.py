"""A trainee takes back what they proposed, while nobody answered it: a step back until it is released."""

import pytest
from django.urls import reverse

from assessments.licences import agreements_waiting
from assessments.models import Judgement, Outcome, ProposedDecision, SignOff, State, Tie
from assessments.operations.answering_proposals import take_back
from assessments.operations.assignment import hand_back
from assessments.operations.countersigning import agree, talk_first
from assessments.operations.opening import note_opened
from assessments.operations.review import judge, refer_back
from assessments.operations.sign_off import sign_off
from assessments.queries import hash_of_seen, seen_in
from people.models import AuditEvent, OnceKey, OutboxMail
from people.states import MoveNotAllowed
from tests.factories.assessments import judge_all, untied
from tests.reading import shown

pytestmark = pytest.mark.django_db
Answer = ProposedDecision.Answer
MOVED_ON = "It was answered or taken back, or someone else reads it now. Nothing was changed just now."


def reply_of(assessment):
    judge_all(assessment, Outcome.NOT_YET, words="Who was there?")
    return untied(refer_back(assessment, by=assessment.assessor))


def signature_of(assessment):
    judge_all(assessment)
    said = {"seen_hash": hash_of_seen(seen_in(assessment)), "declaration": "Seen."}
    proposal = untied(sign_off(assessment, by=assessment.assessor, **said))
    note_opened(assessment, assessment.submission.items.first().evidence_version, by=proposal.countersigner)
    return proposal


@pytest.fixture
def terry(client_for, trainee):
    return client_for(trainee)


def address(proposal, name="decision-take-back"):
    return reverse(name, args=[proposal.assessment.code, proposal.code])


def stands(proposal):
    proposal.refresh_from_db()
    proposal.assessment.refresh_from_db()
    return proposal.answer, proposal.assessment.state


@pytest.mark.parametrize("made", [reply_of, signature_of])
def test_it_is_theirs_again_with_all_they_judged(terry, robin, with_trainee, trainee, assessor, made):
    proposal = made(with_trainee)
    assert "Take it back" in shown(terry.get(reverse("review", args=[with_trainee.code])))

    answer = terry.send(address(proposal), follow=True)

    assert answer.redirect_chain == [(reverse("review", args=[with_trainee.code]), 302)]
    assert "It is yours again, as you left it. Robin is asked no more." in shown(answer)
    assert "It came back to you" not in shown(answer)
    assert stands(proposal) == (Answer.TAKEN_BACK, State.IN_REVIEW)
    assert (proposal.assessment.assessor, proposal.answered_by) == (trainee, trainee)
    assert Judgement.objects.filter(released_at=None).exclude(words__text="").count() == 4
    assert agreements_waiting(assessor) == []
    assert not OutboxMail.objects.filter(person=assessor, about_code=with_trainee.code).exists()
    assert robin.get(reverse("review", args=[with_trainee.code])).status_code == 404


def test_that_it_was_proposed_is_said_with_an_answer_and_not_before(
    client_for, iqa, with_trainee, trainee, assessor
):
    take_back(reply_of(with_trainee), by=trainee)
    assert not AuditEvent.objects.filter(action__startswith="decision.").exists()

    again = refer_back(with_trainee, by=trainee)
    agree(again, by=assessor)

    said = AuditEvent.objects.filter(action__startswith="decision.").order_by("pk")
    assert list(said.values_list("action", "subject_code", "at")) == [
        ("decision.proposed", again.code, again.proposed_at),
        ("decision.agreed", again.code, said.last().at),
    ]
    steps = with_trainee.transitions.order_by("pk").values_list("to_state", "by")
    assert list(steps) == [(State.TO_AGREE, trainee.pk), (State.REPLIED, trainee.pk)]
    told = [one.sentence for one in client_for(iqa).get("/trail/?group=decisions").context["told"]]
    assert any(one.startswith("Terry Placeholder proposed a decision on ") for one in told)


def test_taken_back_and_handed_back_it_is_as_if_they_had_never_had_it(robin, with_trainee, trainee, assessor):
    before = AuditEvent.objects.count()
    proposal = refer_back(judge_all(with_trainee, Outcome.NOT_YET, words="Who was there?"), by=trainee)
    robin.send(reverse("before-reading", args=[with_trainee.code]), {"tie": "none"})
    take_back(proposal, by=trainee)

    hand_back(with_trainee, by=trainee)

    assert not ProposedDecision.objects.exists()
    assert AuditEvent.objects.count() == before
    assert not with_trainee.transitions.exists()
    assert not OnceKey.objects.filter(person=assessor, result_url__contains=with_trainee.code).exists()
    assert not OutboxMail.objects.filter(person=assessor, about_code=with_trainee.code).exists()


def test_a_tie_that_is_named_on_an_old_page_counts(robin, with_trainee, trainee, assessor):
    page = reverse("before-reading", args=[with_trainee.code])
    take_back(refer_back(judge_all(with_trainee, Outcome.NOT_YET, words="Who?"), by=trainee), by=trainee)

    overtaken = robin.send(page, {"tie": "none"})
    named = robin.send(page, {"tie": "mentor"})

    assert (overtaken.status_code, MOVED_ON in shown(overtaken)) == (409, True)
    assert named["Location"] == reverse("review-queue")
    assert Tie.objects.get().assessor == assessor


def test_then_they_judge_otherwise_and_propose_anew(with_trainee, trainee, assessor):
    take_back(reply_of(with_trainee), by=trainee)
    with_trainee.refresh_from_db()
    first = with_trainee.version.requirements.order_by("position").first()

    judge(with_trainee, requirement=first, outcome=Outcome.MEETS, by=trainee, revision=1)
    again = refer_back(with_trainee, by=trainee)

    assert agree(again, by=assessor).answer == Answer.AGREED
    assert OutboxMail.objects.filter(kind="to_agree", person=assessor).count() == 1


def test_what_was_said_before_is_still_there_to_read(terry, with_trainee, trainee, assessor):
    talk_first(reply_of(with_trainee), by=assessor, words="Is P1 not on page 2?")
    again = refer_back(with_trainee, by=trainee)

    answer = terry.send(address(again), follow=True)

    assert "Is P1 not on page 2?" in shown(answer)


@pytest.mark.parametrize("answered", [agree, lambda one, by: talk_first(one, by=by, words="Look.")])
def test_what_was_answered_is_not_taken_back(terry, with_trainee, trainee, assessor, answered):
    proposal = reply_of(with_trainee)
    answered(proposal, by=assessor)
    stood, events = stands(proposal), AuditEvent.objects.count()

    with pytest.raises(MoveNotAllowed):
        take_back(proposal, by=trainee)
    answer = terry.send(address(proposal))

    assert answer.status_code == 409
    assert MOVED_ON in shown(answer)
    assert (stands(proposal), AuditEvent.objects.count()) == (stood, events)


def test_nobody_else_takes_it_back(with_trainee, assessor, colleague, coordinator):
    proposal = reply_of(with_trainee)

    for other in (assessor, colleague, coordinator):
        with pytest.raises(MoveNotAllowed):
            take_back(proposal, by=other)

    assert stands(proposal) == ("", State.TO_AGREE)


@pytest.mark.parametrize("name", ["decision-agree", "decision-talk"])
def test_whoever_answers_too_late_is_told(robin, with_trainee, trainee, name):
    proposal = reply_of(with_trainee)
    take_back(proposal, by=trainee)

    answer = robin.send(address(proposal, name), {"words": "Is P1 not on page 2?"})

    assert answer.status_code == 409
    assert MOVED_ON in shown(answer)
    assert reverse("review-queue") in shown(answer)  # the round itself opens to them no more
    assert name == "decision-agree" or "Is P1 not on page 2?" in shown(answer)


@pytest.mark.django_db(transaction=True)
def test_agreeing_while_it_is_taken_back_is_one_of_the_two(with_trainee, trainee, assessor, at_once):
    proposal = signature_of(with_trainee)

    agreed, taken = at_once(lambda: agree(proposal, by=assessor), lambda: take_back(proposal, by=trainee))

    assert sorted(type(one).__name__ for one in (agreed, taken)) == ["MoveNotAllowed", "ProposedDecision"]
    if isinstance(taken, MoveNotAllowed):
        assert stands(proposal) == (Answer.AGREED, State.SIGNED_OFF)
    else:
        assert stands(proposal) == (Answer.TAKEN_BACK, State.IN_REVIEW)
    assert SignOff.objects.count() == isinstance(taken, MoveNotAllowed)
