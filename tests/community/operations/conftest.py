import pytest

from tests.factories.community import members, open_amendment


@pytest.fixture
def people(organisation):
    return members(organisation, 4)


@pytest.fixture
def amendment(charter, practitioner, people):
    """Enough of the people are for it: of five members, three."""
    return open_amendment(charter, by=practitioner, supporters=people[:3])
