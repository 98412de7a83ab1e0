"""One feedback for several requirements: written once, and said with each of them."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from assessments.models import Feedback, Judgement, JudgementWords
from assessments.operations.assignment import assign_assessor, hand_back
from assessments.operations.feedback import (
    FeedbackIsLoose,
    NotJudgedYet,
    StaleFeedback,
    remove_feedback,
    write_feedback,
)
from assessments.operations.review import WordsMissing, judge, refer_back
from assessments.queries import missing_for_sign_off
from assessments.rounds import round_of
from assessments.standings import standings_of
from people.states import MoveNotAllowed
from portfolios.exchange.told_units import units_told
from portfolios.operations.submission import share_unit
from tests.factories.assessments import DECLARATION
from tests.reading import text_of

pytestmark = pytest.mark.django_db
BOTH = "A photo of the flip chart would show both."


@pytest.fixture
def judged(assessment, labelled, assessor):
    """P1 and P2 want more, without words; K1 is met."""
    for label, outcome in (("P1", "more evidence"), ("P2", "not yet"), ("K1", "meets")):
        judge(assessment, requirement=labelled[label], outcome=outcome, by=assessor)
    return assessment


@pytest.fixture
def written(judged, labelled, assessor):
    return write_feedback(judged, text=BOTH, requirements=[labelled["P1"], labelled["P2"]], by=assessor)


def typed(labelled, *labels, text=BOTH, revision=0):
    codes = [labelled[label].code for label in labels]
    return {"requirements": codes, "text": text, "revision": str(revision)}


def test_it_is_written_once_and_ticked_to_several(robin, judged, labelled):
    answer = robin.send(reverse("feedback-add", args=[judged.code]), typed(labelled, "P1", "P2"), follow=True)

    written = Feedback.objects.get()
    assert {one.requirement.label for one in written.judgements.all()} == {"P1", "P2"}
    assert (written.text, written.released_at) == (BOTH, None)
    assert text_of(answer).count(BOTH) == 3  # with each of both, and as what was written once


def test_it_counts_as_the_words_each_of_them_needs(judged, labelled, assessor):
    with pytest.raises(WordsMissing) as refusal:
        refer_back(judged, by=assessor)
    assert refusal.value.labels == ["P1", "P2"]
    write_feedback(judged, text=BOTH, requirements=[labelled["P1"]], by=assessor)

    with pytest.raises(WordsMissing) as refusal:
        refer_back(judged, by=assessor)

    assert refusal.value.labels == ["P2"]
    assert [found.requirement.label for found in round_of(judged).wordless] == ["P2"]


def test_the_practitioner_reads_it_with_each_once_it_is_released(pat, written, judged, labelled, assessor):
    unit = judged.unit
    judge(
        judged,
        requirement=labelled["P1"],
        outcome="more evidence",
        words="Own words.",
        by=assessor,
        revision=1,
    )
    assert standings_of([unit]) == {}
    assert BOTH not in text_of(pat.get(reverse("unit-detail", args=[unit.code])))

    refer_back(judged, by=assessor)

    words = {
        labels: standings_of([unit])[unit.pk, labelled[labels].pk].words for labels in ("P1", "P2", "K1")
    }
    assert words == {"P1": f"Own words.\n\n{BOTH}", "P2": BOTH, "K1": ""}
    assert text_of(pat.get(reverse("unit-detail", args=[unit.code]))).count(BOTH) == 2
    differently = reverse("see-differently", args=[unit.code, 1, labelled["P2"].code])
    assert BOTH in text_of(pat.get(differently))


def test_it_leaves_with_each_of_them(written, judged, labelled, assessor):
    refer_back(judged, by=assessor)

    class Carried:
        units = [judged.unit]
        evidence = []

    [told] = units_told(Carried)
    said = {one.requirement: one.words for one in told.decisions}
    assert said == {str(labelled[label].lineage): words for label, words in
                    (("P1", BOTH), ("P2", BOTH), ("K1", ""))}  # fmt: skip


def test_what_was_met_takes_its_words_along(judged, labelled, assessor, practitioner):
    write_feedback(judged, text=BOTH, requirements=[labelled[one] for one in ("P1", "P2", "K1")], by=assessor)
    refer_back(judged, by=assessor)

    again = share_unit(judged.unit, by=practitioner, declaration=DECLARATION).assessment

    found = {one.requirement.label: one for one in round_of(again).findings}
    assert (found["K1"].said, found["K1"].met_in, found["P1"].said) == (BOTH, 1, "")
    assert found["P1"].said_before.said == BOTH
    assert not again.feedback.exists()


def test_only_what_is_judged_in_this_round_can_be_ticked(robin, judged, labelled, assessor):
    with pytest.raises(NotJudgedYet):
        write_feedback(judged, text=BOTH, requirements=[labelled["P1"], labelled["V1"]], by=assessor)

    answer = robin.send(reverse("feedback-add", args=[judged.code]), typed(labelled, "P1", "V1"))

    assert answer.status_code == 422
    assert BOTH in text_of(answer)
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(("labels", "text"), [((), BOTH), (("P1",), "  "), (("P1",), "x" * 5001)])
def test_what_is_missing_is_said(robin, judged, labelled, labels, text):
    answer = robin.send(reverse("feedback-add", args=[judged.code]), typed(labelled, *labels, text=text))

    assert answer.status_code == 422
    assert "Problem:" in text_of(answer)
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("name", ["feedback-add", "question-ask", "review-soundness"])
def test_typed_while_it_was_answered_elsewhere_the_words_come_back(
    robin, judged, written, labelled, assessor, name
):
    at = [judged.code, *([labelled["P1"].code] if name == "question-ask" else [])]
    refer_back(judged, by=assessor)
    mine = "Typed in another tab."
    fields = {"words": mine, "stood": "0", "valid": "not wholly", "valid_words": mine}

    answer = robin.send(reverse(name, args=at), typed(labelled, "P1", text=mine) | fields)

    assert (answer.status_code, mine in text_of(answer)) == (409, True)
    assert robin.get(reverse(name, args=at)).status_code == 403


def test_it_is_changed_and_taken_away_until_the_reply(robin, written, judged, labelled):
    change = reverse("feedback-change", args=[judged.code, written.code])
    robin.send(change, typed(labelled, "P2", "K1", text="Other words.", revision=1))
    written.refresh_from_db()
    assert (written.text, written.revision) == ("Other words.", 2)
    assert {one.requirement.label for one in written.judgements.all()} == {"P2", "K1"}

    robin.send(reverse("feedback-remove", args=[judged.code, written.code]))

    assert not Feedback.objects.exists()
    assert Judgement.objects.count() == 3


def test_in_two_windows_both_texts_are_kept(robin, written, judged, labelled, assessor):
    change = reverse("feedback-change", args=[judged.code, written.code])
    robin.send(change, typed(labelled, "P1", text="First window.", revision=1))

    stale = robin.send(change, typed(labelled, "P1", text="Second window.", revision=1))

    assert stale.status_code == 409
    assert ("First window." in text_of(stale), "Second window." in text_of(stale)) == (True, True)
    with pytest.raises(StaleFeedback):
        write_feedback(
            judged, text="Third.", requirements=[labelled["P1"]], by=assessor, feedback=written, revision=1
        )
    robin.send(change, typed(labelled, "P1", text="Second window.", revision=2))
    written.refresh_from_db()
    assert written.text == "Second window."


def test_what_belongs_to_nothing_any_more_is_said_before_a_reply(robin, judged, labelled, assessor):
    write_feedback(judged, text=BOTH, requirements=[labelled["K1"]], by=assessor)
    for label in ("P1", "P2", "K1"):
        judge(judged, requirement=labelled[label], outcome="", by=assessor, revision=1)
    judge(judged, requirement=labelled["V1"], outcome="meets", words="Seen.", by=assessor)

    with pytest.raises(FeedbackIsLoose):
        refer_back(judged, by=assessor)
    answer = robin.send(reverse("review-reply", args=[judged.code]))

    assert answer.status_code == 422
    assert "belong to none of them now" in text_of(answer)
    assert BOTH in text_of(answer)


@pytest.mark.parametrize(
    "change",
    [
        lambda mine: mine.update(text="Other"),
        lambda mine: mine.update(revision=9),
        lambda mine: mine.delete(),
        lambda mine: mine.get().judgements.clear(),
        lambda mine: mine.get().judgements.add(Judgement.objects.get(outcome="meets")),
        lambda mine: Feedback.objects.create(
            assessment=mine.get().assessment, text="Late", written_by=mine.get().written_by
        ),
    ],
)
def test_released_it_stays_as_it_is_and_erasure_may_empty_it(written, judged, assessor, change):
    refer_back(judged, by=assessor)
    mine = Feedback.objects.filter(pk=written.pk)

    with pytest.raises(DatabaseError), transaction.atomic():
        change(mine)
    with pytest.raises(MoveNotAllowed):
        remove_feedback(mine.get(), by=assessor)

    assert mine.update(text="") == 1
    assert written.judgements.count() == 2


def test_handed_back_or_passed_on_it_is_gone(written, judged, assessor, colleague, coordinator):
    hand_back(judged, by=assessor)
    assert not Feedback.objects.exists()

    assign_assessor(judged.unit, assessor=colleague, by=coordinator)
    judged.refresh_from_db()
    assert judged.assessor == colleague


@pytest.fixture
def value_without_words(assessment, labelled, assessor):
    """V1 is met without a word, P1 wants more and says so."""
    judge(assessment, requirement=labelled["V1"], outcome="meets", words="  ", by=assessor)
    judge(assessment, requirement=labelled["P1"], outcome="more evidence", words="A photo.", by=assessor)
    return assessment


def test_a_value_that_is_met_says_how_it_was_seen_before_a_reply(
    value_without_words, labelled, assessor, robin
):
    with pytest.raises(WordsMissing) as refusal:
        refer_back(value_without_words, by=assessor)
    answer = robin.send(reverse("review-reply", args=[value_without_words.code]), {})

    assert refusal.value.labels == ["V1"]
    assert answer.status_code == 422
    assert "or how you saw a value that is met" in text_of(answer)
    assert f"#{labelled['V1'].code}-words" in answer.text
    write_feedback(value_without_words, text="You asked all.", requirements=[labelled["V1"]], by=assessor)
    refer_back(value_without_words, by=assessor)


def test_a_round_that_was_stuck_on_a_value_without_words_is_free_from_the_next_one_on(
    value_without_words, labelled, assessor, practitioner
):
    """Replied to before replies asked for it, and carried as it was then."""
    judge(
        value_without_words, requirement=labelled["V1"], outcome="meets", words="x", by=assessor, revision=1
    )
    refer_back(value_without_words, by=assessor)
    second = share_unit(value_without_words.unit, by=practitioner, declaration=DECLARATION).assessment
    JudgementWords.objects.filter(judgement__requirement=labelled["V1"]).update(text="")
    assert "No words say how V1 was seen. Reply: the next round asks anew." in missing_for_sign_off(second)
    judge(second, requirement=labelled["P1"], outcome="meets", by=assessor)
    refer_back(second, by=assessor)

    third = share_unit(second.unit, by=practitioner, declaration=DECLARATION).assessment
    judge(third, requirement=labelled["V1"], outcome="meets", words="You asked all.", by=assessor)

    assert missing_for_sign_off(third) == ["P2 is not met yet.", "K1 is not met yet."]
