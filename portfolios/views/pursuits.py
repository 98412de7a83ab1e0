"""An award someone works towards: begin it, see what it still asks, rest it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.access import fetch_for, only_for
from people.once import once
from people.roles import Role
from portfolios.models import Pursuit
from portfolios.operations.pursuits import (
    AwardCannotBeStarted,
    follow_newest_rules,
    set_aside,
    start_pursuit,
    take_up,
)
from portfolios.queries import progress_of
from standards.models import AwardDefinition
from standards.queries.awards import rules_in_words

PURSUITS = Pursuit.objects.select_related("portfolio__owner", "version__award__current_version")


@require_POST
@only_for(Role.PRACTITIONER)
@once
def pursuit_start(request):
    award = fetch_for(
        request.user, "portfolios.practise", AwardDefinition, code=request.POST.get("award", "")[:16]
    )
    try:
        pursuit = start_pursuit(award, organisation=request.organisation, by=request.user)
    except AwardCannotBeStarted as refusal:
        return render(request, "portfolios/refused.html", {"sentence": refusal.sentence}, status=422)
    messages.success(request, _("You work towards this award now. There is no deadline on anything here."))
    return redirect("pursuit-detail", pursuit.code)


@require_safe
def pursuit_detail(request, code):
    pursuit = fetch_for(request.user, "portfolios.view_pursuit", PURSUITS, code=code)
    newest = pursuit.version.award.current_version
    shown = {
        "pursuit": pursuit,
        "rules": pursuit.version,
        "sentences": rules_in_words(pursuit.version),
        "progress": progress_of(pursuit),
        "newest": newest if newest != pursuit.version else None,
        "may_change": request.user.has_perm("portfolios.change_pursuit", pursuit),
    }
    return render(request, "portfolios/pursuit_detail.html", shown)


@require_POST
@once
def pursuit_set_aside(request, code):
    """Rest it, or (“back”) take it up again: pressed twice, it is done once."""
    pursuit = fetch_for(request.user, "portfolios.change_pursuit", PURSUITS, code=code)
    if "back" in request.POST:
        take_up(pursuit, by=request.user)
        messages.success(request, _("Here it is again, as you left it."))
        return redirect("pursuit-detail", code)
    set_aside(pursuit, by=request.user)
    messages.success(request, _("Set aside. Your evidence and your standards stay as they are."))
    return redirect("dashboard")


@require_POST
@once
def pursuit_follow(request, code):
    pursuit = fetch_for(request.user, "portfolios.change_pursuit", PURSUITS, code=code)
    newer = follow_newest_rules(pursuit, by=request.user)
    messages.success(request, _("You work by the newest rules now."))
    return redirect("pursuit-detail", newer.code)
