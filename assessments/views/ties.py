"""Conflict of interest: asked before someone reads, and said by either side or by a coordinator."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.forms.ties import NOBODY, TieForm, UntiedForm
from assessments.models import Assessment, State, Tie
from assessments.operations.ties import TiedToThemselves, end_tie, say_tie, say_untied
from assessments.queries import with_people
from assessments.readers import judges_in, practitioners_in
from assessments.ties import asked_to_agree, ties_in
from assessments.views.deciding import asked_in
from assessments.views.onward import onward, onward_to_agree
from assessments.views.refusals import moved_on
from people.access import fetch_for, only_for
from people.once import once
from people.roles import Role
from people.states import MoveNotAllowed


@require_http_methods(["GET", "HEAD", "POST"])
@once
def before_reading(request, code):
    """One question, asked of whoever was given a round to read, or is asked to agree to a decision in it; and there to
    answer anew as long as they do.
    """
    rows = with_people(Assessment.objects.taken_on())
    try:
        assessment = fetch_for(request.user, "assessments.say_ties", rows, code=code)
    except Http404:
        return asked_no_more(request, code)
    decision = asked_in(request.user, assessment)
    form = UntiedForm(
        request.POST if request.method == "POST" else None, name=assessment.owner.get_short_name()
    )
    if not (decision or reads_now(request.user, assessment)):
        return redirect("review", code) if request.method != "POST" else answered_late(request, assessment)
    if not form.is_valid():
        page = {"assessment": assessment, "form": form, "decision": decision}
        status = 422 if form.is_bound else 200
        return render(request, "assessments/before_reading.html", page, status=status)
    try:
        return answered(request, assessment, form.cleaned_data["tie"], decision)
    except MoveNotAllowed:
        return moved_on(request, assessment)


def asked_no_more(request, code):
    """It was taken back while the page was open."""
    was_asked = Assessment.objects.filter(proposals__countersigner=request.user, code=code).distinct()
    assessment = with_people(was_asked).first() if request.method == "POST" else None
    if assessment is None:
        raise Http404
    return answered_late(request, assessment, is_theirs=False)


def answered_late(request, assessment, *, is_theirs=True):
    """Nobody asks any more. A tie they name counts all the same."""
    form = UntiedForm(request.POST, name=assessment.owner.get_short_name())
    if form.is_valid() and form.cleaned_data["tie"] != NOBODY:
        say_tie(request.user, **between(assessment), kind=form.cleaned_data["tie"], by=request.user)
        messages.success(request, _("Thank you for saying so. It is written down."))
        return redirect("review-queue")
    return moved_on(request, assessment, is_theirs=is_theirs)


def between(assessment):
    return {"practitioner": assessment.owner, "organisation": assessment.submission.organisation}


def answered(request, assessment, tie, decision):
    if tie == NOBODY:
        say_untied(assessment, by=request.user)
        return redirect("review" if decision else "review-work", assessment.code)
    say_tie(request.user, **between(assessment), kind=tie, by=request.user)
    if decision:
        return onward_to_agree(request, decision, thanks_for_saying(decision))
    return onward(request, assessment, _("Thank you for saying so. Someone else is being found."))


def thanks_for_saying(decision):
    trainee = decision.proposed_by.get_short_name()
    return _("Thank you for saying so. It is back with %(trainee)s, for someone else to agree.") % {
        "trainee": trainee
    }


def reads_now(person, assessment):
    return assessment.state == State.IN_REVIEW and assessment.assessor_id == person.pk


def reads_unasked(person, assessment):
    """Whether it lies with them, and they were not asked yet."""
    return reads_now(person, assessment) and assessment.asks_first


def ask_first(request, assessment, *, typed):
    """Where words were posted before the answer: nothing is carried out, none of it is shown, and they are handed back."""
    if request.htmx:
        asked = {"HX-Redirect": reverse("before-reading", args=[assessment.code])}
        return HttpResponse(status=409, headers=asked)
    return moved_on(request, assessment, typed=typed, asks_first=True)


def asks_first(person, assessment):
    """The way to the question, where someone was given this and has not answered it yet; None otherwise."""
    if reads_now(person, assessment):
        is_first = assessment.asks_first
    else:
        is_first = assessment.state == State.TO_AGREE and asked_to_agree(person, assessment).exists()
    return redirect("before-reading", assessment.code) if is_first else None


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.COORDINATOR)
@once
def ties(request):
    """What ties people here, for whoever says who reads what."""
    place = request.organisation
    people = {"assessors": judges_in(place), "practitioners": practitioners_in(place)}
    form = TieForm(request.POST if request.method == "POST" else None, **people)
    if not form.is_valid():
        return ties_page(request, form)
    practises = {"practitioner": form.chosen("practitioner"), "organisation": place}
    try:
        say_tie(form.chosen("assessor"), **practises, kind=form.cleaned_data["kind"], by=request.user)
    except TiedToThemselves as refusal:
        form.add_error("practitioner", refusal.sentence)
        return ties_page(request, form)
    messages.success(request, _("Written down. What they read of it goes to someone else."))
    return redirect("ties")


def ties_page(request, form):
    page = Paginator(ties_in(request.organisation), 20).get_page(request.GET.get("page"))
    shown = {"page": page, "form": form}
    return render(request, "assessments/ties.html", shown, status=422 if form.is_bound else 200)


@require_POST
@once
def tie_end(request, code):
    tie = fetch_for(
        request.user, "assessments.end_tie", Tie.objects.select_related("organisation"), code=code
    )
    end_tie(tie, by=request.user)
    messages.success(request, _("Taken back. They may be offered work again."))
    if request.user.holds(Role.COORDINATOR, tie.organisation_id):
        return redirect("ties")
    if tie.practitioner_id == request.user.pk:
        return redirect("who-reads")
    return redirect("your-room" if request.user.holds(Role.ASSESSOR, tie.organisation_id) else "ties-looking")
