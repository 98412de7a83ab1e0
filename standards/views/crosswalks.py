"""Crosswalks: trainers say what became of what, one section after another; once agreed, anyone can read it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.access import fetch_for, may
from people.once import once
from standards.forms.bring_in import whole
from standards.forms.crosswalks import PairForm, SectionForm, versions_matching
from standards.models import Kind, Relation
from standards.operations import crosswalks as operations
from standards.operations.crosswalks import (
    CannotBeSaid,
    CannotLeadThere,
    ChangedMeanwhile,
    NotAllSaid,
    WasAgreed,
    open_crosswalk,
    say,
)
from standards.queries.crosswalk_desk import Desk, crosswalks
from standards.queries.crosswalk_gaps import missing_in
from standards.queries.ways import links_said
from standards.views.about import About
from standards.views.documents import at, line_of, requirement_line
from standards.views.twins import answer

PER_PAGE = 20


@require_safe
@may("standards.edit")
def crosswalk_list(request):
    page = Paginator(crosswalks(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "standards/admin/crosswalk_list.html", {"crosswalks": page})


@require_http_methods(["GET", "HEAD", "POST"])
@may("standards.edit")
@once
def crosswalk_start(request):
    """Choose from which published words to which, and begin."""
    form = PairForm(request.POST or None)
    if form.is_valid():
        try:
            crosswalk = open_crosswalk(**form.cleaned_data, by=request.user)
        except CannotLeadThere as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("crosswalk-edit", crosswalk.code)
    return render(
        request, "standards/admin/crosswalk_start.html", start_page(request, form), status=status_of(form)
    )


def start_page(request, form):
    ends = []
    for name in ("source", "target"):
        words = request.GET.get(f"find_{name}", "")[:100]
        versions, has_more = versions_matching(words)
        ends.append(
            {
                "name": name,
                "label": form.fields[name].label,
                "words": words,
                "versions": versions,
                "has_more": has_more,
                "chosen": form.data.get(name) or request.GET.get(name, ""),
                "errors": form.errors.get(name, []),
            }
        )
    return {"form": form, "ends": ends}


def status_of(form):
    return 422 if form.is_bound else 200


@require_http_methods(["GET", "HEAD", "POST"])
@may("standards.edit")
@once
def crosswalk_edit(request, code):
    crosswalk = fetch_for(request.user, "standards.edit", crosswalks(), code=code)
    desk = Desk(crosswalk)
    part = desk.part(request.POST.get("part") or request.GET.get("part"))
    form = SectionForm(request.POST or None, part=part, targets=desk.new)
    if not form.is_bound:
        return render(request, "standards/admin/crosswalk_edit.html", edit_page(desk, part, form))
    stale = is_stale_after_saving(crosswalk, form, request)
    if form.problems or form.errors or stale:
        return not_saved(request, crosswalk, form, stale)
    messages.success(request, _("Saved."))
    return redirect(reverse("crosswalk-edit", args=[code]) + f"?part={part.name}")


def is_stale_after_saving(crosswalk, form, request):
    """Keep what was said; problems go beside their lines. Whether someone else was quicker."""
    if form.is_valid():
        try:
            say(crosswalk, form.said, revision=form.cleaned_data["revision"], by=request.user)
        except CannotBeSaid as refusal:
            form.problems |= refusal.sentences
        except ChangedMeanwhile:
            return True
    return False


def not_saved(request, crosswalk, form, stale):
    """The same section with everything that was typed; after someone else's change, beside what it says now."""
    desk = Desk(crosswalks().get(pk=crosswalk.pk))
    form.part = desk.part(form.part.name)
    page = edit_page(desk, form.part, form) | {"stale": stale}
    return render(request, "standards/admin/crosswalk_edit.html", page, status=409 if stale else 422)


def edit_page(desk, part, form):
    return {
        "crosswalk": desk.crosswalk,
        "desk": desk,
        "part": part,
        "form": form,
        "kinds": [(kind.plural, [r for r in desk.new if r.kind == kind]) for kind in kinds_in(desk.new)],
        "missing": missing_in(desk.crosswalk) if desk.is_whole else "",
    }


def kinds_in(requirements):
    return [kind for kind in Kind if any(requirement.kind == kind for requirement in requirements)]


@require_POST
@may("standards.edit")
@once
def crosswalk_agree(request, code):
    crosswalk = fetch_for(request.user, "standards.edit", crosswalks(), code=code)
    try:
        revision = int(request.POST.get("revision", ""))
    except ValueError:
        messages.error(request, _("This form is missing a part. Nothing was saved. Please try again."))
        return redirect("crosswalk-edit", code)
    try:
        operations.agree(crosswalk, revision=revision, by=request.user)
    except (NotAllSaid, ChangedMeanwhile) as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(
            request, _("Agreed. Whoever works with the old words is told, and can go on with the new.")
        )
    return redirect("crosswalk-edit", code)


@require_POST
@may("standards.edit")
@once
def crosswalk_take_back(request, code):
    crosswalk = fetch_for(request.user, "standards.edit", crosswalks(), code=code)
    operations.take_back(crosswalk, by=request.user)
    messages.success(request, _("Taken back. Nobody is offered it until it is agreed again."))
    return redirect("crosswalk-edit", code)


@require_http_methods(["GET", "HEAD", "POST"])
@may("standards.edit")
@once
def crosswalk_remove(request, code):
    """Ask, and then take away one that was begun by mistake."""
    crosswalk = fetch_for(request.user, "standards.edit", crosswalks(), code=code)
    if crosswalk.was_agreed:
        messages.error(request, WasAgreed.sentence)
        return redirect("crosswalk-edit", code)
    stale = False
    if request.method == "POST":
        try:
            operations.remove_crosswalk(
                crosswalk, revision=whole(request.POST.get("revision")), by=request.user
            )
            messages.success(request, _("The crosswalk is gone. No standard was changed."))
            return redirect("crosswalk-list")
        except ChangedMeanwhile:
            stale = True
    shown = {"crosswalk": crosswalk, "said": crosswalk.entries.count(), "stale": stale}
    return render(request, "standards/admin/crosswalk_remove.html", shown, status=409 if stale else 200)


@login_not_required
@require_safe
def crosswalk_detail(request, code):
    """What became of what, for everyone to read, once agreed. Who said it is kept, and not shown."""
    crosswalk = agreed_one(code)
    links = links_said(crosswalk)
    shown = {
        "crosswalk": crosswalk,
        "about": About(request.path, f"{crosswalk.source} → {crosswalk.target}"),
        "groups": [
            (kind.plural, rows) for kind in Kind if (rows := [li for li in links if kind_of(li) == kind])
        ],
        "summary": counts_in(links),
    }
    return render(request, "standards/crosswalk_detail.html", shown)


def agreed_one(code):
    crosswalk = crosswalks().agreed().filter(code=code).first()
    if crosswalk is None:
        raise Http404
    return crosswalk


@login_not_required
@require_safe
def crosswalk_json(request, code):
    """`source`, `target`: versions; `entries`: {"relation", "reason", "source", "target"}, a missing end is null."""
    crosswalk = agreed_one(code)
    ends = {name: end_of(getattr(crosswalk, name)) for name in ("source", "target")}
    entries = [
        {"relation": link.relation, "reason": link.reason}
        | {
            name: requirement_line(end) if (end := getattr(link, name)) else None
            for name in ("source", "target")
        }
        for link in links_said(crosswalk)
    ]
    agreed = crosswalk.agreed_at.isoformat(timespec="seconds")
    return answer(
        request, {"address": at("crosswalk-detail", crosswalk), "agreed": agreed, **ends, "entries": entries}
    )


def end_of(version):
    return {"title": version.title, "urn": version.urn} | line_of(version)


def kind_of(link):
    return (link.source or link.target).kind


def counts_in(links):
    """[(words of a relation, how many were said to be that)], those there are."""
    counted = [(relation.label, sum(link.relation == relation for link in links)) for relation in Relation]
    return [(label, count) for label, count in counted if count]
