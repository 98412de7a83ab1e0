"""Whoever’s work it is reads what was asked about it, and answers without sharing again."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.forms.reading import QuestionAnswerForm
from assessments.operations.questions import AnsweredAlready, NoLongerAsked, answer_question
from assessments.questions import is_open, of_units, questions_in
from people.access import fetch_for
from people.once import once
from portfolios.drafts import begun
from portfolios.models import Unit
from portfolios.views.keeping import drafted

OWN = Unit.objects.select_related("portfolio__owner", "version__standard")


@require_safe
def unit_questions(request, code):
    unit = fetch_for(request.user, "portfolios.view_unit", OWN, code=code)
    return render(request, "assessments/unit_questions.html", {"unit": unit, "questions": asked_in(unit)})


def asked_in(unit):
    """Those that wait first; what was let go of is no longer asked."""
    asked = [one for one in questions_in(unit) if not one.let_go_at]
    return sorted(asked, key=lambda one: not is_open(one))


@require_http_methods(["GET", "HEAD", "POST"])
@once
@drafted
def question_answer(request, code, question):
    unit = fetch_for(request.user, "portfolios.view_unit", OWN, code=code)
    row = of_units([unit]).filter(code=question).select_related("requirement", "assessment").first()
    if row is None and request.method != "POST":
        raise Http404
    about = f"question {question}"
    if request.method != "POST":
        form, draft = begun(request.user, about, QuestionAnswerForm)
        return page(request, unit, row, form, about, draft=draft)
    form = QuestionAnswerForm(request.POST)
    if row is not None and not form.is_valid():
        return page(request, unit, row, form, about, status=422)
    try:
        if row is None:
            raise NoLongerAsked
        answer_question(row, by=request.user, answer=form.cleaned_data["answer"])
    except (AnsweredAlready, NoLongerAsked) as refusal:
        form.add_error(None, refusal.sentence)
        return page(request, unit, row, form, about, status=409)
    messages.success(
        request, _("Answered. Whoever reads your work is told. You need not share anything again.")
    )
    return redirect("unit-questions", unit.code)


def page(request, unit, question, form, about, *, draft=None, status=200):
    """`question`: None once whoever asked it has gone, and took it along."""
    shown = {
        "unit": unit,
        "question": question,
        "may_answer": question is not None and is_open(question),
        "form": form,
        "about": about,
        "draft": draft,
    }
    return render(request, "assessments/question_answer.html", shown, status=status)
