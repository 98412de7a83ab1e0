"""Conflict of interest: asked before someone reads, said by either side or a coordinator, and held to everywhere."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from assessments.models import Assessment, Assignment, Judgement, Outcome, State, Tie, Transition
from assessments.offers import offers_for
from assessments.operations.assignment import CannotAssess, accept_offer, assign_assessor
from assessments.operations.review import judge, refer_back
from assessments.operations.sign_off import sign_off
from assessments.operations.standing_aside import StandsTooClose, why_aside
from assessments.operations.ties import NotTheirTie, TiedToThemselves, end_tie, say_tie
from assessments.queries import hash_of_seen, seen_in
from people.models import AuditEvent
from people.roles import Role
from portfolios.operations.submission import share_unit
from tests.factories import MembershipFactory, OrganisationFactory
from tests.factories.assessments import DECLARATION, judge_all, share, unit_with_evidence
from tests.reading import shown

pytestmark = pytest.mark.django_db
JUDGED = {"outcome": "meets", "words": "", "revision": "0"}
SENTENCE = "Something ties you to whoever did this, so you can’t judge it"


@pytest.fixture
def given(unit, assessor, coordinator):
    """Given to the assessor, who was not asked yet."""
    assign_assessor(unit, assessor=assessor, by=coordinator)
    return share(unit)


# --- asked ----------------------------------------------------------------------------------


def test_whoever_was_given_something_is_asked_before_they_see_any_of_it(robin, given):
    version = given.submission.items.first().evidence_version
    question = reverse("before-reading", args=[given.code])
    pages = [
        reverse("review", args=[given.code]),
        reverse("review-evidence", args=[given.code, version.code]),
        reverse("review-sign-off", args=[given.code]),
    ]

    answers = [robin.get(page) for page in pages]

    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, question)] * 3
    replied, signed = robin.send(reverse("review-reply", args=[given.code])), robin.send(pages[2])
    assert (replied["Location"], signed["Location"]) == (question, question)
    item, file = given.submission.items.first(), version.file_links.get().file
    judged = robin.send(reverse("judge", args=[given.code, version.code, item.requirement.code]), JUDGED)
    recorded = robin.send(reverse("record-add", args=[given.unit.code]))
    opened = robin.get(reverse("file-view", args=[file.code]))
    assert [answer.status_code for answer in (judged, recorded, opened)] == [409, 422, 404]
    given.refresh_from_db()
    assert (given.begun_at, given.state) == (None, State.IN_REVIEW)
    page = shown(robin.get(question))
    assert "Does something tie you to Pat Sample?" in page
    for tie in ("line manager", "relative", "mentor", "co-author", "witness", "other"):
        assert f'name="tie" value="{tie}"' in page
    assert version.words.name not in page


def test_saying_that_nothing_does_opens_it_and_is_asked_once(robin, given):
    question = reverse("before-reading", args=[given.code])

    answer = robin.send(question, {"tie": "none"})

    assert answer["Location"] == reverse("review-work", args=[given.code])
    assert robin.get(answer["Location"]).status_code == 200
    assert Assignment.objects.get().untied_at is not None
    assert not AuditEvent.objects.filter(action="unit.untied").exists()


def test_that_nothing_ties_them_is_in_the_record_once_they_answered_and_once_for_all_rounds(
    robin, given, assessor, practitioner
):
    robin.send(reverse("before-reading", args=[given.code]), {"tie": "none"})

    refer_back(judge_all(given, outcome=Outcome.NOT_YET), by=assessor)
    again = share_unit(given.unit, by=practitioner, declaration=DECLARATION).assessment
    refer_back(judge_all(again, outcome=Outcome.NOT_YET), by=assessor)

    said = AuditEvent.objects.get(action="unit.untied")
    assert (said.actor_code, said.subject_code) == (assessor.code, given.unit.code)
    assert said.at == Assignment.objects.get().untied_at


def test_whoever_accepts_an_offer_is_asked(robin, unit):
    offer = share(unit)
    accepted = robin.send(reverse("offer-accept", args=[offer.code]))

    answer = robin.get(accepted["Location"])

    assert answer["Location"] == reverse("before-reading", args=[offer.code])


@pytest.mark.parametrize("kind", Tie.Kind)
def test_saying_what_ties_them_hands_it_back_quietly_and_blocks(robin, given, assessor, practitioner, kind):
    other = share(unit_with_evidence(practitioner, given.submission.organisation), assessor=assessor)
    steps = Transition.objects.count()

    answer = robin.send(reverse("before-reading", args=[given.code]), {"tie": kind.value})

    assert answer["Location"] == reverse("review-queue")
    tie = Tie.objects.get()
    assert (tie.assessor, tie.practitioner, tie.kind, tie.said_by) == (assessor, practitioner, kind, assessor)
    now = Assessment.objects.filter(pk__in=[given.pk, other.pk]).values_list("state", "assessor")
    assert list(now) == [(State.ON_OFFER, None)] * 2
    assert (Assignment.objects.count(), Transition.objects.count()) == (0, steps)
    assert list(offers_for(assessor)) == []


@pytest.mark.parametrize("typed", [{}, {"tie": ""}, {"tie": "enemy"}])
def test_no_answer_is_none(robin, given, typed):
    answer = robin.send(reverse("before-reading", args=[given.code]), typed)

    assert answer.status_code == 422
    assert (Tie.objects.count(), Assignment.objects.get().untied_at) == (0, None)


def test_once_it_went_to_someone_else_the_answer_changes_nothing(
    robin, given, colleague, coordinator, client_for
):
    question = reverse("before-reading", args=[given.code])
    assign_assessor(given.unit, assessor=colleague, by=coordinator)

    assert robin.send(question, {"tie": "relative"}).status_code == 404
    assert not Tie.objects.exists()


# --- said -----------------------------------------------------------------------------------


def test_a_practitioner_says_it(pat, assessment, assessor, practitioner):
    page = shown(pat.get(reverse("who-reads")))
    assert "What are they to you?" in page
    assert "Witness in my evidence" in page
    answer = pat.send(reverse("own-tie"), {"assessor": assessor.code, "kind": "relative"})

    assert answer.status_code == 302
    assert Tie.objects.get().said_by == practitioner
    assessment.refresh_from_db()
    assert assessment.assessor is None
    assert "Relative or close friend" in shown(pat.get(reverse("who-reads")))


def test_a_coordinator_says_it_and_takes_it_back(client_for, coordinator, assessor, practitioner, assessment):
    browser, said = client_for(coordinator), {"assessor": assessor.code, "practitioner": practitioner.code}

    assert browser.send(reverse("ties"), said | {"kind": "mentor"}).status_code == 302
    assert "Mentor" in shown(browser.get(reverse("ties")))
    assert why_aside(assessment.unit, assessor).startswith(SENTENCE)
    assert browser.send(reverse("tie-end", args=[Tie.objects.get().code])).status_code == 302

    assert why_aside(assessment.unit, assessor) == ""
    actions = AuditEvent.objects.filter(subject_type="assessments.tie").values_list("action", flat=True)
    assert sorted(actions) == ["tie.ended", "tie.said"]


def test_both_see_what_was_said_of_them(robin, pat, tie, coordinator):
    tie(by=coordinator)

    pages = [robin.get(reverse("your-room")), pat.get(reverse("who-reads"))]
    assert ["Line manager" in shown(page) for page in pages] == [True, True]


def test_nobody_else_says_it_or_takes_it_back(tie, assessor, practitioner, colleague, iqa, client_for):
    for other in (colleague, iqa):
        with pytest.raises(NotTheirTie):
            tie(by=other)
    said = tie(by=assessor)
    for other in (practitioner, colleague):  # what someone else said is theirs
        with pytest.raises(NotTheirTie):
            end_tie(said, by=other)

    address = reverse("tie-end", args=[said.code])
    assert [client_for(who).send(address).status_code for who in (practitioner, colleague)] == [403, 404]


def test_it_is_said_once_at_a_time_and_never_of_oneself(tie, assessor, organisation, practitioner):
    assert tie().pk == tie(by=practitioner).pk
    assert AuditEvent.objects.filter(action="tie.said").count() == 1
    with pytest.raises(TiedToThemselves):
        say_tie(assessor, practitioner=assessor, organisation=organisation, kind="mentor", by=assessor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Tie.objects.create(
            organisation=organisation,
            assessor=assessor,
            practitioner=assessor,
            kind="mentor",
            said_by=assessor,
        )


@pytest.mark.parametrize("who", ["nobody", "themselves"])
def test_what_makes_no_sense_is_said_to_the_coordinator(client_for, coordinator, assessor, organisation, who):
    MembershipFactory(person=assessor, organisation=organisation, role=Role.PRACTITIONER)
    said = {"assessor": assessor.code, "practitioner": assessor.code if who == "themselves" else "nobody"}

    answer = client_for(coordinator).send(reverse("ties"), said | {"kind": "mentor"})

    assert (answer.status_code, Tie.objects.count()) == (422, 0)


# --- held to --------------------------------------------------------------------------------


def test_it_blocks_offers_assigning_accepting_judging_replying_and_signing(
    unit, assessor, coordinator, labelled, organisation, practitioner
):
    assessment = judge_all(share(unit, assessor=assessor))
    seen = hash_of_seen(seen_in(assessment))
    between = {"assessor": assessor, "practitioner": practitioner, "organisation": organisation}
    tie = Tie.objects.create(**between, kind="relative", said_by=coordinator)  # nothing was handed back

    with pytest.raises(StandsTooClose, match=SENTENCE.replace("’", ".")):
        judge(assessment, requirement=labelled["P1"], outcome=Outcome.NOT_YET, by=assessor, revision=1)
    with pytest.raises(StandsTooClose):
        refer_back(assessment, by=assessor)
    with pytest.raises(StandsTooClose):
        sign_off(assessment, by=assessor, seen_hash=seen, declaration="I have seen all of it.")
    assert not Judgement.objects.exclude(outcome=Outcome.MEETS).exists()
    offer = share(unit_with_evidence(practitioner, organisation))
    assert list(offers_for(assessor)) == []
    with pytest.raises(StandsTooClose):
        accept_offer(offer, by=assessor)
    with pytest.raises(CannotAssess):
        assign_assessor(offer.unit, assessor=assessor, by=coordinator)

    end_tie(tie, by=coordinator)
    assert accept_offer(offer, by=assessor).assessor == assessor


def test_the_review_says_so_and_offers_to_hand_it_back(
    robin, assessment, assessor, practitioner, organisation
):
    between = {"assessor": assessor, "practitioner": practitioner, "organisation": organisation}
    Tie.objects.create(**between, kind="relative", said_by=practitioner)

    page = shown(robin.get(reverse("review", args=[assessment.code])))

    assert SENTENCE in page
    assert reverse("offer-decline", args=[assessment.code]) in page


def test_a_tie_of_another_place_or_another_person_stops_nobody(
    tie, assessment, assessor, colleague, coordinator
):
    elsewhere = OrganisationFactory()
    tie(place=elsewhere)
    assert why_aside(assessment.unit, assessor) == ""

    say_tie(
        colleague,
        practitioner=assessment.owner,
        organisation=assessment.submission.organisation,
        kind="mentor",
        by=coordinator,
    )
    assert why_aside(assessment.unit, assessor) == ""


def test_the_next_round_is_not_theirs(tie, second_round, assessor):
    tie()

    second_round.refresh_from_db()
    assert (second_round.state, second_round.assessor) == (State.ON_OFFER, None)


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_of_ties_costs_the_same_for_one_and_thirty(
    client_for, coordinator, assessor, organisation, count, django_assert_num_queries
):
    for _one in range(count):
        person = MembershipFactory(organisation=organisation).person
        say_tie(assessor, practitioner=person, organisation=organisation, kind="mentor", by=coordinator)
    browser = client_for(coordinator)

    with django_assert_num_queries(7):
        answer = browser.get(reverse("ties"))

    assert shown(answer).count("said by Casey Sample") == min(count, 20)
