"""Someone's own evidence: the list, one piece, adding and changing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people.access import fetch_for, only_for
from people.once import once
from people.roles import Role
from portfolios.currency import too_old
from portfolios.drafts import as_typed, draft_of, stand_beside
from portfolios.forms import EvidenceForm
from portfolios.forms.details import asks_for_more
from portfolios.living import tagged
from portfolios.models import Evidence, Identifiable, Scan, Upload
from portfolios.operations.claims import NotInThisStandard
from portfolios.operations.evidence import (
    EvidenceIsWithdrawn,
    StaleSave,
    change_evidence,
    collect_evidence,
)
from portfolios.operations.evidence_files import UploadGone
from portfolios.queries import evidence_of, shows_of, units_to_match
from portfolios.staying import seen_in_place
from portfolios.uses import pieces_at_hand, uses_of
from portfolios.views.keeping import drafted, files_first, may_record

A_PAGE = 20
OWN = Evidence.objects.select_related("portfolio__organisation", "recorded_by", "as_part")


@require_safe
def evidence_list(request):
    evidence = evidence_of(request.user, organisation=request.organisation)
    page = Paginator(evidence, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "portfolios/evidence_list.html", {"page": page})


@require_safe
def evidence_detail(request, code):
    evidence = fetch_for(request.user, "portfolios.view_evidence", pieces_at_hand(), code=code)
    if evidence.identifiable == Identifiable.OTHERS:
        prefetch_related_objects([evidence], "people")
    shown = {
        "evidence": evidence,
        "places": uses_of(evidence),
        "is_shared": evidence.is_shared,
        "too_old": too_old([evidence]).get(evidence.pk, ()) if evidence.has_limits else (),
        "may_change": request.user.has_perm("portfolios.change_evidence", evidence),
        "may_map": request.user.has_perm("portfolios.map_evidence", evidence),
        "may_answer": request.user.has_perm("portfolios.answer_record", evidence),
        "part": getattr(evidence, "as_part", None),
        "may_ask": request.user.has_perm("portfolios.ask_for_part", evidence),
        "seen_there": seen_in_place([evidence]).get(evidence.pk, ()),
        "tagged": tagged(evidence, by=request.user) if evidence.has_tags else [],
        "has_charter": evidence.has_charter,
        "is_unsearched": any(file.scan == Scan.NOT_SCANNED for file in evidence.files.all()),
    }
    return render(request, "portfolios/evidence_detail.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.PRACTITIONER)
@may_record
@files_first()
@once
@drafted
def evidence_add(request):
    units = units_to_match(request.user, organisation=request.organisation)
    if request.method != "POST":
        return opened(request, units=units, shows=asked_for(request, units))
    form = EvidenceForm(request.POST, request.FILES, units=units, **arrived(request))
    if asks_for_more(request):
        return evidence_page(request, as_typed(form), status=422)
    if not form.is_valid():
        return evidence_page(request, form, status=422)
    try:
        evidence = collect_evidence(
            request.user, organisation=request.organisation, by=request.user, **form.asked
        )
    except UploadGone as refusal:
        form.add_error("kept", refusal.sentence)
        return evidence_page(request, form, status=422)
    say_saved(request, evidence)
    return redirect("evidence-detail", evidence.code)


@require_http_methods(["GET", "HEAD", "POST"])
@may_record
@files_first()
@once
@drafted
def evidence_change(request, code):
    evidence = fetch_for(request.user, "portfolios.change_evidence", OWN, code=code)
    units = units_to_match(request.user, organisation=evidence.portfolio.organisation)
    asked = {"evidence": evidence, "units": units, "shows": shows_of(evidence)}
    if request.method != "POST":
        return opened(request, **asked)
    form = EvidenceForm(request.POST, request.FILES, **asked, **arrived(request))
    if asks_for_more(request):
        return evidence_page(request, as_typed(form), status=422)
    if not form.is_valid():
        return evidence_page(request, form, status=422)
    return change(request, evidence, form)


def change(request, evidence, form):
    revision = form.cleaned_data["revision"] or 0
    try:
        evidence = change_evidence(evidence, by=request.user, revision=revision, **form.asked)
    except StaleSave as stale:
        return stale_page(request, form, stale)
    except (EvidenceIsWithdrawn, NotInThisStandard, UploadGone) as refusal:
        form.add_error(None, refusal.sentence)
        return evidence_page(request, form, status=422)
    say_saved(request, evidence)
    return redirect("evidence-detail", evidence.code)


def opened(request, *, shows, **asked):
    """The form as it was saved, or with the words that were typed into it since."""
    if draft := draft_of(request.user, draft_about(asked.get("evidence"))):
        typed = with_newer_standards(draft.typed, asked["units"], shows)
        if "evidence" not in asked:
            tick_too(typed, asked["units"], shows)
        form = as_typed(EvidenceForm(typed, **asked, shows=shows, **arrived(request)))
        behind = form.evidence and draft.is_behind(form.evidence.revision)
        if behind:
            return stale_page(request, form, StaleSave(form.evidence), draft=draft, status=200)
        return evidence_page(request, form, draft=draft)
    return evidence_page(request, EvidenceForm(**asked, shows=shows, **arrived(request)))


def with_newer_standards(typed, units, shows):
    """A standard begun after the words were typed stands on the page as it is."""
    for unit in units:
        if f"here_{unit.code}" not in typed:
            notes = shows.get(unit.code, {})
            asked = [
                requirement for requirement in unit.version.requirements.all() if requirement.pk in notes
            ]
            typed[f"here_{unit.code}"] = "True"
            typed.setlist(f"shows_{unit.code}", [requirement.code for requirement in asked])
            for requirement in asked:
                typed[f"note_{unit.code}_{requirement.code}"] = notes[requirement.pk]
    return typed


def tick_too(typed, units, shows):
    """What a link asked for is ticked in words that were there before."""
    for unit in units:
        wanted = shows.get(unit.code, {})
        asked = [r.code for r in unit.version.requirements.all() if r.pk in wanted]
        name = f"shows_{unit.code}"
        typed.setlist(name, list(dict.fromkeys([*typed.getlist(name), *asked])))


def draft_about(evidence):
    """Which form: this piece, or a new one, however one came to it."""
    return f"evidence {evidence.code}" if evidence else "evidence new"


def arrived(request):
    """Files that are here already: those that came with this form, and one’s own that wait for their evidence."""
    return {"came": request.came, "waiting": Upload.objects.waiting_for(request.user)}


def stale_page(request, form, stale, *, draft=None, status=409):
    """Both texts: what stands now, and what was typed here. Saving once more keeps what was typed."""
    stand_beside(form, stale)
    return evidence_page(request, form, stands=stale.current, draft=draft, status=status)


def evidence_page(request, form, *, stands=None, draft=None, status=200):
    page = {
        "about": draft_about(form.evidence),
        "draft": draft,
        "form": form,
        "evidence": form.evidence,
        "stands": stands,
        "chose_files": bool(form.files) and not request.came,
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
    for sentence in too_old([evidence]).get(evidence.pk, ()):
        messages.warning(request, sentence)
