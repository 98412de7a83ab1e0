import pytest

from people.operations.erasing import erase_person
from tests.assessments.conftest import assessment, colleague, labelled, trainee, unit, with_trainee

__all__ = ["assessment", "colleague", "labelled", "trainee", "unit", "with_trainee"]


@pytest.fixture
def erase(django_capture_on_commit_callbacks):
    """Erase someone, with what follows once it is saved."""

    def committed(person):
        with django_capture_on_commit_callbacks(execute=True):
            return erase_person(person, by=None)

    return committed
