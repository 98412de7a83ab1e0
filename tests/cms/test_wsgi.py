"""The door the web server knocks on: a request that was cut off on its way changes nothing."""

import io
from urllib.parse import urlencode
from uuid import uuid4
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.urls import reverse

from cms.wsgi import application
from portfolios.models import Evidence

TOKEN = "a" * 32
PARTS = "multipart/form-data; boundary=BB"
WORDS = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def one_connection():
    """A server lets go of its connection after each request; this test's holds the rows it made."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def fields(**more):
    return {"csrfmiddlewaretoken": TOKEN, "once": uuid4().hex, **more}


def in_parts(**words):
    part = '--BB\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
    start = "".join(part.format(*word) for word in fields(**words).items())
    file = '--BB\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nwhat was said\r\n'
    return (start + file + "--BB--\r\n").encode()


def answer_to(client, body, *, kind, length):
    """The status a browser gets that promised `length` bytes and sent `body`."""
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": reverse("evidence-add"),
        "HTTP_HOST": "127.0.0.1",
        "HTTP_COOKIE": f"csrftoken={TOKEN}; sessionid={client.cookies['sessionid'].value}",
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(length),
        "wsgi.input": io.BytesIO(body),
    }
    setup_testing_defaults(environ)
    answered = []
    application(environ, lambda status, headers: answered.append(int(status[:3]))).close()
    return answered


@pytest.mark.parametrize("kind", [PARTS, WORDS])
def test_what_arrives_whole_is_saved(practitioner, client_for, kind):
    body = in_parts(name="A meeting") if kind == PARTS else urlencode(fields(name="A meeting")).encode()

    assert answer_to(client_for(practitioner), body, kind=kind, length=len(body)) == [302]
    assert Evidence.objects.get().name == "A meeting"


@pytest.mark.parametrize("kind", [PARTS, WORDS])
@pytest.mark.parametrize("lost", [1, 40, 2_000_000])
def test_what_was_cut_off_saves_nothing(practitioner, client_for, kind, lost):
    body = in_parts(name="A meeting") if kind == PARTS else urlencode(fields(name="A meeting" * 9)).encode()

    arrived = body[: -min(lost, 40)]
    assert answer_to(client_for(practitioner), arrived, kind=kind, length=len(arrived) + lost) == [403]
    assert not Evidence.objects.exists()
