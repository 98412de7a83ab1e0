"""How much an assessor takes on here, and when they rest: theirs to say, and nobody else’s to see."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.forms.allocation import RoomForm
from assessments.operations.room import set_room
from assessments.room import room_of
from assessments.ties import own_ties
from people.access import only_for
from people.roles import Role


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.ASSESSOR)
def your_room(request):
    """Saying it twice is saying it once, so no key of this form is kept: resting leaves no mark."""
    if request.method != "POST":
        form = RoomForm.about(room_of(request.user, request.organisation))
        return room_page(request, form)
    form = RoomForm(request.POST)
    if not form.is_valid():
        return room_page(request, form, status=422)
    set_room(request.user, organisation=request.organisation, **form.said)
    messages.success(request, _("Saved. Only you see this."))
    return redirect("your-room")


def room_page(request, form, *, status=200):
    ties = Paginator(own_ties(request.user, request.organisation), 20).get_page(request.GET.get("page"))
    return render(request, "assessments/room.html", {"form": form, "ties": ties}, status=status)
