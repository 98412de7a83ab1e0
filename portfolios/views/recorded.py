"""What its owner says to evidence that someone else recorded."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.access import fetch_for
from people.once import once
from portfolios.drafts import stand_beside
from portfolios.forms.recording import AnswerForm
from portfolios.operations.evidence import EvidenceIsWithdrawn, StaleSave, answer_record
from portfolios.views.evidence import OWN


@require_http_methods(["GET", "HEAD", "POST"])
@once
def record_answer(request, code):
    evidence = fetch_for(request.user, "portfolios.answer_record", OWN, code=code)
    known = {"words": evidence.next_time, "revision": evidence.revision}
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method != "POST":
        return answer_page(request, evidence, form)
    if not form.is_valid():
        return answer_page(request, evidence, form, status=422)
    try:
        answer_record(evidence, by=request.user, **form.cleaned_data)
    except StaleSave as stale:
        stand_beside(form, stale)
        return answer_page(request, stale.current, form, stands=stale.current, status=409)
    except EvidenceIsWithdrawn as refusal:
        form.add_error(None, refusal.sentence)
        return answer_page(request, evidence, form, status=409)
    messages.success(request, _("Saved."))
    return redirect("evidence-detail", evidence.code)


def answer_page(request, evidence, form, *, stands=None, status=200):
    page = {"evidence": evidence, "form": form, "stands": stands}
    return render(request, "portfolios/record_answer.html", page, status=status)
