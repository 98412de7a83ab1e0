"""Going on with newer words: where to, what would come along, and a yes."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.access import fetch_for
from people.once import once
from portfolios.carrying import moves_of, preview_of, what_changed
from portfolios.forms import CarryForm
from portfolios.operations.carry_over import CannotCarryOver, carry_over
from portfolios.views.units import UNITS


@require_http_methods(["GET", "HEAD", "POST"])
@once
def unit_carry_over(request, code):
    unit = fetch_for(request.user, "portfolios.carry_over", UNITS, code=code)
    moved = moves_of([unit]).get(unit.pk)
    way = way_asked(request, moved)
    if way is None:
        status = 422 if request.method == "POST" else 200
        return render(
            request, "portfolios/carry_over_where.html", {"unit": unit, "moved": moved}, status=status
        )
    preview = preview_of(unit, way)
    form = CarryForm(request.POST if request.method == "POST" else None, preview=preview)
    if form.is_valid():
        return went_on(request, unit, way, form.agreed)
    shown = {"unit": unit, "moved": moved, "preview": preview, "form": form}
    shown |= {"changed": what_changed(preview.links), "chosen": request.POST.getlist("agreed")}
    shown |= {"is_being_read": unit.submissions.filter(is_open=True).exists()}
    return render(request, "portfolios/carry_over.html", shown, status=422 if form.is_bound else 200)


def way_asked(request, moved):
    """The way named in the address or the form; without a name the only one. None: choose, or there is none."""
    ways = moved.ways if moved else []
    asked = request.POST.get("to") or request.GET.get("to")
    if not asked and len(ways) == 1 and request.method != "POST":
        return ways[0]
    return next((way for way in ways if way.target.code == asked), None)


def went_on(request, unit, way, agreed):
    try:
        newer = carry_over(unit, way.target, agreed=agreed, by=request.user)
    except CannotCarryOver as refusal:
        return render(request, "portfolios/refused.html", {"sentence": refusal.sentence}, status=422)
    messages.success(request, _("You have gone on with the newer words. The old ones stay where they were."))
    return redirect("unit-detail", newer.code)
