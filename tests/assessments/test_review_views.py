"""A round at a glance, and the reply."""

import pytest
from django.urls import reverse

from assessments.models import Certificate, Outcome, State
from assessments.operations.review import judge, refer_back
from assessments.queries import answered_by, queue_of
from people.models import AuditEvent, OutboxMail
from people.roles import Role
from portfolios.models import EvidenceVersion
from portfolios.operations.evidence import change_evidence
from portfolios.operations.submission import share_unit
from tests.factories import EvidenceFactory, MembershipFactory, OrganisationFactory
from tests.factories.assessments import DECLARATION, judge_all, share, sign, unit_with_evidence
from tests.reading import shown

pytestmark = pytest.mark.django_db


def address(assessment, name="review"):
    return reverse(name, args=[assessment.code])


# --- what is shown --------------------------------------------------------------------------


def test_the_overview_names_person_standard_round_evidence_and_declaration(client_for, assessor, assessment):
    page = shown(client_for(assessor).get(address(assessment)))

    evidence = assessment.unit.portfolio.evidence.get()
    for words in [
        "Pat Sample",
        assessment.version.title,
        "Round 1",
        evidence.name,
        "14 March 2026",
        DECLARATION,
    ]:
        assert words in page
    assert "Reply to Pat" in page
    assert "0 of 4 judged" in page


def test_every_requirement_stands_there_in_its_own_words(client_for, assessor, assessment):
    page = shown(client_for(assessor).get(address(assessment)))

    for requirement in assessment.version.requirements.all():
        assert requirement.text in page
        assert f'<span class="code">{requirement.label}</span>' in page


def test_sign_off_is_offered_only_when_everything_is_met(client_for, assessor, assessment):
    browser, button = client_for(assessor), "Go to sign-off"
    before = shown(browser.get(address(assessment)))
    judge_all(assessment)

    assert button not in before
    assert button in shown(browser.get(address(assessment)))


def test_the_second_round_says_what_was_met_and_what_was_asked(client_for, assessor, second_round):
    page = shown(client_for(assessor).get(address(second_round)))

    assert "Round 2" in page
    assert "Since the last round no piece has changed." in page
    assert "in round 1" in page


def test_the_second_round_marks_what_is_new_and_what_changed(
    client_for, assessor, assessment, practitioner, labelled
):
    judge(assessment, requirement=labelled["P2"], outcome=Outcome.MORE_EVIDENCE, words="More.", by=assessor)
    refer_back(assessment, by=assessor)
    unit = assessment.unit
    first = unit.portfolio.evidence.get()
    facts = ("name", "kind", "happened_on", "happened_precision", "identifiable")
    kept = {fact: getattr(first, fact) for fact in facts}
    all_of_it = {unit: dict.fromkeys(labelled.values(), "")}
    change_evidence(first, by=practitioner, revision=1, claims=all_of_it, story="Told again.", **kept)
    new = EvidenceFactory(portfolio=unit.portfolio)
    new.claims.create(unit=unit, requirement=labelled["P2"], made_by=practitioner)
    second = share_unit(unit, by=practitioner, declaration=DECLARATION).assessment

    answer = client_for(assessor).get(address(second))

    assert "2 pieces are new or changed" in shown(answer)
    pieces = {
        piece.words.name: (bool(piece.before), piece.is_changed) for piece in answer.context["round"].shared
    }
    assert pieces == {first.name: (True, True), new.name: (False, False)}


def test_an_iqa_reads_signed_off_work_and_finds_nothing_to_press(client_for, iqa, assessment):
    sign(assessment)

    page = shown(client_for(iqa).get(address(assessment)))

    assert "I have seen all of it." in page
    assert f'action="{address(assessment, "review-reply")}"' not in page
    assert f'action="{address(assessment, "offer-decline")}"' not in page


def test_an_assessor_who_left_reads_nothing_more_from_the_next_request_on(client_for, assessor, assessment):
    browser = client_for(assessor)
    piece = reverse("review-evidence", args=[assessment.code, EvidenceVersion.objects.get().code])
    certificate = Certificate.objects.get(entries__submission=sign(assessment).submission)
    addresses = [address(assessment), piece, reverse("certificate-detail", args=[certificate.code])]
    assert [browser.get(page).status_code for page in addresses] == [200, 200, 200]

    assessor.memberships.update(until_date="2020-01-01")

    assert [browser.get(page).status_code for page in addresses] == [404, 404, 404]
    assert browser.send(address(assessment, "review-reply")).status_code == 404
    assert list(queue_of(assessor)) == list(answered_by(assessor)) == []


def test_who_left_one_place_goes_on_reading_in_another(client_for, assessor, assessment):
    MembershipFactory(person=assessor, role=Role.ASSESSOR, organisation=OrganisationFactory())

    assessor.memberships.filter(organisation=assessment.submission.organisation).update(
        until_date="2020-01-01"
    )

    assert client_for(assessor).get(address(assessment)).status_code == 404
    assert "Pat Sample" not in shown(client_for(assessor).get(reverse("review-queue")))


def test_hostile_words_are_shown_as_words(client_for, assessor, practitioner, organisation):
    unit = unit_with_evidence(practitioner, organisation)
    unit.portfolio.evidence.update(name="<script>alert(1)</script>", story="</div><b>'\"")
    assessment = share(unit, assessor=assessor)

    page = client_for(assessor).get(address(assessment)).content.decode()

    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_overview_costs_the_same_for_one_and_thirty(
    client_for, assessor, practitioner, organisation, count, django_assert_num_queries
):
    unit = unit_with_evidence(practitioner, organisation)
    for _one in range(count - 1):
        piece = EvidenceFactory(portfolio=unit.portfolio)
        piece.claims.create(unit=unit, requirement=unit.version.requirements.first(), made_by=practitioner)
    assessment = judge_all(share(unit, assessor=assessor))
    browser = client_for(assessor)

    with django_assert_num_queries(15):
        answer = browser.get(address(assessment))

    assert len(answer.context["round"].pieces) == count


# --- replying -------------------------------------------------------------------------------


def test_replying_sends_it_back_with_thanks(client_for, assessor, practitioner, assessment):
    judge_all(assessment, outcome=Outcome.MORE_EVIDENCE, words="Tell me who was there.")

    answer = client_for(assessor).send(address(assessment, "review-reply"), follow=True)

    assert answer.redirect_chain == [(reverse("review-queue"), 302)]
    assert "Your reply is with Pat. Thank you for reading." in shown(answer)
    assessment.refresh_from_db()
    assert assessment.state == State.REPLIED
    assert OutboxMail.objects.get(kind="replied").person == practitioner


def test_a_reply_without_words_names_each_and_links_to_it(client_for, assessor, assessment, labelled):
    judge(assessment, requirement=labelled["P2"], outcome=Outcome.MORE_EVIDENCE, by=assessor)
    judge(assessment, requirement=labelled["K1"], outcome=Outcome.NOT_YET, words="  ", by=assessor)
    judge(assessment, requirement=labelled["P1"], outcome=Outcome.MEETS, by=assessor)

    answer = client_for(assessor).send(address(assessment, "review-reply"))

    assert answer.status_code == 422
    version = assessment.submission.items.first().evidence_version
    page = reverse("review-evidence", args=[assessment.code, version.code])
    for label, outcome in [("P2", "More evidence"), ("K1", "Not yet")]:
        assert f'<a href="{page}#{labelled[label].code}-words">{label}: {outcome}</a>' in shown(answer)
    assert "P1: Meets" not in shown(answer)
    assessment.refresh_from_db()
    assert (assessment.state, assessment.judgements.count()) == (State.IN_REVIEW, 3)


def test_a_reply_about_nothing_is_refused(client_for, assessor, assessment):
    answer = client_for(assessor).send(address(assessment, "review-reply"))

    assert answer.status_code == 422
    assert "Judge at least one thing first." in shown(answer)


def test_replying_twice_at_two_windows_is_said_and_happens_once(client_for, assessor, assessment):
    judge_all(assessment, outcome=Outcome.NOT_YET)
    browser = client_for(assessor)

    statuses = [browser.send(address(assessment, "review-reply")).status_code for _window in range(2)]

    assert statuses == [302, 409]
    assert AuditEvent.objects.filter(action="assessment.replied").count() == 1
