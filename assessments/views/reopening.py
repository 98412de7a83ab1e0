"""Opening a signed-off decision again: what it rests on, what will happen, and why, in words."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.forms import words_typed
from assessments.models import SignOff
from assessments.operations.reopening import CannotReopen, is_free_to, reopen
from assessments.reopenings import (
    certificates_on,
    doubting_record_of,
    has_ground,
    in_doubt,
    reopening_of,
    settled_flags_of,
)
from assessments.views.review import fetch_review
from people.once import once


@require_http_methods(["GET", "HEAD", "POST"])
@once
def review_reopen(request, code):
    assessment = fetch_review(request, "assessments.reopen", code)
    sign_off = SignOff.objects.select_related("signed_by").get(assessment=assessment)
    if request.method != "POST":
        if reopening_of(sign_off):
            return redirect("review", code)
        return page(request, assessment, sign_off)
    words, problem = words_typed(request.POST)
    if problem:
        return page(request, assessment, sign_off, words=words, problem=problem, status=422)
    try:
        reopen(sign_off, by=request.user, words=words)
    except CannotReopen as refusal:
        return page(request, assessment, sign_off, words=words, problem=refusal.sentence, status=422)
    messages.success(request, _("Opened again. The assessor and the practitioner are told."))
    return redirect("review", code)


def page(request, assessment, sign_off, *, words="", problem="", status=200):
    found = doubting_record_of(sign_off)
    afresh = in_doubt(sign_off, found) if has_ground(sign_off) else ()
    may = is_free_to(request.user, sign_off, assessment.unit)  # said before anyone writes why
    context = {
        "assessment": assessment,
        "practitioner": assessment.owner,
        "version": assessment.version,
        "sign_off": sign_off,
        "can_be": may and has_ground(sign_off) and not reopening_of(sign_off),
        "found": found,
        "flags": settled_flags_of(sign_off).select_related("settled_by"),
        "afresh": assessment.version.requirements.filter(pk__in=afresh).order_by("position"),
        "certificates": certificates_on(sign_off),
        "words": words,
        "problem": problem or ("" if may else CannotReopen.sentence),
    }
    return render(request, "assessments/review_reopen.html", context, status=status)
