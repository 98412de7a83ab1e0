"""“Take it back before it is read.”"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people.access import fetch_for
from people.once import once
from portfolios.operations.recall import CannotRecall, recall_round
from portfolios.views.units import UNITS, unit_page


@require_POST
@once
def unit_recall(request, code):
    unit = fetch_for(request.user, "portfolios.recall", UNITS, code=code)
    try:
        recall_round(unit, by=request.user)
    except CannotRecall as refusal:
        page = unit_page(request, unit, problem=refusal.sentence)
        return render(request, "portfolios/unit_detail.html", page, status=409)
    messages.success(request, _("You took it back before anyone read it. Share again whenever you like."))
    return redirect("unit-detail", unit.code)
