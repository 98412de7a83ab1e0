"""A signed-off decision taken up again: a new round of the same frozen items, and everything old as it was."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from assessments.history import history_of
from assessments.models import (
    Award,
    BasisFlag,
    Certificate,
    CertificateEnd,
    Judgement,
    Outcome,
    Reopening,
    SignOff,
    State,
    Tie,
)
from assessments.operations.looking import record_look
from assessments.operations.reopening import CannotReopen, NoGround, ReopenedBefore, SayWhy, reopen
from assessments.operations.review import NothingJudged, judge, refer_back
from assessments.operations.second_looks import settle_flag
from assessments.operations.sign_off import sign_off
from assessments.operations.ties import say_tie
from assessments.queries import hash_of_seen, seen_in
from assessments.standings import standings_of
from people.models import AuditEvent, OutboxMail
from people.roles import Role
from portfolios.models import Submission
from portfolios.operations.consent import ask_to_take_down
from portfolios.operations.pursuits import start_pursuit
from portfolios.operations.recall import recall_round
from portfolios.operations.submission import CannotShare, check_sharing, share_unit
from tests.factories import MembershipFactory
from tests.factories.assessments import DECLARATION, judge_all, open_all, say_sound, share, sign
from tests.factories.awards import published_award
from tests.factories.second_looks import asked_and_noted, doubted, planned
from tests.reading import shown, text_of

pytestmark = pytest.mark.django_db
WHY = "P1 rests on a photo that shows someone else."


@pytest.fixture
def signed(assessment):
    return sign(assessment)


@pytest.fixture
def in_doubt(signed, iqa, labelled):
    """Signed off, and a second look does not find P1 the same."""
    doubted(signed, by=iqa, parts=[labelled["P1"]])
    return signed


def address(assessment):
    return reverse("review-reopen", args=[assessment.code])


def opened(assessment, *, by):
    return reopen(assessment.sign_off, by=by, words=WHY)


def items_of(submission):
    return set(submission.items.values_list("requirement", "evidence_version", "digest"))


def sign_again(again):
    say_sound(open_all(again))
    for requirement in again.version.requirements.exclude(
        pk__in=again.judgements.exclude(carried_from=None).values("requirement")
    ):
        judge(again, requirement=requirement, outcome=Outcome.MEETS, words="Seen.", by=again.assessor)
    seen = hash_of_seen(seen_in(again))
    return sign_off(again, by=again.assessor, seen_hash=seen, declaration="I have seen all of it.")


# --- the new round --------------------------------------------------------------------------


def test_a_new_round_holds_the_same_frozen_items(in_doubt, iqa, practitioner):
    evidence = in_doubt.unit.portfolio.evidence.get()
    type(evidence).objects.filter(pk=evidence.pk).update(story="Changed since.")

    again = opened(in_doubt, by=iqa).again

    old, new = in_doubt.submission, again.submission
    assert items_of(new) == items_of(old)
    assert (new.round, new.is_open, new.shared_by, new.shared_at, new.declaration) == (
        2,
        True,
        practitioner,
        old.shared_at,
        old.declaration,
    )
    assert (again.state, again.assessor) == (State.IN_REVIEW, in_doubt.assessor)


def test_what_is_doubted_is_judged_afresh_and_the_rest_comes_along(in_doubt, iqa, labelled):
    again = opened(in_doubt, by=iqa).again

    carried = again.judgements.exclude(carried_from=None)
    assert {one.requirement for one in carried} == {labelled[label] for label in ("P2", "K1", "V1")}
    judge(again, requirement=labelled["P1"], outcome=Outcome.NOT_YET, words="Who is it?", by=again.assessor)
    refer_back(again, by=again.assessor)
    assert again.submission.unit.submissions.get(round=2).is_open is False


def test_where_no_part_is_named_all_of_it_is_judged_afresh(signed, iqa):
    doubted(signed, by=iqa)

    assert not opened(signed, by=iqa).again.judgements.exists()


def test_what_was_met_in_earlier_rounds_comes_with_the_items_it_rested_on(
    second_round, iqa, labelled, assessor
):
    sign_again(second_round)
    second_round.refresh_from_db()
    doubted(second_round, by=iqa, parts=[labelled["P1"]])

    again = opened(second_round, by=iqa).again

    assert items_of(again.submission) == items_of(second_round.submission)
    assert judge(again, requirement=labelled["P1"], outcome=Outcome.MEETS, by=assessor).pk


def test_the_old_decision_stays_as_it_was(in_doubt, iqa):
    tables = ("judgement", "signoff", "signoffseen", "signoffwords", "certificate", "certificateentry")

    def kept():
        rows = []
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"SELECT * FROM assessments_{table} ORDER BY id")
                rows.append(cursor.fetchall())
        return rows

    before = kept()
    opened(in_doubt, by=iqa)

    assert [rows[: len(old)] for rows, old in zip(kept(), before, strict=True)] == before
    in_doubt.refresh_from_db()
    assert in_doubt.state == State.SIGNED_OFF
    for table in ("reopening", "certificateend"):
        for statement in (f"UPDATE assessments_{table} SET id = id", f"DELETE FROM assessments_{table}"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)


def test_it_is_an_event_and_the_assessor_and_the_practitioner_are_told(in_doubt, iqa, practitioner, mail_on):
    reopening = opened(in_doubt, by=iqa)

    event = AuditEvent.objects.get(action="decision.reopened")
    proof = event.payload.pop("words")  # the fingerprint of why: tests/assessments/test_words_are_proved.py
    assert (event.actor_code, len(proof), event.payload) == (
        iqa.code,
        64,
        {"sign_off": in_doubt.sign_off.code, "again": reopening.again.code},
    )
    told = OutboxMail.objects.filter(kind__in=["decision_opened_again", "opened_again"])
    assert set(told.values_list("kind", "person")) == {
        ("decision_opened_again", in_doubt.assessor_id),
        ("opened_again", practitioner.pk),
    }


# --- what it rests on -----------------------------------------------------------------------


def test_without_a_ground_nothing_is_opened(signed, iqa):
    flag = BasisFlag.objects.create(
        assessment=signed, evidence=signed.unit.portfolio.evidence.get(), why=BasisFlag.Why.TAKEN_DOWN
    )

    with pytest.raises(NoGround):
        opened(signed, by=iqa)

    settle_flag(flag, by=signed.assessor, words="Nothing else shows it.")
    assert opened(signed, by=iqa).record is None


def test_a_test_in_doubt_is_ground_enough_and_only_what_it_is_about_is_judged_afresh(
    client_for, signed, iqa, labelled
):
    sample, part = planned(signed, iqa=iqa), labelled["P1"]
    asked_and_noted(sample, found={part: Outcome.MEETS}, by=iqa)
    doubts = [(part, "authentic")]
    found = record_look(sample, agrees={part: True}, pieces=[], doubts=doubts, by=iqa)
    page = shown(client_for(iqa).get(address(signed)))
    assert "A second look found the same, and something in doubt." in page

    reopening = opened(signed, by=iqa)

    assert reopening.record == found
    carried = reopening.again.judgements.exclude(carried_from=None)
    assert {one.requirement for one in carried} == {labelled[label] for label in ("P2", "K1", "V1")}


def test_it_wants_words(in_doubt, iqa):
    with pytest.raises(SayWhy):
        reopen(in_doubt.sign_off, by=iqa, words="  ")

    assert not Reopening.objects.exists()


def test_it_happens_once(in_doubt, iqa):
    opened(in_doubt, by=iqa)

    with pytest.raises(ReopenedBefore):
        opened(in_doubt, by=iqa)

    assert (Reopening.objects.count(), Submission.objects.count()) == (1, 2)


def test_of_two_at_once_one_opens_it(in_doubt, iqa, at_once):
    outcomes = at_once(*[lambda: opened(in_doubt, by=iqa)] * 4)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["ReopenedBefore"] * 3 + ["Reopening"]
    assert (Reopening.objects.count(), Submission.objects.count(), CertificateEnd.objects.count()) == (
        1,
        2,
        1,
    )


def test_never_by_who_decided_who_owns_it_or_who_assures_nothing_here(
    in_doubt, organisation, assessor, practitioner, coordinator, outsider
):
    for person in (assessor, practitioner):
        MembershipFactory(role=Role.IQA, person=person, organisation=organisation)

    for person in (assessor, practitioner, coordinator, outsider):
        with pytest.raises(CannotReopen):
            opened(in_doubt, by=person)

    assert not Reopening.objects.exists()


def test_nor_by_who_judged_in_an_earlier_round_or_is_tied_to_its_owner(
    client_for, unit, organisation, practitioner, assessor, colleague, iqa
):
    other_iqa = MembershipFactory(role=Role.IQA, organisation=organisation).person
    first = share(unit, assessor=colleague)
    judge_all(first, Outcome.MORE_EVIDENCE)
    refer_back(first, by=colleague)
    signed = sign(share(unit, assessor=assessor))
    doubted(signed, by=iqa)
    MembershipFactory(role=Role.IQA, person=colleague, organisation=organisation)
    between = {"practitioner": practitioner, "organisation": organisation}
    say_tie(other_iqa, **between, kind=Tie.Kind.RELATIVE, by=other_iqa)

    for person in (colleague, other_iqa):
        with pytest.raises(CannotReopen):
            opened(signed, by=person)
        page = shown(client_for(person).get(address(signed)))
        assert ("something ties you to it" in page, "<textarea" in page) == (True, False)

    assert opened(signed, by=iqa).reopened_by == iqa


# --- certificates and awards ----------------------------------------------------------------


def test_its_certificate_ends_and_whoever_checks_is_told_no_reason(in_doubt, iqa, client_for):
    certificate = Certificate.objects.get()
    opened(in_doubt, by=iqa)

    assert (certificate.end.ended_by, certificate.end.ended_at is not None) == (iqa, True)
    for url in (reverse("verify-token", args=[certificate.token]), f"/check/?n={certificate.number}"):
        page = shown(client_for(None).get(url))
        assert "This certificate was withdrawn" in page
        assert "We don’t give reasons here" in page
        for private in (WHY, "Pat Sample", "is real", "opened again", "second look"):
            assert private not in page


def test_signed_again_another_certificate_takes_its_place(in_doubt, iqa, client_for, pat):
    old = Certificate.objects.get()
    again = opened(in_doubt, by=iqa).again

    sign_again(again)

    new = Certificate.objects.exclude(pk=old.pk).get()
    assert (new.replaces, new.award.instead_of, new.is_in_force) == (old, old.award, True)
    assert new.entries.get().sign_off.assessment == again
    page = shown(client_for(None).get(f"/check/?n={old.number}"))
    assert "This certificate was replaced by another one" in page
    assert f"?n={new.number_in_groups}" in page
    assert "Yes, this certificate is real" in shown(client_for(None).get(f"/check/?n={new.number}"))
    assert "Another one has taken its place." in shown(
        pat.get(reverse("certificate-detail", args=[old.code]))
    )
    assert "No longer counts" in shown(pat.get(reverse("certificate-list")))
    assert "No longer counts" in shown(pat.get(reverse("dashboard")))


@pytest.fixture
def with_award(signed, iqa, labelled, practitioner, organisation, trainer):
    """The rules of an award that was given for it, before a second look doubted P1."""
    rules = published_award((None, [signed.version.standard]), by=trainer)
    start_pursuit(rules, organisation=organisation, by=practitioner)
    doubted(signed, by=iqa, parts=[labelled["P1"]])
    return rules


def test_an_award_that_rests_on_it_waits_and_is_given_again(with_award, signed, iqa):
    rules = with_award.current_version
    old = Certificate.objects.get(award__rules=rules)

    again = opened(signed, by=iqa).again
    assert Award.objects.filter(rules=rules).count() == 1
    sign_again(again)

    new = Certificate.objects.get(replaces=old)
    assert (new.award.rules, new.award.instead_of) == (rules, old.award)
    assert (Certificate.objects.get(pk=old.pk).is_in_force, new.is_in_force) == (False, True)
    assert Certificate.objects.filter(end=None).count() == 2


def test_one_award_is_given_once_however_often_it_is_asked_for(
    with_award, signed, iqa, practitioner, organisation
):
    sign_again(opened(signed, by=iqa).again)

    start_pursuit(with_award, organisation=organisation, by=practitioner)

    assert Award.objects.filter(rules=with_award.current_version).count() == 2


# --- what the practitioner can do meanwhile ---------------------------------------------------


def test_the_practitioner_reads_why_and_need_do_nothing(in_doubt, iqa, pat, practitioner):
    opened(in_doubt, by=iqa)

    page = shown(pat.get(reverse("unit-detail", args=[in_doubt.unit.code])))
    assert "A decision was opened again" in page
    assert WHY in page
    assert "All of it is agreed and signed off." not in page
    with pytest.raises(CannotShare):
        check_sharing(in_doubt.unit, by=practitioner)
    from assessments.operations.recall import OpenedAgain

    with pytest.raises(OpenedAgain):
        recall_round(in_doubt.unit, by=practitioner)


def test_after_a_reply_the_practitioner_shares_again(in_doubt, iqa, practitioner, labelled):
    again = opened(in_doubt, by=iqa).again
    judge(again, requirement=labelled["P1"], outcome=Outcome.NOT_YET, words="Who is it?", by=again.assessor)
    refer_back(again, by=again.assessor)

    third = share_unit(again.unit, by=practitioner, declaration=DECLARATION).assessment

    carried = Judgement.objects.filter(assessment=third).exclude(carried_from=None)
    assert {one.requirement.label for one in carried} == {"P2", "K1", "V1"}
    sign_again(third)
    assert SignOff.objects.filter(reopening=None).count() == 1
    with pytest.raises(CannotShare):
        check_sharing(again.unit, by=practitioner)


def test_where_all_that_is_doubted_is_out_of_sight_the_assessor_can_still_reply(signed, iqa):
    evidence = signed.unit.portfolio.evidence.get()
    flag = BasisFlag.objects.create(assessment=signed, evidence=evidence, why=BasisFlag.Why.TAKEN_DOWN)
    settle_flag(flag, by=signed.assessor, words="Nothing else shows it.")
    again = opened(signed, by=iqa).again
    with pytest.raises(NothingJudged):
        refer_back(again, by=again.assessor)
    ask_to_take_down(evidence)

    refer_back(again, by=again.assessor)

    again.refresh_from_db()
    assert again.state == State.REPLIED


# --- the screen -----------------------------------------------------------------------------


def test_the_page_says_what_will_happen_and_does_it(client_for, iqa, in_doubt, robin):
    browser, certificate = client_for(iqa), Certificate.objects.get()
    assert address(in_doubt) in shown(browser.get(reverse("review", args=[in_doubt.code])))
    page = shown(browser.get(address(in_doubt)))
    for words in ("A second look did not find the same.", "Judged afresh:", certificate.number_in_groups):
        assert words in page

    answer = browser.send(address(in_doubt), {"words": WHY}, follow=True)

    assert "Opened again. The assessor and the practitioner are told." in shown(answer)
    assert "Opened again since" in shown(answer)
    again = Reopening.objects.get().again
    theirs = shown(robin.get(reverse("review", args=[again.code])))
    assert "This was decided once, and opened again" in theirs
    assert WHY in theirs
    assert browser.get(address(in_doubt))["Location"] == reverse("review", args=[in_doubt.code])


@pytest.mark.parametrize(("words", "says"), [("", "Say why"), ("x" * 5001, "That is 5001 characters")])
def test_what_is_wrong_is_answered_with_a_sentence(client_for, iqa, in_doubt, words, says):
    answer = client_for(iqa).send(address(in_doubt), {"words": words})

    assert answer.status_code == 422
    assert says in shown(answer)
    assert not Reopening.objects.exists()


def test_without_a_ground_the_page_says_what_would_be_one(client_for, iqa, signed):
    page = shown(client_for(iqa).get(address(signed)))

    assert "Nothing yet. A decision is opened again after a second look" in page
    assert "Open it again</button>" not in page


def test_the_way_here_says_who_opened_it_again(robin, in_doubt, iqa):
    again = opened(in_doubt, by=iqa).again

    answer = robin.get(reverse("review-sign-off", args=[again.code]))

    titles = [step.title for step in answer.context["history"]]
    assert titles == [
        "Opened the decision again, as round 2",
        "Signed off",
        "Shared round 1",
        "Started, against this standard as published",
    ]


# --- what is true now, on every page --------------------------------------------------------


def test_what_is_opened_again_is_agreed_no_more_and_what_nobody_doubts_still_is(in_doubt, iqa, pat, labelled):
    unit, p1, p2 = in_doubt.unit, labelled["P1"], labelled["P2"]
    assert {one.outcome for one in standings_of([unit]).values()} == {Outcome.MEETS}

    again = opened(in_doubt, by=iqa).again

    found = standings_of([unit])
    assert ((unit.pk, p1.pk) in found, found[unit.pk, p2.pk].outcome) == (False, Outcome.MEETS)
    evidence = unit.portfolio.evidence.get()
    said = text_of(pat.get(reverse("evidence-shows", args=[evidence.code])))
    assert said.count("It stays agreed, also without this tick.") == len(labelled) - 1
    assert "Signed off" in [step.title for step in history_of(unit)]
    judge(open_all(again), requirement=p1, outcome=Outcome.NOT_YET, words="Show P1.", by=again.assessor)
    refer_back(again, by=again.assessor)
    assert standings_of([unit])[unit.pk, p1.pk].outcome == Outcome.NOT_YET


def test_a_second_look_says_that_the_decision_was_opened_again_since(client_for, in_doubt, iqa, robin):
    page = reverse("second-look", args=[in_doubt.samples.get().record.code])
    assert "Opened again since" not in text_of(robin.get(page))

    opened(in_doubt, by=iqa)

    for browser in (robin, client_for(iqa)):
        said = text_of(browser.get(page))
        assert "Opened again since" in said
        assert WHY in said
        assert "They find something else" in said
