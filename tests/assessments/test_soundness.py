"""Five tests of soundness for each round: asked before signing off, explained where they do not wholly hold."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from assessments.models import Soundness, Test
from assessments.operations.assignment import hand_back
from assessments.operations.review import judge, refer_back
from assessments.operations.sign_off import sign_off
from assessments.operations.soundness import (
    ExceptionWantsWords,
    SoundnessChanged,
    SoundnessUnsaid,
    say_soundness,
)
from assessments.queries import hash_of_seen, seen_in
from assessments.soundness import mark_of, soundness_of, unsaid_among
from tests.factories.assessments import judge_all, say_sound
from tests.reading import text_of

pytestmark = pytest.mark.django_db
WHY = "Two of the letters are copies; I saw the originals."


def page_of(assessment):
    return reverse("review-soundness", args=[assessment.code])


def ticked(assessment, **other):
    """All five hold, but for `other`: {test: (value, words)}."""
    told = {"stood": mark_of(soundness_of(assessment))}
    for test in Test.values:
        told[test], told[f"{test}_words"] = other.get(test, ("holds", ""))
    return told


def signing(assessment, by):
    seen = hash_of_seen(seen_in(assessment))
    return sign_off(assessment, by=by, seen_hash=seen, declaration="Seen.")


def test_five_answers_are_saved_with_what_is_different(robin, assessment, assessor):
    answer = robin.send(
        page_of(assessment), ticked(assessment, authentic=("not wholly", WHY), current=("", "")), follow=True
    )

    said = soundness_of(assessment)
    assert {test: row.holds for test, row in said.items()} == {
        "valid": True, "authentic": False, "reliable": True, "sufficient": True,
    }  # fmt: skip
    assert (said["authentic"].words, said["authentic"].said_by) == (WHY, assessor)
    assert WHY in text_of(answer)


def test_what_does_not_wholly_hold_is_explained(robin, assessment, assessor):
    answer = robin.send(page_of(assessment), ticked(assessment, valid=("not wholly", "  ")))

    assert answer.status_code == 422
    assert "Say in a few words what is different here." in text_of(answer)
    with pytest.raises(ExceptionWantsWords):
        say_soundness(assessment, said={"valid": (False, " ")}, stood=mark_of({}), by=assessor)
    assert not Soundness.objects.exists()


def test_signing_off_asks_for_all_five_and_a_reply_for_none(robin, assessment, assessor):
    judge_all(assessment)
    Soundness.objects.filter(test="current").delete()

    with pytest.raises(SoundnessUnsaid) as refusal:
        signing(assessment, assessor)
    page = robin.get(reverse("review-sign-off", args=[assessment.code]))

    assert refusal.value.missing == ["Say whether this holds: “Current: they could do it today”."]
    assert "Not ready to sign off yet" in text_of(page)
    assert page_of(assessment) in page.content.decode()
    assert refer_back(assessment, by=assessor)


def test_an_exception_with_words_can_be_signed(robin, assessment, assessor):
    judge_all(assessment)
    robin.send(page_of(assessment), ticked(assessment, reliable=("not wholly", WHY)))

    assert signing(assessment, assessor)
    assert soundness_of(assessment)["reliable"].released_at is not None


def test_saying_so_by_hand_meets_what_signing_wants(assessment):
    assert len(unsaid_among(soundness_of(assessment))) == 5
    say_sound(assessment)
    assert unsaid_among(soundness_of(assessment)) == []


def test_in_two_windows_nothing_is_written_over(robin, assessment, assessor):
    opened = ticked(assessment, valid=("not wholly", "From the second window."))
    robin.send(page_of(assessment), ticked(assessment))

    stale = robin.send(page_of(assessment), opened)

    assert stale.status_code == 409
    assert "From the second window." in text_of(stale)
    assert "What stands now" in text_of(stale)
    assert soundness_of(assessment)["valid"].holds
    with pytest.raises(SoundnessChanged):
        say_soundness(assessment, said={}, stood=opened["stood"], by=assessor)
    mark = mark_of(soundness_of(assessment))
    assert f'value="{mark}"' in stale.content.decode()
    assert robin.send(page_of(assessment), opened | {"stood": mark}).status_code == 302


@pytest.mark.parametrize(
    "change",
    [
        lambda mine: mine.update(holds=True),
        lambda mine: mine.update(words="Other"),
        lambda mine: mine.delete(),
        lambda mine: Soundness.objects.create(
            assessment=mine.get().assessment, test="current", holds=True, said_by=mine.get().said_by
        ),
    ],
)
def test_released_it_stays_and_erasure_may_empty_the_words(assessment, labelled, assessor, change):
    judge(assessment, requirement=labelled["P1"], outcome="meets", by=assessor)
    say_soundness(assessment, said={"valid": (False, WHY)}, stood=mark_of({}), by=assessor)
    refer_back(assessment, by=assessor)
    mine = Soundness.objects.filter(assessment=assessment, test="valid")

    with pytest.raises(DatabaseError), transaction.atomic():
        change(mine)

    assert mine.update(words="") == 1


def test_each_round_is_asked_anew(second_round):
    say_sound(second_round.unit.submissions.get(round=2).assessment)

    assert Soundness.objects.filter(assessment=second_round).count() == 5
    assert not Soundness.objects.filter(assessment__submission__round=1).exists()


def test_handed_back_it_goes_with_the_rest(assessment, assessor):
    say_sound(assessment)

    hand_back(assessment, by=assessor)

    assert not Soundness.objects.exists()


def test_the_practitioner_does_not_see_it(pat, assessment, assessor):
    judge_all(assessment)
    Soundness.objects.filter(test="valid").update(holds=False, words=WHY)
    refer_back(assessment, by=assessor)

    assert WHY not in text_of(pat.get(reverse("unit-detail", args=[assessment.unit.code])))
