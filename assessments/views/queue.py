"""What an assessor reads next: what is theirs, what is on offer, and what they answered."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.differences import waiting_for
from assessments.models import Assessment, State
from assessments.operations.assignment import CannotAssess, accept_offer, hand_back
from assessments.operations.standing_aside import StandsTooClose
from assessments.queries import (
    answered_by,
    is_taken_by_someone,
    offers_for,
    open_flags_for,
    queue_of,
    with_people,
)
from assessments.views.refusals import moved_on, taken_by_someone
from people.access import fetch_for, only_for
from people.once import once
from people.roles import Role
from people.states import MoveNotAllowed

MOST_SET_ASIDE = 200


@require_safe
@only_for(Role.ASSESSOR)
def review_queue(request):
    return queue_page(request)


def queue_page(request, *, status=200):
    set_aside = request.session.get("set_aside", [])
    context = {
        "offers": list(offers_for(request.user, set_aside=set_aside)),
        "queue": list(queue_of(request.user)),
        "differences": list(waiting_for(request.user)),
        "look_again": open_flags_for(request.user).count(),
        "answered": Paginator(answered_by(request.user), 10).get_page(request.GET.get("page")),
    }
    return render(request, "assessments/queue.html", context, status=status)


@require_POST
@once
def offer_accept(request, code):
    if is_taken_by_someone(request.user, code):
        return taken_by_someone(request)
    assessment = fetch_for(request.user, "assessments.accept", with_people(Assessment.objects), code=code)
    try:
        accept_offer(assessment, by=request.user)
    except MoveNotAllowed:
        return taken_by_someone(request)
    except StandsTooClose as refusal:
        messages.error(request, refusal.sentence)
        return queue_page(request, status=409)
    except CannotAssess as refusal:
        raise PermissionDenied from refusal
    messages.success(request, _("It is yours to read. Nobody is waiting by the clock."))
    return redirect("review", assessment.code)


@require_POST
@once
def offer_decline(request, code):
    """Say no. An offer is set aside while they are signed in, and nowhere else; what one holds is handed back."""
    if is_taken_by_someone(request.user, code):
        return redirect("review-queue")
    assessment = fetch_for(request.user, "assessments.decline", with_people(Assessment.objects), code=code)
    if assessment.state != State.ON_OFFER:
        try:
            hand_back(assessment, by=request.user)
        except MoveNotAllowed:
            return moved_on(request, assessment)
    request.session["set_aside"] = [*request.session.get("set_aside", []), code][-MOST_SET_ASIDE:]
    messages.success(request, _("Done. It is open for someone else."))
    return redirect("review-queue")
