"""Taking back the last change to what evidence shows: of one piece, or of one standard."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from people.access import fetch_for
from people.once import once
from portfolios.models import Unit
from portfolios.operations.claims import NotInThisStandard
from portfolios.operations.undoing import NothingToUndo, undo_mapping
from portfolios.views.mapping import address_of, fetch


@require_POST
@once
def evidence_shows_undo(request, code):
    evidence = fetch(request, code)
    say_what_came_back(request, evidence=evidence)
    if request.POST.get("from") == "evidence":
        return redirect("evidence-detail", evidence.code)
    return redirect(address_of(request, evidence))


@require_POST
@once
def unit_undo(request, code):
    unit = fetch_for(request.user, "portfolios.match", Unit, code=code)
    say_what_came_back(request, unit=unit)
    return redirect("unit-detail", unit.code)


def say_what_came_back(request, **side):
    try:
        undone, asked = undo_mapping(by=request.user, **side)
    except (NothingToUndo, NotInThisStandard) as refusal:
        messages.warning(request, refusal.sentence)
        return
    messages.success(request, _("Taken back. It stands as it was before."))
    if kept := asked - undone:
        sentence = ngettext(
            "%(count)d part was changed since, and stays as it is.",
            "%(count)d parts were changed since, and stay as they are.",
            kept,
        )
        messages.warning(request, sentence % {"count": kept})
