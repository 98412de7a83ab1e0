"""The whole portfolio, its owner’s alone: as a table of every requirement, and by its values."""

from dataclasses import asdict

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portfolios.asking import TableFilter, select
from portfolios.queries import pursuits_of, units_of
from portfolios.values import values_among
from portfolios.views.whole_rows import Table, options, pages_of
from portfolios.whole import STATES, units_with_titles, whole_of
from portfolios.whole_paper import MOST_ON_PAPER, csv_for, how, pdf_for

PIECES = 10  # of a value, before one looks at it alone
A_PAGE = 20


@require_safe
def coverage(request):
    selection = selected(request)
    table = Table(selection)
    page = Paginator(pages_of(selection.sections), 1).get_page(request.GET.get("page"))
    [on_page] = page.object_list
    shown = {
        "asked": selection.asked,
        "fields": [(name, label, options(choices)) for name, label, choices in selection.fields],
        "kept": [(name, value) for name, value in asdict(selection.asked).items() if value and name != "q"],
        "states": selection.states,
        "figures": selection.figures,
        "has_standards": bool(selection.whole.sections),
        "headings": table.headings,
        "has_more": table.has_more,
        "icons": [icon for icon, _words in STATES.values()],
        "body": table.html(on_page),
        "on_page": sum(len(rows) for _section, rows in on_page),
        "page": page,
    }
    return render(request, "portfolios/coverage.html", shown)


def selected(request, **more):
    """The rows that the address asks for, of everything the person has here."""
    pursuits = pursuits_of(request.user, organisation=request.organisation).select_related(None)
    pursuits = list(pursuits.select_related("version").only("code", "version__title"))
    return select(whole_for(request, words=False, **more), TableFilter.of(request.GET), pursuits)


def whole_for(request, **narrower):
    return whole_of(units_with_titles(units_of(request.user, organisation=request.organisation)), **narrower)


@require_safe
def coverage_csv(request):
    return as_file(csv_for(selected(request, spots=True)), "text/csv; charset=utf-8", "csv")


@require_safe
def coverage_pdf(request):
    selection = selected(request, spots=True)
    if selection.figures["parts"] > MOST_ON_PAPER:
        messages.info(
            request,
            _("That is too much for paper. Choose a standard or a key area first, or take the table."),
        )
        asked = request.GET.urlencode()
        return redirect(reverse("coverage") + (f"?{asked}" if asked else ""))
    paper = pdf_for(selection, owner=request.user, on=timezone.localdate())
    return as_file(paper, "application/pdf", "pdf")


def as_file(content, content_type, ending):
    name = f"coverage-{timezone.localdate():%Y-%m-%d}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


# --- by values ------------------------------------------------------------------------------


@require_safe
def values_lens(request):
    """Every value with what shows it; one of them alone, page by page, with ?value=."""
    whole = whole_for(request, spots=True, words=False)
    values = values_among(whole)
    alone = next((value for value in values if value.key == request.GET.get("value")), None)
    page = Paginator(alone.pieces, A_PAGE).get_page(request.GET.get("page")) if alone else None
    shown = {
        "cards": [card(value, whole, page) for value in ([alone] if alone else values)],
        "alone": alone,
        "page": page,
        "total": len(values),
    }
    return render(request, "portfolios/values.html", shown)


def card(value, whole, page=None):
    pieces = value.pieces
    listed = list(page) if page else pieces[:PIECES]
    return {
        "value": value,
        "pieces": len(pieces),
        "more": 0 if page else max(len(pieces) - PIECES, 0),
        "listed": [
            (*whole.evidence[pk], [(unit, row, how(said)) for unit, row, said in places])
            for pk, places in listed
        ],
    }
