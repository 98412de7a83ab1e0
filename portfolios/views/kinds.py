"""Where trainers say which kinds of evidence there are and what each asks, inside the Wagtail admin."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people.access import fetch_for, may
from people.once import once
from portfolios.forms.kinds import KindForm
from portfolios.models import Evidence, EvidenceKind
from portfolios.operations.kinds import (
    KindChangedMeanwhile,
    KindIsUsed,
    add_kind,
    change_kind,
    is_used,
    remove_kind,
)

ON_A_PAGE = 30
FORM = "portfolios/admin/kind_form.html"


@require_safe
@may("standards.edit")
def kind_list(request):
    used = Exists(Evidence.objects.filter(kind=OuterRef("slug")))
    kinds = EvidenceKind.objects.annotate(
        is_in_use=used, asks=Count("questions", filter=Q(questions__is_asked=True))
    )
    page = Paginator(kinds.order_by("position", "pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "portfolios/admin/kind_list.html", {"page_obj": page})


@require_http_methods(["GET", "HEAD", "POST"])
@may("standards.edit")
@once
def kind_add(request):
    form = KindForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        kind = add_kind(by=request.user, questions=form.questions, **form.facts)
        messages.success(request, _("“%(name)s” is a kind of evidence from now on.") % {"name": kind})
        return redirect("evidence-kinds")
    return render(request, FORM, {"form": form, "kind": None}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@may("standards.edit")
@once
def kind_change(request, kind):
    kind = fetch_for(request.user, "standards.edit", EvidenceKind, pk=kind)
    form = KindForm(request.POST if request.method == "POST" else None, kind=kind)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            change_kind(kind, by=request.user, seen=seen, questions=form.questions, **form.facts)
        except KindChangedMeanwhile as meanwhile:
            form.reopen(meanwhile)
            status = 409
        else:
            messages.success(request, _("Saved. What was shared keeps the words it was shared with."))
            return redirect("evidence-kinds")
    page = {"form": form, "kind": kind, "is_used": is_used(kind)}
    return render(request, FORM, page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@may("standards.edit")
@once
def kind_remove(request, kind):
    kind = fetch_for(request.user, "standards.edit", EvidenceKind, pk=kind)
    if request.method != "POST":
        return remove_page(request, kind)
    try:
        remove_kind(kind, by=request.user)
    except KindIsUsed:
        return remove_page(request, kind, status=409)
    messages.success(request, _("“%(name)s” is gone. No evidence was of this kind.") % {"name": kind})
    return redirect("evidence-kinds")


def remove_page(request, kind, *, status=200):
    page = {"kind": kind, "is_used": is_used(kind), "sentence": KindIsUsed.sentence}
    return render(request, "portfolios/admin/kind_remove.html", page, status=status)
