"""How a piece is said to show something, and where in it, is compared with the round before as its texts are."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from assessments.operations.review import judge, refer_back
from assessments.queries import queue_of
from assessments.rounds import round_of
from portfolios.models import Evidence, Link
from portfolios.operations.claims import set_claims
from portfolios.operations.evidence import change_evidence
from portfolios.operations.recall import recall_round
from portfolios.operations.submission import share_unit
from tests.factories import EvidenceFactory, EvidenceFileFactory
from tests.factories.assessments import DECLARATION, share
from tests.reading import text_of

pytestmark = pytest.mark.django_db
BEFORE, NOW = "The table on page one.", "The table on page two."


@pytest.fixture
def piece(unit):
    return unit.portfolio.evidence.get()


@pytest.fixture
def again(unit, labelled, piece, assessor, practitioner):
    """`again(told)`: another round in which the one piece shows P1 and K1, told so for P1; K1 always the same way."""

    def share_again(told):
        wanted = {labelled["P1"]: told, labelled["K1"]: "As ever."}
        set_claims(piece, {unit: wanted}, by=practitioner)
        if not unit.submissions.exists():
            return share(unit, assessor=assessor)
        return share_unit(unit, by=practitioner, declaration=DECLARATION).assessment

    return share_again


@pytest.fixture
def replied(again, labelled, assessor):
    """`replied(told)`: such a round, answered."""

    def answer(told):
        assessment = again(told)
        judge(assessment, requirement=labelled["P1"], outcome="more evidence", words="More.", by=assessor)
        return refer_back(assessment, by=assessor)

    return answer


def told_in(assessment):
    """[(what about, what went and came)] of each piece."""
    changes = [change for piece in round_of(assessment).pieces for change in piece.text_changes]
    return [(one.label, [part.text.strip() for part in one.pieces if part.what != "kept"]) for one in changes]


def counted(assessor):
    return [row.changed for row in queue_of(assessor)]


def test_what_is_said_otherwise_is_a_change_and_shown_word_by_word(robin, replied, again, piece, assessor):
    replied(BEFORE)
    second = again(NOW)

    overview = text_of(robin.get(reverse("review", args=[second.code])))
    version = second.submission.items.first().evidence_version
    page = robin.get(reverse("review-evidence", args=[second.code, version.code]))

    assert "Since the last round, one piece is new or changed. It is marked." in overview
    assert "“How this shows it” changed" in overview
    soup = BeautifulSoup(page.content, "html.parser")
    assert [one.get_text() for one in soup.select(".diff h3")] == ["How this shows P1"]
    assert [one.get_text() for one in soup.select(".diff del")] == ["[taken out: one]"]
    assert [one.get_text() for one in soup.select(".diff ins")] == ["[new: two]"]
    assert "Changed since the last round" in text_of(page)
    assert "One piece is new or changed" in text_of(robin.get(reverse("review-queue")))
    assert counted(assessor) == [1]


@pytest.mark.parametrize(
    ("before", "now", "changed"),
    [
        ({"note": BEFORE}, {"note": BEFORE}, []),
        ({}, {}, []),
        ({}, {"note": NOW}, [("How this shows P1", [NOW])]),
        ({"note": BEFORE}, {}, [("How this shows P1", [BEFORE])]),
        ({"note": NOW, "page": 3}, {"note": NOW, "page": 3}, []),
        ({"page": 3}, {"page": 4}, [("Where to look for P1", ["3", "4"])]),
        ({"seconds": 75}, {}, [("Where to look for P1", ["minutes.pdf, at 1:15"])]),
    ],
)
def test_how_and_where_are_compared_and_what_stayed_is_no_change(
    replied, again, piece, assessor, before, now, changed
):
    file = EvidenceFileFactory(evidence=piece, name="minutes.pdf")
    before, now = (Link(file=file if len({*told} - {"note"}) else None, **told) for told in (before, now))
    replied(before)

    second = again(now)

    assert told_in(second) == changed
    assert counted(assessor) == [len(changed)] == [len(round_of(second).changed)]


def test_what_is_matched_anew_or_new_is_not_told_otherwise(
    replied, again, unit, labelled, assessor, practitioner
):
    replied(BEFORE)
    piece, new = unit.portfolio.evidence.get(), EvidenceFactory(portfolio=unit.portfolio)
    both = {labelled["P1"]: BEFORE, labelled["K1"]: "As ever.", labelled["P2"]: "Anew."}
    set_claims(piece, {unit: both}, by=practitioner)
    set_claims(new, {unit: {labelled["P1"]: NOW}}, by=practitioner)

    second = share_unit(unit, by=practitioner, declaration=DECLARATION).assessment

    assert told_in(second) == []
    assert [one.version.evidence for one in round_of(second).changed] == [new]
    assert counted(assessor) == [1]


def test_a_piece_that_changed_itself_counts_once_and_shows_both(
    replied, again, piece, assessor, practitioner
):
    replied(BEFORE)
    piece.refresh_from_db()
    change_evidence(piece, by=practitioner, revision=piece.revision, story="")

    second = again(NOW)

    assert [label for label, _parts in told_in(second)] == ["Their words", "How this shows P1"]
    assert counted(assessor) == [1]


def test_it_is_compared_with_the_newest_round_that_was_read_and_had_it(
    replied, again, unit, piece, labelled, assessor, practitioner
):
    replied("First.")
    replied(BEFORE)
    set_claims(piece, {unit: {labelled["K1"]: "As ever."}}, by=practitioner)
    third = share_unit(unit, by=practitioner, declaration=DECLARATION).assessment
    judge(third, requirement=labelled["K1"], outcome="more evidence", words="More.", by=assessor)
    refer_back(third, by=assessor)
    again("Taken back.")
    recall_round(unit, by=practitioner)

    assert told_in(again(BEFORE)) == []
    assert counted(assessor) == [0]
    recall_round(unit, by=practitioner)
    assert told_in(again(NOW)) == [("How this shows P1", ["one", "two"])]
    assert counted(assessor) == [1]


@pytest.mark.parametrize("moment", ["hidden_at", "sealed_at"])
def test_of_what_went_out_of_sight_nothing_is_compared(replied, again, piece, assessor, moment):
    replied(BEFORE)
    second = again(NOW)
    Evidence.objects.filter(pk=piece.pk).update(**{moment: timezone.now()})

    assert told_in(second) == []
    assert counted(assessor) == [0]


def test_what_stays_met_is_compared_too(again, labelled, assessor):
    first = again(BEFORE)
    judge(first, requirement=labelled["P1"], outcome="meets", by=assessor)
    refer_back(first, by=assessor)

    second = again(NOW)

    assert [finding.met_in for finding in round_of(second).findings] == [1, None, None, None]
    assert [label for label, _parts in told_in(second)] == ["How this shows P1"]
