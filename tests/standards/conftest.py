import pytest
from django.urls import reverse

from standards.models import StandardPage
from tests.factories.people import trainer_at
from tests.factories.suites import small_suite
from tests.standards.plain_form import Form

URN = "JETSCD16L"


@pytest.fixture
def suite(db):
    return small_suite()


@pytest.fixture
def seed(suite):
    return StandardPage.objects.get(urn=URN)


@pytest.fixture
def trainer(organisation):
    return trainer_at(organisation)


@pytest.fixture
def admin(client_for, trainer):
    return client_for(trainer)


# --- bringing in ----------------------------------------------------------------------------


@pytest.fixture
def desk(admin, seed):
    """The screen where it begins."""
    return Form(admin, admin.get(reverse("bring-in")))


@pytest.fixture
def paste(admin, seed):
    def paste_it(words):
        form = Form(admin, admin.get(reverse("bring-in")))
        return form.type(text=words).send()

    return paste_it
