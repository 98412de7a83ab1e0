"""Taking a round back before it is read, and who wins where both happen at once."""

import pytest
from django.urls import reverse

from assessments.history import history_of
from assessments.models import Assessment, Judgement, State
from assessments.offers import offers_for
from assessments.operations.assignment import assign_assessor, hand_back
from assessments.operations.recall import ReadingBegan, begin_reading
from assessments.operations.review import judge, refer_back
from assessments.operations.sign_off import sign_off
from assessments.queries import hash_of_seen, queue_of, seen_in
from assessments.readers import rows_of, units_in
from people.models import AuditEvent
from people.states import MoveNotAllowed
from portfolios.models import EvidenceFile, Submission
from portfolios.operations.claims import set_claims
from portfolios.operations.recall import CannotRecall, recall_round
from portfolios.operations.submission import share_unit
from tests.factories.assessments import DECLARATION, judge_all, say_sound, share
from tests.reading import text_of

pytestmark = pytest.mark.django_db


def recall_from(browser, unit, **options):
    return browser.send(reverse("unit-recall", args=[unit.code]), **options)


def test_it_goes_back_whole_and_frees_the_unit(pat, unit, assessment, assessor, practitioner):
    page = recall_from(pat, unit, follow=True)

    assessment.refresh_from_db()
    first = Submission.objects.get()
    assert (first.is_open, bool(first.recalled_at)) == (False, True)
    assert (assessment.state, assessment.assessor) == (State.RECALLED, None)
    assert list(queue_of(assessor)) == list(offers_for(assessor)) == []
    assert not EvidenceFile.objects.visible_to(assessor).exists()
    assert "you took back before it was read" in text_of(page)
    assert AuditEvent.objects.filter(action="unit.recalled").count() == 1
    second = share_unit(unit, by=practitioner, declaration=DECLARATION)
    assert (second.round, second.assessment.assessor) == (2, assessor)
    [row] = rows_of(units_in(unit.portfolio.organisation))
    assert row.round_now == State.IN_REVIEW
    assert "Took round 1 back before it was read" in [step.title for step in history_of(unit)]


def test_the_assessor_hears_only_that_nothing_is_wanted(pat, robin, unit, assessment):
    recall_from(pat, unit)

    page = robin.get(reverse("review", args=[assessment.code]))

    assert page.status_code == 410
    assert "This was taken back before you looked at it." in text_of(page)
    assert str(unit) not in text_of(page)
    assert robin.send(reverse("review-reply", args=[assessment.code])).status_code == 404


def test_its_evidence_does_not_call_the_round_shared(pat, unit, assessment):
    evidence = unit.portfolio.evidence.get()
    recall_round(unit, by=unit.owner)
    set_claims(evidence, {unit: {unit.version.requirements.first(): ""}}, by=unit.owner)

    page = text_of(pat.get(reverse("evidence-detail", args=[evidence.code])))

    assert (page.count("Taken back from round 1 on"), page.count("Shared in round 1")) == (1, 0)
    assert "Not ticked any more." not in page


@pytest.mark.parametrize("door", ["review", "review-evidence"])
def test_looking_is_beginning(pat, robin, unit, assessment, door):
    page = pat.get(reverse("unit-detail", args=[unit.code]))
    assert "Take it back before it is read" in text_of(page)
    version = assessment.submission.items.first().evidence_version
    robin.get(reverse(door, args=[assessment.code] + ([version.code] if door != "review" else [])))

    refused = recall_from(pat, unit)

    assert refused.status_code == 409
    assert "Your assessor has begun to read this" in text_of(refused)
    assert "Take it back before it is read" not in text_of(refused)
    assert Submission.objects.get().is_open


def test_judging_is_beginning_also_where_looking_was_not_noted(unit, assessment, labelled, practitioner):
    judge(assessment, requirement=labelled["P1"], outcome="meets", by=assessment.assessor)
    Assessment.objects.update(begun_at=None)

    with pytest.raises(ReadingBegan):
        recall_round(unit, by=practitioner)


def test_nothing_is_taken_back_twice_nor_once_answered(unit, assessment, labelled, practitioner):
    judge(assessment, requirement=labelled["P1"], outcome="meets", by=assessment.assessor)
    refer_back(assessment, by=assessment.assessor)
    with pytest.raises(CannotRecall):
        recall_round(unit, by=practitioner)

    share_unit(unit, by=practitioner, declaration=DECLARATION)
    recall_round(unit, by=practitioner)

    with pytest.raises(CannotRecall):
        recall_round(unit, by=practitioner)


def test_an_offer_nobody_took_goes_back_too(unit, practitioner, assessor):
    offer = share(unit)

    recall_round(unit, by=practitioner)

    offer.refresh_from_db()
    assert offer.state == State.RECALLED
    assert not offers_for(assessor).exists()


def test_a_new_reader_and_a_handed_back_round_begin_afresh(unit, assessment, colleague, coordinator):
    begin_reading(assessment, by=assessment.assessor)
    assign_assessor(unit, assessor=colleague, by=coordinator)
    assessment.refresh_from_db()
    assert assessment.begun_at is None

    begin_reading(assessment, by=colleague)
    hand_back(assessment, by=colleague)

    assessment.refresh_from_db()
    assert assessment.begun_at is None


def test_what_was_met_stays_met_across_a_round_taken_back(
    second_round, labelled, practitioner, assessor, robin
):
    unit = second_round.unit
    recall_round(unit, by=practitioner)

    third = share_unit(unit, by=practitioner, declaration=DECLARATION).assessment

    assert third.submission.round == 3
    met = third.judgements.filter(carried_from__isnull=False)
    assert {judgement.requirement.label for judgement in met} == {"P1", "V1"}
    assert "Met in round 1. It stays met." in text_of(
        robin.get(
            reverse(
                "review-evidence",
                args=[third.code, third.submission.items.first().evidence_version.code],
            )
        )
    )
    for label in ("P2", "K1"):
        judge(third, requirement=labelled[label], outcome="meets", by=assessor)
    say_sound(third)
    seen = hash_of_seen(seen_in(third))
    assert sign_off(third, by=assessor, seen_hash=seen, declaration="I have seen all of it.")


def test_others_take_nothing_back(client_for, unit, assessment, outsider, coordinator):
    assert recall_from(client_for(outsider), unit).status_code == 404
    assert recall_from(client_for(coordinator), unit).status_code == 403
    assert recall_from(client_for(assessment.assessor), unit).status_code == 404
    assert Submission.objects.get().is_open


def test_of_a_recall_and_a_first_judgement_one_wins(at_once, unit, assessment, practitioner):
    requirement = unit.version.requirements.first()

    taken, judged = at_once(
        lambda: recall_round(unit, by=practitioner),
        lambda: judge(assessment, requirement=requirement, outcome="meets", by=assessment.assessor),
    )

    assessment.refresh_from_db()
    if isinstance(taken, Submission):
        assert isinstance(judged, MoveNotAllowed)
        assert (assessment.state, Judgement.objects.count()) == (State.RECALLED, 0)
    else:
        assert isinstance(taken, ReadingBegan)
        assert isinstance(judged, Judgement)
        assert (assessment.state, Judgement.objects.count()) == (State.IN_REVIEW, 1)


def test_of_two_who_take_it_back_at_once_one_does(at_once, unit, assessment, practitioner):
    outcomes = at_once(*[lambda: recall_round(unit, by=practitioner)] * 2)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["CannotRecall", "Submission"]
    assert Submission.objects.exclude(recalled_at=None).count() == 1


def test_a_closed_round_is_never_opened_by_judging_all(unit, assessment, practitioner):
    judge_all(assessment)

    with pytest.raises(ReadingBegan):
        recall_round(unit, by=practitioner)
