"""Uploads as a server takes them: gunicorn with two workers, one client on the same machine, hashed on the way."""

import os
import tempfile
import time
from pathlib import Path

from tests.benchmarks.running import Figure
from tests.serving import served

MEGABYTE = 1024 * 1024
PIECE = os.urandom(MEGABYTE)
SMALL, LARGE = 200, 2000


def film(megabytes):
    """A WAV recording of so many megabytes, a little at a time."""
    size = megabytes * MEGABYTE
    sizes = (size - 8).to_bytes(4, "little"), (size - 44).to_bytes(4, "little")
    head = b"RIFF%bWAVEfmt \x10\0\0\0\1\0\1\0\x44\xac\0\0\x88\x58\1\0\2\0\x10\0data%b" % sizes
    yield head + PIECE[44:]
    for _more in range(megabytes - 1):
        yield PIECE


def send_whole(site, megabytes):
    """As one piece, which is what tus-js-client does when nobody tells it otherwise."""
    path, length = site.announce("a.wav", megabytes * MEGABYTE), {"Content_Length": megabytes * MEGABYTE}
    status, _headers, words = site.send(path, film(megabytes), 0, **length)
    assert status == 204, words


def send_in_pieces(site, megabytes, *, most=64):
    path, sent = site.announce("a.wav", megabytes * MEGABYTE), 0
    pieces = list(film(megabytes))
    while sent < megabytes:
        body = b"".join(pieces[sent : sent + most])
        status, _headers, words = site.send(path, body, sent * MEGABYTE)
        assert status == 204, words
        sent += most


def sending():
    with tempfile.TemporaryDirectory() as house, served(Path(house)) as site:
        send_whole(site, 1)
        for name, send in {"as one piece": send_whole, "in pieces of 64 MiB": send_in_pieces}.items():
            took = []
            for _time in range(5):
                begun = time.perf_counter()
                send(site, SMALL)
                took.append(time.perf_counter() - begun)
            more = {"slowest": round(max(took), 3), "median": round(sorted(took)[2], 3)}
            yield Figure(f"upload of 200 MiB {name}", min(took), "s", 1.2, more)


def sending_much():
    with tempfile.TemporaryDirectory() as house, served(Path(house)) as site:
        send_whole(site, 1)
        before, begun = site.memory(), time.perf_counter()
        send_whole(site, LARGE)
        took = time.perf_counter() - begun
        more = {"seconds": round(took, 2)}
        yield Figure("upload of 2,000 MiB, memory more than before", site.memory() - before, "MB", 100, more)


FIGURES = [sending, sending_much]
