from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.licences import agreements_waiting
from assessments.models import (
    Award,
    Certificate,
    Judgement,
    Outcome,
    PieceOpened,
    ProposedDecision,
    SignOff,
    State,
    Tie,
    Transition,
)
from assessments.operations.assignment import assign_assessor, hand_back
from assessments.operations.countersigning import CannotAgree, ReadFirst, SayWhat, agree, talk_first
from assessments.operations.licences import choose_countersigner, end_licence
from assessments.operations.licensed import NobodyToAgree, NotLicensed
from assessments.operations.opening import note_opened
from assessments.operations.refusing import choose_readers
from assessments.operations.review import judge, refer_back
from assessments.operations.sign_off import sign_off
from assessments.operations.ties import say_tie, say_untied
from assessments.queries import hash_of_seen, seen_in
from assessments.quiet import say_no
from people.models import AuditEvent, OutboxMail
from people.states import MoveNotAllowed
from portfolios.models import EvidenceVersion
from portfolios.operations.consent import ask_to_take_down
from portfolios.operations.recall import CannotRecall, recall_round
from tests.factories import MembershipFactory
from tests.factories.assessments import judge_all, share, unit_with_evidence, untied
from tests.reading import shown

pytestmark = pytest.mark.django_db
WORDS = {"declaration": "I looked at all of it.", "words": "Well done."}
Answer = ProposedDecision.Answer


def replied(assessment):
    """Everything judged, and the trainee replies."""
    judge_all(assessment, Outcome.MORE_EVIDENCE, words="Who was there?")
    answer = refer_back(assessment, by=assessment.assessor)
    return untied(answer) if isinstance(answer, ProposedDecision) else answer


def signed(assessment):
    """All of it met; whoever is asked to agree has looked at it."""
    judge_all(assessment)
    looked_at(assessment)
    seen = hash_of_seen(seen_in(assessment))
    return untied(sign_off(assessment, by=assessment.assessor, seen_hash=seen, **WORDS))


def looked_at(assessment):
    licence = assessment.assessor.licences.first()
    for version in EvidenceVersion.objects.filter(items__submission=assessment.submission).distinct():
        for person in filter(None, [assessment.assessor, licence and licence.countersigner]):
            note_opened(assessment, version, by=person)


def state_of(assessment):
    assessment.refresh_from_db()
    return assessment.state


# --- proposing ------------------------------------------------------------------------------


def test_a_trainees_reply_waits_and_nothing_is_released(with_trainee, trainee, assessor, practitioner):
    proposal = replied(with_trainee)

    assert (proposal.kind, proposal.proposed_by, proposal.countersigner) == ("reply", trainee, assessor)
    assert state_of(with_trainee) == State.TO_AGREE
    assert with_trainee.submission.is_open
    assert not Judgement.objects.filter(released_at__isnull=False).exists()
    assert not AuditEvent.objects.filter(action="assessment.replied").exists()
    assert not AuditEvent.objects.filter(action="decision.proposed").exists()  # said with the answer
    told = OutboxMail.objects.filter(about_code=with_trainee.code).exclude(kind="shared")
    assert list(told.values_list("kind", "person")) == [("to_agree", assessor.pk)]


def test_a_trainees_sign_off_waits_and_makes_no_certificate(with_trainee, assessor):
    proposal = signed(with_trainee)

    assert (proposal.kind, proposal.countersigner) == ("sign-off", assessor)
    assert state_of(with_trainee) == State.TO_AGREE
    assert not SignOff.objects.exists()
    assert not Award.objects.exists()


def test_while_it_waits_nobody_judges_replies_signs_or_hands_it_back(with_trainee, trainee, assessor):
    replied(with_trainee)
    requirement = with_trainee.version.requirements.first()

    for who in (trainee, assessor):
        with pytest.raises(MoveNotAllowed):
            judge(with_trainee, requirement=requirement, outcome=Outcome.MEETS, by=who, revision=1)
        with pytest.raises(MoveNotAllowed):
            refer_back(with_trainee, by=who)
        with pytest.raises(MoveNotAllowed):
            sign_off(with_trainee, by=who, seen_hash="", **WORDS)
        with pytest.raises(MoveNotAllowed):
            hand_back(with_trainee, by=who)

    assert state_of(with_trainee) == State.TO_AGREE
    assert Judgement.objects.count() == 4


def test_what_waits_is_not_taken_back(with_trainee, practitioner):
    replied(with_trainee)

    with pytest.raises(CannotRecall):
        recall_round(with_trainee.unit, by=practitioner)

    assert state_of(with_trainee) == State.TO_AGREE


# --- agreeing -------------------------------------------------------------------------------


def test_agreeing_to_a_reply_is_the_trainees_reply(with_trainee, trainee, assessor, practitioner):
    proposal = agree(replied(with_trainee), by=assessor)

    assert (proposal.answer, proposal.answered_by) == (Answer.AGREED, assessor)
    assert state_of(with_trainee) == State.REPLIED
    assert not with_trainee.submission.__class__.objects.filter(is_open=True).exists()
    judged = Judgement.objects.values_list("outcome", "words__text", "judged_by").distinct()
    assert list(judged.order_by()) == [(Outcome.MORE_EVIDENCE, "Who was there?", trainee.pk)]
    assert not Judgement.objects.filter(released_at=None).exists()
    event = AuditEvent.objects.get(action="assessment.replied")
    assert (event.actor_code, event.payload["agreed_by"]) == (trainee.code, assessor.code)
    assert OutboxMail.objects.filter(kind="replied", person=practitioner).count() == 1
    assert OutboxMail.objects.filter(kind="decision_answered", person=trainee).count() == 1


def test_agreeing_to_a_sign_off_signs_exactly_what_was_proposed(with_trainee, trainee, assessor):
    judge_all(with_trainee)
    looked_at(with_trainee)
    seen = seen_in(with_trainee)
    proposal = untied(sign_off(with_trainee, by=trainee, seen_hash=hash_of_seen(seen), **WORDS))

    agree(proposal, by=assessor)

    signature = SignOff.objects.get()
    assert (signature.signed_by, signature.countersigned_by) == (trainee, assessor)
    assert signature.countersigned_at == signature.signed_at
    assert (signature.declaration, signature.words.text) == (WORDS["declaration"], WORDS["words"])
    assert list(signature.seen.values_list("evidence_version", "file", "sha256")) == seen
    assert Certificate.objects.get().entries.get().sign_off == signature
    event = AuditEvent.objects.get(action="assessment.signed_off")
    assert (event.actor_code, event.payload["agreed_by"]) == (trainee.code, assessor.code)


@pytest.mark.parametrize("act", [agree, lambda proposal, by: talk_first(proposal, by=by, words="Look.")])
def test_only_who_is_asked_answers_and_only_once(with_trainee, trainee, assessor, colleague, act):
    proposal = replied(with_trainee)
    for stranger in (trainee, colleague):
        with pytest.raises(MoveNotAllowed):
            act(proposal, by=stranger)
    assert state_of(with_trainee) == State.TO_AGREE

    act(proposal, by=assessor)
    events = AuditEvent.objects.count()

    for again in (agree, act):
        with pytest.raises(MoveNotAllowed):
            again(proposal, by=assessor)
    assert AuditEvent.objects.count() == events


def test_who_agrees_to_a_sign_off_has_opened_something_of_it(with_trainee, assessor):
    proposal = signed(with_trainee)
    PieceOpened.objects.filter(person=assessor).delete()

    with pytest.raises(ReadFirst):
        agree(proposal, by=assessor)

    assert state_of(with_trainee) == State.TO_AGREE
    assert not SignOff.objects.exists()


def test_who_is_asked_holds_a_licence_of_their_own_on_that_day(with_trainee, assessor):
    proposal = replied(with_trainee)
    end_licence(assessor.licences.get(), by=assessor)

    with pytest.raises(CannotAgree):
        agree(proposal, by=assessor)

    assert state_of(with_trainee) == State.TO_AGREE


def refused(assessment, assessor):
    whom = {"among": [assessor], "rather_not": [assessor]}
    choose_readers(assessment.unit.portfolio, **whom, by=assessment.owner)


def tied(assessment, assessor):
    between = {"practitioner": assessment.owner, "organisation": assessment.submission.organisation}
    say_tie(assessor, **between, kind=Tie.Kind.MENTOR, by=assessment.owner)


@pytest.mark.parametrize("sent_away", [refused, tied])
def test_who_is_sent_away_is_asked_no_more_and_it_comes_back_as_when_something_changed(
    with_trainee, trainee, assessor, client_for, sent_away
):
    proposal = replied(with_trainee)
    page = reverse("review", args=[with_trainee.code])
    before = AuditEvent.objects.exclude(action="tie.said").count(), Transition.objects.count()

    sent_away(with_trainee, assessor)

    assert (state_of(with_trainee), with_trainee.assessor) == (State.IN_REVIEW, trainee)
    proposal.refresh_from_db()
    assert (proposal.answer, proposal.answered_by, proposal.answer_words) == (Answer.CHANGED, None, "")
    assert (AuditEvent.objects.exclude(action="tie.said").count(), Transition.objects.count()) == before
    assert agreements_waiting(assessor) == []
    assert not OutboxMail.objects.filter(person=assessor, about_code=with_trainee.code).exists()
    robin, terry = client_for(assessor), client_for(trainee)
    assert robin.get(page).status_code == 404
    shown_to_trainee = shown(terry.get(page))
    assert "It came back to you" in shown_to_trainee
    assert "Ask whoever coordinates to choose someone else" in shown_to_trainee
    assert Judgement.objects.filter(released_at=None).count() == 4


def test_who_is_sent_away_from_one_persons_work_is_asked_about_that_of_others(
    with_trainee, assessor, practitioner, organisation
):
    replied(with_trainee)
    other = MembershipFactory(organisation=organisation).person

    refused(share(unit_with_evidence(other, organisation)), assessor)

    assert state_of(with_trainee) == State.TO_AGREE


def test_whoever_presses_agree_in_this_moment_cannot_tell_that_they_were_refused(with_trainee, assessor):
    proposal = replied(with_trainee)
    say_no(assessor, with_trainee.unit.portfolio)  # and the rest of it not yet

    with pytest.raises(CannotAgree, match="or another reason: which, nobody is told"):
        agree(proposal, by=assessor)


# --- going back -----------------------------------------------------------------------------


def test_looking_at_it_together_keeps_what_was_judged(with_trainee, trainee, assessor):
    proposal = replied(with_trainee)

    talk_first(proposal, by=assessor, words="Is P1 not shown on page 2?")

    assert state_of(with_trainee) == State.IN_REVIEW
    assert with_trainee.assessor == trainee
    proposal.refresh_from_db()
    assert (proposal.answer, proposal.answer_words) == (Answer.TALK_FIRST, "Is P1 not shown on page 2?")
    assert Judgement.objects.filter(released_at=None).count() == 4
    assert refer_back(with_trainee, by=trainee).pk != proposal.pk


def test_looking_at_it_together_says_at_what(with_trainee, assessor):
    proposal = replied(with_trainee)

    with pytest.raises(SayWhat):
        talk_first(proposal, by=assessor, words=" ")

    assert state_of(with_trainee) == State.TO_AGREE


def test_what_it_rests_on_changed_so_it_goes_back_and_nothing_is_released(with_trainee, assessor, trainee):
    proposal = signed(with_trainee)
    ask_to_take_down(with_trainee.unit.portfolio.evidence.get())

    answered = agree(proposal, by=assessor)

    assert answered.answer == Answer.CHANGED
    assert state_of(with_trainee) == State.IN_REVIEW
    assert not SignOff.objects.exists()
    assert not Judgement.objects.filter(released_at__isnull=False).exists()
    assert OutboxMail.objects.filter(kind="decision_answered", person=trainee).count() == 1


def test_a_trainee_whose_licence_ended_meanwhile_signs_nothing(with_trainee, trainee, assessor):
    proposal = replied(with_trainee)
    end_licence(trainee.licences.get(), by=assessor)

    assert agree(proposal, by=assessor).answer == Answer.CHANGED
    assert state_of(with_trainee) == State.IN_REVIEW


# --- who is asked ---------------------------------------------------------------------------


def test_who_is_tied_to_the_practitioner_is_not_asked(with_trainee, assessor, practitioner, organisation):
    Tie.objects.create(
        organisation=organisation,
        assessor=assessor,
        practitioner=practitioner,
        kind=Tie.Kind.MENTOR,
        said_by=assessor,
    )

    with pytest.raises(NobodyToAgree) as refusal:
        replied(with_trainee)

    assert str(assessor) in refusal.value.sentence
    assert state_of(with_trainee) == State.IN_REVIEW
    assert not ProposedDecision.objects.exists()


def test_another_is_chosen_and_what_waits_goes_to_them(
    with_trainee, trainee, assessor, colleague, coordinator
):
    proposal = replied(with_trainee)

    left = choose_countersigner(trainee.licences.get(), countersigner=colleague, by=coordinator)

    assert left == []
    with pytest.raises(MoveNotAllowed):
        agree(proposal, by=assessor)
    say_untied(with_trainee, by=colleague)
    assert agree(proposal, by=colleague).answer == Answer.AGREED
    assert OutboxMail.objects.filter(kind="to_agree", person=colleague).count() == 1


def test_what_the_other_cannot_agree_to_stays_with_whom_it_was(
    with_trainee, trainee, assessor, colleague, coordinator, organisation, practitioner
):
    proposal = replied(with_trainee)
    tie = {"kind": Tie.Kind.RELATIVE, "said_by": colleague, "organisation": organisation}
    Tie.objects.create(assessor=colleague, practitioner=practitioner, **tie)

    assert choose_countersigner(trainee.licences.get(), countersigner=colleague, by=coordinator) == [proposal]
    proposal.refresh_from_db()
    assert proposal.countersigner == assessor


def test_a_round_handed_to_another_takes_what_was_proposed_with_it(
    with_trainee, assessor, colleague, coordinator
):
    proposal = replied(with_trainee)

    assign_assessor(with_trainee.unit, assessor=colleague, by=coordinator)

    assert state_of(with_trainee) == State.IN_REVIEW
    assert with_trainee.assessor == colleague
    assert not Judgement.objects.exists()
    proposal.refresh_from_db()
    assert proposal.answer == Answer.PASSED_ON
    with pytest.raises(MoveNotAllowed):
        agree(proposal, by=assessor)


# --- who may sign ---------------------------------------------------------------------------


@pytest.mark.parametrize("act", [replied, signed])
def test_without_a_licence_one_judges_and_does_not_decide(assessment, assessor, coordinator, act):
    assessor.licences.all().delete()

    with pytest.raises(NotLicensed) as refusal:
        act(assessment)

    assert refusal.value.sentence == (
        "Replying and signing off wants a licence to assess, and none is recorded for you here yet. "
        "Casey Sample can record one. What you judged stays as it is."
    )
    assert state_of(assessment) == State.IN_REVIEW
    assert Judgement.objects.filter(released_at=None).count() == 4


def test_a_licence_counts_from_its_first_day_to_its_last(assessment, assessor, coordinator):
    judge_all(assessment, Outcome.NOT_YET, words="Show how.")
    now = timezone.now()
    today = assessment.submission.organisation.date_of(now)
    own = assessor.licences.all()

    own.update(from_date=today + timedelta(days=1))
    with pytest.raises(NotLicensed):
        refer_back(assessment, by=assessor, at=now)
    own.update(from_date=today - timedelta(days=9), until_date=today - timedelta(days=1))
    with pytest.raises(NotLicensed) as refusal:
        refer_back(assessment, by=assessor, at=now)
    assert "yours does not count today. Its last day was" in refusal.value.sentence
    own.update(until_date=today)
    refer_back(assessment, by=assessor, at=now)

    assert state_of(assessment) == State.REPLIED


def test_a_licence_of_another_place_does_not_count_here(assessment, assessor, outsider):
    assessor.licences.update(organisation=outsider.memberships.first().organisation)

    with pytest.raises(NotLicensed):
        replied(assessment)


# --- at the same moment ---------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_agreeing_twice_at_once_signs_once(with_trainee, assessor, at_once):
    proposal = signed(with_trainee)

    outcomes = at_once(*[lambda: agree(proposal, by=assessor)] * 4)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == [
        "MoveNotAllowed", "MoveNotAllowed", "MoveNotAllowed", "ProposedDecision",
    ]  # fmt: skip
    assert (SignOff.objects.count(), Certificate.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_agreeing_while_the_round_is_handed_on_is_one_of_the_two(
    with_trainee, assessor, colleague, coordinator, at_once
):
    proposal = signed(with_trainee)

    agreed, _handed = at_once(
        lambda: agree(proposal, by=assessor),
        lambda: assign_assessor(with_trainee.unit, assessor=colleague, by=coordinator),
    )

    proposal.refresh_from_db()
    if isinstance(agreed, MoveNotAllowed):
        assert (state_of(with_trainee), proposal.answer) == (State.IN_REVIEW, Answer.PASSED_ON)
        assert not SignOff.objects.exists()
    else:
        assert (state_of(with_trainee), proposal.answer) == (State.SIGNED_OFF, Answer.AGREED)
        assert SignOff.objects.count() == 1
        assert with_trainee.assessor != colleague
