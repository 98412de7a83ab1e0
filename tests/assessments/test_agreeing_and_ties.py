"""Whoever agrees to a trainee’s decision is asked what ties them to the practitioner, before any of the work opens."""

import pytest
from django.urls import reverse

from assessments.licences import agreements_waiting
from assessments.models import Outcome, PieceOpened, ProposedDecision, State, Tie, Transition
from assessments.operations.countersigning import SayTiesFirst, agree, talk_first
from assessments.operations.licences import choose_countersigner, end_licence
from assessments.operations.review import refer_back
from assessments.operations.ties import end_tie, say_tie, say_untied
from people.models import AuditEvent, OutboxMail
from portfolios.models import EvidenceFile
from tests.factories.assessments import judge_all, untied
from tests.reading import shown

pytestmark = pytest.mark.django_db
Answer = ProposedDecision.Answer


def propose(assessment):
    judge_all(assessment, Outcome.NOT_YET, words="Who was there?")
    return refer_back(assessment, by=assessment.assessor)


@pytest.fixture
def asked(with_trainee):
    """Waits for the assessor to agree, who was not asked what ties them yet: as all that wait at an update."""
    return propose(with_trainee)


def at(name, proposal, *more):
    return reverse(name, args=[proposal.assessment.code, *more])


def stands(proposal):
    proposal.refresh_from_db()
    proposal.assessment.refresh_from_db()
    return proposal.answer, proposal.assessment.state


def untied_said(*, trainee):
    """By whom and when, but for what whoever read it said at their own answer."""
    said = AuditEvent.objects.filter(action="unit.untied").exclude(actor_code=trainee.code)
    return list(said.values_list("actor_code", "at"))


# --- asked ----------------------------------------------------------------------------------


def test_whoever_is_asked_to_agree_is_asked_before_they_see_any_of_it(robin, asked, assessor, coordinator):
    version = asked.assessment.submission.items.first().evidence_version
    question = at("before-reading", asked)
    pages = [at("review", asked), at("review-work", asked), at("review-evidence", asked, version.code)]

    answers = [robin.get(page) for page in pages]

    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, question)] * 3
    wordless = robin.send(at("decision-talk", asked, asked.code), {"words": " "})
    assert (wordless.status_code, wordless["Location"]) == (302, question)
    end_licence(assessor.licences.get(), by=coordinator)
    unlicensed = robin.send(at("decision-agree", asked, asked.code))
    assert (unlicensed.status_code, unlicensed["Location"]) == (302, question)
    assert not EvidenceFile.objects.visible_to(assessor).exists()
    assert not PieceOpened.objects.filter(person=assessor).exists()
    page = shown(robin.get(question))
    assert "Does something tie you to Pat Sample?" in page
    assert "Terry Placeholder asks you to agree to a decision on it." in page
    for tie in ("line manager", "relative", "mentor", "co-author", "witness", "other"):
        assert f'name="tie" value="{tie}"' in page
    assert "Hand it back" not in page
    assert "Who was there?" not in page
    assert version.words.name not in page


def test_saying_that_nothing_does_opens_it_and_leaves_no_event_yet(robin, asked, assessor):
    answer = robin.send(at("before-reading", asked), {"tie": "none"})

    assert answer["Location"] == at("review", asked)
    assert "Terry Placeholder would like to reply" in shown(robin.get(answer["Location"]))
    assert EvidenceFile.objects.visible_to(assessor).exists()
    assert untied_said(trainee=asked.proposed_by) == []


def test_no_answer_is_none(robin, asked):
    assert robin.send(at("before-reading", asked), {}).status_code == 422
    assert robin.get(at("review", asked)).status_code == 302


def test_agreeing_before_the_answer_is_refused_with_a_sentence(robin, asked, assessor):
    with pytest.raises(SayTiesFirst):
        agree(asked, by=assessor)

    answer = robin.send(at("decision-agree", asked, asked.code), follow=True)

    assert answer.redirect_chain == [(at("before-reading", asked), 302)]
    assert "First say whether something ties you to whoever did this." in shown(answer)
    assert stands(asked) == ("", State.TO_AGREE)


# --- remembered -----------------------------------------------------------------------------


def test_that_nothing_ties_them_is_in_the_record_with_their_answer(asked, assessor):
    untied(asked)

    agree(asked, by=assessor)

    asked.refresh_from_db()
    assert untied_said(trainee=asked.proposed_by) == [(assessor.code, asked.untied_at)]
    said = AuditEvent.objects.get(action="unit.untied", actor_code=assessor.code)
    assert said.subject_code == asked.assessment.unit.code


def test_asked_once_for_all_decisions_in_the_same_work_and_said_once(robin, asked, assessor):
    talk_first(untied(asked), by=assessor, words="Is P1 not on page 2?")

    again = refer_back(asked.assessment, by=asked.proposed_by)
    page = robin.get(at("review", again))
    agree(again, by=assessor)

    assert page.status_code == 200
    assert untied_said(trainee=asked.proposed_by) == [(assessor.code, asked.untied_at)]


def test_whoever_is_chosen_instead_is_asked_themselves(asked, assessor, colleague, trainee, coordinator):
    licence, said = trainee.licences.get(), untied(asked).untied_at

    choose_countersigner(licence, countersigner=colleague, by=coordinator)
    asked.refresh_from_db()
    assert (asked.countersigner, asked.untied_at) == (colleague, None)
    say_untied(asked.assessment, by=colleague)
    agree(asked, by=colleague)

    assert (
        said not in dict(untied_said(trainee=asked.proposed_by)).values()
    )  # what the one before said is kept nowhere
    assert [code for code, _at in untied_said(trainee=asked.proposed_by)] == [colleague.code]


def test_after_a_tie_they_are_asked_anew(asked, assessor, practitioner, organisation):
    between = {"practitioner": practitioner, "organisation": organisation}
    untied(asked)
    tie = say_tie(assessor, **between, kind=Tie.Kind.MENTOR, by=assessor)
    end_tie(tie, by=assessor)

    again = refer_back(asked.assessment, by=asked.proposed_by)

    assert again.untied_at is None


# --- tied -----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", Tie.Kind)
def test_saying_what_ties_them_takes_it_from_them_quietly(robin, asked, assessor, practitioner, kind):
    before = AuditEvent.objects.count(), Transition.objects.count()

    answer = robin.send(at("before-reading", asked), {"tie": kind.value}, follow=True)

    assert answer.redirect_chain == [(reverse("review-queue"), 302)]
    assert "It is back with Terry, for someone else to agree." in shown(answer)
    tie = Tie.objects.get()
    assert (tie.assessor, tie.practitioner, tie.kind, tie.said_by) == (assessor, practitioner, kind, assessor)
    assert stands(asked) == (Answer.CHANGED, State.IN_REVIEW)
    assert asked.answered_by is None
    assert (AuditEvent.objects.count(), Transition.objects.count()) == (before[0] + 1, before[1])  # the tie
    assert agreements_waiting(assessor) == []
    assert not OutboxMail.objects.filter(person=assessor, about_code=asked.assessment.code).exists()
    assert robin.get(at("review", asked)).status_code == 404


def test_whoever_proposed_it_reads_nothing_of_a_tie(robin, client_for, trainee, asked):
    robin.send(at("before-reading", asked), {"tie": "relative"})

    page = shown(client_for(trainee).get(at("review", asked)))

    assert "It came back to you" in page
    assert "Relative" not in page


def test_it_can_be_said_later_too_while_it_waits(robin, asked):
    untied(asked)
    assert at("before-reading", asked) in shown(robin.get(at("review", asked)))

    robin.send(at("before-reading", asked), {"tie": "mentor"})

    assert stands(asked) == (Answer.CHANGED, State.IN_REVIEW)


def test_once_they_agreed_there_is_nothing_to_ask(robin, asked, assessor):
    agree(untied(asked), by=assessor)

    assert robin.get(at("before-reading", asked))["Location"] == at("review", asked)
    assert robin.send(at("before-reading", asked), {"tie": "none"}).status_code == 409
