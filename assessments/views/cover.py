"""Cover for absence: what one assessor reads, and what waits for them to agree to, goes to a colleague in one step."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from assessments.forms.allocation import CoverForm
from assessments.forms.naming import few
from assessments.licences import waiting_in
from assessments.operations.assignment import NoRoom
from assessments.operations.cover import CannotCover, cover_queue
from assessments.readers import assessors_in, read_by, readers_in, waits_to_be_agreed
from assessments.room import without_room
from people.once import once
from people.roles import Role

NO_ROOM = gettext_lazy("There is no room for all of this. Choose someone else, or untick some of it.")

CANNOT_READ = gettext_lazy("%(name)s can’t read these, so they stay where they are: %(stays)s.")
CANNOT_AGREE = gettext_lazy("%(name)s can’t agree to these, so they stay where they are: %(stays)s.")


@require_http_methods(["GET", "HEAD", "POST"])
@once
def cover(request, code):
    """A coordinator passes on what someone reads here; or they pass on their own."""
    place = place_asked_for(request)
    away = fetch_reader(request, code, place)
    units, waiting = what_to_pass_on(request, away, place)
    colleagues = assessors_in(place).exclude(pk=away.pk)
    listed = few(colleagues.order_by("name", "pk"))
    form = CoverForm(
        request.POST if request.method == "POST" else None,
        units=units,
        waiting=waiting,
        decisions=list(waiting_in(place).filter(countersigner=away)),
        colleagues=colleagues,
        listed=listed,
        no_room=without_room(listed, place) if listed else (),
    )
    if not form.is_valid():
        return cover_page(request, away, place, form, status=422 if form.is_bound else 200)
    try:
        covered = cover_queue(
            away,
            organisation=place,
            colleague=form.chosen_colleague,
            units=form.chosen_units,
            decisions=form.chosen_decisions,
            by=request.user,
        )
    except CannotCover as refusal:
        form.add_error("colleague", refusal.sentence)
        return cover_page(request, away, place, form, status=409)
    except NoRoom:
        form.add_error("colleague", NO_ROOM)
        return cover_page(request, away, place, form, status=409)
    say_what_went(request, covered, to=form.chosen_colleague)
    return redirect(where_from(request, away, place))


def what_to_pass_on(request, away, place):
    """(units, those that stay): nobody but a coordinator takes from someone what waits to be agreed to."""
    units = list(read_by(away, place).annotate(waits=waits_to_be_agreed(away)))
    if request.user.holds(Role.COORDINATOR, place):
        return units, []
    return [unit for unit in units if not unit.waits], [unit for unit in units if unit.waits]


def place_asked_for(request):
    """Where one is, or another place of theirs that a link names: what waits there waits in the same list."""
    code = request.GET.get("place")
    if code is None:
        return request.organisation
    for held in request.user.current_memberships:
        if held.organisation.code == code:
            return held.organisation
    raise Http404


def fetch_reader(request, code, place):
    """Whoever reads something there, by their code: known to coordinators of the place, and to themselves."""
    own = code == request.user.code
    away = place and readers_in(place).filter(code=code).first()
    if away is None and own and place and request.user.holds(Role.ASSESSOR, place):
        return request.user
    if away is None:
        raise Http404
    if not own and not request.user.holds(Role.COORDINATOR, place):
        raise PermissionDenied
    return away


def where_from(request, away, place):
    """The list it was opened from, by name: of another place only what waits is in sight from here."""
    if place != request.organisation:
        return "waiting"
    return "review-queue" if away == request.user else "assignments"


def say_what_went(request, covered, *, to):
    told = {"name": to, "count": len(covered.moved) + len(covered.asked)}
    messages.success(request, _("Passed on to %(name)s: %(count)d.") % told)
    units = [decision.assessment.unit for decision in covered.unasked]
    for left, said in ((covered.left, CANNOT_READ), (units, CANNOT_AGREE)):
        if left:
            stays = "; ".join(f"{unit.portfolio.owner}: {unit}" for unit in left)
            messages.warning(request, said % {"name": to, "stays": stays})


def cover_page(request, away, place, form, *, status):
    shown = {
        "away": away,
        "form": form,
        "is_own": away == request.user,
        "back": where_from(request, away, place),
    }
    shown |= {"elsewhere": place if place != request.organisation else None}
    return render(request, "assessments/cover.html", shown, status=status)
