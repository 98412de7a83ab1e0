"""Conflict of interest, asked where something of a unit is opened that is of no one round: a difference, a record."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assessments.forms.ties import NOBODY, UntiedForm
from assessments.operations.ties import say_tie, say_untied_of
from assessments.views.refusals import moved_on
from people.once import typed_in
from people.states import MoveNotAllowed


def asked_in_place(request, assignment):
    """The question, or what came of its answer; None where they answered it before. Whatever else was posted is not
    carried out, and handed back.

    `assignment`: by which they read the unit, with its owner and place; None where they do not.
    """
    if assignment is None or assignment.untied_at:
        return None
    is_answer = request.method == "POST"
    name = assignment.unit.portfolio.owner.get_short_name()
    form = UntiedForm(request.POST if is_answer else None, name=name)
    if form.is_valid():
        return answered(request, assignment.unit, form.cleaned_data["tie"])
    typed = typed_in(request) if is_answer else []
    page = {"unit": assignment.unit, "form": form, "typed": typed}
    return render(request, "assessments/before_writing.html", page, status=422 if is_answer else 200)


def answered(request, unit, tie):
    if tie != NOBODY:
        between = {"practitioner": unit.portfolio.owner, "organisation": unit.portfolio.organisation}
        say_tie(request.user, **between, kind=tie, by=request.user)
        messages.success(request, _("Thank you for saying so. Someone else is being found."))
        return redirect("review-queue")
    try:
        say_untied_of(unit, by=request.user)
    except MoveNotAllowed:
        return moved_on(request, None, is_theirs=False)
    return redirect(request.path)
