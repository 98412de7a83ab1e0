"""“I see it differently”: said by the practitioner, answered by their assessor, read by both."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.feedback import whole_of
from assessments.forms import AnswerForm, DifferenceForm
from assessments.models import Assessment, Judgement, SeenDifferently, State
from assessments.operations.differences import (
    AnsweredBefore,
    AnsweredByOthers,
    CannotSeeDifferently,
    answer_difference,
    see_differently,
)
from assessments.operations.standing_aside import StandsTooClose
from assessments.ties import asked_of
from assessments.views.asking import asked_in_place
from assessments.views.onward import queue_at
from people.access import fetch_for
from people.once import once
from portfolios.drafts import as_typed, draft_of
from portfolios.models import Unit
from portfolios.views.keeping import drafted

OWN = Unit.objects.select_related("portfolio__owner", "version__standard")
SAID = SeenDifferently.objects.select_related(
    "judgement__requirement",
    "judgement__words",
    "judgement__assessment__submission__unit__portfolio__owner",
    "judgement__assessment__submission__unit__version",
    "replied_by",
)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@drafted
def see_it_differently(request, code, round, requirement):
    """One judgement of one’s own, and how oneself sees it: asked once, then there to read."""
    unit = fetch_for(request.user, "portfolios.view_unit", OWN, code=code)
    judgement = judgement_at(unit, round, requirement)
    about = f"differently {judgement.pk}"
    said = SAID.filter(judgement=judgement).first()
    form = opened(request, DifferenceForm, about)
    if request.method != "POST" or not form.is_valid():
        return difference_page(request, judgement, said, form, about)
    try:
        see_differently(judgement, by=request.user, words=form.cleaned_data["words"])
    except CannotSeeDifferently as refusal:
        form.add_error(None, refusal.sentence)
        return difference_page(request, judgement, said, form, about, status=409)
    messages.success(request, _("Said. You get an answer before anything else is decided here."))
    return redirect(request.path)


def judgement_at(unit, round, requirement):
    """The judgement made in a round, once it was released; what was only carried along is where it was made."""
    made = Judgement.objects.filter(
        assessment__submission__unit=unit, assessment__submission__round=round, carried_from=None
    )
    found = made.filter(requirement__code=requirement, released_at__isnull=False)
    row = found.select_related("requirement", "words", "judged_by", "assessment__submission__unit__portfolio")
    return row.first() or not_here()


def not_here():
    raise Http404


def difference_page(request, judgement, said, form, about, *, status=422):
    shown = {
        "judgement": judgement,
        "words_found": whole_of(judgement),
        "unit": judgement.assessment.submission.unit,
        "round": judgement.assessment.submission.round,
        "said": said,
        "form": form,
        "about": about,
        "draft": None if form.is_bound and request.method == "POST" else draft_of(request.user, about),
    }
    page = "assessments/see_differently.html"
    return render(request, page, shown, status=status if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@drafted
def difference(request, code):
    """What someone said to a judgement, and the assessor’s answer to it."""
    said = fetch_for(request.user, "assessments.answer_difference", SAID, code=code)
    if asked := asked_in_place(request, given_unasked(request.user, said.judgement)):
        return asked
    about = f"answer {said.code}"
    form = opened(request, AnswerForm, about)
    if request.method != "POST" or not form.is_valid():
        return answer_page(request, said, form, about)
    try:
        answer_difference(said, by=request.user, reply=form.cleaned_data["reply"])
    except (AnsweredBefore, AnsweredByOthers, StandsTooClose) as refusal:
        form.add_error(None, refusal.sentence)
        return answer_page(request, said, form, about, status=409)
    messages.success(request, _("Your answer is with them. The judgement stays as it was."))
    return redirect(round_or_queue(request, said.judgement.assessment.submission.unit_id))


def given_unasked(person, judgement):
    """That they were given the work and not asked yet what ties them; None for whoever judged it, who read it before."""
    if judgement.assessment.assessor_id == person.pk:
        return None
    asked = asked_of(person, judgement.assessment.submission.unit_id)
    return asked.select_related(
        "unit__version", "unit__portfolio__owner", "unit__portfolio__organisation"
    ).first()


def round_or_queue(request, unit):
    """Back to the round that waited for this answer; where they read none of it now, to the queue."""
    waits = Assessment.objects.filter(
        submission__unit=unit, assessor=request.user, state=State.IN_REVIEW
    ).first()
    return reverse("review", args=[waits.code]) if waits else queue_at(request)


def answer_page(request, said, form, about, *, status=422):
    shown = {
        "said": said,
        "judgement": said.judgement,
        "words_found": whole_of(said.judgement),
        "practitioner": said.judgement.assessment.submission.unit.portfolio.owner,
        "form": form,
        "about": about,
        "draft": draft_of(request.user, about) if request.method != "POST" else None,
    }
    page = "assessments/difference.html"
    return render(request, page, shown, status=status if request.method == "POST" else 200)


def opened(request, form_class: type[forms.Form], about):
    """As it was posted, or with the words that were typed into it since."""
    if request.method == "POST":
        return form_class(request.POST)
    draft = draft_of(request.user, about)
    return as_typed(form_class(draft.typed)) if draft else form_class()
