"""Evidence on one side, what it may show on the other."""

import re

import pytest
from django.urls import reverse

from portfolios.models import Claim
from tests.factories import (
    EvidenceFactory,
    EvidenceFileFactory,
    PortfolioFactory,
    StandardVersionFactory,
    UnitFactory,
    files,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(practitioner, organisation):
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
    return UnitFactory(portfolio=portfolio, version=StandardVersionFactory())


@pytest.fixture
def evidence(unit):
    return EvidenceFactory(portfolio=unit.portfolio, name="The first meeting")


def address(evidence, name="evidence-shows"):
    return reverse(name, args=[evidence.code])


def on_page(page, name):
    return re.findall(f'name="{name}" value="([^"]*)"', page.content.decode())


class Screen:
    """The page as a browser has it open: what it says there is sent back with what someone types."""

    def __init__(self, browser, evidence, query=""):
        self.browser, self.url = browser, address(evidence) + query
        self.page = browser.get(self.url)
        self.typed = {"seen": on_page(self.page, "seen")[0], "row": on_page(self.page, "row")}

    def save(self, claims, **more):
        said = {"claim": [requirement.code for requirement in claims]} | self.typed
        for requirement, (note, where, *file) in claims.items():
            said |= {f"note_{requirement.code}": note, f"where_{requirement.code}": where}
            said |= {f"file_{requirement.code}": code for code in file}
        return self.browser.send(self.url, said | more)


def said():
    claims = Claim.objects.select_related("anchor_file")
    return [(claim.requirement.label, claim.note, claim.anchor_place) for claim in claims]


def test_many_ticks_notes_and_spots_are_one_save(pat, unit, evidence):
    file = EvidenceFileFactory(evidence=evidence, content=files.pdf(pages=3))
    first, second, third, *_rest = unit.version.requirements.all()

    answer = Screen(pat, evidence).save(
        {first: ("The flip chart.", "page 3, paragraph 2"), second: ("", "2"), third: ("", "")}
    )

    assert answer["Location"] == address(evidence)
    assert said() == [
        (first.label, "The flip chart.", "minutes.pdf, page 3, paragraph 2"),
        (second.label, "", "minutes.pdf, page 2"),
        (third.label, "", ""),
    ]
    assert {claim.anchor_file for claim in Claim.objects.all()} == {file, None}
