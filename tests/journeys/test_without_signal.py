"""The signal goes while someone judges: the page says so, keeps the answer, and sends it once there is one again."""

import pytest
from playwright.sync_api import expect

from assessments.models import Outcome
from tests.factories.many_rounds import many_rounds
from tests.journeys.assessing import row_of
from tests.journeys.test_keyboard import keys

pytestmark = pytest.mark.journey
UNSENT = {"console error: htmx:sendError", "console error: htmx:afterRequest"}


@pytest.fixture
def round_in_hand(assessor, organisation):
    [assessment] = many_rounds(assessor, organisation, count=1)
    return assessment


def test_what_is_judged_without_signal_is_sent_once_there_is_one(visit, round_in_hand, assessor):
    robin = visit("no-signal").sign_in(assessor).open(f"/reviews/{round_in_hand.code}/work/")
    row = row_of(robin, "P1")

    robin.context.set_offline(True)
    keys(robin, "j", "1")
    expect(row.get_by_text("No signal. Your answer is kept on this page")).to_be_visible()
    expect(row.get_by_role("radio", name="Meets")).to_be_checked()
    assert not round_in_hand.judgements.exists()

    back_online(robin)
    expect(row.get_by_text("Saved, ")).to_be_visible()
    expect(row.get_by_text("No signal.")).to_be_hidden()
    assert judged(round_in_hand) == [Outcome.MEETS]


def test_an_answer_whose_reply_got_lost_is_sent_again_and_counts_once(visit, round_in_hand, assessor):
    robin = visit("lost-reply").sign_in(assessor).open(f"/reviews/{round_in_hand.code}/work/")
    row = row_of(robin, "P1")

    def lose(route):
        route.fetch()  # it arrives, is saved and answered
        route.abort()  # and the answer gets lost

    robin.page.route("**/judge/**", lose, times=1)
    keys(robin, "j", "1")
    expect(row.get_by_text("No signal.")).to_be_visible()
    assert judged(round_in_hand) == [Outcome.MEETS]

    robin.context.set_offline(True)
    back_online(robin)
    expect(row.get_by_text("Saved, ")).to_be_visible()
    assert judged(round_in_hand) == [Outcome.MEETS]
    assert round_in_hand.judgements.get().revision == 1


def back_online(robin):
    """That nothing could be sent is what the browser complained of so far, and nothing else."""
    complained, robin.troubles = robin.troubles, []
    assert {trouble.split(",")[0] for trouble in complained} == UNSENT
    with robin.page.expect_response("**/judge/**", timeout=8000) as answer:  # not by being tried again later
        robin.context.set_offline(False)
    assert answer.value.status == 200


def judged(assessment):
    return [judgement.outcome for judgement in assessment.judgements.all()]
