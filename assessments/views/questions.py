"""An assessor asks about one requirement, or waits for the answer no longer."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.forms.reading import QuestionForm
from assessments.operations.questions import AnsweredAlready, ask_question, let_go
from assessments.operations.standing_aside import StandsTooClose
from assessments.queries import versions_claiming
from assessments.questions import of_units, questions_in
from assessments.views.refusals import moved_on
from assessments.views.review import fetch_review, fetch_to_write
from assessments.views.ties import asks_first
from people.once import once
from people.states import MoveNotAllowed
from portfolios.drafts import begun
from portfolios.views.keeping import drafted


@require_http_methods(["GET", "HEAD", "POST"])
@once
@drafted
def question_ask(request, code, requirement):
    assessment = fetch_to_write(request, code)
    if asked := asks_first(request.user, assessment):
        return asked
    row = assessment.version.requirements.filter(code=requirement).first() or not_here()
    about = f"ask {assessment.code} {row.code}"
    if request.method != "POST":
        form, draft = begun(request.user, about, QuestionForm)
        return page(request, assessment, row, form, about, draft=draft)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return page(request, assessment, row, form, about, status=422)
    words = form.cleaned_data["words"]
    try:
        ask_question(assessment, requirement=row, words=words, by=request.user)
    except StandsTooClose as refusal:
        form.add_error(None, refusal.sentence)
        return page(request, assessment, row, form, about, status=409)
    except MoveNotAllowed:
        return moved_on(request, assessment, typed=words)
    name = assessment.owner.get_short_name()
    messages.success(request, _("Asked. You are told when %(name)s has answered.") % {"name": name})
    return redirect(where_judged(assessment, row))


def where_judged(assessment, requirement):
    """The place on the workbench a question came from; the round, where no piece of it is said to show this."""
    version = versions_claiming(assessment.submission, requirement).first()
    if version is None:
        return reverse("review", args=[assessment.code])
    return f"{reverse('review-evidence', args=[assessment.code, version.code])}#j-{requirement.code}"


def page(request, assessment, requirement, form, about, *, draft=None, status=200):
    before = [one for one in questions_in(assessment.unit) if one.requirement_id == requirement.pk]
    shown = {
        "assessment": assessment,
        "practitioner": assessment.owner,
        "requirement": requirement,
        "before": before,
        "form": form,
        "about": about,
        "draft": draft,
        "back": where_judged(assessment, requirement),
    }
    return render(request, "assessments/question_ask.html", shown, status=status)


@require_POST
@once
def question_let_go(request, code, question):
    assessment = fetch_review(request, "assessments.judge", code)
    if first := asks_first(request.user, assessment):
        return first
    asked = of_units([assessment.unit]).select_related("assessment")
    row = asked.filter(code=question).first() or not_here()
    try:
        let_go(row, by=request.user)
    except AnsweredAlready:
        messages.info(request, _("It was answered a moment ago. The answer is below."))
    except StandsTooClose as refusal:
        messages.error(request, refusal.sentence)
    except MoveNotAllowed:
        return moved_on(request, assessment)
    else:
        messages.success(request, _("Let go. Nobody waits for an answer to it."))
    return redirect("review", code)


def not_here():
    raise Http404
