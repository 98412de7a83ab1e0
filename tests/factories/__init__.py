"""Real rows and real files for tests. What an operation makes is made by the operation, not here."""

from tests.factories.people import (
    InvitationFactory,
    LicenceFactory,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
)
from tests.factories.portfolios import (
    ClaimFactory,
    EvidenceFactory,
    EvidenceFileFactory,
    PortfolioFactory,
    UnitFactory,
)
from tests.factories.standards import StandardFactory, StandardVersionFactory, SuiteFactory

__all__ = [
    "ClaimFactory",
    "EvidenceFactory",
    "EvidenceFileFactory",
    "InvitationFactory",
    "LicenceFactory",
    "MembershipFactory",
    "OrganisationFactory",
    "PortfolioFactory",
    "StandardFactory",
    "StandardVersionFactory",
    "SuiteFactory",
    "UnitFactory",
    "UserFactory",
]
