"""A portfolio is taken along, read from a folder without a network, and brought into an installation that knew nothing."""

import hashlib
import os
import threading
import zipfile
from datetime import date
from pathlib import Path

import pytest
from django.db import connections
from django.utils import timezone
from playwright.sync_api import expect

from assessments.models import Certificate, Judgement, SeenInPlace
from assessments.operations.differences import answer_difference, see_differently
from people.operations.jobs import perform_everything
from people.roles import Role
from portfolios.models import (
    Claim,
    Draft,
    Evidence,
    EvidenceFile,
    JournalEntry,
    PersonInEvidence,
    TakedownRequest,
    WitnessRequest,
)
from tests import database
from tests.factories import EvidenceFileFactory, MembershipFactory, OrganisationFactory, files
from tests.factories.assessments import share, sign, unit_with_evidence
from tests.journeys.promises import NARROW, accessibility_troubles, sideways_troubles

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
A_CHUNK = 1024 * 1024  # as much as is packed between two words of how far it is

WHAT_OPENS = """async () => {
  const shown = [...document.images, ...document.querySelectorAll('audio, video')];
  const seen = node => node.complete && node.naturalWidth > 0 || node.currentTime > 0;
  shown.forEach(node => { node.scrollIntoView(); if (node.play) { node.muted = true; node.play(); } });
  for (let moment = 0; moment < 100 && !shown.every(seen); moment++) await new Promise(then => setTimeout(then, 50));
  return shown.map(node => [node.currentSrc.split('/').pop(), seen(node)]);
}"""


@pytest.fixture
def empty():
    """The database as the migrations left it: what an installation is before anyone came."""
    return database.rows_of("default")


@pytest.fixture
def talk(empty, practitioner, organisation, assessor):
    """A portfolio with something of everything; of its files, the talk is on a disk that hands out what it is given."""
    unit = unit_with_evidence(practitioner, organisation)
    sound = files.sound(seconds=210)  # a little more than three chunks
    talk = EvidenceFileFactory(evidence__portfolio=unit.portfolio, evidence__name="A talk", content=sound)
    claim = claim_of(unit)
    claim.note, claim.anchor_page, claim.anchor_file = "See the photo.", 1, claim.evidence.files.get()
    claim.save()
    PersonInEvidence.objects.create(evidence=claim.evidence, description="Purple top", basis="agreed")
    JournalEntry.objects.create(portfolio=unit.portfolio, title="Tuesday", text="Whose voice was missing?")
    everything_else(unit, assessor)
    return talk


def everything_else(unit, assessor):
    """What was said of it by others and to them, what nobody saved, and what came from yet elsewhere."""
    piece = claim_of(unit).evidence
    Evidence.objects.filter(pk=piece.pk).update(
        kind_id="signposted", details={"where": "In the office.", "why": "It names people."}
    )
    SeenInPlace.objects.create(evidence=piece, seen_by=assessor, seen_on=date(2026, 5, 3), words="All of it.")
    TakedownRequest.objects.create(evidence=piece, settled_at=timezone.now(), outcome="Cut out of it")
    WitnessRequest.objects.create(
        unit=unit, asked_by=unit.owner, token_hash="0" * 64, state="declined", event="The spring meeting", note="Hello."
    )  # fmt: skip
    Draft.objects.create(owner=unit.owner, about=f"evidence {piece.code}", fields={"story": ["It rained."]})
    where = {"source": "Hill Sample", "digest": "0" * 64, "brought_by": unit.owner}
    unit.portfolio.brought_along.create(**where).history.create(
        said="Meets", words="Well done.", by="Una Example"
    )
    judgement = sign(share(unit, assessor=assessor)).judgements.first()
    said = see_differently(judgement, by=unit.owner, words="More than that.")
    answer_difference(said, by=assessor, reply="Indeed.")


def claim_of(unit):
    return Claim.objects.filter(unit=unit).first()


@pytest.fixture
def slow_disk(talk):
    """(write, close): the talk is read as fast as it is written here."""
    kept = Path(talk.file.path)
    content = kept.read_bytes()
    kept.unlink()
    os.mkfifo(kept)
    ends = []

    def hand_out(begin, end):
        if not ends:
            ends.append(os.open(kept, os.O_WRONLY))
        left = memoryview(content)[begin:end]
        while left:
            left = left[os.write(ends[0], left) :]
        if end is None:
            os.close(ends.pop())

    return hand_out


@pytest.fixture
def worker():
    """What a worker does, beside the site."""

    def work():
        perform_everything()
        connections.close_all()

    thread = threading.Thread(target=work, daemon=True)
    yield thread
    if thread.ident:
        thread.join(timeout=10)


def test_a_portfolio_leaves_is_read_offline_and_comes_in_elsewhere(
    visit, browser, practitioner, talk, slow_disk, worker, empty, tmp_path
):
    hashes = sorted(EvidenceFile.objects.values_list("name", "sha256"))
    bag = take_along(visit("leaving").sign_in(practitioner), slow_disk, worker, tmp_path)
    zipfile.ZipFile(bag).extractall(tmp_path)

    read_offline(browser, next(tmp_path.glob("portfolio-*/data")))

    bring_in(visit, another_installation(empty), bag)
    assert sorted(EvidenceFile.objects.values_list("name", "sha256")) == hashes
    rows = EvidenceFile.objects.order_by("name", "sha256")
    assert [hashlib.sha256(Path(row.file.path).read_bytes()).hexdigest() for row in rows] == [
        sha256 for _name, sha256 in hashes
    ]
    assert [Evidence.objects.count(), JournalEntry.objects.get().text] == [2, "Whose voice was missing?"]
    assert (Judgement.objects.exists(), Certificate.objects.exists()) == (False, False)


def take_along(pat, slow_disk, worker, folder):
    """By the button, seeing how far it is. Returns where the ZIP was saved."""
    pat.open("/my/take-along/")
    page = pat.page
    pat.press("Take everything with you")
    assert page.get_by_text("It waits to be packed.").is_visible()
    worker.start()
    bar = page.get_by_role("progressbar")
    expect(bar).to_be_visible(timeout=20_000)  # a certificate is drawn first
    page.wait_for_timeout(600)
    slow_disk(0, 2 * A_CHUNK)
    page.wait_for_function("() => document.querySelector('progress').value > 0")
    assert bar.evaluate("bar => bar.value < bar.max")
    pat.look()
    slow_disk(2 * A_CHUNK, None)
    expect(page.get_by_role("link", name="Save it")).to_be_visible(timeout=20_000)
    pat.look()
    with page.expect_download() as saving:
        page.get_by_role("link", name="Save it").click()
    saving.value.save_as(folder / "portfolio.zip")
    pat.leave()
    return folder / "portfolio.zip"


def read_offline(browser, folder):
    """Every link is followed and leads to a page or a file that is there; nothing is asked of any network."""
    context = browser.new_context(offline=True)
    page, seen, waiting, troubles, shown = context.new_page(), set(), [folder / "index.html"], [], set()
    asked = set()
    page.on("request", lambda request: asked.add(request.url.split(":")[0]))

    def note(request):
        if request.failure != "net::ERR_ABORTED":  # a recording that was left while it played
            troubles.append(f"{request.url}: {request.failure}")

    page.on("requestfailed", note)
    while waiting:
        place = waiting.pop()
        page.goto(place.as_uri())
        shown |= {tuple(one) for one in page.evaluate(WHAT_OPENS)}
        troubles += [f"{place.name}: {one}" for one in accessibility_troubles(page)]
        troubles += [f"{place.name}: {one}" for one in sideways_troubles(page, NARROW)]
        for address in page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
            target = page.evaluate("address => decodeURIComponent(new URL(address).pathname)", address)
            found = Path(target)
            assert found.is_file(), address
            if found.suffix == ".html" and found not in seen:
                seen.add(found)
                waiting.append(found)
    context.close()

    assert troubles == []
    assert len(seen) == len(list(folder.rglob("*.html")))
    assert asked == {"file"}
    assert shown == {("meeting.jpg", True), ("talk.wav", True)}


def another_installation(empty):
    """Nobody and nothing is here but someone who has just begun; of the files not one is on the disk."""
    for row in EvidenceFile.objects.all():
        Path(row.file.path).unlink()
    database.put_back_after("default", empty)
    place = OrganisationFactory(name="Harbour Sample")
    return MembershipFactory(role=Role.PRACTITIONER, person__name="Pat Sample", organisation=place).person


def bring_in(visit, person, bag):
    """Looked at first, then brought in; what others said is told apart from what is known here."""
    pat = visit("arriving").sign_in(person)
    pat.open("/my/bring-along/")
    pat.page.get_by_label("The ZIP you took along").set_input_files(bag)
    expect(pat.page.get_by_text("Arrived", exact=True)).to_be_visible(timeout=20_000)
    pat.look()
    pat.press("Only look, change nothing")
    expect(pat.page.get_by_text("It waits to be read.")).to_be_visible()
    perform_everything()
    expect(pat.page.get_by_text("2 pieces of evidence")).to_be_visible(timeout=20_000)  # without a reload
    assert not Evidence.objects.exists()
    pat.look()
    pat.press("Bring it in")
    perform_everything()
    expect(pat.page.get_by_role("heading", name="It is here")).to_be_visible(timeout=20_000)
    pat.look()
    pat.follow("What was said elsewhere")
    assert pat.page.get_by_role("heading", name="Said elsewhere, not checked here").is_visible()
    assert pat.page.get_by_text("said elsewhere", exact=True).count() > 0
    pat.follow("Your evidence")
    pat.follow("A talk")
    pat.follow("talk.wav", exact=True)
    player = pat.page.locator("audio").first
    pat.page.wait_for_function("player => player.duration > 200", arg=player.element_handle())
