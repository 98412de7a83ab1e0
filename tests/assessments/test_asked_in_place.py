"""Whoever was given a unit is asked what ties them before any other way in opens: files, a difference, a record, a post by
hand."""

import pytest
from django.urls import reverse

from assessments.models import Assignment, Judgement, SeenInPlace, State, Tie
from assessments.operations.assignment import assign_assessor
from assessments.operations.differences import see_differently
from assessments.operations.questions import ask_question
from assessments.operations.review import refer_back
from assessments.operations.ties import say_untied_of
from people.models import AuditEvent, OnceKey
from portfolios.models import Draft, Evidence, EvidenceFile
from portfolios.operations.claims import set_claims
from portfolios.operations.recall import recall_round
from portfolios.operations.submission import share_unit
from tests.assessments.test_nothing_is_found import rows
from tests.factories.assessments import DECLARATION, judge_all, refuse, share
from tests.factories.portfolios import EvidenceFileFactory
from tests.reading import shown

pytestmark = pytest.mark.django_db
QUESTION = "Does something tie you to Pat Sample?"


@pytest.fixture
def given(unit, assessor, coordinator):
    """Given to the assessor, who was not asked yet."""
    assign_assessor(unit, assessor=assessor, by=coordinator)
    return share(unit)


@pytest.fixture
def said(second_round, labelled, practitioner):
    """P2 of round 1 is seen differently; round 2 is with whoever judged it."""
    judged = Judgement.objects.select_related("requirement", "assessment__submission__unit__portfolio__owner")
    before = judged.get(assessment__submission__round=1, requirement=labelled["P2"])
    return see_differently(before, by=practitioner, words="It is on page two.")


@pytest.fixture
def passed_on(said, colleague, coordinator):
    """Round 2 is a colleague’s, who was not asked yet."""
    unit = said.judgement.assessment.submission.unit
    assign_assessor(unit, assessor=colleague, by=coordinator)
    return unit


@pytest.fixture
def cleo(client_for, colleague):
    return client_for(colleague)


def of(said):
    return reverse("difference", args=[said.code])


# --- files ----------------------------------------------------------------------------------


def test_files_of_the_round_open_after_the_answer(robin, given, assessor):
    file = EvidenceFile.objects.get()
    address = reverse("file-read", args=[file.code])

    assert robin.get(address).status_code == 404
    robin.send(reverse("before-reading", args=[given.code]), {"tie": "none"})

    assert robin.get(address).status_code == 200


def test_what_they_read_in_a_round_before_stays_open_and_what_is_new_waits(
    unit, assessor, colleague, coordinator, practitioner
):
    before = EvidenceFile.objects.get()
    refer_back(judge_all(share(unit, assessor=assessor), "not yet"), by=assessor)
    for reader in (colleague, assessor):
        assign_assessor(unit, assessor=reader, by=coordinator)
    new = EvidenceFileFactory(evidence__portfolio=unit.portfolio)
    set_claims(new.evidence, {unit: {unit.version.requirements.first(): ""}}, by=practitioner)

    again = share_unit(unit, by=practitioner, declaration=DECLARATION).assessment

    assert (again.state, again.assessor) == (State.IN_REVIEW, assessor)
    assert list(EvidenceFile.objects.visible_to(assessor)) == [before]
    say_untied_of(unit, by=assessor)
    assert set(EvidenceFile.objects.visible_to(assessor)) == {before, new}


# --- what someone sees differently ----------------------------------------------------------


def test_a_difference_is_asked_about_first_and_takes_no_answer_till_then(cleo, passed_on, said):
    page, posted = cleo.get(of(said)), cleo.send(of(said), {"reply": "A canary."})

    assert (page.status_code, posted.status_code) == (200, 422)
    assert [QUESTION in shown(answer) for answer in (page, posted)] == [True, True]
    for words in ("page two", "Who agreed"):
        assert [words in shown(answer) for answer in (page, posted)] == [False, False]
    assert "A canary." in shown(posted)
    said.refresh_from_db()
    assert (said.replied_at, OnceKey.objects.filter(person__name="Cleo Example").count()) == (None, 0)


def test_nothing_ties_them_and_it_opens_where_they_were_and_with_it_the_round(cleo, passed_on, said):
    answer = cleo.send(of(said), {"tie": "none"})

    assert answer["Location"] == of(said)
    assert "page two" in shown(cleo.get(of(said)))
    review = passed_on.submissions.get(round=2).assessment
    assert cleo.get(reverse("review", args=[review.code])).status_code == 200
    assert not AuditEvent.objects.filter(action="unit.untied", subject_code=passed_on.code).exclude(
        actor_code=said.judgement.judged_by.code
    )


def test_whoever_judged_it_reads_it_as_before(robin, passed_on, said, assessor, coordinator):
    assign_assessor(passed_on, assessor=assessor, by=coordinator)

    page = robin.get(of(said))

    assert Assignment.objects.get(ended_at=None).untied_at is None
    assert "page two" in shown(page)


def test_where_no_round_is_with_them_it_is_asked_too(cleo, assessment, colleague, coordinator, practitioner):
    refer_back(judge_all(assessment, "not yet", words="Who agreed?"), by=assessment.assessor)
    said = see_differently(assessment.judgements.first(), by=practitioner, words="It is on page two.")
    assign_assessor(assessment.unit, assessor=colleague, by=coordinator)

    assert QUESTION in shown(cleo.get(of(said)))
    cleo.send(of(said), {"tie": "none"})

    assert "page two" in shown(cleo.get(of(said)))


# --- recording ------------------------------------------------------------------------------


def test_nothing_is_recorded_before_the_answer(robin, unit, assessor, coordinator):
    assign_assessor(unit, assessor=assessor, by=coordinator)
    add = reverse("record-add", args=[unit.code])
    kept = Evidence.objects.count()

    posted = robin.send(add, {"kind": "observation", "name": "A canary."})

    assert (posted.status_code, Evidence.objects.count()) == (422, kept)
    assert [text in shown(posted) for text in (QUESTION, "A canary.")] == [True, True]
    assert QUESTION in shown(robin.get(add))
    assert robin.send(add, {"tie": "none"})["Location"] == add
    assert QUESTION not in shown(robin.get(add))


def test_what_ties_them_takes_it_from_them_and_is_the_only_event(robin, given, assessor):
    events = AuditEvent.objects.count()

    answer = robin.send(reverse("record-add", args=[given.unit.code]), {"tie": "relative"})

    assert answer["Location"] == reverse("review-queue")
    assert (Tie.objects.get().kind, Assignment.objects.count()) == ("relative", 0)
    given.refresh_from_db()
    assert (given.state, given.assessor) == (State.ON_OFFER, None)
    new = AuditEvent.objects.order_by("pk")[events:]
    assert [event.action for event in new] == ["tie.said"]


def test_answering_and_handing_it_back_leaves_nothing(cleo, said, colleague, coordinator):
    """By each of the two ways the question is asked in place."""
    unit = said.judgement.assessment.submission.unit
    assign_assessor(unit, assessor=colleague, by=coordinator)
    review = unit.submissions.get(round=2).assessment
    before = rows()
    assert cleo.send(of(said), {"tie": "none"}).status_code == 302
    assert cleo.send(reverse("record-add", args=[unit.code]), {"tie": "none"}).status_code == 422
    cleo.send(reverse("draft-keep"), {"draft": f"answer {said.code}", "reply": "So it is."})
    assert Draft.objects.exists()

    cleo.send(reverse("offer-decline", args=[review.code]))

    added = {table for table, pk in rows().keys() - before.keys()}
    assert added == {"assessments_quietno"}


def test_nor_does_refusing_whoever_reads_it_between_rounds(robin, unit, assessor, practitioner):
    """They took a round on, which was taken back before they read it: what they answered since is of no round."""
    review = share(unit)
    robin.send(reverse("offer-accept", args=[review.code]))
    recall_round(unit, by=practitioner)
    robin.send(reverse("record-add", args=[unit.code]), {"tie": "none"})
    robin.send(reverse("draft-keep"), {"draft": f"recording {unit.code}", "story": "They led it."})
    assert Draft.objects.exists()
    assert led_to(assessor, unit.code)

    refuse(unit, assessor)

    assert not Assignment.objects.exists()
    assert not Draft.objects.exists()
    assert [led_to(assessor, code) for code in (unit.code, review.code)] == [[], []]


def led_to(person, code):
    keys = OnceKey.objects.filter(person=person, result_url__contains=code)
    return list(keys.values_list("result_url", flat=True))


# --- by hand --------------------------------------------------------------------------------


def test_a_judgement_posted_before_the_answer_is_not_kept_and_shows_nothing(robin, given):
    item = given.submission.items.first()
    address = reverse("judge", args=[given.code, item.evidence_version.code, item.requirement.code])
    typed = {"outcome": "not yet", "words": "A canary.", "revision": "0"}

    plain = robin.send(address, typed)
    wrong = robin.send(address, typed | {"outcome": "perhaps"})
    piece = robin.send(address, typed, headers={"HX-Request": "true", "HX-Target": "saved"})

    assert [answer.status_code for answer in (plain, wrong, piece)] == [409] * 3
    assert [item.evidence_version.words.name in shown(answer) for answer in (plain, wrong)] == [False, False]
    assert "A canary." in shown(plain)
    assert piece["HX-Redirect"] == reverse("before-reading", args=[given.code])
    assert not Judgement.objects.exists()
    given.refresh_from_db()
    assert given.begun_at is None


def test_nor_what_was_seen_in_the_workplace(robin, given):
    version = given.submission.items.first().evidence_version

    answer = robin.send(
        reverse("seen-in-place", args=[given.code, version.code]), {"seen-words": "A canary."}
    )

    assert (answer.status_code, "A canary." in shown(answer)) == (409, True)
    assert version.words.name not in shown(answer)
    assert not SeenInPlace.objects.exists()


def test_no_question_is_let_go(cleo, second_round, labelled, assessor, colleague, coordinator):
    """One that whoever read it before asked."""
    asked = ask_question(second_round, requirement=labelled["P2"], words="Who agreed?", by=assessor)
    assign_assessor(second_round.unit, assessor=colleague, by=coordinator)

    answer = cleo.send(reverse("question-let-go", args=[second_round.code, asked.code]))

    assert answer["Location"] == reverse("before-reading", args=[second_round.code])
    asked.refresh_from_db()
    assert asked.let_go_at is None
