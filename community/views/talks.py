"""Talking first: the form that asks a steward, and the list only the stewards it is meant for see."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.forms.answers import TalkForm
from community.models import Talk
from community.operations.answers import NotAMember, NotInForce, answer_charter
from community.operations.stewards import NotASteward, hide_name, show_name
from community.operations.talks import NotForThem, close_talk
from community.queries.answers import standing_of
from community.queries.stewards import listeners_for, shown_in
from community.queries.talks import talks_for
from community.rules import is_steward
from community.views.answers import back_to, fetch_charter
from people.access import fetch_for
from people.once import once
from people.roles import Role

ON_A_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@once
def talk(request, code):
    charter = fetch_charter(request, code)
    stewards = list(listeners_for(request.user, charter.organisation))
    form = TalkForm(request.POST if request.method == "POST" else None, charter=charter, stewards=stewards)
    if not form.is_bound or not form.is_valid():
        return talk_page(request, charter, form)
    try:
        answer_charter(form.cleaned_data["version"], answer="talk", by=request.user, **form.said)
    except NotASteward as refusal:
        form.add_error("steward", refusal.sentence)
        return talk_page(request, charter, form)
    except (NotInForce, NotAMember) as refusal:
        messages.info(request, refusal.sentence)
        return back_to(charter)
    messages.success(request, said_to_them(form))
    return back_to(charter)


def said_to_them(form):
    if not form.stewards:
        return _("It is kept. It waits until there is a steward here.")
    if person := form.said["steward"]:
        return _("%(name)s will hear that you’d like to talk.") % {"name": person}
    return _("A steward will hear that you’d like to talk.")


def talk_page(request, charter, form):
    context = {
        "charter": charter,
        "form": form,
        "standing": standing_of(request.user, charter.current_version),
        "is_steward": request.user.holds(Role.STEWARD, charter.organisation),
    }
    return render(request, "community/talk_form.html", context, status=422 if form.is_bound else 200)


@require_safe
def talks(request):
    """For anyone but stewards there is no such page."""
    if not is_steward(request.user):
        raise Http404
    return render(request, "community/talks.html", talks_shown(request))


def talks_shown(request):
    shown = shown_in(request.user)
    places = [m.organisation for m in request.user.current_memberships if m.role == Role.STEWARD]
    return {
        "page": Paginator(talks_for(request.user), ON_A_PAGE).get_page(request.GET.get("page")),
        "names": [(place, place.pk in shown) for place in places],
    }


@require_POST
@once
def talked(request, code):
    wish = fetch_for(request.user, "community.listen", Talk, code=code)
    try:
        close_talk(wish, by=request.user)
    except NotForThem:
        raise Http404 from None
    messages.success(request, _("Thank you for listening. They see that you talked."))
    return redirect("talks")


@require_POST
@once
def steward_shown(request, code):
    """One press on, one press off."""
    places = {m.organisation.code: m.organisation for m in request.user.current_memberships}
    place = places.get(code)
    if place is None or not request.user.holds(Role.STEWARD, place):
        raise Http404
    if request.POST.get("shown") == "yes":
        show_name(place, by=request.user)
        messages.success(request, _("Your name stands on the charter now. One press takes it off again."))
    else:
        hide_name(place, by=request.user)
        messages.success(request, _("Your name does not stand on the charter."))
    return redirect("talks")
