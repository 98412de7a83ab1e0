"""Someone without an account says on a phone what they saw, aloud."""

import pytest
from playwright.sync_api import expect

from people.operations.jobs import perform_everything
from portfolios.models import EvidenceFile, Upload, WitnessRecording, WitnessRequest
from portfolios.operations.witnesses import path_of
from tests.factories import StandardVersionFactory, UnitFactory
from tests.factories.witnesses import asked
from tests.journeys.chromium import MADE_UP, launched
from tests.journeys.line import Line
from tests.journeys.test_upload import A_SECOND, recording, row_of, wait_for
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def wil(playwright, site):
    """A phone with a made-up microphone."""
    browser = launched(playwright, *MADE_UP)
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


@pytest.fixture
def line(site):
    line = Line(site)
    yield line
    line.mend()
    line.speed = 0
    line.close()


def test_a_witness_s_recording_comes_through_a_tunnel_and_a_closed_tab(
    line, new_context, practitioner, organisation
):
    version = StandardVersionFactory(performance=2, knowledge=0, values=0)
    unit = UnitFactory(portfolio__owner=practitioner, portfolio__organisation=organisation, version=version)
    request, voice = asked(unit), recording(4, note=3)
    wil = Visitor(new_context(base_url=line.url, **PHONE), name="bad-line-witness", site=line.url)
    wil.refusals.add(423)
    second = request.questions.last()

    file = {"name": "voice.wav", "mimeType": "audio/wav", "buffer": voice}
    field = f"#id_sound_{second.pk}"

    wil.open(path_of(request))
    line.speed = 2 * A_SECOND
    wil.page.get_by_text("Say it aloud instead").nth(1).click()
    wil.page.locator(field).set_input_files([file])
    wait_for(wil, lambda: Upload.objects.filter(received__gt=0).exists())
    line.cut()
    expect(row_of(wil, "voice.wav")).to_contain_text("Waiting for signal", timeout=15_000)
    line.speed = A_SECOND // 2  # most of it is still to come when the tab closes
    line.mend()
    wait_for(wil, lambda: Upload.objects.get().received > A_SECOND)
    wil.page.close(run_before_unload=False)
    wil.under_way.clear()
    line.speed = 0

    wil.page = wil.context.new_page()
    wil.open(path_of(request))
    expect(row_of(wil, "voice.wav")).to_contain_text("Choose the same file again")
    wil.look()
    before = Upload.objects.get().received
    wil.page.locator(field).set_input_files([file])
    expect(row_of(wil, "voice.wav")).to_have_count(1)
    expect(row_of(wil, "voice.wav").locator("[data-arrived]")).to_be_visible(timeout=15_000)
    wil.look()
    said = WitnessRecording.objects.get()
    assert (said.question, said.size, Upload.objects.count()) == (second, len(voice), 1)
    assert before > A_SECOND
    assert (
        wil.page.evaluate("localStorage.length") == 0
    )  # what opens something by itself is kept in no browser
    wil.fill("Your name", "Wil Example")
    wil.fill("How do you know them?", "We are neighbours.")
    wil.fill("How could someone reach you to check?", "wil@example.org")
    wil.page.get_by_label("This is what I saw or heard myself.").check()
    wil.press("Confirm")
    assert EvidenceFile.objects.get().sha256 == said.sha256
    wil.leave()
