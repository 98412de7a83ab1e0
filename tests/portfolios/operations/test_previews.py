import os
import time
from pathlib import Path

import pytest
from django.conf import settings

from people.models import Job
from people.operations.jobs import perform_everything
from portfolios.models import Rendition
from portfolios.operations.evidence import add_evidence
from portfolios.operations.previews import make_previews
from portfolios.operations.tidying import discard_strays
from tests.factories import EvidenceFileFactory, PortfolioFactory, files
from tests.portfolios.operations.test_evidence import upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def portfolio(practitioner, organisation):
    return PortfolioFactory(owner=practitioner, organisation=organisation)


def test_the_worker_draws_pictures_again_and_pages_as_pictures(portfolio, practitioner):
    add_evidence(portfolio, by=practitioner, uploads=[upload(files.photo()), upload(files.pdf(pages=3))])

    perform_everything()

    made = Rendition.objects.values_list("of__name", "kind", "page").order_by("of", "kind", "page")
    assert list(made) == [
        ("meeting.jpg", "clean", 1),
        ("meeting.jpg", "thumbnail", 1),
        ("meeting.jpg", "view", 1),
        ("minutes.pdf", "clean", 1),
        ("minutes.pdf", "page", 1),
        ("minutes.pdf", "page", 2),
        ("minutes.pdf", "page", 3),
    ]
    assert set(Job.objects.values_list("state", flat=True)) == {Job.State.DONE}


def test_asking_twice_draws_once(portfolio):
    file = EvidenceFileFactory(evidence__portfolio=portfolio)

    make_previews(file.code)
    make_previews(file.code)

    assert file.renditions.count() == 3


def test_a_file_that_is_gone_is_no_trouble(portfolio):
    make_previews("nothing")

    assert not Rendition.objects.exists()


def test_strays_are_tidied_and_nothing_else(portfolio):
    file = EvidenceFileFactory(evidence__portfolio=portfolio)
    make_previews(file.code)
    known = [Path(file.file.path), *[Path(r.file.path) for r in file.renditions.all()]]
    stray = Path(settings.STORAGES["evidence"]["OPTIONS"]["location"]) / "aa" / "bb" / ("c" * 32)
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_bytes(b"half a photo")
    fresh = stray.with_name("d" * 32)
    fresh.write_bytes(b"being written this moment")
    for path in [*known, stray]:
        os.utime(path, (time.time() - 100_000,) * 2)

    discard_strays()

    assert not stray.exists()
    assert [path.exists() for path in [fresh, *known[1:]]] == [True] * 4
