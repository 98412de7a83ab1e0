"""What someone did for others outlives their name: decisions, testimony, parts in what several people did."""

from collections import Counter
from datetime import date

import pytest
from django.urls import reverse

from assessments.models import (
    Action,
    Assessment,
    Assignment,
    Certificate,
    Feedback,
    Judgement,
    Sample,
    SignOff,
    State,
)
from assessments.operations.cover import cover_queue
from assessments.operations.erasing import IsAskedStill, LooksStill, ReadsStill
from assessments.operations.feedback import write_feedback
from assessments.operations.looking import answer_action, settle_action
from assessments.operations.plans import set_aside
from assessments.operations.questions import ask_question
from assessments.operations.review import refer_back
from people.models import AuditEvent, User
from people.operations.erasing import erase_person
from people.roles import Role
from people.trail import NO_LONGER
from portfolios.models import Evidence, EvidenceVersionWords, Submission, WitnessRequest
from portfolios.operations.confirming import confirm_testimony
from portfolios.operations.submission import share_unit
from portfolios.operations.testimony import save_statement
from portfolios.operations.together import agree_with_part, ask_for_part
from tests.erasing.canaries import CANARY, found, found_in_tables, plant
from tests.erasing.table import OF_AN_ASSESSOR
from tests.factories import EvidenceFactory, EvidenceFileFactory, MembershipFactory
from tests.factories.assessments import judge_all, share, sign, unit_with_evidence
from tests.factories.second_looks import asked_and_noted, asked_to_put_right, doubted, looked_at, planned
from tests.factories.witnesses import SAID, asked, prepared, saved
from tests.people.test_verify_audit import verify


@pytest.fixture
def assessor(assessor):
    return with_a_canary(assessor)


def with_a_canary(person):
    User.objects.filter(pk=person.pk).update(name=f"{CANARY} Sample", email=f"{CANARY}@sample.example")
    person.refresh_from_db()
    return person


@pytest.fixture
def decided(practitioner, organisation, assessor, iqa):
    """One reply with words for several and a question, one sign-off that an IQA looked at and asked about."""
    replied = judge_all(
        share(unit_with_evidence(practitioner, organisation), assessor=assessor), "more evidence"
    )
    asks = {"requirement": replied.version.requirements.first(), "words": "Who was there?"}
    ask_question(replied, by=assessor, **asks)
    write_feedback(
        replied, text="Say more about it.", requirements=list(replied.version.requirements.all()), by=assessor
    )
    refer_back(replied, by=assessor, asks_on=True)
    signed = sign(share(unit_with_evidence(practitioner, organisation), assessor=assessor))
    record = doubted(signed, by=iqa)
    asked_to_put_right(record, assessor=assessor)
    to_grow = {"kind": Action.Kind.DEVELOPMENTAL, "words": "Sit in with Cleo.", "due_date": date(2030, 1, 1)}
    Action.objects.create(organisation=organisation, record=record, assessor=assessor, **to_grow)
    Action.objects.update(answer="I sat in with a colleague.")
    return replied, signed


def test_an_assessor_leaves_their_decisions_and_takes_their_name(
    decided, erase, assessor, practitioner, iqa, coordinator, client_for, client
):
    replied, signed = decided
    plant(assessor, OF_AN_ASSESSOR)
    judged = list(Judgement.objects.order_by("pk").values())
    signs, number = list(SignOff.objects.values()), Certificate.objects.get().number

    erase(assessor)

    assert found() == []
    assert (list(Judgement.objects.order_by("pk").values()), list(SignOff.objects.values())) == (
        judged,
        signs,
    )
    assert Feedback.objects.get().text == "Say more about it."
    assert not Assignment.objects.filter(ended_at=None).exists()
    assert Action.objects.get(settled_at=None).kind == Action.Kind.CORRECTIVE
    assert verify()[0] == 0
    assert client.get(reverse("verify"), {"n": number}).status_code == 200
    pages = {
        practitioner: [reverse("unit-detail", args=[replied.submission.unit.code])],
        iqa: [reverse("review", args=[signed.code]), reverse("sample", args=[Sample.objects.get().code])],
        coordinator: [reverse("licences")],
    }
    for person, urls in pages.items():
        for url in urls:
            page = client_for(person).get(url)
            assert (page.status_code, str(NO_LONGER) in page.text) == (200, True), url


def test_what_is_to_be_put_right_stays_to_be_settled_and_then_lets_the_certificate_go(
    assessment, assessor, iqa, erase, client_for
):
    sample = planned(assessment, iqa=iqa)
    sign(assessment)
    action = asked_to_put_right(looked_at(sample, by=iqa, agrees=False), assessor=assessor)
    answer_action(action, words=f"{CANARY} did it.", by=assessor)

    erase(assessor)

    assert (found(), Certificate.objects.exists()) == ([], False)
    page = client_for(iqa).get(reverse("action", args=[action.code]))
    assert "Whoever was asked to put something right is no longer here." in page.text
    assert "It is done: settle it" in page.text
    settle_action(action, by=iqa)
    assert Certificate.objects.count() == 1


def test_the_next_round_goes_on_offer(decided, erase, assessor, practitioner):
    replied, _signed = decided
    erase(assessor)
    share_unit(replied.submission.unit, by=practitioner, declaration="Mine.")
    assert Assessment.objects.latest("pk").state == "on offer"


def test_whoever_reads_something_passes_it_on_first(practitioner, organisation, assessor, colleague, erase):
    unit = unit_with_evidence(practitioner, organisation)
    share(unit, assessor=assessor)
    with pytest.raises(ReadsStill, match="They read 1 round "):
        erase(assessor)
    cover_queue(assessor, organisation=organisation, colleague=colleague, units=[unit], by=assessor)
    erase(assessor)
    assert found() == []
    assert Assessment.objects.get().assessor == colleague


def test_whoever_is_asked_to_agree_answers_first(with_trainee, trainee, assessor, erase):
    refer_back(judge_all(with_trainee), by=trainee)
    with pytest.raises(IsAskedStill):
        erase(assessor)
    assert not AuditEvent.objects.filter(action="person.erased").exists()


def test_a_second_look_nobody_began_waits_for_another_and_one_begun_is_ended_first(
    assessment, organisation, iqa, erase
):
    sample = planned(sign(assessment), iqa=iqa)
    found_there = dict.fromkeys(assessment.version.requirements.all(), "meets")
    noted = asked_and_noted(sample, found=found_there, by=iqa)
    with pytest.raises(LooksStill):
        erase(iqa)
    another = MembershipFactory(organisation=organisation, role=Role.IQA).person
    set_aside(noted, words="Looked at elsewhere.", by=another)
    waits = planned(Assessment.objects.get(), iqa=iqa)
    erase(iqa)
    waits.refresh_from_db()
    assert (waits.iqa, waits.state) == (None, "planned")


def test_a_witness_leaves_what_they_saw_and_takes_who_they_are(practitioner, organisation, colleague, erase):
    """With an account: signed in as they said it, or asked at its address."""
    witness = with_a_canary(colleague)
    unit = unit_with_evidence(practitioner, organisation)
    request = asked(unit, email=witness.email, name=f"{CANARY} W")
    told = {
        "name": f"{CANARY} W",
        "relation": f"{CANARY} neighbour",
        "contact": CANARY,
        "saw": "They listened.",
    }
    answers = {one.pk: "Pat listened first." for one in request.questions.all()}
    save_statement(request, by=witness, revision=1, words=SAID | told, answers=answers)
    evidence = confirm_testimony(request, by=witness)
    share(unit)

    erase(witness)

    assert list(found_in_tables()) == []
    evidence.refresh_from_db()
    answers = [one["answer"] for one in evidence.details["told"]]
    assert answers[0] == str(NO_LONGER)
    assert "They listened." in answers
    frozen = EvidenceVersionWords.objects.get(version__evidence=evidence)
    assert [one["answer"] for one in frozen.details] == answers
    assert WitnessRequest.objects.get().state == "confirmed"


def test_what_a_witness_did_not_confirm_goes_and_nobodys_own_draft_does(
    practitioner, organisation, colleague, erase
):
    witness = with_a_canary(colleague)
    unit = unit_with_evidence(practitioner, organisation)
    request = asked(unit, email=witness.email, name=f"{CANARY} W")
    saved(request, saw=f"{CANARY} saw it.", answers={one.pk: CANARY for one in request.questions.all()})
    draft = prepared(unit, email=witness.email, name=f"{CANARY} W", event="The second day")

    erase(witness)

    assert found() == []
    request.refresh_from_db()
    draft.refresh_from_db()
    assert (request.state, draft.state, draft.event) == ("ended", "draft", "The second day")
    assert draft.questions.exists()


def test_what_several_did_stays_with_the_others_file_and_all(
    practitioner, organisation, colleague, erase, client_for
):
    """Whoever began it goes: the other’s own piece keeps its file, which is the same on the disk."""
    other = MembershipFactory(
        organisation=organisation, role=Role.PRACTITIONER, person__name="Cleo Sample"
    ).person
    with_a_canary(practitioner)
    mine = {"portfolio__owner": practitioner, "portfolio__organisation": organisation, "name": "The hall"}
    evidence = EvidenceFileFactory(evidence=EvidenceFactory(**mine, story=f"{CANARY} told it")).evidence
    part = agree_with_part(
        ask_for_part(evidence, whom=other.code, by=practitioner), words="I cooked.", by=other
    )

    erase(practitioner)

    assert found() == []
    own = Evidence.objects.get(pk=part.own_id)
    kept = own.files.get()
    assert (own.name, kept.file.storage.exists(kept.file.name)) == ("The hall", True)
    part.refresh_from_db()
    assert part.words == "I cooked."
    page = client_for(other).get(reverse("evidence-detail", args=[own.code]))
    assert (page.status_code, CANARY in page.text) == (200, False)


def test_whoever_took_part_goes_and_the_one_who_began_keeps_theirs(
    practitioner, organisation, erase, client_for
):
    other = with_a_canary(MembershipFactory(organisation=organisation, role=Role.PRACTITIONER).person)
    mine = {"portfolio__owner": practitioner, "portfolio__organisation": organisation}
    evidence = EvidenceFileFactory(evidence=EvidenceFactory(**mine)).evidence
    part = ask_for_part(evidence, whom=other.email, by=practitioner)
    agree_with_part(part, words=f"{CANARY} cooked.", by=other)

    erase(other)

    assert found() == []
    kept = evidence.files.get()
    assert kept.file.storage.exists(kept.file.name)
    page = client_for(practitioner).get(reverse("evidence-detail", args=[evidence.code]))
    assert page.status_code == 200
    assert not Evidence.objects.filter(owner=other).exists()


def test_shared_and_erased_at_the_same_moment_no_round_is_left_for_anybody(
    at_once, practitioner, organisation
):
    unit = unit_with_evidence(practitioner, organisation)
    erased, _shared = at_once(
        lambda: erase_person(practitioner, by=None),
        lambda: share_unit(unit, by=practitioner, declaration="Mine."),
    )
    assert isinstance(erased, Counter)
    assert not Submission.objects.filter(is_open=True).exists()
    assert not Assessment.objects.exclude(state=State.RECALLED).exists()
