"""The coordinator's other page: who reads whose work."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.models import State
from assessments.operations.assignment import CannotAssess, assign_assessor
from assessments.readers import assessors_in, readers_in, units_in
from assessments.room import without_room
from people.access import fetch_for, only_for
from people.once import once
from people.roles import Role
from portfolios.models import Unit


@require_safe
@only_for(Role.COORDINATOR)
def assignments(request):
    return assignments_page(request)


@require_POST
@once
def assign(request, code):
    unit = fetch_for(request.user, "assessments.assign", Unit.objects.select_related("portfolio"), code=code)
    readers = {person.code: person for person in assessors_in(unit.portfolio.organisation)}
    assessor = readers.get(request.POST.get("assessor"))
    if assessor is None:
        messages.error(request, _("Choose an assessor from the list. Nothing was changed."))
        return assignments_page(request, status=422)
    try:
        assign_assessor(unit, assessor=assessor, by=request.user)
    except CannotAssess as refusal:
        messages.error(request, refusal.sentence)
        return assignments_page(request, status=409)
    messages.success(request, _("%(assessor)s reads this from now on.") % {"assessor": assessor})
    return redirect(f"{reverse('assignments')}{querystring_of(request)}")


def querystring_of(request):
    """Back to the same page of the same list."""
    return f"?{request.GET.urlencode()}" if request.GET else ""


def assignments_page(request, *, status=200):
    place, is_waiting = request.organisation, request.GET.get("waiting") == "1"
    units = units_in(place).filter(round_now=State.ON_OFFER) if is_waiting else units_in(place)
    assessors = list(assessors_in(place))
    context = {
        "page": Paginator(units, 20).get_page(request.GET.get("page")),
        "assessors": assessors,
        "no_room": without_room(assessors, place),
        "readers": list(readers_in(place)),
        "is_waiting": is_waiting,
    }
    return render(request, "assessments/assignments.html", context, status=status)
