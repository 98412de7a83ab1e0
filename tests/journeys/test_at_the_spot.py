"""Where to look, said by a practitioner: an assessor presses it, and what they see and hear is that very spot."""

import io
import subprocess

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from assessments.models import Assessment
from assessments.operations.looking_ties import say_untied_before_looking
from portfolios.models import Link
from portfolios.operations.claims import set_claims
from portfolios.operations.previews import make_clean_copy, make_previews
from tests.factories import (
    EvidenceFactory,
    EvidenceFileFactory,
    PortfolioFactory,
    StandardVersionFactory,
    UnitFactory,
    files,
)
from tests.factories.assessments import share, sign
from tests.factories.sampling import draw, plan_of, strategy_of
from tests.portfolios.telling_files import NEEDS_FFMPEG

pytestmark = pytest.mark.journey
COLOURS = ["red", "white", "blue", "white", "white"]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
WORDS = "\n\n".join(f"Paragraph {number} of what we wrote down that day." for number in range(1, 61))

IS_IN_VIEW = """box => { const at = box.getBoundingClientRect(), stage = box.parentElement.getBoundingClientRect();
  return at.top >= Math.max(0, stage.top) - 4 && at.top < Math.min(innerHeight, stage.bottom) - 40; }"""
COLOUR = """picture => { const canvas = new OffscreenCanvas(1, 1), draw = canvas.getContext('2d');
  draw.drawImage(picture, 0, 0, 1, 1); return [...draw.getImageData(0, 0, 1, 1).data].slice(0, 3); }"""


def coloured_pages():
    kept = io.BytesIO()
    first, *rest = [Image.new("RGB", (120, 170), colour) for colour in COLOURS]
    first.save(kept, "PDF", save_all=True, append_images=rest)
    return ContentFile(kept.getvalue(), "minutes.pdf")


@pytest.fixture
def pointed_into(practitioner, organisation, assessor):
    """pointed_into({contents: place}): the address of one shared piece, pointed into at a place of each of its files."""

    def share_it(places):
        portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
        version = StandardVersionFactory(performance=len(places), knowledge=0, values=0)
        unit, evidence = (
            UnitFactory(portfolio=portfolio, version=version),
            EvidenceFactory(portfolio=portfolio),
        )
        spots = []
        for contents, place in places.items():
            file = EvidenceFileFactory(evidence=evidence, content=contents)
            if "page" in place:
                make_previews(file.code)
            make_clean_copy(file.code)
            spots.append(Link("", file, **place))
        claims = dict(zip(version.requirements.all(), spots, strict=True))
        set_claims(evidence, {unit: claims}, by=practitioner)
        assessment = share(unit, assessor=assessor)
        return f"/reviews/{assessment.code}/evidence/{assessment.submission.items.first().evidence_version.code}/"

    return share_it


@pytest.fixture
def review(pointed_into):
    """A page, a paragraph and a second."""
    sound = files.sound(seconds=60)
    return pointed_into(
        {coloured_pages(): {"page": 3}, files.text(words=WORDS): {"paragraph": 47}, sound: {"seconds": 42}}
    )


def film_that_turns_white(*, at, seconds):
    """Black, and white from a second on."""
    picture = f"color=black:s=64x48:r=5:d={seconds},drawbox=c=white:t=fill:enable='gte(t,{at})'"
    made = ["-c:v", "libvpx", "-f", "webm", "-"]
    command = ["ffmpeg", "-v", "error", "-nostdin", "-f", "lavfi", "-i", picture, *made]
    done = subprocess.run(command, check=True, capture_output=True)
    return ContentFile(done.stdout, "opening.webm")


def look_at(robin, place):
    """Press it; with scripts the file opens beside the judging, without them on the page anew."""
    link = robin.page.get_by_role("link", name=f"Look at {place}")
    if robin.has_scripts:
        with robin.page.expect_response(lambda answer: "at=" in answer.url):
            link.click()
    else:
        robin.follow(f"Look at {place}")
        # Meanwhile the window was made narrow and wide again: to the spot, as it is now.
        robin.page.goto(robin.page.url)
    robin.look()


def is_in_view(robin, spot):
    expect(spot).to_be_visible()
    robin.page.wait_for_function(IS_IN_VIEW, arg=spot.element_handle())


def stands_at(player, second):
    page, it = player.page, player.element_handle()
    page.wait_for_function("player => player.duration > 59", arg=it)
    page.wait_for_function("([player, at]) => player.currentTime >= at && !player.seeking", arg=[it, second])
    assert second <= player.evaluate("player => player.currentTime") < second + 1


@pytest.mark.parametrize("screen", [{}, {"scripts": False} | PHONE], ids=["desk", "phone without scripts"])
def test_an_assessor_opens_a_page_a_paragraph_and_a_second(visit, review, assessor, screen):
    robin = visit(f"spots-{len(screen)}", **screen).sign_in(assessor)
    page = robin.open(review).page

    look_at(robin, "talk.wav, at 0:42")
    stands_at(page.locator(".viewer audio"), 42)

    look_at(robin, "notes.txt, paragraph 47")
    spot = page.locator("#paragraph-47")
    is_in_view(robin, spot)
    assert "Paragraph 47 of what" in spot.inner_text()
    assert page.locator(".para.is-here").count() == 1
    assert spot.evaluate("spot => getComputedStyle(spot).backgroundColor") != page.locator(
        "#paragraph-46"
    ).evaluate("spot => getComputedStyle(spot).backgroundColor")

    look_at(robin, "minutes.pdf, page 3")
    spot = page.locator("#page-3")
    picture = spot.get_by_role("img", name="Page 3")
    page.wait_for_function(
        "picture => picture.complete && picture.naturalWidth", arg=picture.element_handle()
    )
    is_in_view(robin, spot)
    red, _green, blue = picture.evaluate(COLOUR)
    assert red < 40 < 200 < blue

    who_is_in_it_stays_in_view(robin, screen, spot)


def who_is_in_it_stays_in_view(someone, screen, spot):
    """And covers nothing."""
    who = someone.page.locator(".rv__whobar" if screen else ".rv__who")
    is_in_view(someone, who)
    assert bottom_of(who) <= top_of(spot) + 1


@pytest.mark.parametrize("screen", [{}, {"scripts": False} | PHONE], ids=["desk", "phone without scripts"])
def test_an_iqa_opens_them_too_in_a_second_look(visit, review, iqa, organisation, screen):
    signed = sign(Assessment.objects.get())
    [sample] = draw(plan_of(strategy_of(organisation, by=iqa), by=iqa), by=iqa)
    say_untied_before_looking(sample, by=iqa)
    piece = signed.submission.items.first().evidence_version
    ines = visit(f"second-{len(screen)}", **screen).sign_in(iqa)
    page = ines.open(reverse("sample-evidence", args=[sample.code, piece.code])).page

    look_at(ines, "talk.wav, at 0:42")
    stands_at(page.locator(".viewer audio"), 42)

    look_at(ines, "notes.txt, paragraph 47")
    is_in_view(ines, page.locator("#paragraph-47"))

    look_at(ines, "minutes.pdf, page 3")
    spot = page.locator("#page-3")
    is_in_view(ines, spot)
    who_is_in_it_stays_in_view(ines, screen, spot)

    page.goto(page.get_by_role("link", name="Look at minutes.pdf, page 3").evaluate("link => link.href"))
    is_in_view(
        ines, spot
    )  # also where its address was opened by itself: there is little beside it to scroll by
    who_is_in_it_stays_in_view(ines, screen, spot)


def top_of(thing):
    return thing.evaluate("thing => thing.getBoundingClientRect().top")


def bottom_of(thing):
    return thing.evaluate("thing => thing.getBoundingClientRect().bottom")


@pytest.mark.skipif(NEEDS_FFMPEG, reason="ffmpeg is not installed")
@pytest.mark.parametrize("screen", [{}, {"scripts": False} | PHONE], ids=["desk", "phone without scripts"])
def test_a_film_shows_what_is_there_at_its_second(visit, pointed_into, assessor, screen):
    film = film_that_turns_white(at=42, seconds=60)
    robin = visit(f"film-{len(screen)}", **screen).sign_in(assessor)
    robin.open(pointed_into({film: {"seconds": 42}}))

    look_at(robin, "opening.webm, at 0:42")
    player = robin.page.locator(".viewer video")
    stands_at(player, 42)
    assert min(player.evaluate(COLOUR)) > 220
