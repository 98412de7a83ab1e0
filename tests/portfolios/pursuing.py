"""An award made of one standard, and evidence for what it asks."""

from portfolios.operations.claims import claim_requirement
from tests.factories import EvidenceFactory
from tests.factories.awards import published_award


def award_of(unit, trainer, **changes):
    return published_award(
        (None, [unit.version.standard]), by=trainer, suite=unit.version.standard.suite, **changes
    )


def show(unit, *requirements, **evidence):
    piece = EvidenceFactory(portfolio=unit.portfolio, **evidence)
    for requirement in requirements:
        claim_requirement(piece, unit=unit, requirement=requirement, by=unit.owner)
    return piece


def of_kind(unit, kind):
    return list(unit.version.requirements.filter(kind=kind))
