"""A form counts once. Its key is kept in the transaction that carries it out; a second post sees the first result."""

import json
import re
from functools import wraps

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from people.audit import one_operation
from people.models.idempotency import OnceKey

KEY = re.compile(r"[0-9A-Za-z-]{16,64}")
STAYED = "stayed at "  # before the address of a form whose answer led nowhere else: by it the key can be found again


class NothingHappened(Exception):
    """Carries the answer of a view that changed nothing, past the transaction it must not commit."""

    def __init__(self, response):
        self.response = response


def once(view):
    """Let a view's POST happen once for each key. Only an answer below 400 is kept; any other changes nothing."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if request.method != "POST":
            return view(request, *args, **kwargs)
        if not KEY.fullmatch(request.POST.get("once", "")):
            return missing_key(request)
        try:
            return first_time(request, lambda: view(request, *args, **kwargs))
        except (IntegrityError, ObjectDoesNotExist):
            # The key is there already, as whoever sends a form twice finds out, or a race was lost to someone else:
            # look, now that the other is done. What they deleted is now a 404, or no longer one of the choices.
            if done := sent_before(request):
                return first_result(request, done)
            return first_time(request, lambda: view(request, *args, **kwargs))

    wrapped.counts_once = True  # type: ignore[attr-defined]
    return wrapped


def first_time(request, perform):
    """Nothing is looked for before: mostly it is the first time, and the row that keeps the key says when it is not."""
    try:
        with one_operation():
            mark = keep_key(request)
            response = perform()
            if response.status_code >= 400:
                raise NothingHappened(response)
            mark = mark or keep_key(request)  # a stranger who joined just now has a row to keep it under
            if mark:
                mark.result_url = response.headers.get("Location") or f"{STAYED}{request.path}"
                mark.save(update_fields=["result_url"])
    except NothingHappened as nothing:
        return nothing.response
    return response


def sent_before(request):
    if request.user.is_authenticated:
        return OnceKey.objects.filter(person=request.user, key=request.POST["once"]).first()
    return None


def keep_key(request):
    """Keep the key for this person. A stranger has nowhere to keep it: what they do refuses a second time itself."""
    if request.user.is_authenticated:
        return OnceKey.objects.create(
            person=request.user, key=request.POST["once"], digest=digests_of(request)[0]
        )
    return None


def digests_of(request):
    """HMAC-SHA-256 over where the form went and everything in it: as it is kept, then under each earlier secret.

    Keyed, so that nobody finds out from the database what was sent, by trying.
    """
    words = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    files = sorted((name, file.name, file.size) for name, sent in request.FILES.lists() for file in sent)
    sent = json.dumps([request.path, words, files])
    return [
        salted_hmac("people.once", sent, secret=secret, algorithm="sha256").hexdigest()
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]


def first_result(request, done):
    """What came of it the first time. Sent again with other words, say so and hand the words back."""
    led_to = "" if done.result_url.startswith(STAYED) else done.result_url
    if done.digest not in digests_of(request):
        told = {"typed": typed_in(request), "link": led_to}
        return render(request, "people/sent_before.html", told, status=409)
    return redirect(led_to) if led_to else HttpResponse(status=204)


def typed_in(request):
    """Every value somebody sent with a form, to hand back what they wrote."""
    own = {"once", "csrfmiddlewaretoken", "draft"}
    sent = (values for name, values in request.POST.lists() if name not in own)
    return [value for values in sent for value in values if value.strip()]


def missing_key(request):
    message = _("This form is missing a part. Nothing was saved. Go back, reload the page and send it again.")
    return render(request, "400.html", {"message": message}, status=422)
