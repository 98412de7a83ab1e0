"""What happened: of a place, for those who look after it; and of one’s own work, for everyone."""

from django.http import Http404, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people.access import only_for
from people.forms import TrailForm
from people.operations.trail import note_copy
from people.roles import Role
from people.trail import events_of_person, events_of_place, told
from people.trail_copies import CONTENT_TYPES, pieces_of

SHOWN = 50


@require_safe
@only_for(Role.IQA, Role.COORDINATOR)
def trail(request):
    return page(request, TrailForm(request.GET, organisation=request.organisation), events_of_place)


@require_safe
@only_for(Role.IQA, Role.COORDINATOR)
def trail_copy(request, way):
    form = TrailForm(request.GET, organisation=request.organisation)
    return copy(request, form, events_of_place, way)


@require_safe
def my_trail(request):
    return page(request, TrailForm(request.GET), events_of_person)


@require_safe
def my_trail_copy(request, way):
    return copy(request, TrailForm(request.GET), events_of_person, way)


def page(request, form, events_of):
    """One more than is shown tells whether there are older ones. By sequence: nothing moves while one reads."""
    is_valid = form.is_valid()
    events = []
    if is_valid:
        events = events_of(whose_of(request, events_of), form.asked)
        if form.cleaned_data["before"]:
            events = events.filter(sequence__lt=form.cleaned_data["before"])
        events = list(events[: SHOWN + 1])
    shown = {
        "form": form,
        "told": told(events[:SHOWN], reader=request.user),
        "before": events[SHOWN - 1].sequence if len(events) > SHOWN else None,
        "is_own": events_of is events_of_person,
    }
    return render(request, "people/trail.html", shown, status=200 if is_valid else 422)


def copy(request, form, events_of, way):
    if way not in CONTENT_TYPES:
        raise Http404
    if not form.is_valid():
        return page(request, form, events_of)
    whose = whose_of(request, events_of)
    pieces = pieces_of(events_of(whose, form.asked), reader=request.user, way=way)
    if request.method == "GET":
        note_copy(whose, form.asked, way=way, by=request.user)
    answer = StreamingHttpResponse(pieces, content_type=CONTENT_TYPES[way])
    answer.headers["Content-Disposition"] = f'attachment; filename="{_("trail")}.{way}"'
    return answer


def whose_of(request, events_of):
    return request.user if events_of is events_of_person else request.organisation
