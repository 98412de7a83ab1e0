"""Someone in several organisations says which one they are in now."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from people.once import once


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
    onward = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(onward, request.get_host(), require_https=request.is_secure())
    return redirect(onward if safe else "dashboard")


def places_of(person):
    return list({m.organisation_id: m.organisation for m in person.current_memberships}.values())
