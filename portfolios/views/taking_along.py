"""Leaving with everything: ask for a copy, see how far it is, and fetch it while it is there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import storages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people.access import fetch_for
from people.once import once
from people.roles import Role
from portfolios.exchange.schema import PLACE
from portfolios.files import open_file
from portfolios.handing_back import download_response
from portfolios.models import BroughtAlong, Portfolio, PortfolioExport
from portfolios.operations.heart import GOING
from portfolios.operations.taking_along import State, ask_for_everything, is_overtaken


@require_http_methods(["GET", "HEAD", "POST"])
@once
def take_along(request):
    """One page for every folder of someone, wherever they keep one: also where their roles have ended."""
    if request.method != "POST":
        return render(request, "portfolios/take_along.html", shown(request))
    code = request.POST.get("portfolio", "")
    portfolio = fetch_for(request.user, "portfolios.take_along", Portfolio, code=code[:16])
    ask_for_everything(portfolio, by=request.user)
    return redirect(f"{reverse('take-along')}#p-{portfolio.code}")


def shown(request):
    mine = PortfolioExport.objects.visible_to(request.user).exclude(state=State.GONE)
    brought = BroughtAlong.objects.order_by("-brought_at", "-pk")
    rows = (
        Portfolio.objects.visible_to(request.user).select_related("organisation").order_by("started_at", "pk")
    )
    rows = rows.prefetch_related(
        Prefetch("exports", mine, to_attr="copies"), Prefetch("brought_along", brought)
    )
    return {
        "folders": [folder(portfolio) for portfolio in rows],
        "may_bring": Role.PRACTITIONER in request.roles,
    }


def folder(portfolio):
    copy = portfolio.copies[0] if portfolio.copies else None
    is_there = (
        copy and copy.state == State.READY and copy.expires_at > timezone.now() and not is_overtaken(copy)
    )
    return {
        "portfolio": portfolio,
        "copy": copy if copy and (is_there or copy.state != State.READY) else None,
        "is_going": bool(copy and copy.state in GOING),
        "is_ready": bool(is_there),
        "is_over": bool(copy and copy.state == State.READY and not is_there),
    }


@login_not_required
@require_safe
def portfolio_schema(request):
    """How portfolio.json is to be read, for everyone who writes or reads one."""
    return HttpResponse(PLACE.read_bytes(), content_type="application/schema+json")


@require_safe
def take_along_download(request, code):
    ready = PortfolioExport.objects.select_related("portfolio").filter(
        state=State.READY, expires_at__gt=timezone.now()
    )
    export = fetch_for(request.user, "portfolios.fetch_copy", ready, code=code)
    if is_overtaken(export):
        messages.warning(
            request, _("Someone in it took their yes back since then. Have it packed once more.")
        )
        return redirect("take-along")
    try:
        kept = open_file(export.file.name, storage=storages["exports"])
    except FileNotFoundError:
        raise Http404 from None
    name = f"portfolio-{export.portfolio.code}-{export.asked_at:%Y-%m-%d}.zip"
    return download_response(request, kept, name=name, content_type="application/zip", size=export.size)
