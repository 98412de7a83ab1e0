"""What a second look found, for the assessor first; and what it asks for, until it is settled."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.forms import words_typed
from assessments.forms.sampling import ActionForm
from assessments.models import Action, Sample, SampleRecord
from assessments.operations.looking import (
    IsSettled,
    NotSoSoon,
    SayWhat,
    answer_action,
    ask_for,
    settle_action,
)
from assessments.operations.looking_aside import NotYourOwn
from assessments.sampling import actions_for, actions_to_settle
from assessments.views.review import opened_again
from people.access import fetch_for, only_for
from people.once import once
from people.roles import Role

A_PAGE = 20
RECORDS = SampleRecord.objects.select_related(
    "looked_by",
    "words",
    "sample__plan__organisation",
    "sample__assessment__assessor",
    "sample__assessment__submission__unit__version",
    "sample__assessment__submission__unit__portfolio__owner",
)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def second_look(request, code):
    """What was found. An IQA can ask for something more."""
    if request.method != "POST":
        found = fetch_for(request.user, "assessments.read_second_look", RECORDS, code=code)
        return record_page(request, found)
    found = fetch_for(request.user, "assessments.plan_sampling", RECORDS, code=code)
    form = ActionForm(request.POST)
    kind = request.POST.get("kind")
    if not form.is_valid() or kind not in Action.Kind.values:
        if kind not in Action.Kind.values:
            form.add_error(None, _("Say what it is for: to put right, or to grow by."))
        return record_page(request, found, form=form, kind=kind, status=422)
    try:
        ask_for(found, kind=Action.Kind(kind), by=request.user, **form.cleaned_data)
    except (SayWhat, NotSoSoon, NotYourOwn) as refusal:
        form.add_error("words", str(refusal.sentence))
        return record_page(request, found, form=form, kind=kind, status=422)
    messages.success(request, _("Asked."))
    return redirect("second-look", found.code)


def record_page(request, found, *, form=None, kind="", status=200):
    may_ask, asked = request.user.has_perm("assessments.plan_sampling", found), list(found.actions.all())
    context = {
        "record": found,
        "parts": list(found.parts.select_related("requirement")),
        "pieces": list(found.pieces.select_related("evidence_version__words", "evidence_version__evidence")),
        "doubts": list(found.doubts.select_related("requirement")),
        "noted": {one.requirement_id: one for one in found.sample.noted.all()},
        "asked": [
            (kind, actions)
            for kind in (Action.Kind.CORRECTIVE, Action.Kind.DEVELOPMENTAL)
            if (actions := [a for a in asked if a.kind == kind])
        ],
        "form": (form or ActionForm()) if may_ask else None,
        "kind": kind,
        "kinds": Action.Kind,
        "is_mine": found.sample.assessment.assessor_id == request.user.pk,
    }
    context |= opened_again(request.user, found.sample.assessment)
    for part in context["parts"]:
        part.noted = context["noted"].get(part.requirement_id)
    return render(request, "assessments/second_look.html", context, status=status)


@require_safe
@only_for(Role.ASSESSOR, Role.IQA)
def actions(request):
    """For an IQA, all of the place, or what they see to now."""
    asked, to_settle = actions_for(request.user, request.organisation), request.GET.get("which") == "settle"
    if to_settle:
        theirs = Sample.objects.visible_to(request.user).untied_to(request.user)
        asked = asked.filter(pk__in=actions_to_settle(theirs).values("pk"))
    page = Paginator(asked, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "assessments/actions.html", {"page": page, "to_settle": to_settle})


@require_safe
def action(request, code):
    return action_page(request, fetch_action(request, "assessments.read_action", code))


@require_POST
@once
def action_answer(request, code):
    found = fetch_action(request, "assessments.answer_action", code)
    words, problem = words_typed(request.POST)
    if problem:
        return action_page(request, found, words=words, problem=problem, status=422)
    try:
        answer_action(found, words=words, by=request.user)
    except SayWhat as refusal:
        return action_page(request, found, words=words, problem=refusal.sentence, status=422)
    except IsSettled as refusal:
        return action_page(request, found, words=words, problem=refusal.sentence, status=409)
    messages.success(request, _("Kept, and whoever looked is told."))
    return redirect("action", found.code)


@require_POST
@once
def action_settle(request, code):
    found = fetch_action(request, "assessments.settle_action", code)
    try:
        settle_action(found, by=request.user)
    except (IsSettled, NotYourOwn) as refusal:
        return action_page(request, found, problem=refusal.sentence, status=409)
    messages.success(request, _("Settled."))
    return redirect("action", found.code)


def fetch_action(request, permission, code):
    rows = Action.objects.select_related(
        "assessor",
        "settled_by",
        "record__looked_by",
        "record__sample__plan__organisation",
        "record__sample__assessment__submission__unit__version",
        "record__sample__assessment__submission__unit__portfolio__owner",
    )
    return fetch_for(request.user, permission, rows, code=code)


def action_page(request, found, *, words=None, problem="", status=200):
    context = {
        "action": found,
        "words": found.answer if words is None else words,
        "problem": problem,
        "may_answer": not found.settled_at and request.user.has_perm("assessments.answer_action", found),
        "may_settle": not found.settled_at and request.user.has_perm("assessments.settle_action", found),
    }
    return render(request, "assessments/action.html", context, status=status)
