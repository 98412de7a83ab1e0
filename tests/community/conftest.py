import pytest
from django.urls import reverse

from tests.community.plain_form import CharterForm


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
