"""How the CASE service answers: for everyone, from any site, and with the specification's object when it cannot.

Source: 1EdTech CASE 1.1 REST/JSON binding, imsx_StatusInfo.
"""

import hashlib
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.signals import got_request_exception
from django.db import OperationalError
from django.http import JsonResponse
from django.utils.cache import get_conditional_response
from django.utils.log import log_response
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

A_MOMENT = 300  # seconds a copy may be used without asking
SHOWN = "ETag, Link, X-Total-Count"


class NotAnswered(Exception):
    """`minor` is the specification's word for why, `name` what it is about, and the message a sentence."""

    def __init__(self, status, minor, name, message):
        super().__init__(message)
        self.status, self.minor, self.name = status, minor, name


def unknown_object():
    return NotAnswered(404, "unknownobject", "sourcedId", _("Nothing public here has this id."))


def case_endpoint(view):
    """An address of the service. It only ever answers GET and HEAD, so it needs no key against forgery."""

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def answered(request, **address):
        try:
            response = view(request, **address)
        except NotAnswered as refusal:
            response = refused(refusal)
        except Exception as trouble:
            response = went_wrong(request, trouble)
        if response.status_code == 405:
            return not_that_way(response)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = SHOWN
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return answered


def refused(refusal):
    status = {
        "imsx_codeMajor": "failure",
        "imsx_severity": "error",
        "imsx_description": str(refusal),
        "imsx_codeMinor": {
            "imsx_codeMinorField": [
                {"imsx_codeMinorFieldName": refusal.name, "imsx_codeMinorFieldValue": refusal.minor}
            ]
        },
    }
    return JsonResponse(status, status=refusal.status)


def went_wrong(request, trouble):
    """Whoever keeps the site is told as always; the reader in the specification's words. A database may be away a while."""
    got_request_exception.send(sender=None, request=request)
    if isinstance(trouble, OperationalError):
        message = _("The service is busy. Please try again soon.")
        response = refused(NotAnswered(503, "server_busy", "server", message))
        response["Retry-After"] = "10"
    else:
        message = _("Something went wrong on our side.")
        response = refused(NotAnswered(500, "internal_server_error", "server", message))
    log_response(
        "%s: %s", response.reason_phrase, request.path, response=response, request=request, exception=trouble
    )
    return response


def not_that_way(response):
    status = {
        "imsx_codeMajor": "unsupported",
        "imsx_severity": "error",
        "imsx_description": _("This service is for reading only: GET or HEAD."),
    }
    return JsonResponse(status, status=405, headers={"Allow": response["Allow"]})


# --- what was asked for, or that it is as before --------------------------------------------------


def unless_known(request, tags, build):
    """The response of build(), or 304 for someone who has it: told by the tags alone, without building anything."""
    text = "\n".join([*tags, request.get_full_path()])
    etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    any_will_do = "*" in request.headers.get("If-None-Match", "")
    early = None if any_will_do else get_conditional_response(request, etag=etag)
    response = early or build()
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={A_MOMENT}"
    return get_conditional_response(request, etag=etag, response=response)


def as_json(content, **headers):
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False}, headers=headers)
