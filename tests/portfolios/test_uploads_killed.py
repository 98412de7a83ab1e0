"""A server that is killed while a file arrives: nothing it acknowledged is lost."""

import hashlib
import http.client
import json
import time
from contextlib import closing, contextmanager

import pytest

from tests.serving import piece, served

WORDS = b"What was said, and by whom, and what came of it.\n" * 60_000
STEP = 200_000


@pytest.fixture
def site(tmp_path):
    # Its two workers, and the two that take the place of those killed, are forked from one that has read the house.
    with served(tmp_path, options="--preload") as site:
        yield site


def test_nothing_acknowledged_is_lost(site):
    path, acknowledged = site.announce("notes.txt", len(WORDS)), 0
    while acknowledged < 3 * STEP:
        acknowledged = sent(site, path, acknowledged)
    with half_a_piece(site, path, acknowledged):
        site.kill_workers()
    site.wait()
    assert site.offset(path) >= acknowledged
    acknowledged = site.offset(path)
    while acknowledged < len(WORDS):
        acknowledged = sent(site, path, acknowledged)

    told = json.loads(site.ask("GET", path)[2])
    assert (told["state"], told["received"]) == ("kept", len(WORDS))
    [kept] = [file for file in (site.house / "evidence").rglob("*") if file.is_file()]
    assert hashlib.sha256(kept.read_bytes()).digest() == hashlib.sha256(WORDS).digest()


def sent(site, path, offset):
    status, headers, words = site.send(path, WORDS[offset : offset + STEP], offset)
    assert status == 204, words
    return int(headers["Upload-Offset"])


@contextmanager
def half_a_piece(site, path, offset):
    """Announce more than is sent, and hold the line: the server is killed while it reads."""
    with closing(http.client.HTTPConnection("127.0.0.1", site.port)) as line:
        line.putrequest("PATCH", path)
        for name, value in site.headers(**piece(offset), Content_Length=len(WORDS) - offset).items():
            line.putheader(name, value)
        line.endheaders()
        line.send(WORDS[offset : offset + 3 * STEP])
        time.sleep(0.3)
        yield
