"""The coordinator's other page: who reads whose work."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from assessments.forms.naming import SomeoneForm, few
from assessments.operations.assignment import CannotAssess, assign_assessor
from assessments.operations.handing_over import ReadByAnother, has_notes
from assessments.readers import assessors_in, readers_in, rows_of, units_in
from assessments.room import without_room
from people.access import fetch_for, only_for
from people.models import User
from people.once import once
from people.roles import Role
from portfolios.models import Unit

UNITS = Unit.objects.select_related("portfolio")
WHOM = gettext_lazy("Say who reads it.")
AWAY = gettext_lazy("Say who is away.")


@require_safe
@only_for(Role.COORDINATOR)
def assignments(request):
    """In a large place whoever is away is found by name: ?away=…"""
    if "away" not in request.GET:
        return assignments_page(request)
    form = away_form(request.organisation, request.GET)
    if form.is_valid():
        return redirect("cover", form.chosen("away").code)
    return assignments_page(request, away=form, status=422)


@require_POST
@once
def assign(request, code):
    unit = fetch_for(request.user, "assessments.assign", UNITS, code=code)
    people = assessors_in(unit.portfolio.organisation)
    form = SomeoneForm(request.POST, name="assessor", label=_("Assessor"), required=WHOM, people=people)
    if not form.is_valid():
        return assignments_page(request, unit=unit, form=form, status=422)
    assessor = form.chosen("assessor")
    try:
        assign_assessor(unit, assessor=assessor, by=request.user, shown=request.POST.get("shown"))
    except ReadByAnother as now:
        return assignments_page(request, asked=asked_again(unit, assessor, now.reader), status=409)
    except CannotAssess as refusal:
        messages.error(request, refusal.sentence)
        return assignments_page(request, status=409)
    messages.success(request, _("%(assessor)s reads this from now on.") % {"assessor": assessor})
    return redirect(f"{reverse('assignments')}{querystring_of(request)}")


def asked_again(unit, assessor, reader):
    """What was chosen, and what stands now; `shown`: as the next answer will say it was seen."""
    shown = reader.code if reader else ""
    return {
        "unit": unit,
        "assessor": assessor,
        "reader": reader,
        "shown": shown,
        "has_notes": has_notes(unit),
    }


def querystring_of(request):
    """Back to the same page of the same list."""
    return f"?{request.GET.urlencode()}" if request.GET else ""


def away_form(place, typed=None):
    people = readers_in(place)
    return SomeoneForm(typed, name="away", label=_("Who is away?"), required=AWAY, people=people)


def assignments_page(request, *, unit=None, form=None, away=None, asked=None, status=200):
    """`unit`, `form`: whose reader was not found by what was typed; `away`: likewise of whoever is away; `asked`: what
    was chosen while someone else came to read it."""
    place, is_waiting = request.organisation, request.GET.get("waiting") == "1"
    page = Paginator(units_in(place, on_offer=is_waiting), 20).get_page(request.GET.get("page"))
    page.object_list = rows_of(page.object_list)
    assessors, readers = few(assessors_in(place)), few(readers_in(place))
    if assessors is None:
        put_readers(page)
    elif form:
        messages.error(request, _("Choose an assessor from the list. Nothing was changed."))
    context = {
        "page": page,
        "assessors": assessors,
        "no_room": without_room(assessors, place) if assessors else (),
        "readers": readers,
        "away": away or (away_form(place) if readers is None else None),
        "unit": unit if assessors is None else None,
        "form": form,
        "asked": asked,
        "shown": request.POST.get("shown", ""),  # what the page said that this one follows
        "is_waiting": is_waiting,
    }
    return render(request, "assessments/assignments.html", context, status=status)


def put_readers(units):
    """`reader` on each: who reads it. One query."""
    people = User.objects.in_bulk([unit.reader_id for unit in units if unit.reader_id])
    for unit in units:
        unit.reader = people.get(unit.reader_id)
