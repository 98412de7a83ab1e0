"""Letting go of evidence: delete what nobody else has seen, take back what someone has."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.access import fetch_for
from people.once import once
from portfolios.operations.evidence import EvidenceWasShared, delete_evidence, withdraw_evidence
from portfolios.views.evidence import OWN


@require_http_methods(["GET", "HEAD", "POST"])
@once
def evidence_delete(request, code):
    evidence = fetch_for(request.user, "portfolios.delete_evidence", OWN, code=code)
    if request.method != "POST":
        return delete_page(request, evidence)
    try:
        delete_evidence(evidence, by=request.user)
    except EvidenceWasShared as refusal:
        return delete_page(request, evidence, refusal.sentence, status=422)
    messages.success(request, _("Deleted. It is gone for good, files too."))
    return redirect("evidence-list")


def delete_page(request, evidence, sentence="", *, status=200):
    shown = {
        "evidence": evidence,
        "sentence": sentence or (EvidenceWasShared.sentence if evidence.versions.exists() else ""),
        "files": evidence.files.present().count(),
    }
    return render(request, "portfolios/evidence_delete.html", shown, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def evidence_withdraw(request, code):
    evidence = fetch_for(request.user, "portfolios.withdraw_evidence", OWN, code=code)
    if request.method != "POST":
        return render(request, "portfolios/evidence_withdraw.html", {"evidence": evidence})
    withdraw_evidence(evidence, by=request.user)
    messages.success(request, _("You took it back. It is used for nothing new."))
    return redirect("evidence-detail", evidence.code)
