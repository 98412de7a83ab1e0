"""The tus protocol, version 1.0.0, as far as words go: what its headers say, and what ours must.

Source: https://tus.io/protocols/resumable-upload, core with the extensions creation, termination and expiration.
"""

import base64
import binascii
import re

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import http_date

VERSION = "1.0.0"
EXTENSIONS = "creation,termination,expiration"
PIECES = "application/offset+octet-stream"
NUMBER = re.compile(r"[0-9]{1,18}")


class NotTus(Exception):
    """A request that does not follow the protocol; `status` says in which way."""

    def __init__(self, status, words):
        super().__init__(words)
        self.status = status


def method_of(request):
    """What is asked: a proxy that lets only POST through is gone round with this header."""
    return (
        request.headers.get("X-HTTP-Method-Override", "POST") if request.method == "POST" else request.method
    )


def hold_to_version(request):
    if request.headers.get("Tus-Resumable") != VERSION:
        raise NotTus(412, "Tus-Resumable: 1.0.0")


def number_in(request, header):
    """A count of bytes from a header."""
    said = request.headers.get(header, "")
    if not NUMBER.fullmatch(said):
        raise NotTus(400, header)
    return int(said)


def metadata_of(request):
    """{key: words} from Upload-Metadata: pairs of a key and base64, set apart by commas."""
    found = {}
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        key, _space, value = pair.strip().partition(" ")
        try:
            found[key] = base64.b64decode(value, validate=True).decode("utf-8", "replace")
        except (binascii.Error, ValueError) as problem:
            raise NotTus(400, "Upload-Metadata") from problem
    return found


def length_of_pieces(request, *, most):
    """How many bytes this request brings. Refused before reading when they are more than are still to come."""
    if request.content_type != PIECES:
        raise NotTus(415, PIECES)
    if not request.headers.get("Content-Length"):
        raise NotTus(411, "Content-Length")
    length = number_in(request, "Content-Length")
    if length > most:
        raise NotTus(413, "Upload-Length")
    return length


def answer(status=204, words="", **headers):
    """A response in the protocol: `upload_offset=5` becomes Upload-Offset: 5."""
    response = HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
    response["Tus-Resumable"] = VERSION
    for name, value in headers.items():
        response[name.replace("_", "-").title()] = str(value)
    return response


def refusal(status, words=""):
    return answer(status, words, tus_version=VERSION) if status == 412 else answer(status, words)


def about_us(most=None):
    most = most or settings.EVIDENCE_MAX_BYTES
    return answer(204, tus_version=VERSION, tus_extension=EXTENSIONS, tus_max_size=most)


def about(upload, *, expires):
    """Where an upload stands."""
    return {
        "upload_offset": upload.received,
        "upload_length": upload.size,
        "upload_expires": http_date(expires.timestamp()),
    }
