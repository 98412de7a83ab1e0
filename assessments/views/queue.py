"""What an assessor reads next: what is theirs, what is on offer, and what they answered."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.differences import waiting_for
from assessments.forms.queue import QueueForm
from assessments.licences import waiting_near
from assessments.models import Assessment
from assessments.offers import offers_for
from assessments.operations.assignment import CannotAssess, NoRoom, accept_offer
from assessments.operations.declining import decline
from assessments.operations.standing_aside import StandsTooClose
from assessments.queries import (
    answered_by,
    is_taken_by_someone,
    open_flags_for,
    queue_of,
    with_people,
)
from assessments.queue import awards_at_hand, standards_at_hand
from assessments.room import room_of
from assessments.views.onward import keep_asked, onward, queue_at
from assessments.views.refusals import moved_on, taken_by_someone
from people.access import fetch_for, only_for
from people.once import once
from people.roles import Role
from people.states import MoveNotAllowed

AGREE_AT_ONCE = 10  # decisions to agree to: what is done makes room for the next


@require_safe
@only_for(Role.ASSESSOR)
def review_queue(request):
    return queue_page(request)


def queue_page(request, *, status=200):
    form = asking(request)
    asked = keep_asked(request, form.asked)
    to_agree, proposed = waiting_near(request.user, most=AGREE_AT_ONCE)
    context = {
        "form": form,
        "asked": asked,
        "room": room_of(request.user, request.organisation),
        "offers": page_of(asked.offers(offers_for(request.user)), request, "offers", 4),
        "queue": page_of(asked.queue(queue_of(request.user)), request, "reading", 20),
        "to_agree": to_agree,
        "proposed": proposed,
        "differences": list(waiting_for(request.user)),
        "look_again": open_flags_for(request.user).count(),
        "answered": page_of(asked.answered(answered_by(request.user)), request, "page", 10),
    }
    return render(request, "assessments/queue.html", context, status=422 if form.errors else status)


def asking(request):
    """The filters, as asked in the address."""
    standards = standards_at_hand(request.user)
    asks = any(name in request.GET for name in QueueForm.base_fields)
    typed = request.GET if request.method != "POST" and asks else None
    return QueueForm(typed, standards=standards, awards=list(awards_at_hand(standards)))


def page_of(rows, request, name, size):
    return Paginator(rows, size).get_page(request.GET.get(name))


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
    except NoRoom:
        messages.error(
            request, _("You have no room for more just now. You can make some: it is yours to say.")
        )
        return queue_page(request, status=409)
    except CannotAssess as refusal:
        raise PermissionDenied from refusal
    messages.success(request, _("It is yours to read. Nobody is waiting by the clock."))
    return redirect("review", assessment.code)


@require_POST
def offer_decline(request, code):
    """Say no: to an offer, or by handing back. No key is kept of this form either, for that would be a mark."""
    if is_taken_by_someone(request.user, code):
        return redirect(queue_at(request))
    assessment = fetch_for(request.user, "assessments.decline", with_people(Assessment.objects), code=code)
    is_offer = assessment.assessor_id != request.user.pk
    try:
        decline(assessment, by=request.user)
    except MoveNotAllowed:
        return moved_on(request, assessment)
    if not is_offer:
        return onward(request, assessment, _("Done. It is open for someone else."))
    messages.success(request, _("Done. It is open for someone else."))
    return redirect(queue_at(request))
