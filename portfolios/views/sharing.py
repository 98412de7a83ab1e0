"""Sharing a standard with its assessor: a checklist, a choice, a declaration."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.access import fetch_for
from people.once import once
from portfolios.checklist import checklist_of
from portfolios.currency import too_old
from portfolios.declarations import declaration_asked
from portfolios.drafts import any_drafts, begun
from portfolios.forms import ShareForm
from portfolios.models import Evidence
from portfolios.operations.submission import CannotShare, NotReadyToShare, share_unit
from portfolios.queries import coverage_of, evidence_to_share, missing_for_sharing, reader_of
from portfolios.views.keeping import drafted
from portfolios.views.units import UNITS, refusal_for


@require_http_methods(["GET", "HEAD", "POST"])
@once
@drafted
def unit_share(request, code):
    unit = fetch_for(
        request.user, "portfolios.share", UNITS.annotate(has_drafts=any_drafts(request.user)), code=code
    )
    evidence = list(evidence_to_share(unit))
    missing = missing_for_sharing(Evidence.objects.filter(pk__in=[piece.pk for piece in evidence]))
    ready = [piece for piece in evidence if piece not in missing]
    asked = {"text": declaration_asked(), "has_views": unit.self_assessments.exists()}
    if request.method != "POST":
        form, draft = begun_before(request.user, unit, evidence, ready, asked)
        return render(
            request, "portfolios/unit_share.html", share_page(request, unit, form, missing, draft=draft)
        )
    form = ShareForm(request.POST, evidence=evidence, ready=ready, **asked)
    if form.is_valid() and is_shared(unit, form, request):
        return redirect("unit-detail", unit.code)
    page = share_page(request, unit, form, missing)
    return render(request, "portfolios/unit_share.html", page | {"was_sent": True}, status=422)


def begun_before(person, unit, evidence, ready, asked):
    """(form, draft). The declaration is never ticked beforehand, and stands in the words of today."""

    def make(typed):
        return ShareForm(typed, evidence=evidence, ready=ready, **asked)

    if not unit.has_drafts:
        return make(None), None
    return begun(person, about(unit), make, declared=None, declared_on=asked["text"].number)


def about(unit):
    return f"share {unit.code}"


def is_shared(unit, form, request):
    """Share what was chosen, or say on the form why not."""
    chosen = form.cleaned_data["share"]
    try:
        share_unit(unit, by=request.user, evidence=chosen, **form.declared_and_shown)
    except NotReadyToShare as refusal:
        for piece, wants in refusal.missing.items():
            form.add_error("share", f"{piece}: {' '.join(map(str, wants))}")
        return False
    except CannotShare as refusal:
        form.add_error(None, refusal.sentence)
        return False
    reader = reader_of(unit)
    shared_with = _("Shared with %(name)s.") % {"name": reader} if reader else _("Shared for review.")
    messages.success(request, shared_with + " " + _("You can go on adding evidence while you wait."))
    return True


def share_page(request, unit, form, missing, *, draft=None):
    chosen = form.chosen
    old = too_old(form.evidence, standard=unit.version.standard_id)
    coverage = coverage_of(unit)
    return {
        "unit": unit,
        "form": form,
        "was_sent": False,
        "draft": draft,
        "about": about(unit),
        "coverage": coverage,
        "checklist": checklist_of(unit, coverage, form.evidence, missing=missing, old=old),
        "reader": reader_of(unit),
        "refusal": refusal_for(unit, request.user),
        "pieces": [
            {
                "evidence": piece,
                "wants": missing.get(piece, []),
                "old": old.get(piece.pk, ()),
                "is_chosen": piece.code in chosen,
                "labels": [claim.requirement.label for claim in piece.in_unit],
            }
            for piece in form.evidence
        ],
        "can_share": bool(form.ready),
    }
