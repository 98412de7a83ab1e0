"""A half-built portfolio survives a new standard: the claim on the old 9 sits on the new 10, and the new 9 is a gap."""

import pytest

from portfolios.models import Claim
from portfolios.operations.carry_over import carry_over
from portfolios.operations.claims import set_claims
from portfolios.queries import coverage_of
from standards.ways import ways_from
from tests.factories import EvidenceFactory, PortfolioFactory, UnitFactory
from tests.factories.successors import (
    NEW_NINTH,
    agreed_crosswalk,
    seed_version,
    successor_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def seed():
    return seed_version()


@pytest.fixture
def unit(seed, practitioner, organisation):
    """Every requirement of the seed standard is claimed, each with a note of its own, by one of two pieces."""
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
    unit = UnitFactory(portfolio=portfolio, version=seed)
    first, second = EvidenceFactory.create_batch(2, portfolio=portfolio)
    notes = {row: f"How it shows {row.label}" for row in seed.requirements.all()}
    set_claims(first, {unit: {row: note for row, note in notes.items() if row.kind == "performance"}}, by=practitioner)
    set_claims(second, {unit: {row: note for row, note in notes.items() if row.kind != "performance"}}, by=practitioner)
    return unit


def way_of(unit):
    [way] = ways_from([unit.version])[unit.version_id]
    return way


def claims_of(unit):
    """{label: [(evidence, note)]}"""
    found = {}
    for claim in unit.claims.select_related("requirement"):
        found.setdefault(claim.requirement.label, []).append((claim.evidence_id, claim.note))
    return found


def test_the_claim_on_the_old_ninth_goes_to_the_new_tenth(unit, seed, trainer, practitioner):
    successor = successor_of(seed)
    agreed_crosswalk(seed, successor, by=trainer)

    newer = carry_over(unit, successor, by=practitioner)

    old, new = claims_of(unit), claims_of(newer)
    moved = {label: label for label in old} | {"P9": "P10"}
    assert new == {moved[label]: claims for label, claims in old.items()}
    assert "P9" not in new
    assert [row.requirement.text for row in coverage_of(newer).missing] == [NEW_NINTH]
    assert (newer.version, newer.carried_from, newer.portfolio) == (successor, unit, unit.portfolio)
    origins = Claim.objects.filter(unit=newer).values_list("requirement__text", "carried_from__requirement__text")
    assert all(now == before for now, before in origins)
    assert len(origins) == 31
