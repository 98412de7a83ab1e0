"""A charter beside the standards, for everyone to read: what speaks of the same thing, and what stands alone."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from community.models import Charter
from community.queries.links import SideBySide, beside_called, lines_matching, standards_to_choose
from community.views.charters_reading import terms_for_charters
from community.views.links import by_kind, lines_to
from standards.glossing import Glossary, Marker
from standards.views.about import About, full
from standards.views.documents import requirement_line
from standards.views.twins import answer

ON_A_PAGE = 50


def sides_for(request, code):
    """The SideBySide that an address asks for; 404 for what is not there."""
    charter = (
        Charter.objects.visible_to(request.user).filter(code=code).select_related("current_version").first()
    )
    name = request.GET.get("beside", "")[:110]
    beside = beside_called(name) if name else None
    if charter is None or (name and beside is None):
        raise Http404
    return SideBySide(charter, beside)


@login_not_required
@require_safe
def charter_crosswalk(request, code):
    """Who said it is kept, and not shown."""
    sides = sides_for(request, code)
    words, show = request.GET.get("q", "")[:100], request.GET.get("show", "")
    page = Paginator(lines_matching(lines_to(show, sides), words), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    marker = Marker(Glossary(terms_for_charters()))
    shown = {
        "charter": sides.charter,
        "sides": sides,
        "beside": sides.beside,
        "choices": standards_to_choose(),
        "page": page,
        "lines": [(line, marker.mark(line.clause.text)) for line in page],
        "terms": marker.terms,
        "words": words,
        "show": show,
        "groups": by_kind(sides.requirements_alone),
        "about": About(reverse("charter-crosswalk", args=[code]), sides.charter.title),
    }
    return render(request, "community/crosswalk.html", shown)


@login_not_required
@require_safe
def charter_crosswalk_json(request, code):
    """`links`, each with `clause`, `requirement`, `reason`, `said` and `about_earlier_words`; `clauses_alone`.

    `?beside=` as on the page; with it also `requirements_alone`, and without it that is null: not known.
    """
    sides = sides_for(request, code)
    alone = [requirement_line(row) for row in sides.requirements_alone] if sides.beside else None
    document = {
        "charter": sides.charter.title,
        "address": full(reverse("charter-crosswalk", args=[code])),
        "version": sides.charter.current_version.number,
        "beside": sides.beside.title if sides.beside else None,
        "links": [link_line(seen) for line in sides.lines for seen in line.links if seen.requirement],
        "clauses_alone": [clause_line(line.clause) for line in sides.alone],
        "requirements_alone": alone,
    }
    return answer(request, document)


def link_line(seen):
    return {
        "clause": clause_line(seen.clause),
        "requirement": requirement_line(seen.requirement),
        "reason": seen.link.reason,
        "said": seen.link.said_at.date().isoformat(),
        "about_earlier_words": seen.is_about_earlier_words,
    }


def clause_line(clause):
    return {
        "code": clause.code,
        "kind": clause.kind,
        "label": clause.label,
        "text": clause.text,
        "lineage": str(clause.lineage),
        "address": full(reverse("clause-address", kwargs={"code": clause.code})),
    }
