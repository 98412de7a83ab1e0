"""What an assessor saw, heard or asked, put into the folder of someone whose work they read."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.models import Assignment
from assessments.operations.recording import (
    NotTheirAssessor,
    RecordWasShared,
    correct_recorded,
    record_evidence,
)
from assessments.views.asking import asked_in_place
from people.access import fetch_for, only_for
from people.once import once
from people.roles import Role
from portfolios.drafts import as_typed, draft_of, stand_beside
from portfolios.forms.details import asks_for_more
from portfolios.forms.fields import number_typed
from portfolios.forms.recording import RecordForm
from portfolios.models import Evidence, EvidenceVersion, Upload
from portfolios.operations.claims import NotInThisStandard
from portfolios.operations.evidence import EvidenceIsWithdrawn, StaleSave
from portfolios.operations.evidence_files import UploadGone
from portfolios.queries import files_at_hand, shows_of, units_to_match
from portfolios.views.keeping import drafted, files_first

A_PAGE = 20
READING = Assignment.objects.filter(ended_at=None).select_related(
    "unit__version", "unit__portfolio__owner", "unit__portfolio__organisation"
)


@require_safe
@only_for(Role.ASSESSOR)
def recording(request):
    """Everyone whose work this person reads now, to record something for one of them."""
    mine = READING.filter(
        assessor=request.user,
        unit__portfolio__organisation__in=request.user.places_as(Role.ASSESSOR),
    ).order_by("unit__portfolio__owner__name", "pk")
    page = Paginator(mine, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "assessments/recording.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@files_first()
@once
@drafted
def record_add(request, code):
    reads = fetch_for(request.user, "assessments.record", READING, unit__code=code)
    if asked := asked_in_place(request, reads):
        return asked
    unit = reads.unit
    if request.method != "POST":
        return opened(request, unit, None)
    return posted(request, unit, None, lambda **asked: record_evidence(unit, by=request.user, **asked))


@require_http_methods(["GET", "HEAD", "POST"])
@files_first()
@once
@drafted
def record_change(request, code, evidence):
    reads = fetch_for(request.user, "assessments.record", READING, unit__code=code)
    if asked := asked_in_place(request, reads):
        return asked
    unit = reads.unit
    evidence = recorded_in(unit, request.user).filter(code=evidence).first() or not_here()
    if request.method != "POST":
        return opened(request, unit, evidence)
    revision = number_typed(request.POST.get("revision", ""))

    def correct(**asked):
        return correct_recorded(evidence, unit=unit, by=request.user, revision=revision, **asked)

    return posted(request, unit, evidence, correct)


def not_here():
    raise Http404


def recorded_in(unit, person):
    """What this person recorded in the folder this unit is of, newest first; `is_shared` says whether it is settled."""
    shared = Exists(EvidenceVersion.objects.filter(evidence=OuterRef("pk")))
    recorded = Evidence.objects.filter(portfolio=unit.portfolio_id, recorded_by=person)
    return recorded.exclude(owner=person).annotate(is_shared=shared)


def form_of(request, unit, evidence, typed=None, files=None):
    owner = unit.portfolio.owner
    units = units_to_match(owner, organisation=unit.portfolio.organisation).filter(pk=unit.pk)
    waiting = Upload.objects.waiting_for(request.user)
    shows = shows_of(evidence) if evidence else None
    return RecordForm(
        typed, files, evidence=evidence, units=units, shows=shows, waiting=waiting, came=request.came
    )


def opened(request, unit, evidence):
    """As it was saved, or with the words that were typed into it since."""
    draft = draft_of(request.user, about_of(unit, evidence))
    if not draft:
        return record_page(request, unit, evidence, form_of(request, unit, evidence))
    form = as_typed(form_of(request, unit, evidence, draft.typed))
    if evidence and draft.is_behind(evidence.revision):
        return stale_page(request, unit, form, StaleSave(evidence), draft=draft, status=200)
    return record_page(request, unit, evidence, form, draft=draft)


def posted(request, unit, evidence, save):
    form = form_of(request, unit, evidence, request.POST, request.FILES)
    if asks_for_more(request):
        return record_page(request, unit, evidence, as_typed(form), status=422)
    if not form.is_valid():
        return record_page(request, unit, evidence, form, status=422)
    try:
        save(claims=form.claims, **form.asked)
    except StaleSave as stale:
        return stale_page(request, unit, form, stale)
    except (
        EvidenceIsWithdrawn,
        NotInThisStandard,
        NotTheirAssessor,
        RecordWasShared,
        UploadGone,
    ) as refusal:
        form.add_error(None, refusal.sentence)
        return record_page(request, unit, evidence, form, status=409)
    owner = unit.portfolio.owner.get_short_name()
    messages.success(request, _("Saved. %(name)s has it in their folder, and is told.") % {"name": owner})
    return redirect("record-add", unit.code)


def stale_page(request, unit, form, stale, *, draft=None, status=409):
    stand_beside(form, stale)
    return record_page(request, unit, stale.current, form, stands=stale.current, draft=draft, status=status)


def about_of(unit, evidence):
    return f"recording {unit.code} {evidence.code}" if evidence else f"recording {unit.code}"


def record_page(request, unit, evidence, form, *, draft=None, stands=None, status=200):
    recorded = recorded_in(unit, request.user).prefetch_related(files_at_hand())
    page = {
        "unit": unit,
        "practitioner": unit.portfolio.owner,
        "evidence": evidence,
        "form": form,
        "about": about_of(unit, evidence),
        "draft": draft,
        "stands": stands,
        "recorded": Paginator(recorded, A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "assessments/record.html", page, status=status)
