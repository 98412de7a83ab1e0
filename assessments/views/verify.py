"""Checking a certificate: no account, no evidence, nothing more than the holder chose."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assessments.forms import NameCheckForm, NumberForm
from assessments.numbers import typed_number
from assessments.operations.certificates import commitment_to
from assessments.verification import (
    certificate_numbered,
    certificate_with_token,
    facts_of_ended,
    public_facts,
)
from people.throttle import is_within_limit

NOT_FOUND = _("We can’t find that number. Letters and numbers can look alike: try 8 for B, or 0 for O.")


@login_not_required
@never_cache
@require_safe
def verify(request):
    """By number: status, standard and date. So many tries a minute from one address, or numbers could be guessed."""
    if "n" not in request.GET:
        return answer(request, "assessments/verify_form.html", {"form": NumberForm()})
    if not may_try(request):
        return answer(request, "429.html", {}, status=429)
    form = NumberForm(request.GET)
    found = certificate_numbered(typed_number(form.cleaned_data["n"])) if form.is_valid() else None
    if found is None:
        if not form.errors:
            form.add_error("n", NOT_FOUND)
        return answer(request, "assessments/verify_form.html", {"form": form}, status=404)
    if not found.is_in_force:
        return ended(request, found)
    context = {"result": public_facts(found, by_link=False), "name_form": None, "belongs": None}
    return answer(request, "assessments/verify_result.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify_token(request, token):
    """By the long link: what was shown, and the name if the holder chose. Posting a name asks whether it belongs."""
    found = certificate_with_token(token)
    if found is None:
        number = NumberForm({"n": ""})
        number.add_error(
            "n", _("That link is not one of ours, or part of it is missing. Type the number instead.")
        )
        return answer(request, "assessments/verify_form.html", {"form": number}, status=404)
    if not found.is_in_force:
        return ended(request, found)
    form = NameCheckForm(request.POST or None)
    context = {"result": public_facts(found, by_link=True), "name_form": form, "belongs": None}
    if request.method == "POST":
        if not may_try(request):
            return answer(request, "429.html", {}, status=429)
        if not form.is_valid():
            return answer(request, "assessments/verify_result.html", context, status=422)
        context["belongs"] = belongs(found, **form.cleaned_data)
    return answer(request, "assessments/verify_result.html", context)


def ended(request, certificate):
    return answer(request, "assessments/verify_ended.html", {"result": facts_of_ended(certificate)})


def may_try(request):
    return is_within_limit(request, "verify", per_minute=settings.VERIFY_TRIES_PER_MINUTE)


def belongs(certificate, *, name, code):
    """Whether this name and check code are the ones on the paper. The register itself knows neither."""
    document = getattr(certificate, "document", None)
    return document is not None and document.commitment == commitment_to(code, certificate.number, name)


def answer(request, template, context, *, status=200):
    response = render(request, template, context, status=status)
    # The link is kept from other sites by “same-origin”, which every page has. “no-referrer” would have the browser
    # hide where a form was sent from, and the form would be refused.
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    if status == 429:
        response.headers["Retry-After"] = "60"
    return response
