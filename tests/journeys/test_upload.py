"""On a phone, on a bad line: files and words arrive, through a tunnel, a closed tab and a log-out."""

import hashlib
import io
import wave
from pathlib import Path

import pytest
from playwright.sync_api import expect

from portfolios.models import Evidence, EvidenceFile, JournalRecording, Upload
from tests.journeys.chromium import MADE_UP, launched
from tests.journeys.conftest import LARGE
from tests.journeys.line import Line
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
FIELD = "Photos, sound, film or documents"
A_SECOND = 1024 * 1024


def recording(seconds, note):
    """A long recording as a WAV file: `seconds` times a megabyte, different for every note."""
    made = io.BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setparams((1, 2, 44100, 0, "NONE", ""))
        sound.writeframes(bytes([note, 0]) * (A_SECOND // 2) * seconds)
    return made.getvalue()


@pytest.fixture
def line(site):
    line = Line(site)
    yield line
    line.close()


@pytest.fixture
def pat(line, new_context, practitioner):
    context = new_context(base_url=line.url, **PHONE)
    visitor = Visitor(context, name="bad-line-phone", site=line.url)
    visitor.refusals.add(423)  # asked again while the site still hears the line that was let go of
    yield visitor.sign_in(practitioner)
    line.mend()
    line.speed = 0
    visitor.leave()


def row_of(pat, name):
    return pat.page.locator("[data-upload-list] > li").filter(has_text=name)


def arrived(upload=None):
    return (upload or Upload.objects.order_by("-pk").first()).received


def wait_for(pat, condition):
    for _moment in range(200):
        if condition():
            return
        pat.page.wait_for_timeout(50)
    pytest.fail("It never came to that.")


def test_files_and_words_come_through_a_tunnel_a_closed_tab_and_a_log_out(pat, line, practitioner):
    voice, walk = recording(4, note=1), recording(4, note=2)
    pat.open("/my/evidence/add")
    pat.fill("Name it, so you can find it again", "Joint meeting")
    pat.fill("What was going on, and what did you do?", "I asked both groups.")

    # A tunnel.
    line.speed = 2 * A_SECOND
    pat.upload(FIELD, ("voice.wav", "audio/wav", voice))
    wait_for(pat, lambda: Upload.objects.exists() and arrived() > 0)
    line.cut()
    expect(row_of(pat, "voice.wav")).to_contain_text("Waiting for signal", timeout=15_000)
    before = arrived()
    assert 0 < before < len(voice)
    line.mend()
    expect(row_of(pat, "voice.wav").get_by_role("checkbox")).to_be_checked(timeout=20_000)
    assert (Upload.objects.count(), arrived()) == (1, len(voice))

    # A pause, and the tab is closed half way: slowly enough that there is a half way, however late it is noticed.
    line.speed = A_SECOND // 2
    pat.upload(FIELD, ("walk.wav", "audio/wav", walk))
    wait_for(pat, lambda: Upload.objects.count() == 2 and arrived() > 0)
    row_of(pat, "walk.wav").get_by_role("button", name="Pause").click()
    expect(row_of(pat, "walk.wav")).to_contain_text("Paused")
    row_of(pat, "walk.wav").get_by_role("button", name="Go on").click()
    wait_for(pat, lambda: arrived() > A_SECOND)
    pat.page.close(run_before_unload=False)
    pat.under_way.clear()  # what a closed tab had begun never ends
    line.speed = 0

    # Signed out in between: what the browser knew is gone, what the site knew is not.
    pat.page = pat.context.new_page()
    pat.context.clear_cookies()
    pat.sign_in(practitioner)
    pat.open("/my/evidence/add")
    assert pat.page.get_by_text("Your words are back").is_visible()
    assert pat.page.get_by_label("Name it, so you can find it again").input_value() == "Joint meeting"
    expect(row_of(pat, "voice.wav").get_by_role("checkbox")).to_be_checked()
    expect(row_of(pat, "walk.wav")).to_contain_text("Choose the same file again")
    pat.look()
    before = arrived()
    pat.upload(FIELD, ("walk.wav", "audio/wav", walk))
    pat.press("Save", exact=True)  # waits for what is on its way

    evidence = Evidence.objects.get()
    assert (evidence.name, evidence.story) == ("Joint meeting", "I asked both groups.")
    hashes = {
        name: hashlib.sha256(content).hexdigest()
        for name, content in {"voice.wav": voice, "walk.wav": walk}.items()
    }
    rows = list(EvidenceFile.objects.all())
    assert {row.name: row.sha256 for row in rows} == hashes
    on_disk = {row.name: hashlib.sha256(Path(row.file.path).read_bytes()).hexdigest() for row in rows}
    assert on_disk == hashes
    assert Upload.objects.count() == 2
    assert before > A_SECOND


def test_a_voice_goes_into_a_journal_in_pieces_and_nothing_else_does(pat):
    pat.open("/my/journal/write")
    pat.upload("Or say it", ("photo.jpg", "image/jpeg", b"no sound"))
    expect(row_of(pat, "photo.jpg")).to_contain_text("Only sound goes into a journal.")
    pat.upload("Or say it", ("voice.wav", "audio/wav", recording(1, note=4)))
    expect(row_of(pat, "voice.wav").get_by_role("checkbox", name="Goes with this entry")).to_be_checked()
    pat.look()
    pat.press("Save", exact=True)

    assert [said.name for said in JournalRecording.objects.all()] == ["voice.wav"]


# --- what a camera, a microphone, a clipboard and a mouse bring --------------------------------


@pytest.fixture
def desk(playwright, site, practitioner):
    """A large screen with a made-up camera and microphone."""
    browser = launched(playwright, *MADE_UP)
    context = browser.new_context(base_url=site, viewport=LARGE, locale="en-GB")
    visitor = Visitor(context, name="desk", site=site)
    visitor.refusals.add(422)  # what is no text is refused on its way, and the page says so
    yield visitor.sign_in(practitioner)
    visitor.leave()
    browser.close()


HANDED_OVER = """([how, name, words]) => {
    const brought = new DataTransfer();
    brought.items.add(new File([words], name, {type: 'text/plain'}));
    const told = how === 'drop' ? {dataTransfer: brought} : {clipboardData: brought};
    const event = how === 'drop' ? new DragEvent(how, {...told, bubbles: true, cancelable: true})
                                 : new ClipboardEvent(how, {...told, bubbles: true, cancelable: true});
    document.querySelector('.drop').dispatchEvent(event);
}"""


def test_a_photo_a_voice_and_a_film_are_taken_here_and_files_dropped_and_pasted(desk):
    desk.open("/my/evidence/add")
    page = desk.page
    page.evaluate(HANDED_OVER, ["drop", "dropped.txt", "What was said."])
    page.evaluate(HANDED_OVER, ["paste", "pasted.txt", "What was pasted."])
    desk.upload(FIELD, ("script.txt", "text/plain", b"<script>alert(1)</script>"))
    page.get_by_role("button", name="Take a photo").click()
    wait_for(desk, lambda: page.locator("[data-view]").evaluate("view => view.videoWidth"))
    page.get_by_role("button", name="Take it").click()
    for way in ("Record your voice", "Record a film"):
        page.get_by_role("button", name=way).click()
        page.wait_for_timeout(1500)
        page.get_by_role("button", name="Stop, and keep it").click()
        expect(page.get_by_role("button", name=way)).to_be_focused()
    expect(page.get_by_role("checkbox", name="Goes with this evidence")).to_have_count(5, timeout=15_000)
    expect(row_of(desk, "script.txt")).to_contain_text(
        "is named like TXT, but what is inside is something else"
    )
    row_of(desk, "pasted.txt").get_by_role("button", name="Remove").click()
    expect(row_of(desk, "pasted.txt")).to_have_count(0)
    desk.look()
    desk.press("Save", exact=True)

    kinds = EvidenceFile.objects.values_list("content_type", flat=True)
    assert sorted(kinds) == ["audio/webm", "image/jpeg", "text/plain", "video/webm"]
    wait_for(desk, lambda: not Upload.objects.waiting_for(Evidence.objects.get().owner).exists())
