"""People into a group from a list: first what would happen, row by row; then, once agreed to, just that."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from assessments.forms.cohorts import ListForm, sealed, unsealed
from assessments.joining import ALSO, ASKED, HERE, WAITS, plan_of
from assessments.lists import ListIsRefused, rows_in
from assessments.operations.cohorts import CohortHasEnded, PlanHasMoved, invite_from_rows
from assessments.views.cohorts import fetch_cohort
from people.once import once


@require_http_methods(["GET", "HEAD", "POST"])
def cohort_invite(request, code):
    """Shows what a list would do, and does nothing."""
    cohort = fetch_cohort(request, code)
    if request.method != "POST":
        return list_page(request, cohort, ListForm())
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return list_page(request, cohort, form, status=422)
    try:
        rows = rows_in(form.source)
    except ListIsRefused as refusal:
        form.refuse(refusal.sentence)
        return list_page(request, cohort, form, status=422)
    return plan_page(request, plan_of(cohort, rows))


@require_POST
@once
def cohort_agree(request, code):
    cohort = fetch_cohort(request, code)
    try:
        rows = unsealed(request.POST.get("rows", ""), cohort)
        plan = invite_from_rows(cohort, rows=rows, seen=request.POST.get("seen", ""), by=request.user)
    except ListIsRefused as refusal:
        messages.error(request, refusal.sentence)
        return list_page(request, cohort, ListForm(), status=422)
    except CohortHasEnded as refusal:
        messages.error(request, refusal.sentence)
        return list_page(request, cohort, ListForm(), status=409)
    except PlanHasMoved as refusal:
        return plan_page(request, refusal.plan, problem=refusal.sentence, status=409)
    messages.success(request, " ".join(what_was_done(plan)))
    return redirect("cohort-detail", code)


def what_was_done(plan):
    if asked := len(plan.of(*ASKED)):
        words = ngettext("%(count)d person was invited.", "%(count)d people were invited.", asked)
        yield words % {"count": asked}
    if arrived := len(plan.of(HERE, ALSO)):
        words = ngettext(
            "%(count)d person who is here already joined the group.",
            "%(count)d people who are here already joined the group.",
            arrived,
        )
        yield words % {"count": arrived}
    if len(plan.of(WAITS)):
        yield _("Invitations from before lead into this group now.")


def list_page(request, cohort, form, *, status=200):
    shown = {"cohort": cohort, "form": form}
    return render(request, "assessments/cohort_invite.html", shown, status=status)


def plan_page(request, plan, *, problem="", status=200):
    rows = [entry.row for entry in plan.entries]
    shown = {
        "cohort": plan.cohort,
        "plan": plan,
        "problem": problem,
        "rows": sealed(rows, plan.cohort),
        "asked": len(plan.of(*ASKED)),
        "arriving": len(plan.of(HERE, ALSO)),
    }
    return render(request, "assessments/cohort_plan.html", shown, status=status)
