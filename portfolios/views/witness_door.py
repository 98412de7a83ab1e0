"""The door for someone without an account: whoever holds the link, and only by what they press.

The page tells no other site where it is (`no-referrer`). Browsers then send forms with “Origin: null”, which the
check against foreign forms would turn away; here that origin is taken too, the key of the form is still asked for.
"""

from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.urls import get_callable
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from portfolios.files import FileRefused, discard_file, keep_file
from portfolios.kinds import Family, family_of, size_in_words
from portfolios.models import WitnessRequest
from portfolios.operations.spoken import take_spoken
from portfolios.operations.testimony import MOST_RECORDINGS, CannotSay, keep_recording
from portfolios.operations.witnesses import NotNow
from portfolios.testimony import is_same_person

GUARDED = {
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Permissions-Policy": "camera=(), microphone=(self), geolocation=()",
}


class FromNowhere(CsrfViewMiddleware):
    """Asks each form for its key, as everywhere, and takes it from a page that does not say where it is."""

    def _origin_verified(self, request):
        is_foreign = request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")
        said_nothing = request.META["HTTP_ORIGIN"] == "null" and not is_foreign
        return said_nothing or super()._origin_verified(request)  # type: ignore[misc]

    def _check_referer(self, request):
        if "HTTP_REFERER" in request.META:
            super()._check_referer(request)  # type: ignore[misc]

    def _reject(self, request, reason):
        return get_callable(settings.CSRF_FAILURE_VIEW)(
            request, reason=reason
        )  # and no line in the log: it would hold the link


class FromAWitness(TemporaryFileUploadHandler):
    """Sound from someone who holds a link: no more reaches the disk than could be kept."""

    received = 0

    def new_file(self, *args, **kwargs):
        self.received += 1
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data, start):
        if start <= settings.WITNESS_MAX_BYTES and self.received <= MOST_RECORDINGS:
            super().receive_data_chunk(raw_data, start)


CHECK = FromNowhere(lambda request: HttpResponse())


def by_link(view):
    """Let whoever holds a link that opens in; to everyone else the link leads nowhere, whatever the reason."""

    @login_not_required
    @csrf_exempt
    @never_cache
    @wraps(view)
    def guarded(request, token, **address):
        response = answer(request, token, address)
        for header, value in GUARDED.items():
            response.headers.setdefault(header, value)
        return response

    def answer(request, token, address):
        invited = WitnessRequest.objects.with_token(token)
        if invited is None:
            return nowhere(request)
        invited.via = token
        if request.user.is_authenticated and is_same_person(invited.owner, request.user):
            return render(request, "portfolios/witness_own.html", {"invited": invited}, status=403)
        request.upload_handlers = [FromAWitness(request)]
        return CHECK.process_view(request, view, (), {}) or view(request, invited, **address)

    return guarded


def nowhere(request):
    return render(request, "portfolios/witness_gone.html", status=404)


def visitor(request):
    """Who is signed in while they use the link, or None: mostly nobody."""
    return request.user if request.user.is_authenticated else None


# --- recordings -----------------------------------------------------------------------------


def sounds_first(view):
    """Keep the recordings of a form before its view begins: they stay, whatever else in the form needs a look."""

    @wraps(view)
    def kept_first(request, invited):
        if (
            request.method == "POST"
            and invited.state == WitnessRequest.State.ASKED
            and "once" in request.POST
        ):
            for upload in invited.uploads.all():  # whole, and the server was stopped before it was put there
                take_spoken(upload, by=visitor(request))
            questions = {f"sound_{one.pk}": one for one in invited.questions.all()}
            for field, question in [*questions.items(), ("sound", None)]:
                for upload in request.FILES.getlist(field):
                    keep_sound(request, invited, upload, question)
        return view(request, invited)

    return kept_first


def keep_sound(request, invited, upload, question):
    kept = taken = None
    try:
        kept = kept_sound(upload)
        asked = {"question": question, "most_bytes": settings.WITNESS_MAX_BYTES}
        taken = keep_recording(invited, kept, by=visitor(request), **asked)
    except (FileRefused, CannotSay, NotNow) as refusal:
        messages.warning(request, str(getattr(refusal, "sentence", refusal)))
    finally:
        if kept and not taken:
            discard_file(kept.path)


def kept_sound(upload):
    most = settings.WITNESS_MAX_BYTES
    if upload.size > most:
        said = {"size": size_in_words(upload.size), "largest": size_in_words(most)}
        raise FileRefused("too_large", **said).about(upload.name)
    kept = keep_file(upload)
    if family_of(kept.content_type) is not Family.SOUND:
        discard_file(kept.path)
        raise FileRefused("not_sound").about(kept.name)
    return kept
