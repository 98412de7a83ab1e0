"""A practitioner on a phone without scripts puts other words forward; members are for it; the charter changes."""

import re

import pytest

from community.models import Amendment, CharterPage
from community.operations.amendments import support
from community.operations.amendments_closing import close_due_amendments
from tests.factories.community import adopted_charter, its_time_over, members
from tests.journeys.test_keyboard import tab_to

pytestmark = pytest.mark.journey
PHONE = {"width": 390, "height": 800}


def test_other_words_put_forward_asked_about_supported_and_adopted(
    visit, organisation, practitioner, assessor
):
    charter = adopted_charter(organisation)
    pat = visit("pat", scripts=False, viewport=PHONE).sign_in(practitioner)
    pat.open(f"/ch/{charter.code}/")
    pat.follow("Suggest a change")
    pat.follow(re.compile("Change.*Inclusion"))
    pat.follow("Take it out")
    pat.follow("Add one after it")
    pat.follow("Say it in other words")
    assert not pat.page.get_by_label("Show my name beside it").is_checked()
    pat.fill("Its words", "Everyone is welcome, always.")
    pat.press("Put it forward", status=422)
    assert pat.page.get_by_label("Its words").input_value() == "Everyone is welcome, always."
    pat.fill("What would change, in your own words?", "Say that it always holds.")
    pat.fill("Why?", "Some of us wondered.")
    pat.press("Put it forward")
    assert pat.page.get_by_text("0 people are for it").is_visible()

    amendment = Amendment.objects.get()
    robin = visit("robin", dark=True).sign_in(assessor)
    robin.open(f"/charter/{charter.code}/amendments/")
    robin.follow("Say that it always holds.")
    robin.fill("Your question", "Also on Sundays?")
    tab_to(robin, "^Ask$")
    robin.type_enter()
    tab_to(robin, "I am for it")
    robin.type_enter()
    assert robin.page.get_by_text("1 person is for it").is_visible()
    assert not robin.page.get_by_text("Pat Sample").is_visible()

    support(amendment, by=members(organisation, 1)[0])
    with its_time_over(amendment):
        close_due_amendments()
    robin.open(f"/charter/amendments/{amendment.code}/")
    robin.follow("It became version 2")
    robin.open(CharterPage.objects.get().url)
    assert robin.page.get_by_text("Everyone is welcome, always.").is_visible()
