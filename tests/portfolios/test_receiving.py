"""Before any form looks at an upload: whose bytes reach the disk, and how many of them."""

import errno
import os
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import RequestFactory

from people.models import User
from portfolios.models import Evidence

CHUNK = 64 * 1024


@pytest.fixture
def received():
    """The files of a request as a view finds them: received(files, by=person)."""
    requests = []

    def ask(files, *, by):
        requests.append(RequestFactory().post("/", {"files": files}))
        requests[-1].user = by
        return requests[-1].FILES.getlist("files")

    yield ask
    for request in requests:
        request.close()


def upload(size):
    return SimpleUploadedFile("a.txt", b"x" * size)


def on_disk(file):
    return os.path.getsize(file.temporary_file_path())


def test_the_files_of_a_stranger_are_not_written(received):
    assert received([upload(10)], by=AnonymousUser()) == []


def test_a_stranger_reaches_no_disk(db, client, settings):
    settings.FILE_UPLOAD_TEMP_DIR = "/nowhere"

    answer = client.post("/account/log-in/", {"login": "pat", "file": upload(10)})

    assert answer.status_code == 200


def test_what_is_too_large_is_counted_and_not_written(received, settings):
    settings.EVIDENCE_MAX_BYTES = 3 * CHUNK

    [small, large] = received([upload(3 * CHUNK), upload(40 * CHUNK)], by=User())

    assert (small.size, on_disk(small)) == (3 * CHUNK, 3 * CHUNK)
    assert large.size == 40 * CHUNK
    assert on_disk(large) <= 4 * CHUNK


def test_files_past_the_most_are_counted_and_not_written(received, settings):
    settings.EVIDENCE_MAX_FILES = 2

    files = received([upload(10) for _place in range(4)], by=User())

    assert [(file.size, on_disk(file)) for file in files] == [(10, 10), (10, 10), (10, 0), (10, 0)]


@pytest.mark.django_db
def test_someone_is_told_how_large_it_was(client_for, practitioner, settings):
    settings.EVIDENCE_MAX_BYTES = 1024 * 1024
    incoming = Path(settings.FILE_UPLOAD_TEMP_DIR)
    before, browser = set(incoming.iterdir()), client_for(practitioner)

    answer = browser.send("/my/evidence/add", {"name": "A meeting", "files": upload(5 * 1024 * 1024)})

    page = browser.get(answer["Location"]).content.decode()
    assert "5 MB" in page
    assert not Evidence.objects.get().files.exists()
    assert set(incoming.iterdir()) == before


@pytest.mark.django_db
def test_a_full_disk_is_said_and_the_words_are_saved(client_for, practitioner, monkeypatch):
    def full(*_args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", full)
    browser = client_for(practitioner)

    answer = browser.send("/my/evidence/add", {"name": "A meeting", "files": upload(10)})

    assert "our store is full" in browser.get(answer["Location"]).content.decode()
    assert not Evidence.objects.get().files.exists()
