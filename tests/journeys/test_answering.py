"""Someone answers a charter on a phone, by keyboard, without scripts or with; and talks first when it changed."""

import pytest

from people.roles import Role
from tests.factories import MembershipFactory
from tests.factories.community import adopted_charter, next_version
from tests.journeys.test_keyboard import tab_to

pytestmark = pytest.mark.journey
PHONE = {"width": 390, "height": 800}


def test_agreeing_then_talking_first_when_the_words_change(visit, organisation, practitioner):
    steward = MembershipFactory(
        organisation=organisation, role=Role.STEWARD, person__name="Sol Specimen"
    ).person
    charter = adopted_charter(organisation)
    pat = visit("pat", viewport=PHONE).sign_in(practitioner)

    tab_to(pat, "Read it, if you like")
    pat.type_enter()
    tab_to(pat, "^I agree$")
    pat.type_enter()
    assert pat.page.get_by_text("You agreed to version 1 on").is_visible()

    next_version(charter)
    pat.open("/my/")
    pat.follow("See what changed, if you like")
    assert pat.page.get_by_role("heading", name="What changed since you agreed").is_visible()
    tab_to(pat, "I’d like to talk first")
    pat.type_enter()
    tab_to(pat, "id_steward")
    pat.page.keyboard.press("Space")
    pat.fill("What would you like to talk about?", "About saying no.")
    tab_to(pat, "Ask for a talk")
    pat.type_enter()
    assert pat.page.get_by_text("It waits for Sol Specimen").is_visible()

    sol = visit("sol", dark=True, scripts=False).sign_in(steward)
    sol.follow("Open talks")
    assert sol.page.get_by_text("About saying no.").is_visible()
    sol.press("We talked")
    sol.press("Show my name")
    assert sol.page.get_by_role("button", name="Take my name off").is_visible()

    pat.open("/my/charters/")
    assert pat.page.get_by_text("You talked, on").is_visible()
    pat.press("Take it back")
    assert pat.page.get_by_text("You took your answer back on").is_visible()
