"""A standard in someone's portfolio: begin it, see what is covered, say which evidence shows what."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import OuterRef, prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.access import fetch_for, only_for
from people.once import once
from people.roles import Role
from portfolios.carrying import moves_of, say_what_changed
from portfolios.forms import MatchForm, StartForm
from portfolios.matrix import filters, line, table
from portfolios.models import Mapping, Unit, last_change
from portfolios.operations.claims import match_within
from portfolios.operations.recall import can_be_recalled
from portfolios.operations.submission import CannotShare, check_sharing
from portfolios.operations.units import CannotBeStarted, start_unit
from portfolios.queries import award_checks_of, coverage_of, evidence_for, reader_of, rounds_of
from portfolios.registry import UNANSWERED
from standards.models import Standard

COLUMNS = 20
PIECES = 50
UNITS = Unit.objects.select_related(
    "portfolio__owner",
    "portfolio__organisation",
    "version__standard__current_version",
    "carried_from__version",
).annotate(**last_change(unit=OuterRef("pk")))


@require_POST
@only_for(Role.PRACTITIONER)
@once
def unit_start(request):
    form = StartForm(request.POST)
    if not form.is_valid():
        raise Http404
    standard = fetch_for(request.user, "portfolios.practise", Standard, code=form.cleaned_data["standard"])
    try:
        unit = start_unit(standard, organisation=request.organisation, by=request.user)
    except CannotBeStarted as refusal:
        return render(request, "portfolios/refused.html", {"sentence": refusal.sentence}, status=422)
    messages.success(request, _("You have begun this standard. There is no deadline on anything here."))
    return redirect("unit-detail", unit.code)


@require_safe
def unit_detail(request, code):
    unit = fetch_for(request.user, "portfolios.view_unit", UNITS, code=code)
    return render(request, "portfolios/unit_detail.html", unit_page(request, unit))


def unit_page(request, unit, *, problem=""):
    """What the page of a unit shows; `problem` is a sentence about what could not be saved."""
    coverage = coverage_of(unit)
    asked = request.GET.get("state", "")
    state = asked if asked in filters() else ""
    words = request.GET.get("q", "")[:100]
    rounds = list(rounds_of([unit]))
    columns = Paginator(evidence_for(unit), COLUMNS).get_page(request.GET.get("page"))
    return {
        "unit": unit,
        "coverage": coverage,
        "columns": columns,
        "groups": table(coverage, list(columns), state=state, words=words),
        "filters": filter_links(coverage, state),
        "words": words,
        "state": state,
        "reader": reader_of(unit),
        "rounds": rounds,
        "can_recall": can_be_recalled(rounds),
        "award_checks": award_checks_of(unit, coverage),
        "refusal": refusal_for(unit, request.user),
        "may_match": request.user.has_perm("portfolios.match", unit),
        "moved": moved_on(unit),
        "asked": [(count, url) for ask in UNANSWERED for count, url in [ask(unit)] if count],
        "problem": problem,
    }


def moved_on(unit):
    """Where this unit can go on, each way with what changed in a sentence; None while its words are the newest."""
    moves = moves_of([unit])
    say_what_changed(moves)
    return moves.get(unit.pk)


def refusal_for(unit, person):
    """Why nothing can be shared now, a CannotShare; None when something can."""
    try:
        check_sharing(unit, by=person)
    except CannotShare as refusal:
        return refusal
    return None


def filter_links(coverage, state):
    return [
        {
            "value": value,
            "label": wanted.label,
            "icon": wanted.icon,
            "count": sum(bool(wanted.keeps(row)) for row in coverage.rows),
            "here": value == state,
        }
        for value, wanted in filters().items()
    ]


@require_safe
def unit_match(request, code, requirement):
    """One requirement and every piece of evidence: what a phone shows in place of the table."""
    unit = fetch_for(request.user, "portfolios.match", UNITS, code=code)
    coverage = coverage_of(unit)
    row = next((row for row in coverage.rows if row.requirement.code == requirement), None)
    if row is None:
        raise Http404
    prefetch_related_objects(row.claims, "anchor_file")
    pieces = Paginator(evidence_for(unit), PIECES).get_page(request.GET.get("page"))
    shown = {"unit": unit, "line": line(row, list(pieces)), "page": pieces, "reader": reader_of(unit)}
    return render(request, "portfolios/unit_match.html", shown)


@require_POST
@once
def claim_set(request, code):
    unit = fetch_for(request.user, "portfolios.match", UNITS, code=code)
    form = MatchForm(request.POST, requirements=unit.version.requirements.all(), evidence=evidence_for(unit))
    if not form.is_valid():
        return not_matched(request, unit, form)
    match_within(unit, requirements=form.rows, evidence=form.pieces, wanted=form.wanted, by=request.user)
    if request.htmx:
        return HttpResponse(changed_pieces(request, unit, form.rows[0]))
    messages.success(request, _("Saved."))
    return redirect(back_to(unit, request, form.rows))


def not_matched(request, unit, form):
    [sentence] = form.non_field_errors()
    if request.htmx:
        return HttpResponse(sentence, status=422, content_type="text/plain; charset=utf-8")
    return render(
        request, "portfolios/unit_detail.html", unit_page(request, unit, problem=sentence), status=422
    )


def changed_pieces(request, unit, requirement):
    """What a tick changed on the page: where the row stands, and every count."""
    last = Mapping.objects.last_of(unit=unit)
    unit.last_changed_at, unit.last_was_undone = last and last.made_at, last and last.is_undoing
    page = unit_page(request, unit)
    row = next(row for row in page["coverage"].rows if row.requirement == requirement)
    group = next(g for g in table(page["coverage"], []) if row in [line.row for line in g.lines])
    pieces = {"line": line(row, []), "group": group, "swapped": True}
    names = ("standing", "counts", "group_count", "progress", "undo")
    return "".join(
        render_to_string(f"portfolios/unit_detail.html#{name}", page | pieces, request) for name in names
    )


def back_to(unit, request, rows):
    query = request.GET.urlencode()
    place = f"#r-{rows[0].label}" if len(rows) == 1 else ""
    return reverse("unit-detail", args=[unit.code]) + (f"?{query}" if query else "") + place
