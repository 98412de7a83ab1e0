"""Trainers say which clause of a charter explains a way of this product that may seem odd."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.forms.links import ClauseForm
from community.operations.explaining import explain, explain_no_more
from community.queries.explaining import explained_in
from community.queries.links import SideBySide, lines_matching
from community.views.links import charter_of
from people.access import may
from people.once import once

ON_A_PAGE = 20


@require_safe
@may("community.edit")
def charter_explanations(request, page_id):
    charter = charter_of(request, page_id)
    shown = {"charter": charter, "explained": explained_in(charter)}
    return render(request, "community/admin/links_explaining.html", shown)


def explained_called(charter, name):
    for one in explained_in(charter):
        if one.name == name:
            return one
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@may("community.edit")
@once
def explanation_choose(request, page_id, manner):
    charter = charter_of(request, page_id)
    now = explained_called(charter, manner)
    words = request.GET.get("q", "")[:100]
    lines = SideBySide(charter).lines
    form = ClauseForm(request.POST or None, clauses=[line.clause for line in lines])
    if form.is_valid():
        explain(charter, now.manner, form.cleaned_data["clause"], by=request.user)
        messages.success(request, _("Kept. The small link leads to that clause now."))
        return redirect("charter-explanations", page_id)
    page = Paginator(lines_matching(lines, words), ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {"charter": charter, "now": now, "page": page, "words": words, "form": form}
    return render(request, "community/admin/links_explain.html", shown, status=422 if form.is_bound else 200)


@require_POST
@may("community.edit")
@once
def explanation_remove(request, page_id, manner):
    found = explained_called(charter_of(request, page_id), manner)
    if found.explanation is None:
        raise Http404
    explain_no_more(found.explanation, by=request.user)
    messages.success(request, _("Taken away."))
    return redirect("charter-explanations", page_id)
