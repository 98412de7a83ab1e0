"""Saying whether the evidence of a round is sound."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.forms.reading import SoundnessForm
from assessments.operations.soundness import SoundnessChanged, say_soundness
from assessments.operations.standing_aside import StandsTooClose
from assessments.soundness import mark_of, soundness_of
from assessments.views.reading import five_tests
from assessments.views.refusals import moved_on
from assessments.views.review import fetch_to_write
from assessments.views.ties import asks_first
from people.once import once
from people.states import MoveNotAllowed
from portfolios.drafts import begun
from portfolios.views.keeping import drafted


@require_http_methods(["GET", "HEAD", "POST"])
@once
@drafted
def review_soundness(request, code):
    assessment = fetch_to_write(request, code)
    if asked := asks_first(request.user, assessment):
        return asked
    if request.method == "POST":
        return say(request, assessment)
    now = soundness_of(assessment)
    mark = mark_of(now)
    form, draft = begun(
        request.user,
        about_it(assessment),
        lambda typed: SoundnessForm(typed) if typed else SoundnessForm.about(now, mark),
    )
    return page(request, assessment, form, draft=draft)


def about_it(assessment):
    return f"sound {assessment.code}"


def say(request, assessment):
    form = SoundnessForm(request.POST)
    if not form.is_valid():
        return page(request, assessment, form, status=422)
    try:
        say_soundness(assessment, said=form.said, stood=form.cleaned_data["stood"], by=request.user)
    except SoundnessChanged as stale:
        form.data = request.POST.copy()
        form.data["stood"] = mark_of(stale.said)  # type: ignore[index]
        form.add_error(None, stale.sentence)
        return page(request, assessment, form, stands=five_tests(stale.said), status=409)
    except StandsTooClose as refusal:
        form.add_error(None, refusal.sentence)
        return page(request, assessment, form, status=409)
    except MoveNotAllowed:
        typed = "\n\n".join(words for _holds, words in form.said.values() if words)
        return moved_on(request, assessment, typed=typed)
    messages.success(request, _("Saved. It can be changed until you reply."))
    return redirect("review", assessment.code)


def page(request, assessment, form, *, draft=None, stands=(), status=200):
    shown = {
        "assessment": assessment,
        "practitioner": assessment.owner,
        "form": form,
        "stands": stands,
        "about": about_it(assessment),
        "draft": draft,
    }
    return render(request, "assessments/soundness.html", shown, status=status)
