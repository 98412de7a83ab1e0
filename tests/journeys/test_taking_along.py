"""The pages of a bag, opened from a folder: no network, no scripts, and held to what every page promises."""

import io
import zipfile

import pytest

from portfolios.exchange.packing import pack
from portfolios.models import Claim, JournalEntry, PersonInEvidence
from tests.factories import EvidenceFileFactory, files
from tests.factories.assessments import share, sign, unit_with_evidence
from tests.journeys.promises import NARROW, accessibility_troubles, sideways_troubles

pytestmark = [pytest.mark.journey, pytest.mark.django_db]


@pytest.fixture
def folder(practitioner, organisation, assessor, tmp_path):
    """A bag with something of everything, unpacked."""
    unit = unit_with_evidence(practitioner, organisation)
    EvidenceFileFactory(evidence__portfolio=unit.portfolio, evidence__name="A talk", content=files.sound())
    claim = Claim.objects.filter(unit=unit).first()
    claim.note, claim.anchor_page, claim.anchor_file = "See the photo.", 1, claim.evidence.files.get()
    claim.save()
    PersonInEvidence.objects.create(evidence=claim.evidence, description="Purple top", basis="agreed")
    JournalEntry.objects.create(portfolio=unit.portfolio, title="Tuesday", text="Whose voice was missing?")
    sign(share(unit, assessor=assessor))
    pack(unit.portfolio, out := io.BytesIO())
    zipfile.ZipFile(out).extractall(tmp_path)
    return tmp_path / f"portfolio-{unit.portfolio.code}" / "data"


def test_a_bag_is_read_offline_by_everyone(folder, browser):
    """Every link is followed, by script-less hands, and leads to a page or a file that is there."""
    context = browser.new_context(offline=True, java_script_enabled=True)
    page, seen, waiting, troubles = context.new_page(), set(), [folder / "index.html"], []
    page.on("requestfailed", lambda request: troubles.append(f"{request.url}: {request.failure}"))
    while waiting:
        place = waiting.pop()
        page.goto(place.as_uri())
        troubles += [f"{place.name}: {one}" for one in accessibility_troubles(page)]
        troubles += [f"{place.name}: {one}" for one in sideways_troubles(page, NARROW)]
        for address in page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
            target = page.evaluate("address => decodeURIComponent(new URL(address).pathname)", address)
            found = type(folder)(target)
            assert found.is_file(), address
            if found.suffix == ".html" and found not in seen:
                seen.add(found)
                waiting.append(found)
    context.close()

    assert troubles == []
    assert len(seen) == len(list(folder.rglob("*.html")))
