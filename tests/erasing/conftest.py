import pytest
from django.conf import settings

from people.operations.erasing import erase_person
from tests.assessments.conftest import assessment, colleague, labelled, trainee, unit, with_trainee
from tests.erasing.canaries import found_in_files

__all__ = ["assessment", "colleague", "labelled", "trainee", "unit", "with_trainee"]


@pytest.fixture(autouse=True)
def no_canary_flies_on():
    """A test that stops half-way leaves none to the next."""
    yield
    for path in found_in_files():
        (settings.DATA_DIR / path).unlink()


@pytest.fixture
def erase(django_capture_on_commit_callbacks):
    """Erase someone, with what follows once it is saved."""

    def committed(person):
        with django_capture_on_commit_callbacks(execute=True):
            return erase_person(person, by=None)

    return committed
