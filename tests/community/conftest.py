import pytest
from django.urls import reverse

from community.operations.drafting import draft_charter
from tests.community.plain_form import CharterForm
from tests.factories.community import SMALL, adopted_charter


@pytest.fixture
def charter(organisation):
    """A charter of the organisation, in its first version."""
    return adopted_charter(organisation)


@pytest.fixture
def admin(client_for, trainer):
    """A trainer’s browser: logging in lets them into the admin."""
    return client_for(trainer)


@pytest.fixture
def paste(admin):
    """Brings in a charter, and returns its review screen."""

    def paste_it(words):
        return CharterForm(admin, admin.get(reverse("charter-bring-in"))).type(text=words).send()

    return paste_it


# --- in the editor ----------------------------------------------------------------------------


@pytest.fixture
def draft(db, trainer):
    """The page of a charter that nobody adopted yet."""
    return draft_charter(SMALL, by=trainer)


@pytest.fixture
def adopted(trainer, organisation):
    """The page of a charter in its first version."""
    return adopted_charter(organisation, by=trainer).page.specific
