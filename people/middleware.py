"""What every request passes through: a reference for the log, plain input, who is asking, and privacy."""

import logging
import re
import uuid
import zoneinfo
from contextvars import ContextVar
from functools import cache

from django.conf import settings
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

reference = ContextVar("request_id", default="-")


class RequestIdFilter(logging.Filter):
    """Puts the request's reference on every line, the one an error page shows."""

    def filter(self, line):
        line.request_id = reference.get()
        return True


class LinkFilter(logging.Filter):
    """Leaves out of every line what opens something by itself: the rest of a link that was given to one person."""

    SECRET = re.compile(r"/(join|witness)/[^/\s]+")

    def filter(self, line):
        if self.SECRET.search(said := line.getMessage()):
            line.msg, line.args = self.SECRET.sub(r"/\1/…", said), ()
        return True


class RequestIdMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.reference = uuid.uuid4().hex[:12]
        token = reference.set(request.reference)
        try:
            return self.get_response(request)
        finally:
            reference.reset(token)


class PlainRequestMiddleware:
    """A NUL byte in an address means nothing to people and breaks databases: answer with a sentence."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        asked = request.path + request.META.get("QUERY_STRING", "")
        if "\x00" in asked or "%00" in asked:
            message = _(
                "That address holds a character we can’t read. Check it, or start from the first page."
            )
            return render(request, "400.html", {"message": message}, status=400)
        return self.get_response(request)


class PersonMiddleware:
    """Who is asking: their roles today, the organisation they are in, their language and time."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.organisation, request.roles = None, frozenset()
        if request.user.is_authenticated:
            self.introduce(request)
        with timezone.override(zoneinfo.ZoneInfo(time_zone_of(request))):
            return self.get_response(request)

    def introduce(self, request):
        memberships = list(
            request.user.memberships.current()
            .select_related("organisation")
            .order_by("organisation__name", "organisation_id", "role", "pk")
        )
        request.user._memberships = memberships
        places = {m.organisation.code: m.organisation for m in memberships}
        chosen = request.session.get("organisation")
        request.organisation = places.get(chosen) or next(iter(places.values()), None)
        request.roles = frozenset(m.role for m in memberships if m.organisation == request.organisation)
        if translation.check_for_language(request.user.language):
            translation.activate(request.user.language)


def time_zone_of(request):
    own = getattr(request.user, "time_zone", "")
    name = own or (request.organisation.time_zone if request.organisation else settings.TIME_ZONE)
    return name if name in time_zones() else settings.TIME_ZONE


@cache
def time_zones():
    """Every name this machine knows. Finding them opens hundreds of files, so it is done once."""
    return zoneinfo.available_timezones()


class PrivacyMiddleware:
    """Personal pages are kept by nobody; the Wagtail admin gets the looser policy it needs."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        was_in = request.user.is_authenticated
        response = self.get_response(request)
        is_in = request.user.is_authenticated
        if was_in or is_in:
            response.headers["Cache-Control"] = "no-store, private"
        if was_in and not is_in:  # cookies are left: light or dark is no secret
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if request.path.startswith("/admin/"):
            response._csp_config = settings.WAGTAIL_ADMIN_CSP
        return response
