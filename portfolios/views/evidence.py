"""Someone's own evidence: the list, one piece, adding and changing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people.access import fetch_for, only_for
from people.once import once
from people.roles import Role
from portfolios.forms import EvidenceForm
from portfolios.living import charters_here, tagged
from portfolios.models import Evidence
from portfolios.operations.claims import NotInThisStandard
from portfolios.operations.evidence import (
    EvidenceIsWithdrawn,
    StaleSave,
    change_evidence,
    collect_evidence,
)
from portfolios.queries import evidence_of, files_at_hand, shows_of, units_to_match
from portfolios.uses import uses_of

A_PAGE = 20
OWN = Evidence.objects.select_related("portfolio__organisation")


@require_safe
def evidence_list(request):
    evidence = evidence_of(request.user, organisation=request.organisation)
    page = Paginator(evidence, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "portfolios/evidence_list.html", {"page": page})


@require_safe
def evidence_detail(request, code):
    pieces = OWN.prefetch_related(files_at_hand(), "people")
    evidence = fetch_for(request.user, "portfolios.view_evidence", pieces, code=code)
    shown = {
        "evidence": evidence,
        "places": uses_of(evidence),
        "is_shared": evidence.versions.exists(),
        "may_change": request.user.has_perm("portfolios.change_evidence", evidence),
        "tagged": tagged(evidence, by=request.user),
        "has_charter": charters_here(evidence).exists(),
    }
    return render(request, "portfolios/evidence_detail.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.PRACTITIONER)
@once
def evidence_add(request):
    units = units_to_match(request.user, organisation=request.organisation)
    if request.method != "POST":
        form = EvidenceForm(units=units, shows=asked_for(request, units))
        return evidence_page(request, form)
    form = EvidenceForm(request.POST, request.FILES, units=units)
    if not form.is_valid():
        return evidence_page(request, form, status=422)
    evidence = collect_evidence(
        request.user, organisation=request.organisation, by=request.user, **form.asked
    )
    say_saved(request, evidence)
    return redirect("evidence-detail", evidence.code)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def evidence_change(request, code):
    evidence = fetch_for(request.user, "portfolios.change_evidence", OWN, code=code)
    units = units_to_match(request.user, organisation=evidence.portfolio.organisation)
    if request.method != "POST":
        form = EvidenceForm(evidence=evidence, units=units, shows=shows_of(evidence))
        return evidence_page(request, form)
    form = EvidenceForm(request.POST, request.FILES, evidence=evidence, units=units, shows=shows_of(evidence))
    if not form.is_valid():
        return evidence_page(request, form, status=422)
    return change(request, evidence, form)


def change(request, evidence, form):
    revision = form.cleaned_data["revision"] or 0
    try:
        evidence = change_evidence(evidence, by=request.user, revision=revision, **form.asked)
    except StaleSave as stale:
        return stale_page(request, form, stale)
    except (EvidenceIsWithdrawn, NotInThisStandard) as refusal:
        form.add_error(None, refusal.sentence)
        return evidence_page(request, form, status=422)
    say_saved(request, evidence)
    return redirect("evidence-detail", evidence.code)


def stale_page(request, form, stale):
    """Both texts: what stands now, and what was typed here. Saving once more keeps what was typed."""
    form.data = form.data.copy()
    form.data["revision"] = stale.current.revision
    form.add_error(None, stale.sentence)
    return evidence_page(request, form, stands=stale.current, status=409)


def evidence_page(request, form, *, stands=None, status=200):
    page = {
        "form": form,
        "evidence": form.evidence,
        "stands": stands,
        "chose_files": bool(form.files),
        "open_unit": request.GET.get("unit", ""),
    }
    return render(request, "portfolios/evidence_form.html", page, status=status)


def asked_for(request, units):
    """What a link asked to have ticked: ?unit=…&shows=…, both codes; anything unknown is left out."""
    for unit in units:
        if unit.code == request.GET.get("unit"):
            wanted = request.GET.getlist("shows")
            return {unit.code: {r.pk: "" for r in unit.version.requirements.all() if r.code in wanted}}
    return {}


def say_saved(request, evidence):
    messages.success(request, _("Saved. Only you can see it until you share it."))
    for refusal in evidence.refused:
        messages.warning(request, str(refusal))
