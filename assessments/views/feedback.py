"""Words for several requirements of a round at once."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.forms.reading import FeedbackForm
from assessments.operations.feedback import NotJudgedYet, StaleFeedback, remove_feedback, write_feedback
from assessments.operations.standing_aside import StandsTooClose
from assessments.rounds import round_of
from assessments.views.refusals import moved_on
from assessments.views.review import fetch_review, fetch_to_write
from assessments.views.ties import asks_first
from people.once import once
from people.states import MoveNotAllowed
from portfolios.drafts import begun, stand_beside
from portfolios.views.keeping import drafted


@require_http_methods(["GET", "HEAD", "POST"])
@once
@drafted
def feedback_add(request, code):
    return feedback_page(request, code, "")


@require_http_methods(["GET", "HEAD", "POST"])
@once
@drafted
def feedback_change(request, code, feedback):
    return feedback_page(request, code, feedback)


@require_POST
@once
def feedback_remove(request, code, feedback):
    assessment = fetch_review(request, "assessments.judge", code)
    row = one_of(round_of(assessment), feedback)
    try:
        remove_feedback(row, by=request.user)
    except StandsTooClose:
        return redirect("review", code)
    except MoveNotAllowed:
        return moved_on(request, assessment, typed=row.text)
    messages.success(request, _("Taken away."))
    return redirect("review", code)


def feedback_page(request, code, feedback):
    assessment = fetch_to_write(request, code)
    if asked := asks_first(request.user, assessment):
        return asked
    round_ = round_of(assessment)
    row = one_of(round_, feedback) if feedback else None
    about = f"several {feedback or assessment.code}"
    if request.method == "POST":
        return write(request, assessment, round_, row, about)
    form, draft = begun(request.user, about, lambda typed: FeedbackForm.about(round_, row, typed))
    if draft and row and draft.is_behind(row.revision):
        form = FeedbackForm.about(round_, row)
    return page(request, assessment, row, form, about, draft=draft)


def one_of(round_, code):
    found = next((one for one in round_.feedback if one.code == code), None)
    if found is None:
        raise Http404
    return found


def write(request, assessment, round_, row, about):
    form = FeedbackForm.about(round_, row, request.POST)
    if not form.is_valid():
        return page(request, assessment, row, form, about, status=422)
    chosen = form.cleaned_data["requirements"]
    told = {
        "text": form.cleaned_data["text"],
        "requirements": [one.requirement for one in round_.findings if one.requirement.code in chosen],
        "revision": form.cleaned_data["revision"],
    }
    try:
        write_feedback(assessment, feedback=row, by=request.user, **told)
    except StaleFeedback as stale:
        if stale.current is None:
            return moved_on(request, assessment, typed=told["text"])
        stand_beside(form, stale)
        return page(request, assessment, row, form, about, stands=stale.current, status=409)
    except (NotJudgedYet, StandsTooClose) as refusal:
        form.add_error(None, refusal.sentence)
        return page(request, assessment, row, form, about, status=409)
    except MoveNotAllowed:
        return moved_on(request, assessment, typed=told["text"])
    messages.success(request, _("Saved. It stands with each part you ticked."))
    return redirect("review", assessment.code)


def page(request, assessment, row, form, about, *, draft=None, stands=None, status=200):
    shown = {
        "assessment": assessment,
        "practitioner": assessment.owner,
        "feedback": row,
        "form": form,
        "about": about,
        "draft": draft,
        "stands": stands,
    }
    return render(request, "assessments/feedback.html", shown, status=status)
