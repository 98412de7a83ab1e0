"""Writing down that one saw what stays in the workplace, beside the piece that says where it is."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments.forms import SeenForm
from assessments.operations.recording import CannotCorrect, NotTheirAssessor, StaysNowhere, record_seen
from assessments.views.evidence import PAGE, evidence_context
from assessments.views.review import fetch_review
from assessments.views.ties import ask_first, reads_unasked
from people.once import once
from portfolios.views.keeping import drafted


@require_POST
@once
@drafted
def seen_add(request, code, version):
    assessment = fetch_review(request, "assessments.judge", code)
    if reads_unasked(request.user, assessment):
        return ask_first(request, assessment, typed=request.POST.get("seen-words", ""))
    context = evidence_context(request, assessment, version)
    form, piece = SeenForm(request.POST), context["piece"]
    if not form.is_valid():
        return render(request, PAGE, context | {"seen_form": form}, status=422)
    try:
        record_seen(assessment, piece.version, by=request.user, **form.cleaned_data)
    except (NotTheirAssessor, StaysNowhere, CannotCorrect) as refusal:
        form.add_error(None, refusal.sentence)
        return render(request, PAGE, context | {"seen_form": form}, status=409)
    messages.success(request, _("Written down. It stands with the evidence from now on."))
    return redirect("review-evidence", assessment.code, piece.version.code)
