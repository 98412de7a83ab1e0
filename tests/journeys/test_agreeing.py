"""What a trainee decided, in the hands of whoever agrees: asked what ties them, from one to the next, and passed on."""

import pytest

from assessments.models import Outcome, ProposedDecision
from assessments.operations.review import refer_back
from people.roles import Role
from tests.factories import MembershipFactory
from tests.factories.assessments import TINY, judge_all, share, unit_with_evidence
from tests.journeys.assessing import say_that_nothing_ties

pytestmark = pytest.mark.journey
PHONE = {"viewport": {"width": 390, "height": 800}}
NAMES = ["Ada Specimen", "Bo Specimen", "Cy Specimen", "Di Specimen"]


@pytest.fixture
def proposals(organisation, trainee):
    """Four people’s work, all decided by the trainee."""
    people = [MembershipFactory(organisation=organisation, person__name=name).person for name in NAMES]
    rounds = [share(unit_with_evidence(one, organisation, **TINY), assessor=trainee) for one in people]
    return [refer_back(judge_all(one, Outcome.NOT_YET, words="Who was there?"), by=trainee) for one in rounds]


def test_from_one_decision_to_the_next_and_what_is_left_goes_to_a_colleague(
    visit, organisation, proposals, assessor, trainee
):
    cleo = MembershipFactory(organisation=organisation, role=Role.ASSESSOR, person__name="Cleo Example")
    robin, sam = visit("robin", **PHONE).sign_in(assessor), visit("sam").sign_in(trainee)
    sam.open(f"/reviews/{proposals[3].assessment.code}/")
    sam.press("Take it back")
    read_the_first(robin)
    say_what_ties(robin)
    pass_the_last_on(robin, visit("robin-wide").sign_in(assessor))

    answers = [ProposedDecision.objects.get(pk=one.pk) for one in proposals]
    assert [one.answer for one in answers] == ["agreed", "changed", "", "taken back"]
    assert answers[2].countersigner == cleo.person


def read_the_first(robin):
    robin.open("/reviews/")
    robin.follow(NAMES[0])
    say_that_nothing_ties(robin)
    robin.follow("Next decision")
    assert robin.page.get_by_role("heading", name=f"Does something tie you to {NAMES[1]}?").is_visible()
    robin.follow("Not now")
    robin.follow(NAMES[0])
    robin.press("I agree: send the reply")


def say_what_ties(robin):
    assert robin.page.get_by_text("Agreed. Sam’s reply is with Ada. This is the next one.").is_visible()
    robin.page.get_by_label("Mentor").check()
    robin.press("Go on")
    assert robin.page.get_by_text("It is back with Sam, for someone else to agree.").is_visible()
    assert robin.page.get_by_role("heading", name=f"Does something tie you to {NAMES[2]}?").is_visible()
    say_that_nothing_ties(robin)
    assert robin.page.get_by_role("link", name="Next decision").count() == 0


def pass_the_last_on(robin, wide):
    wide.open("/reviews/")
    wide.follow(NAMES[2])
    robin.open("/reviews/room/")
    robin.follow("Pass it on")
    robin.page.get_by_label("To whom?").select_option(label="Cleo Example")
    robin.press("Pass it on")
    assert robin.page.get_by_text("Passed on to Cleo Example: 1.").is_visible()
    assert robin.page.get_by_text(NAMES[2]).count() == 0
