"""A phone in the dark; and browsers in which no script runs."""

import re

import pytest

from assessments.models import Outcome
from cms.demo.evidence import WORDS_FOR
from portfolios.models import Unit
from tests.journeys import before
from tests.journeys.assessing import judge, say_that_nothing_ties
from tests.journeys.practising import MINUTES, PHOTO, add_piece, covered, open_unit, share, start_standard

pytestmark = pytest.mark.journey
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
WISHES = {"P4": WORDS_FOR["P4"]}


def test_a_practitioner_with_a_phone_in_the_dark(visit, standard, practitioner, assessor, coordinator):
    pat = visit("phone", dark=True, **PHONE).sign_in(practitioner)
    start_standard(pat)
    pat.open("/my/evidence/add")
    assert room_beside_the_boxes(pat) == {True}
    add_piece(pat, PHOTO)
    match_one_part(pat, "P4")
    pat.follow("Share for review")
    share(pat)
    assert covered(pat) == {"What you do": "4 of 9", "What you know": "3 of 17", "Values": "2 of 5"}

    before.answer(Unit.objects.get(), assessor=assessor, coordinator=coordinator, words_for=WISHES)
    pat.open("/my/")
    assert pat.page.get_by_text(WISHES["P4"][1]).is_visible()
    pat.follow("Add something for P4")
    pat.open("/my/evidence/")


def room_beside_the_boxes(pat):
    """Whether what is in a fold keeps off its edge, for every box to tick that can be seen."""
    return set(
        pat.page.locator(".fold .check:visible").evaluate_all(
            """rows => rows.map(row => {
                const [inner, outer] = [row, row.closest('.fold')].map(node => node.getBoundingClientRect());
                return inner.left >= outer.left + 8 && inner.right <= outer.right - 8;
            })"""
        )
    )


def match_one_part(pat, label):
    """In place of the table: one part at a time, and the evidence that shows it."""
    open_unit(pat)
    pat.follow(re.compile(f"for {label}, see or change$"))
    pat.page.get_by_label(PHOTO.name).check()
    pat.press("Save", exact=True)
    row = pat.page.locator(f"#r-{label}")
    assert row.get_by_role("link", name=re.compile("1 piece")).is_visible()


def test_a_practitioner_and_an_assessor_without_scripts(visit, standard, practitioner, assessor):
    pat = visit("no-scripts-phone", scripts=False, **PHONE).sign_in(practitioner)
    start_standard(pat)
    add_piece(pat, MINUTES)
    match_in_the_table(visit("no-scripts-wide", scripts=False).sign_in(practitioner), "P9")
    open_unit(pat)
    pat.follow("Share for review")
    pat.press("Share for review", status=422)
    share(pat)
    judge_and_reply(visit("no-scripts-assessor", scripts=False).sign_in(assessor))

    pat.open("/my/")
    assert pat.page.get_by_text(WISHES["P4"][1]).is_visible()


def match_in_the_table(pat, label):
    """A button below the table saves every tick."""
    open_unit(pat)
    pat.page.locator(f"#r-{label}").get_by_role("checkbox").check()
    pat.press("Save what you ticked")
    assert covered(pat)["What you do"] == "5 of 9"


def judge_and_reply(robin):
    """An offer taken, one thing met and one not yet, and a reply."""
    robin.follow("Reviews")
    robin.press("Accept Pat Sample’s review")
    say_that_nothing_ties(robin)
    assert robin.page.get_by_role("heading", level=1).inner_text() == MINUTES.name
    for name in ("Shortcuts", "I can see…"):  # nothing here would come of pressing them
        assert robin.page.get_by_role("button", name=name).count() == 0
    judge(robin, "P4", Outcome.MORE_EVIDENCE, WISHES["P4"][1])
    judge(robin, "P5", Outcome.MEETS)
    robin.follow("Back to the review")
    robin.press("Reply to Pat")
    assert robin.page.get_by_text("Your reply is with Pat.").is_visible()
