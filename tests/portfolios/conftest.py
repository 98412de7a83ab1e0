from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from people.audit import one_operation
from portfolios.files import keep_file
from portfolios.models import Evidence
from portfolios.operations.evidence_files import add_file
from tests.browsing import Browser
from tests.factories import PortfolioFactory, StandardVersionFactory, UnitFactory


class Store:
    """Where evidence is kept in one test, and what is there now."""

    def __init__(self, folder):
        self.evidence, self.incoming = folder / "evidence", folder / "incoming"
        self.incoming.mkdir()

    @property
    def kept(self):
        return sorted(
            str(path.relative_to(self.evidence)) for path in self.evidence.rglob("*") if path.is_file()
        )

    @property
    def left_over(self):
        return sorted(path.name for path in self.incoming.iterdir())

    def path(self, kept):
        return Path(self.evidence, kept.path)


@pytest.fixture
def unit(practitioner, organisation):
    """A standard the practitioner works on: two criteria, something to know, a value."""
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
    version = StandardVersionFactory(performance=2, knowledge=1, values=1)
    return UnitFactory(portfolio=portfolio, version=version)


@pytest.fixture
def store(settings, tmp_path):
    """A real storage `evidence` of its own, and a real folder for what is still coming in."""
    store = Store(tmp_path)
    settings.FILE_UPLOAD_TEMP_DIR = store.incoming
    settings.STORAGES = settings.STORAGES | {
        "evidence": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": store.evidence, "base_url": None},
        }
    }
    return store


@pytest.fixture
def exports(settings, tmp_path, store):
    """A real storage `exports` of its own: copies to take along, and bags on their way in."""
    settings.STORAGES = settings.STORAGES | {
        "exports": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "exports", "base_url": None},
        }
    }
    return tmp_path / "exports"


@pytest.fixture
def folder_with_notes(exports, practitioner, organisation):
    """A portfolio with one piece of evidence, and a file of twenty bytes in it."""
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
    evidence = Evidence.objects.create(
        portfolio=portfolio, owner=practitioner, recorded_by=practitioner, name="A meeting", story="We met."
    )
    with one_operation():
        notes = keep_file(SimpleUploadedFile("notes.txt", b"Twelve people came."))
        add_file(evidence, notes, by=practitioner)
    return portfolio


@pytest.fixture
def wil(db):
    """Someone at their own telephone, who never signed in."""
    return Browser()
