"""The next round shows what changed: texts word by word, files by their bytes; what is met stays met."""

import time

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from assessments.changes import LEFT_OUT, words_changed
from assessments.operations.review import judge, refer_back
from assessments.queries import queue_of
from assessments.rounds import round_of
from portfolios.models import EvidenceFile
from portfolios.operations.evidence import change_evidence
from portfolios.operations.evidence_files import remove_file
from portfolios.operations.recall import recall_round
from portfolios.operations.submission import share_unit
from standards.queries.differences import CAME, GONE, KEPT
from tests.factories import EvidenceFactory, EvidenceFileFactory
from tests.factories.assessments import DECLARATION, share
from tests.reading import text_of

pytestmark = pytest.mark.django_db


def joined(pieces, *kinds):
    """Spaces aside."""
    return "".join("".join(piece.text for piece in pieces if piece.what in kinds).split())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We met in the hall.", "We met in the school hall."),
        ("", "New."),
        ("Gone.", ""),
        ("One.\n\nTwo.\n\nThree.", "One.\n\nTwo and a half.\n\nThree.\n\nFour."),
        ("<b>&amp;</b>", "<i>&amp;</i>"),
    ],
)
def test_the_pieces_join_to_both_texts(before, after):
    pieces = words_changed(before, after)

    assert joined(pieces, KEPT, GONE) == "".join(before.split())
    assert joined(pieces, KEPT, CAME) == "".join(after.split())


def test_one_word_is_one_change():
    pieces = words_changed("We met in the hall.", "We met in the school hall.")

    assert [(piece.what, piece.text.strip()) for piece in pieces if piece.what != KEPT] == [(CAME, "school")]


def test_far_from_a_change_words_are_left_out():
    lines = [f"Line {number} says what it says." for number in range(200)]
    after = [*lines]
    after[100] = "Line 100 says something else."

    pieces = words_changed("\n".join(lines), "\n".join(after))

    text = "".join(piece.text for piece in pieces)
    assert text.count(LEFT_OUT) == 2
    assert len(text.split()) < 100
    assert "somethingelse" in joined(pieces, CAME)


def test_the_longest_texts_are_compared_in_a_breath():
    before = "\n".join(f"{number} words in a line that stays" for number in range(3000))
    began = time.perf_counter()

    words_changed(before, before.replace("1500 words", "1500 other words"))

    assert time.perf_counter() - began < 1


@pytest.fixture
def again(assessment, labelled, assessor, practitioner):
    """P1 is met; then the words changed, one file was taken out, one added, and one came again under another name."""
    piece = assessment.unit.portfolio.evidence.get()
    piece.refresh_from_db()
    judge(assessment, requirement=labelled["P1"], outcome="meets", by=assessor)
    refer_back(assessment, by=assessor)
    change_evidence(
        piece, by=practitioner, revision=piece.revision, story="We met in the school hall and agreed."
    )
    return piece, assessment


def share_again(unit, practitioner):
    return share_unit(unit, by=practitioner, declaration=DECLARATION).assessment


def review_page(robin, assessment):
    version = assessment.submission.items.first().evidence_version
    return robin.get(reverse("review-evidence", args=[assessment.code, version.code]))


def test_what_changed_in_the_words_is_marked_and_said(robin, again, practitioner):
    piece, first = again

    page = review_page(robin, share_again(first.unit, practitioner))

    soup = BeautifulSoup(page.content, "html.parser")
    came = [one.get_text() for one in soup.select(".diff ins")]
    gone = [one.get_text() for one in soup.select(".diff del")]
    assert came
    assert all(text.startswith("[new:") for text in came)
    assert all(text.startswith("[taken out:") for text in gone)
    assert "school" in " ".join(came)
    assert "Met in round 1. It stays met." in text_of(page)


def test_files_are_told_apart_by_their_bytes(robin, again, practitioner):
    piece, first = again
    old = EvidenceFile.objects.get(evidence=piece)
    same = EvidenceFileFactory(evidence=piece, name="same-again.jpg")
    EvidenceFile.objects.filter(pk=same.pk).update(sha256=old.sha256)
    other = EvidenceFileFactory(evidence=piece, name="minutes.jpg")
    EvidenceFile.objects.filter(pk=other.pk).update(sha256="f" * 64)
    remove_file(old, by=practitioner)

    shown = round_of(share_again(first.unit, practitioner)).pieces[0]

    assert [change.sentence for change in shown.file_changes] == [
        "minutes.jpg was added.",
        f"{old.name} is called same-again.jpg now. Its bytes are the same.",
    ]
    assert shown.kept_files == ["same-again.jpg"]


def test_a_file_taken_out_is_said(again, practitioner):
    piece, first = again
    old = EvidenceFile.objects.get(evidence=piece)
    remove_file(old, by=practitioner)

    shown = round_of(share_again(first.unit, practitioner)).pieces[0]

    assert [change.sentence for change in shown.file_changes] == [f"{old.name} was taken out."]


def test_new_and_changed_pieces_are_read_before_those_that_stayed(unit, labelled, assessor, practitioner):
    first = share(unit, assessor=assessor)
    judge(first, requirement=labelled["P1"], outcome="not yet", words="Say more.", by=assessor)
    refer_back(first, by=assessor)
    added = EvidenceFactory(portfolio=unit.portfolio, name="Added since")
    added.claims.create(unit=unit, requirement=labelled["K1"], made_by=practitioner)

    second = round_of(share_again(unit, practitioner))

    assert [piece.words.name == "Added since" for piece in second.pieces] == [True, False]


def test_what_stays_met_is_folded_below_what_wants_judging(robin, again, practitioner):
    piece, first = again

    page = BeautifulSoup(review_page(robin, share_again(first.unit, practitioner)).content, "html.parser")

    listed = [code.get_text() for code in page.select(".rv__judge > ol.judge .code")]
    folded = [code.get_text() for code in page.select(".rv__judge > details .code")]
    assert (listed, folded) == (["P2", "K1", "V1"], ["P1"])


def test_only_what_changed_or_wants_judging_comes_first(robin, unit, assessor, practitioner):
    requirements = list(unit.version.requirements.all())
    unit.claims.exclude(requirement__in=requirements[:1]).delete()
    other = EvidenceFactory(portfolio=unit.portfolio, name="Not met yet")
    other.claims.create(unit=unit, requirement=requirements[1], made_by=practitioner)
    first = share(unit, assessor=assessor)
    for requirement, outcome in zip(requirements, ("meets", "not yet"), strict=False):
        judge(first, requirement=requirement, outcome=outcome, words="Say more.", by=assessor)
    refer_back(first, by=assessor)

    second = share_again(unit, practitioner)

    shown = round_of(second)
    assert [piece.words.name for piece in shown.to_read] == ["Not met yet"]
    assert len(shown.settled) == 1
    assert "Settled, and as it was" in text_of(robin.get(reverse("review", args=[second.code])))


@pytest.fixture
def taken_out(assessment, labelled, assessor, practitioner):
    """Two pieces were shared, the second is not matched any more in round 2, and neither in round 3."""
    unit, second = assessment.unit, EvidenceFactory(portfolio=assessment.unit.portfolio)
    second.claims.create(unit=unit, requirement=labelled["P1"], made_by=practitioner)
    recall_round(unit, by=practitioner)
    first_round = share_unit(unit, by=practitioner, declaration=DECLARATION).assessment
    judge(first_round, requirement=labelled["P1"], outcome="more evidence", words="More.", by=assessor)
    refer_back(first_round, by=assessor)
    second.claims.all().delete()
    return share_unit(unit, by=practitioner, declaration=DECLARATION).assessment, second


def test_a_piece_taken_out_between_rounds_is_said(client_for, assessor, taken_out):
    again, second = taken_out
    browser = client_for(assessor)

    page = text_of(browser.get(reverse("review", args=[again.code])))
    (row,) = browser.get(reverse("review-queue")).context["queue"]

    assert [piece.words.name for piece in round_of(again).gone] == [second.name]
    assert f"No longer shared The round before had this piece, and this one has not. {second.name}" in page
    assert "no piece has changed" not in page
    assert (row.changed, row.gone) == (0, 1)
    queue = text_of(browser.get(reverse("review-queue")))
    assert "One piece is no longer shared" in queue
    assert "matched anew" not in queue


def test_it_is_said_once_and_not_of_what_is_shared_in_other_words(
    taken_out, labelled, assessor, practitioner
):
    again, second = taken_out
    judge(again, requirement=labelled["P1"], outcome="more evidence", words="More.", by=assessor)
    refer_back(again, by=assessor)
    first = again.unit.portfolio.evidence.exclude(pk=second.pk).get()
    change_evidence(first, by=practitioner, revision=1, story="Told again.")

    third = share_unit(again.unit, by=practitioner, declaration=DECLARATION).assessment

    assert round_of(third).gone == []
    assert [(row.changed, row.gone) for row in queue_of(assessor)] == [(1, 0)]
