"""Someone without an account says on a phone what they saw, aloud."""

import pytest

from people.operations.jobs import perform_everything
from portfolios.models import WitnessRequest
from portfolios.operations.witnesses import path_of
from tests.factories import StandardVersionFactory, UnitFactory
from tests.factories.witnesses import asked
from tests.journeys.conftest import ALONE, CHROMIUM
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def wil(playwright, site):
    """A phone with a made-up microphone."""
    made_up = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*ALONE, *made_up])
    visitor = Visitor(
        browser.new_context(base_url=site, locale="en-GB", **PHONE), name="witness-phone", site=site
    )
    yield visitor
    visitor.leave()
    browser.close()


def test_a_witness_speaks_on_a_phone(wil, practitioner, organisation):
    version = StandardVersionFactory(performance=1, knowledge=0, values=0)
    unit = UnitFactory(portfolio__owner=practitioner, portfolio__organisation=organisation, version=version)
    wil.open(path_of(asked(unit)))
    page = wil.page
    page.get_by_text("Say it aloud instead").first.click()
    wil.look()
    page.get_by_role("button", name="Record your voice").first.click()
    stop = page.get_by_role("button", name="Stop, and keep it")
    begin = page.get_by_role("button", name="Record your voice").first
    page.wait_for_timeout(1200)
    wil.look()
    assert stop.bounding_box()["y"] >= begin.bounding_box()["y"] + begin.bounding_box()["height"]
    stop.click()
    wil.fill("Your name", "Wil Example")
    wil.fill("How do you know them?", "We are neighbours.")
    wil.fill("How could someone reach you to check?", "wil@example.org")
    page.get_by_label("This is what I saw or heard myself.").check()
    wil.press("Confirm")
    perform_everything()

    assert WitnessRequest.objects.get().state == WitnessRequest.State.CONFIRMED
    assert page.get_by_role("heading", name="Thank you").is_visible()
