"""For someone who is in evidence: asking for it to be taken down. No account, no reason, and nothing of it is shown."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people.once import once
from people.throttle import is_within_limit
from portfolios.forms.consent import TakeDownForm
from portfolios.models import Evidence
from portfolios.operations.consent import ask_to_take_down

PER_MINUTE = 10


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@once
def take_down(request, code):
    """The page says the same whatever the evidence is; only its code, which whoever saw it was given, opens it."""
    evidence = Evidence.objects.filter(code=code).first()
    if evidence is None:
        raise Http404
    if request.method != "POST":
        return page(request, {"form": TakeDownForm(), "is_done": "asked" in request.GET})
    form = TakeDownForm(request.POST)
    if not form.is_valid():
        return page(request, {"form": form}, status=422)
    if not is_within_limit(request, "take-down", per_minute=PER_MINUTE):
        return page(request, {"form": form, "is_too_many": True}, status=429)
    ask_to_take_down(evidence, **form.cleaned_data)
    return guarded(redirect(f"{request.path}?asked"))


def page(request, context, *, status=200):
    return guarded(render(request, "portfolios/take_down.html", context, status=status))


def guarded(response):
    # The link is kept from other sites by “same-origin”, which every page has. “no-referrer” would have the browser
    # send this form with “Origin: null”, and the guard against forged forms turns that away.
    response["X-Robots-Tag"] = "noindex"
    return response
