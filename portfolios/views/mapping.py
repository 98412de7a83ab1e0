"""One piece of evidence beside what it may show: tick, say how and where, and save."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.access import fetch_for
from people.once import once
from portfolios.drafts import as_typed, draft_of
from portfolios.forms.mapping import MappingForm
from portfolios.mapping import (
    also_elsewhere,
    requirements_of,
    rows_of,
    say_what_is_agreed,
    seen_in,
    sides_of,
    suggested_for,
    units_beside,
)
from portfolios.models import Evidence, Mapping
from portfolios.operations.claims import NotInThisStandard
from portfolios.operations.mapping import StaleMapping, map_evidence
from portfolios.queries import files_at_hand
from portfolios.viewer import opened
from portfolios.views.keeping import drafted

PAGE = "portfolios/evidence_shows.html"
ROWS = 100
HIDDEN = "hides_related"  # in the session
PIECES = Evidence.objects.select_related("portfolio__organisation").prefetch_related(files_at_hand())


def fetch(request, code):
    return fetch_for(request.user, "portfolios.map_evidence", PIECES, code=code)


@require_http_methods(["GET", "HEAD", "POST"])
@once
@drafted
def evidence_shows(request, code):
    evidence = fetch(request, code)
    units = list(units_beside(evidence))
    if request.method != "POST":
        return asked_page(request, evidence, units)
    form = MappingForm(request.POST, evidence=evidence, units=units, files=list(evidence.files.all()))
    if form.asks_again():
        return mapping_page(
            request, evidence, units, in_order(form.rows, units), form=as_typed(form), status=422
        )
    if not form.is_valid():
        return mapping_page(
            request, evidence, units, form.rows or first_rows(evidence, units), form=form, status=422
        )
    try:
        map_evidence(evidence, form.shows, by=request.user, seen=form.seen)
    except StaleMapping as stale:
        form.stand_beside(stale.rows)
        form.add_error(None, stale.sentence)
        return mapping_page(request, evidence, units, form.rows, form=form, status=409)
    except NotInThisStandard as refusal:
        form.add_error(None, refusal.sentence)
        return mapping_page(request, evidence, units, form.rows, form=form, status=422)
    messages.success(request, _("Saved."))
    return redirect(address_of(request, evidence, units))


@require_POST
@once
def evidence_shows_hints(request, code):
    """Hide the suggestions, or show them again, until this person signs out."""
    evidence = fetch(request, code)
    request.session[HIDDEN] = request.POST.get("hide") == "yes"
    return redirect(address_of(request, evidence))


def address_of(request, evidence, units=()):
    """Back to what was on the page; `then` is another standard someone wants to go on with."""
    query = request.GET.copy()
    then = request.POST.get("then", "")
    if then in {unit.code for unit in units}:
        query.setlist("unit", [then])
        query.pop("page", None)
    asked = query.urlencode()
    return reverse("evidence-shows", args=[evidence.code]) + (f"?{asked}" if asked else "")


def asked_page(request, evidence, units):
    chosen = chosen_among(units, request.GET.getlist("unit"))
    page = Paginator(requirements_of(chosen), ROWS).get_page(request.GET.get("page"))
    rows = in_order(rows_of(evidence, chosen, list(page)), chosen)
    draft = draft_of(request.user, about_rows(evidence, rows))
    form = (
        MappingForm(draft.typed, evidence=evidence, units=units, files=evidence.files.all())
        if draft
        else None
    )
    if form and form.is_ours:
        rows = in_order(form.rows, units)
        return mapping_page(request, evidence, units, rows, form=as_typed(form), draft=draft, page=page)
    return mapping_page(request, evidence, units, rows, page=page)


def about_rows(evidence, rows):
    """What a draft of this page is called: words typed beside one standard come back beside that one."""
    units = dict.fromkeys(row.unit.code for row in rows)
    return " ".join(["shows", evidence.code, *units, *(row.requirement.code for row in rows[:1])])[
        :80
    ].strip()


def first_rows(evidence, units):
    """Something to begin with, for a form that named nothing of ours."""
    chosen = chosen_among(units, [])
    return rows_of(evidence, chosen, list(requirements_of(chosen)[:ROWS]))


def chosen_among(units, codes):
    """The standards asked for; else the first that this piece shows something of, else the first of all."""
    asked = [unit for unit in units if unit.code in codes]
    return asked or [unit for unit in units if unit.matched][:1] or units[:1]


def in_order(rows, units):
    places = {unit.pk: place for place, unit in enumerate(units)}
    return sorted(rows, key=lambda row: (places[row.unit.pk], row.requirement.position))


def mapping_page(request, evidence, units, rows, *, form=None, draft=None, page=None, status=200):
    also_elsewhere(rows, units, evidence)
    say_what_is_agreed(rows)
    hides = request.session.get(HIDDEN, False)
    here = {row.unit.pk for row in rows}
    shown = {
        "evidence": evidence,
        "units": [(unit, unit.pk in here) for unit in units],
        "sides": sides_of(rows),
        "page": page,
        "form": form,
        "spot": form and form.spot,
        "about": about_rows(evidence, rows),
        "draft": draft,
        "seen": form.seen if form and form.rows else seen_in(rows),
        "files": list(evidence.files.all()),
        "opened": opened(evidence.files.all(), request.GET),
        "hides": hides,
        "suggested": [] if hides else suggested_for(evidence, rows),
        "last": Mapping.objects.last_of(evidence=evidence),
        "others": [unit for unit in units if unit.pk not in here],
    }
    piece = "#viewer" if request.htmx.target == "viewer" else ""
    return render(request, PAGE + piece, shown, status=status)
