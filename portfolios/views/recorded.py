"""What its owner says to evidence that someone else recorded."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.access import fetch_for
from people.once import once
from portfolios.drafts import begun, stand_beside
from portfolios.forms.recording import AnswerForm
from portfolios.operations.evidence import EvidenceIsWithdrawn, StaleSave, answer_record
from portfolios.views.evidence import OWN
from portfolios.views.keeping import drafted


@require_http_methods(["GET", "HEAD", "POST"])
@once
@drafted
def record_answer(request, code):
    evidence = fetch_for(request.user, "portfolios.answer_record", OWN, code=code)
    known = {"words": evidence.next_time, "revision": evidence.revision}
    if request.method != "POST":
        return asked_page(request, evidence, known)
    form = AnswerForm(request.POST, initial=known)
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


def asked_page(request, evidence, known):
    form, draft = begun(request.user, about(evidence), lambda typed: AnswerForm(typed, initial=known))
    if draft and draft.is_behind(evidence.revision):
        stand_beside(form, StaleSave(evidence))
        return answer_page(request, evidence, form, stands=evidence, draft=draft)
    return answer_page(request, evidence, form, draft=draft)


def about(evidence):
    return f"answer {evidence.code}"


def answer_page(request, evidence, form, *, stands=None, draft=None, status=200):
    page = {"evidence": evidence, "form": form, "stands": stands, "draft": draft, "about": about(evidence)}
    return render(request, "portfolios/record_answer.html", page, status=status)
