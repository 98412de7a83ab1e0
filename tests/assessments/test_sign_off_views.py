"""Everything on one page, and signing it: once, for good."""

import pytest
from django.urls import reverse

from assessments.declarations import signing
from assessments.models import Certificate, Judgement, Outcome, SignOff, State
from assessments.operations.review import judge, refer_back
from assessments.queries import hash_of_seen, seen_in
from people.models import AuditEvent
from tests.factories.assessments import judge_all, share, sign, unit_with_evidence
from tests.reading import shown

pytestmark = pytest.mark.django_db

TICKED = {"looked": "on", "no_tie": "on", "mine": "on"}


def address(assessment):
    return reverse("review-sign-off", args=[assessment.code])


def signed_with(assessment, **more):
    return TICKED | {"seen_hash": hash_of_seen(seen_in(assessment)), "words": "Well done, Pat."} | more


@pytest.fixture
def ready(assessment):
    return judge_all(assessment)


# --- the page -------------------------------------------------------------------------------


def test_everything_is_on_one_page_and_nothing_is_ticked(client_for, assessor, ready):
    answer = client_for(assessor).get(address(ready))

    page = shown(answer)
    for words in ["Ready to sign off", "4 of 4 met", "Pat Sample", "Robin Example", "This can’t be undone."]:
        assert words in page
    for requirement in ready.version.requirements.all():
        assert requirement.text in page
    assert " checked" not in page
    assert f'value="{hash_of_seen(seen_in(ready))}"' in page


def test_the_way_here_is_newest_first_and_holds_no_drafts(client_for, assessor, second_round):
    answer = client_for(assessor).get(address(second_round))

    titles = [step.title for step in answer.context["history"]]
    assert titles == [
        "Shared round 2",
        "Replied to round 1",
        "Shared round 1",
        "Started, against this standard as published",
    ]
    assert [j.words.text for j in answer.context["history"][1].judgements] == ["Who agreed to it?"]


def test_who_took_it_on_and_handed_it_back_is_not_in_the_history(client_for, assessor, colleague, unit):
    from assessments.operations.assignment import accept_offer, hand_back
    from assessments.operations.ties import say_untied

    assessment = share(unit)
    accept_offer(assessment, by=colleague)
    hand_back(assessment, by=colleague)
    assessment.refresh_from_db()
    accept_offer(assessment, by=assessor)
    say_untied(assessment, by=assessor)

    answer = client_for(assessor).get(address(assessment))

    assert "Cleo Example" not in shown(answer)
    assert [step.title for step in answer.context["history"]] == [
        "Shared round 1",
        "Started, against this standard as published",
    ]


def test_what_is_missing_is_named_and_linked(client_for, assessor, assessment, labelled):
    judge(assessment, requirement=labelled["P1"], outcome=Outcome.MEETS, by=assessor)
    judge(assessment, requirement=labelled["V1"], outcome=Outcome.MEETS, by=assessor)

    page = shown(client_for(assessor).get(address(assessment)))

    version = assessment.submission.items.first().evidence_version
    evidence = reverse("review-evidence", args=[assessment.code, version.code])
    for label, says in [
        ("P2", "P2 is not met yet."),
        ("K1", "K1 is not met yet."),
        ("V1", "Say in a few words how you saw V1."),
    ]:
        assert f'<a href="{evidence}#j-{labelled[label].code}">{says}</a>' in page
    assert "P1 is not met yet." not in page
    assert "Sign off, make certificate" not in page


def test_what_was_never_shared_is_named_without_a_link(client_for, assessor, unit, labelled):
    unit.claims.filter(requirement=labelled["K1"]).delete()

    page = shown(client_for(assessor).get(address(share(unit, assessor=assessor))))

    assert 'K1 is not met yet. <span class="hint">Pat has shared nothing for it.</span>' in page


def test_a_signed_review_leads_to_the_review(client_for, assessor, assessment):
    sign(assessment)

    answer = client_for(assessor).get(address(assessment))

    assert answer["Location"] == reverse("review", args=[assessment.code])


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_page_costs_the_same_for_one_and_thirty(
    client_for, assessor, practitioner, organisation, count, django_assert_num_queries
):
    unit = unit_with_evidence(practitioner, organisation, performance=count)
    ready = judge_all(share(unit, assessor=assessor))
    browser = client_for(assessor)

    with django_assert_num_queries(25):
        answer = browser.get(address(ready))

    assert len(answer.context["round"].findings) == count + 2


# --- signing --------------------------------------------------------------------------------


def test_signing_makes_the_sign_off_and_the_certificate(client_for, assessor, ready):
    answer = client_for(assessor).send(address(ready), signed_with(ready), follow=True)

    assert answer.redirect_chain == [(reverse("review-queue"), 302)]
    assert "Signed off. Pat’s certificate is being made." in shown(answer)
    signed = SignOff.objects.get()
    assert (signed.signed_by, signed.declaration, signed.words.text) == (
        assessor,
        signing(),
        "Well done, Pat.",
    )
    signed_page = client_for(assessor).get(reverse("review", args=[ready.code]))
    assert Certificate.objects.get().number_in_groups in shown(signed_page)


def test_a_signature_sent_twice_counts_once(client_for, assessor, ready):
    browser, typed = client_for(assessor), signed_with(ready, once="k" * 20)

    answers = [browser.post(address(ready), typed) for _press in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert SignOff.objects.count() == Certificate.objects.count() == 1


@pytest.mark.parametrize("unticked", ["looked", "no_tie", "mine"])
def test_each_declaration_is_needed_and_the_words_stay(client_for, assessor, ready, unticked):
    typed = signed_with(ready)
    del typed[unticked]

    answer = client_for(assessor).send(address(ready), typed)

    assert answer.status_code == 422
    assert "Tick this to sign:" in shown(answer)
    assert "Well done, Pat.</textarea>" in shown(answer)
    assert not SignOff.objects.exists()


@pytest.mark.parametrize("typed", [{"words": "x" * 5001}, {"words": "nul \x00"}, {"seen_hash": ""}])
def test_nonsense_is_answered_with_a_sentence(client_for, assessor, ready, typed):
    answer = client_for(assessor).send(address(ready), signed_with(ready, **typed))

    assert answer.status_code == 422
    assert "Problem:" in shown(answer)
    assert not SignOff.objects.exists()


def test_what_was_not_on_the_page_is_not_signed(client_for, assessor, ready):
    answer = client_for(assessor).send(address(ready), signed_with(ready, seen_hash="0" * 64))

    assert answer.status_code == 409
    page = shown(answer)
    assert "Something changed while you were looking. Nothing was signed" in page
    assert "Well done, Pat.</textarea>" in page
    assert f'value="{hash_of_seen(seen_in(ready))}"' in page
    assert " checked" not in page
    assert not SignOff.objects.exists()


def test_a_judgement_taken_back_in_between_stops_it(client_for, assessor, ready, labelled):
    typed = signed_with(ready)
    judge(ready, requirement=labelled["K1"], outcome="", by=assessor, revision=1)

    answer = client_for(assessor).send(address(ready), typed)

    assert answer.status_code == 422
    assert "K1 is not met yet." in shown(answer)
    assert "Well done, Pat." in shown(answer)
    assert not SignOff.objects.exists()


def test_after_a_reply_the_words_come_back(client_for, assessor, ready):
    typed = signed_with(ready)
    refer_back(ready, by=assessor)

    answer = client_for(assessor).send(address(ready), typed)

    assert answer.status_code == 409
    assert "Well done, Pat." in shown(answer)
    ready.refresh_from_db()
    assert ready.state == State.REPLIED


def test_who_may_sign(client_for, ready, practitioner, iqa, colleague, coordinator, outsider):
    people = [practitioner, iqa, colleague, coordinator, outsider]

    assert {client_for(person).send(address(ready), signed_with(ready)).status_code for person in people} == {
        404
    }
    assert not SignOff.objects.exists()
    assert not AuditEvent.objects.filter(action="assessment.signed_off").exists()
    assert not Judgement.objects.filter(released_at__isnull=False).exists()
