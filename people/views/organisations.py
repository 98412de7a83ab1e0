"""Someone in several organisations says which one they are in now."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from people.once import once
from people.onward import onward


@require_safe
def organisations(request):
    """The organisations one belongs to."""
    return render(request, "people/organisations.html", {"organisations": places_of(request.user)})


@require_POST
@once
def choose(request, code):
    """From now on they are there: on their first page, or where `next` leads."""
    if code not in {place.code for place in places_of(request.user)}:
        raise Http404
    request.session["organisation"] = code
    return onward(request, otherwise=reverse("dashboard"))


def places_of(person):
    return list({m.organisation_id: m.organisation for m in person.current_memberships}.values())
