import pytest
from django.urls import reverse

from assessments.exchange import decided_of
from assessments.history import history_of
from assessments.models import Outcome, ProposedDecision, SignOff, State
from assessments.operations.countersigning import agree
from assessments.operations.licences import choose_countersigner
from assessments.operations.opening import note_opened
from assessments.operations.review import refer_back
from assessments.operations.sign_off import sign_off
from assessments.operations.ties import say_untied
from assessments.paper import content_of
from assessments.queries import hash_of_seen, seen_in
from people.models import User
from portfolios.models import EvidenceFile
from portfolios.operations.consent import ask_to_take_down
from tests.factories import MembershipFactory
from tests.factories.assessments import judge_all, share, unit_with_evidence, untied

pytestmark = pytest.mark.django_db
WORDS = "Pat, you asked everyone and wrote it down."


@pytest.fixture
def terry(client_for, trainee):
    """The trainee’s browser."""
    return client_for(trainee)


@pytest.fixture
def reply(with_trainee, trainee):
    return untied(refer_back(judge_all(with_trainee, Outcome.NOT_YET, words="Who was there?"), by=trainee))


@pytest.fixture
def signature(with_trainee, trainee, assessor):
    judge_all(with_trainee)
    seen = hash_of_seen(seen_in(with_trainee))
    proposal = sign_off(with_trainee, by=trainee, seen_hash=seen, declaration="I looked.", words=WORDS)
    note_opened(proposal.assessment, with_trainee.submission.items.first().evidence_version, by=assessor)
    return untied(proposal)


def at(name, proposal):
    return reverse(name, args=[proposal.assessment.code, proposal.code])


def page_of(proposal):
    return reverse("review", args=[proposal.assessment.code])


def text_of(answer):
    return answer.content.decode()


def state_of(proposal):
    proposal.assessment.refresh_from_db()
    return proposal.assessment.state


def test_a_trainee_asks_and_both_queues_say_so(terry, robin, with_trainee, assessor, trainee):
    judge_all(with_trainee, Outcome.NOT_YET, words="Who was there?")
    page = text_of(terry.get(reverse("review", args=[with_trainee.code])))
    assert "Ask Robin to agree to this reply" in page

    told = text_of(terry.send(reverse("review-reply", args=[with_trainee.code]), follow=True))

    assert "Robin is asked to agree. Till then nothing is released." in told
    assert "Waiting for someone to agree" in told
    assert "Waiting for you to agree" in text_of(robin.get(reverse("review-queue")))
    assert f"Waiting for {assessor} to agree" in text_of(terry.get(page_url := page_of(waiting())))
    assert "I agree" not in text_of(terry.get(page_url))


def waiting():
    return ProposedDecision.objects.get(answer="")


def test_whoever_is_asked_reads_all_of_it_and_changes_nothing(robin, signature, assessor, colleague):
    page = text_of(robin.get(page_of(signature)))
    version = signature.assessment.submission.items.first().evidence_version
    piece = robin.get(reverse("review-evidence", args=[signature.assessment.code, version.code]))

    assert "Terry Placeholder would like to sign off" in page
    assert WORDS in page
    assert "I agree: sign it off" in page
    assert piece.status_code == 200
    assert "Seen." in text_of(piece)
    assert f"/reviews/{signature.assessment.code}/evidence/{version.code}/judge/" not in text_of(piece)
    assert list(EvidenceFile.objects.visible_to(assessor)) == [version.file_links.get().file]
    assert not EvidenceFile.objects.visible_to(colleague).exists()


def test_a_colleague_who_is_not_asked_knows_nothing_of_it(client_for, colleague, reply):
    browser = client_for(colleague)

    answers = [browser.get(page_of(reply)), browser.send(at("decision-agree", reply))]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert "Terry Placeholder" not in text_of(browser.get(reverse("review-queue")))


def test_the_practitioner_sees_with_your_assessor_meanwhile(pat, reply, unit, assessor, trainee):
    page = text_of(pat.get(reverse("unit-detail", args=[unit.code])))

    assert "Who was there?" not in page
    assert str(assessor) not in page
    assert f"With {trainee.get_short_name()}" in page or "With your assessor" in page
    assert "Waiting for a second assessor" not in page


def test_agreeing_sends_the_reply(robin, pat, reply, unit):
    answer = robin.send(at("decision-agree", reply), follow=True)

    assert "Agreed. Terry’s reply is with Pat." in text_of(answer)
    assert state_of(reply) == State.REPLIED
    assert "Who was there?" in text_of(pat.get(reverse("unit-detail", args=[unit.code])))
    assert robin.get(page_of(reply)).status_code == 200


def test_agreeing_to_a_sign_off_names_both(robin, signature, assessor, trainee):
    robin.send(at("decision-agree", signature))

    signed = SignOff.objects.get()
    assert (signed.signed_by, signed.countersigned_by) == (trainee, assessor)
    assert "Robin Example agreed" in text_of(robin.get(page_of(signature)))
    printed = content_of(signed.entries.get().certificate, salt="0").entries[0]
    assert (printed.assessor_name, printed.countersigner_name) == ("Terry Placeholder", "Robin Example")


def test_the_history_and_what_leaves_name_both(signature, assessor, unit):
    agree(signature, by=assessor)

    both = "Terry Placeholder, and Robin Example agreed"
    assert [step.by for step in history_of(unit) if step.title == "Signed off"] == [both]
    assert [told.by for told in decided_of([unit])[unit.pk] if told.outcome == "signed off"] == [both]


def test_who_agreed_is_named_by_code_while_they_have_no_name(signature, assessor, unit):
    agree(signature, by=assessor)
    User.objects.filter(pk=assessor.pk).update(name="")

    both = f"Terry Placeholder, and {assessor.code} agreed"
    assert [step.by for step in history_of(unit) if step.title == "Signed off"] == [both]
    assert [told.by for told in decided_of([unit])[unit.pk] if told.outcome == "signed off"] == [both]


def test_nothing_is_agreed_to_unopened(robin, with_trainee, trainee):
    judge_all(with_trainee)
    seen = hash_of_seen(seen_in(with_trainee))
    proposal = untied(sign_off(with_trainee, by=trainee, seen_hash=seen, declaration="I looked."))

    answer = robin.send(at("decision-agree", proposal))

    assert answer.status_code == 422
    assert "You have not opened any of this evidence yet." in text_of(answer)


def test_looking_at_it_together_comes_back_with_words(robin, terry, reply):
    robin.send(at("decision-talk", reply), {"words": "Is P1 not on page 2?"})

    page = text_of(terry.get(page_of(reply)))
    assert "Robin Example would like to look at it together" in page
    assert "Is P1 not on page 2?" in page
    assert "Who was there?" in page
    assert robin.get(page_of(reply)).status_code == 404


def test_without_words_it_is_asked_for_them(robin, reply):
    answer = robin.send(at("decision-talk", reply), {"words": ""})

    assert answer.status_code == 422
    assert "Say in a few words what you would like to look at together." in text_of(answer)
    assert answer.content.decode().split("<title>")[1].startswith("Problem: ")
    assert state_of(reply) == State.TO_AGREE


def test_what_changed_meanwhile_goes_back_with_a_sentence(robin, terry, signature):
    ask_to_take_down(signature.assessment.unit.portfolio.evidence.get())

    answer = robin.send(at("decision-agree", signature), follow=True)

    assert "Something changed since Terry decided this, so nothing was released." in text_of(answer)
    assert "Something changed after you decided" in text_of(terry.get(page_of(signature)))


def test_answered_in_another_tab_hands_back_what_was_typed(robin, reply):
    robin.send(at("decision-talk", reply), {"words": "First."})

    answer = robin.send(at("decision-talk", reply), {"words": "Second thoughts."})

    assert answer.status_code == 409
    assert "Second thoughts." in text_of(answer)


def test_asked_of_another_meanwhile_the_one_before_is_not_let_in(
    robin, client_for, reply, trainee, colleague, coordinator
):
    choose_countersigner(trainee.licences.get(), countersigner=colleague, by=coordinator)
    say_untied(reply.assessment, by=colleague)

    assert robin.send(at("decision-agree", reply)).status_code == 404
    assert client_for(colleague).send(at("decision-agree", reply)).status_code == 302
    assert state_of(reply) == State.REPLIED


def test_of_many_to_agree_to_the_oldest_stand_in_the_queue(
    robin, reply, trainee, practitioner, organisation, monkeypatch
):
    unit = unit_with_evidence(practitioner, organisation, performance=1, knowledge=0, values=0)
    more = judge_all(share(unit, assessor=trainee), Outcome.NOT_YET, words="Who was there?")
    refer_back(more, by=trainee)
    monkeypatch.setattr("assessments.views.queue.AGREE_AT_ONCE", 1)

    page = robin.get(reverse("review-queue"))

    assert [one.pk for one in page.context["to_agree"]] == [reply.pk]
    assert 'Waiting for you to agree <span class="badge">2</span>' in text_of(page)
    assert "The others follow as these are done." in text_of(page)


def test_who_agrees_elsewhere_is_asked_from_a_place_where_one_keeps_no_licences(
    client_for, trainee, coordinator, assessor, outsider
):
    casey, elsewhere = client_for(coordinator), outsider.memberships.first().organisation
    MembershipFactory(person=coordinator, organisation=elsewhere)
    session = casey.session
    session["organisation"] = elsewhere.code
    session.save()
    url = reverse("licence-countersigner", args=[trainee.licences.get().code])

    answer = casey.send(url, {"countersigner": "nobody"})

    assert (answer.status_code, "Choose an assessor here" in text_of(answer)) == (422, True)
    assert trainee.licences.get().countersigner == assessor
