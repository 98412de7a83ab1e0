"""The portfolios that are measured, and their owner’s browser: requests go through everything a server runs."""

import sys
from functools import cache
from io import BytesIO

from django.test import Client

from cms.samples.loading import Size, load_sample
from cms.wsgi import application
from tests.benchmarks.running import Figure, queries, timed


@cache
def sample(**size):
    """One portfolio of this size; asked for again, the same one."""
    return load_sample(Size(**size))


class Visitor:
    """Someone signed in, asking for pages as a server would be asked: every middleware, no network."""

    def __init__(self, person):
        browser = Client()
        browser.force_login(person)
        self.cookie = browser.cookies.output(attrs=[], header="", sep=";").strip()

    def get(self, address):
        """The bytes of a page; anything but 200 stops the measurement."""
        path, _mark, query = address.partition("?")
        told = []
        environment = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SCRIPT_NAME": "",
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "127.0.0.1:8000",
            "HTTP_COOKIE": self.cookie,
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            "wsgi.version": (1, 0),
        }
        answer = application(environment, lambda status, headers, *_more: told.append(status))
        try:
            page = b"".join(answer)
        finally:
            answer.close()
        assert told == ["200 OK"], (address, told, page[:500])
        return page


def page_figures(name, visitor, address, *, milliseconds, most_queries, kilobytes=None):
    """Time, statements and bytes of a page, each with its limit, as rows of the table. Returns (rows, median)."""
    took = timed(lambda: visitor.get(address))
    page = visitor.get(address)
    rows = [
        Figure(f"{name}, server time", took * 1000, "ms", milliseconds, took.told()),
        Figure(f"{name}, queries", queries(lambda: visitor.get(address)), "queries", most_queries),
        Figure(f"{name}, size", len(page) / 1000, "KB", kilobytes),
    ]
    return rows, took
