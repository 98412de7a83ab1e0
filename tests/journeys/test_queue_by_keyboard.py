"""Five hundred rounds wait, and nothing but a keyboard is at hand: no step costs more for there being so many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Assessment, Outcome, State, Test
from people.roles import Role
from tests.factories import MembershipFactory
from tests.factories.many_rounds import many_rounds, name_of
from tests.journeys.test_keyboard import keys, tab_to

pytestmark = pytest.mark.journey
MANY, DECIDED = 500, 6
SIGNED = 4  # of those that are decided; the others are replied to
LAST_PAGE = 25
WISH = "I can see that you met. What would show it: who decided."
TO_BOTH = "The minutes show both: who was there, and what they agreed."


@pytest.fixture
def rounds(assessor, organisation):
    return many_rounds(assessor, organisation, count=MANY)


def test_a_queue_of_500_is_worked_by_keyboard_alone(visit, rounds, assessor):
    robin = visit("queue-keys").sign_in(assessor)
    open_the_oldest(robin)
    walk_to_and_fro(robin)
    judge_undo_and_reply(robin)
    for number in range(3, DECIDED + 2):
        decide(robin, name_of(number), how=sign_off if number == SIGNED else reply)
    finish_at_the_end(robin)
    decided = Assessment.objects.exclude(state=State.IN_REVIEW).order_by("opened_at")
    assert list(decided) == [rounds[0], *rounds[2 : DECIDED + 1], rounds[-1]]
    assert [one.state for one in decided if one.state != State.REPLIED] == [State.SIGNED_OFF]
    is_signed_for_both(rounds[SIGNED - 1])


def owner_at(robin):
    return (
        robin.page.get_by_role("navigation", name="Breadcrumb")
        .get_by_role("listitem")
        .nth(1)
        .inner_text()
        .strip("/ ")
    )


def go(robin, key, *, status=200):
    """A key that leads to another page."""
    with robin.page.expect_navigation() as going:
        robin.page.keyboard.press(key)
    robin.arrive(going.value, status)


def save(robin, key):
    """A key that judges."""
    with robin.page.expect_response("**/judge/**") as answer:
        robin.page.keyboard.press(key)
    assert answer.value.status == 200


def open_the_oldest(robin):
    tab_to(robin, "^Reviews$")
    robin.type_enter()
    assert robin.page.get_by_role("heading", name=f"In progress {MANY}").is_visible()
    tab_to(robin, "^Read on")
    robin.type_enter()
    assert owner_at(robin) == name_of(1)


def walk_to_and_fro(robin):
    """Before the first there is nothing, and the key does nothing."""
    keys(robin, "p")
    for number in (2, 3):
        go(robin, "n")
        assert owner_at(robin) == name_of(number)
    for number in (2, 1):
        go(robin, "p")
        assert owner_at(robin) == name_of(number)


def judge_undo_and_reply(robin):
    """Two criteria, one taken for met and put back; then words, and the next round opens by itself."""
    keys(robin, "j")
    save(robin, "1")
    keys(robin, "j")
    save(robin, "1")
    go(robin, "u")
    robin.page.get_by_text("P2 is as it was: not judged yet.").wait_for()
    save(robin, "3")
    keys(robin, "f")
    robin.page.keyboard.type(WISH)
    save(robin, "Tab")
    reply(robin)
    assert owner_at(robin) == name_of(2)
    go(robin, "n")  # the second is passed by


def decide(robin, whose, *, how=None):
    assert owner_at(robin) == whose
    keys(robin, "j")
    save(robin, "1")
    keys(robin, "j")
    save(robin, "1")
    (how or reply)(robin)


def reply(robin):
    go(robin, "r")
    keys(robin, "r")
    go(robin, "Enter")


def sign_off(robin):
    """Words for both criteria at once, the five tests of soundness, three ticks, and the button."""
    go(robin, "r")
    tab_to(robin, "^Write something for several parts")
    robin.type_enter()
    for _part in range(2):
        tab_to(robin, "^id_requirements_")
        keys(robin, "Space")
    tab_to(robin, "^id_text$")
    robin.page.keyboard.type(TO_BOTH)
    tab_to(robin, "^Save$")
    robin.type_enter()

    go(robin, "s")
    tab_to(robin, "sound")
    robin.type_enter()
    for _test in Test:
        tab_to(robin, "^id_[a-z]+_2$")  # not said yet
        keys(robin, "ArrowDown")
        assert robin.page.locator(":focus").get_attribute("value") == "holds"
    tab_to(robin, "^Save$")
    robin.type_enter()

    go(robin, "s")
    for tick in ("looked", "no_tie", "mine"):
        tab_to(robin, f"^id_{tick}$")
        keys(robin, "Space")
    tab_to(robin, "^Sign off, make certificate$")
    robin.type_enter()


def is_signed_for_both(assessment):
    assert assessment.soundness.filter(holds=True).count() == len(Test)
    [feedback] = assessment.feedback.all()
    assert (feedback.text, feedback.judgements.count()) == (TO_BOTH, 2)


def finish_at_the_end(robin):
    """By its pages to the last round of the queue: after it there is none, and those passed by are named."""
    go(robin, "r")
    tab_to(robin, "^Reviews$", most=5)
    robin.type_enter()
    tab_to(robin, f"{LAST_PAGE}$", most=80)
    robin.type_enter()
    tab_to(robin, "^Back$", most=80)
    assert keys(robin, "Shift+Tab").startswith("Read on")
    robin.type_enter()
    assert owner_at(robin) == name_of(MANY)
    keys(robin, "n")
    decide(robin, name_of(MANY))
    assert robin.page.get_by_text(
        "That was the last one here. Those you passed by are still with you"
    ).is_visible()


def test_a_round_costs_the_same_among_500_as_among_three(rounds, assessor, organisation, client_for):
    other = MembershipFactory(organisation=organisation, role=Role.ASSESSOR).person
    few = many_rounds(other, organisation, count=3, first=MANY + 1)
    assert costs(client_for(assessor), rounds) == costs(client_for(other), few)


def costs(browser, rounds):
    """How many queries: the queue, a piece of the second round, a judgement, a reply and the third round it leads to."""
    at = rounds[1]
    page = reverse("review-work", args=[at.code])
    requirement = at.version.requirements.first()
    version = at.submission.items.first().evidence_version
    told = {"outcome": Outcome.MEETS, "words": "", "revision": "0"}
    browser.get(reverse("review-queue"))  # what a process looks up once
    return [
        queries_of(browser.get, reverse("review-queue")),
        queries_of(browser.get, page),
        queries_of(browser.send, reverse("judge", args=[at.code, version.code, requirement.code]), told),
        queries_of(browser.send, reverse("review-reply", args=[at.code]), follow=True),
    ]


def queries_of(ask, *told, **options):
    with CaptureQueriesContext(connection) as asked:
        assert ask(*told, **options).status_code in (200, 302)
    return len(asked)
