"""Trainers say which clause of a charter and which value or criterion speak of the same thing, each with a reason."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.forms.links import AgainForm, LinkForm
from community.models import ClauseLink
from community.operations.links import CannotBeLinked, SaidMeanwhile, link_clause, say_again, unlink
from community.queries.links import (
    SideBySide,
    beside_called,
    charters_to_link,
    lines_matching,
    standards_to_choose,
)
from community.queries.links_alike import alike_to
from people.access import fetch_for, may
from people.once import once
from standards.models import Kind

ON_A_PAGE = 20
ALL, LINKED, ALONE = "", "linked", "alone"


def charter_of(request, page_id):
    """The charter whose words a page edits, once they were adopted."""
    return fetch_for(request.user, "community.edit", charters_to_link(), page=page_id)


def asked_beside(request):
    """What the address lays the charter beside, or None."""
    name = request.GET.get("beside", "")[:110]
    return beside_called(name) if name else None


@require_safe
@may("community.edit")
def charter_links(request, page_id):
    charter, beside = charter_of(request, page_id), asked_beside(request)
    sides = SideBySide(charter, beside)
    words, show = request.GET.get("q", "")[:100], request.GET.get("show", ALL)
    page = Paginator(lines_matching(lines_to(show, sides), words), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    if beside:
        suggest(page, sides)
    shown = {
        "charter": charter,
        "beside": beside,
        "choices": standards_to_choose(),
        "sides": sides,
        "page": page,
        "words": words,
        "show": show,
        "kept": kept(request),
        "groups": by_kind(sides.requirements_alone),
    }
    return render(request, "community/admin/links.html", shown)


def lines_to(show, sides):
    if show == LINKED:
        return [line for line in sides.lines if line.links]
    return sides.alone if show == ALONE else sides.lines


def suggest(page, sides):
    """Only for what is on the page, and never kept: a person says yes, with a reason."""
    linked = {(link.clause_lineage, link.requirement_lineage) for link in sides.links}
    clauses = [line.clause for line in page]
    found = alike_to(clauses, sides.beside.requirements, among=sides.clauses, linked=linked)
    for line in page:
        line.alike = found[line.clause.pk]


def by_kind(requirements):
    """[(heading, requirements)]"""
    kinds = [(kind.plural, [row for row in requirements if row.kind == kind]) for kind in Kind]
    return [(heading, rows) for heading, rows in kinds if rows]


def kept(request):
    """What the address asks for besides the page, as it goes on in links."""
    asked = {name: request.GET[name] for name in ("beside", "q", "show") if request.GET.get(name)}
    return urlencode(asked)


def back_to(charter, request):
    address = reverse("charter-links", args=[charter.page_id])
    return redirect(f"{address}?{kept(request)}" if kept(request) else address)


@require_http_methods(["GET", "HEAD", "POST"])
@may("community.edit")
@once
def link_add(request, page_id, clause):
    charter, beside = charter_of(request, page_id), asked_beside(request)
    line = line_of(SideBySide(charter, beside), clause)
    if beside is None:
        raise Http404
    suggested = {"requirement": request.GET.get("requirement", "")}
    form = LinkForm(request.POST or None, requirements=beside.requirements, initial=suggested)
    if form.is_valid():
        try:
            link_clause(line.clause, **form.cleaned_data, by=request.user)
        except CannotBeLinked as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Linked."))
            return back_to(charter, request)
    shown = {"charter": charter, "beside": beside, "line": line, "form": form, "kept": kept(request)}
    shown["groups"] = by_kind(beside.requirements)
    return render(request, "community/admin/link_add.html", shown, status=422 if form.is_bound else 200)


def line_of(sides, code):
    for line in sides.lines:
        if line.clause.code == code:
            return line
    raise Http404


def link_in(charter, code):
    link = (
        ClauseLink.objects.filter(charter=charter, code=code).select_related("clause", "requirement").first()
    )
    if link is None:
        raise Http404
    return link


@require_http_methods(["GET", "HEAD", "POST"])
@may("community.edit")
@once
def link_again(request, page_id, code):
    """Look again at what was said about earlier words: it still holds, for this reason, or it is taken away."""
    charter = charter_of(request, page_id)
    seen = seen_in(charter, code)
    begin = {"reason": seen.link.reason, "saw": seen.link.said_at.isoformat()}
    form, status = AgainForm(request.POST or None, initial=begin), 422 if request.method == "POST" else 200
    if form.is_valid():
        try:
            say_so_again(seen, form, by=request.user)
        except SaidMeanwhile as refusal:
            seen = seen_in(charter, code)
            form.data = typed_again(request, saw=seen.link.said_at.isoformat())
            form.add_error(None, refusal.sentence)
            status = 409
        except CannotBeLinked as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Kept, about the words as they are today."))
            return back_to(charter, request)
    shown = {"charter": charter, "seen": seen, "form": form, "kept": kept(request)}
    return render(request, "community/admin/link_again.html", shown, status=status)


def typed_again(request, **fresh):
    """What was typed, about things as they are now."""
    typed = request.POST.copy()
    for name, value in fresh.items():
        typed[name] = value
    return typed


def seen_in(charter, code):
    link = link_in(charter, code)
    return next(seen for seen in SideBySide(charter).seen if seen.link == link)


def say_so_again(seen, form, *, by):
    if seen.clause is None or seen.requirement is None:
        raise CannotBeLinked(_("One of the two is there no more. All you can do is take the link away."))
    if form.cleaned_data["saw"] != seen.link.said_at.isoformat():
        raise SaidMeanwhile
    ends = {"clause": seen.clause, "requirement": seen.requirement}
    say_again(seen.link, **ends, reason=form.cleaned_data["reason"], saw=seen.link.said_at, by=by)


@require_POST
@may("community.edit")
@once
def link_remove(request, page_id, code):
    charter = charter_of(request, page_id)
    unlink(link_in(charter, code), by=request.user)
    messages.success(request, _("Taken away."))
    return back_to(charter, request)
