"""The house's own doors: how it looks, whether it is well, and what it says when something goes wrong."""

import sys

from allauth.account import views as account
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import DatabaseError, OperationalError, connection
from django.http import Http404, HttpResponse, HttpResponseServerError
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.context import THEMES, house_without_rows
from cms.front_page import areas_shown
from people.onward import onward
from standards.queries.pages import suites
from standards.views.about import About

SUITES_ON_A_PAGE = 20
A_YEAR = 365 * 24 * 60 * 60


@login_not_required
@require_safe
def home(request):
    """The front page, whatever page Wagtail keeps at the root of its tree."""
    return render(request, "cms/home.html", {"areas": areas_shown(request)})


@login_not_required
@require_POST
def appearance(request):
    """Light, dark, or as the device says: kept in a cookie, so it needs no account."""
    response = onward(request, otherwise="/")
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        response.set_cookie("theme", theme, A_YEAR, secure=request.is_secure(), httponly=True, samesite="Lax")
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response


@login_not_required
@require_safe
def standards(request):
    """The suite of standards this site shows; where there are several, a list of them."""
    found = Paginator(suites(), SUITES_ON_A_PAGE).get_page(request.GET.get("page"))
    if not found.object_list:
        raise Http404
    if found.paginator.count == 1:
        return redirect(found[0].get_url(request) or "/")
    return render(request, "standards/suite_list.html", {"page_obj": found, "about": about_suites()})


def about_suites():
    return About(reverse("standards"), _("Suites of standards, every word as published."))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])  # Django’s FormView would take PUT for POST
def log_in(request):
    """Whoever is in already, and is sent here because the editing rooms are not theirs, is told so: allauth would send
    them back there, and round and round."""
    wants_in = request.GET.get("next", "").startswith("/admin/")
    if wants_in and request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    return account.login(request)


@login_not_required
@require_safe
def no_sign_up(request):
    messages.info(request, _("Accounts are by invitation. Ask your learning provider to invite you."))
    return redirect("account_login")


@login_not_required
@require_safe
def robots(request):
    """Standards may be found by anyone; people's own pages and certificates are nobody's search result."""
    closed = [
        "account",
        "admin",
        "assignments",
        "c",
        "certificates",
        "charter",
        "files",
        "join",
        "my",
        "organisations",
    ]
    closed += ["people", "reviews", "signed-off"]
    lines = ["User-agent: *", *(f"Disallow: /{path}/" for path in closed)]
    lines += ["", f"Sitemap: {settings.PUBLIC_URL}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


# --- is it well? ----------------------------------------------------------------------------


@login_not_required
@require_safe
@never_cache
def healthz(request):
    """200 while this process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
@never_cache
def readyz(request):
    """200 when the database answers too, 503 when it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


# --- when something goes wrong --------------------------------------------------------------


def bad_request(request, exception=None):
    return render(request, "400.html", {"message": ""}, status=400)


def too_many(request, exception=None):
    return render(request, "429.html", status=429)


def server_error(request):
    """Asks the database nothing: it may be what went wrong. Styles may be missing as well, so the last word is plain.

    A database that is away or busy for a moment (503) is no fault of ours, and the sender may try again.
    """
    is_away = isinstance(sys.exception(), OperationalError)
    more = {"csrf_token": get_token(request), "reference": getattr(request, "reference", "")}
    try:
        page: str = render_to_string(
            "503.html" if is_away else "500.html", house_without_rows(request) | more
        )
    except Exception:  # whatever it is, it must not hide the first problem
        page = _("Something went wrong on our side. What you had saved is safe. Please try again soon.")
    if is_away:
        return HttpResponse(page, status=503, headers={"Retry-After": "10"})
    return HttpResponseServerError(page)
