"""How I see it: what someone says of themselves, beside what their assessor found."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.access import fetch_for
from people.once import once
from portfolios.drafts import as_typed, draft_of
from portfolios.forms.self_assessment import SelfAssessmentForm
from portfolios.operations.self_assessment import SaidMeanwhile, see_oneself
from portfolios.queries import coverage_of, reader_of
from portfolios.reflection import side_by_side, views_of
from portfolios.views.keeping import drafted
from portfolios.views.units import UNITS


@require_http_methods(["GET", "HEAD", "POST"])
@once
@drafted
def how_i_see_it(request, code):
    unit = fetch_for(request.user, "portfolios.view_unit", UNITS, code=code)
    rows = side_by_side(coverage_of(unit), views_of(unit))
    if request.method != "POST":
        draft = draft_of(request.user, about(unit))
        form = (
            as_typed(SelfAssessmentForm(draft.typed, rows=rows)) if draft else SelfAssessmentForm(rows=rows)
        )
        return self_page(request, unit, form, draft=draft)
    form = SelfAssessmentForm(request.POST, rows=rows)
    if not form.is_valid():
        return self_page(request, unit, form, status=422)
    try:
        see_oneself(unit, by=request.user, said=form.said)
    except SaidMeanwhile as meanwhile:
        form.show_newest(meanwhile.requirements)
        form.add_error(None, meanwhile.sentence)
        return self_page(request, unit, form, changed=meanwhile.requirements, status=409)
    messages.success(request, _("Saved. It is yours alone until you choose to show it with a round."))
    return redirect("how-i-see-it", unit.code)


def about(unit):
    return f"self {unit.code}"


def self_page(request, unit, form, *, draft=None, changed=(), status=200):
    shown = {
        "unit": unit,
        "form": form,
        "about": about(unit),
        "draft": draft,
        "changed": changed,
        "reader": reader_of(unit),
    }
    return render(request, "portfolios/how_i_see_it.html", shown, status=status)
