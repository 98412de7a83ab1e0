"""Someone in the picture would rather not be: a stranger on a phone, the owner, and an assessor who had it open."""

import pytest

from assessments.models import BasisFlag
from portfolios.models import Evidence
from portfolios.operations.previews import make_clean_copy, make_previews
from tests.factories import EvidenceFileFactory, files
from tests.factories.assessments import share, sign, unit_with_evidence

pytestmark = pytest.mark.journey
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
STATUS = """addresses => Promise.all(addresses.map(
    address => fetch(address, { cache: 'no-store' }).then(answer => answer.status)))"""


@pytest.fixture
def piece(practitioner, organisation):
    """A photo and minutes with one person in them, who said yes."""
    unit = unit_with_evidence(practitioner, organisation, performance=2, knowledge=0, values=0)
    piece = Evidence.objects.get(portfolio=unit.portfolio)
    EvidenceFileFactory(evidence=piece, content=files.pdf())
    for file in piece.files.all():
        make_previews(file.code)
        make_clean_copy(file.code)
    piece.people.create(description="Purple top", basis="agreed")
    Evidence.objects.update(identifiable="others")
    return piece


@pytest.fixture
def assessment(piece, assessor):
    """It was shared and signed off."""
    return sign(share(piece.claims.first().unit, assessor=assessor))


def test_who_is_in_a_picture_has_it_taken_down_at_once(visit, piece, assessment, practitioner, assessor):
    robin, photo = visit("open-page").sign_in(assessor), piece.files.get(name="meeting.jpg")
    minutes = piece.files.get(name="minutes.pdf")
    robin.open(f"/reviews/{assessment.code}/").follow(piece.name)
    addresses = [f"/files/{photo.code}/{what}" for what in ("view", "thumbnail", "download", "")]
    addresses += [f"/files/{minutes.code}/{what}" for what in ("pages/1", "download", "")]
    link = robin.page.get_by_role("link", name="Are you in this?").get_attribute("href")
    assert answers(robin, addresses) == [200] * 7

    sam = visit("stranger", **PHONE)
    sam.open(link)
    assert answers(robin, addresses) == [200] * 7  # opening it did nothing
    sam.fill("Anything you want to say", "I am the one in the purple top.")
    sam.press("Take it down")
    assert sam.page.get_by_role("heading", name="It is out of sight").is_visible()

    robin.refusals.add(404)
    assert answers(robin, addresses) == [404] * 7
    robin.page.reload()
    robin.look()
    assert robin.page.get_by_role("heading", level=1, name="Out of sight").is_visible()
    assert robin.page.locator(".viewer").count() == 0

    pat = visit("owner", dark=True, **PHONE).sign_in(practitioner)
    pat.follow("See what they said")
    assert pat.page.get_by_text("I am the one in the purple top.").is_visible()
    pat.press("They no longer agree")
    pat.fill("What did you do about it?", "I look for another photo.")
    pat.press("This is looked after")
    assert pat.page.get_by_text("No longer agrees, since").is_visible()

    robin.open("/reviews/")
    robin.follow("Something one decision of yours rests on is out of sight now.")
    robin.fill("What did you find?", "The minutes of the next meeting show it too.")
    robin.press("Write it down")
    assert BasisFlag.objects.get().settled_by == assessor


def answers(visitor, addresses):
    """What the site says now to a page that was opened before."""
    return visitor.page.evaluate(STATUS, addresses)
