"""Checking what was read: the text as it came on one side, what we took it for on the other."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.access import may
from people.once import once
from standards.exchange.reworking import reworked
from standards.forms.bring_in import KINDS, PartsForm, entries_in, whole
from standards.operations.brought_in import NotInReview, ReadingHasMoved, correct_reading
from standards.operations.importing import TextIsRefused
from standards.operations.intakes import proposal_of
from standards.views.beside_the_text import asked_for, back_to_row, beside, height_of, looked_at_in
from standards.views.bring_in import fetch_intake


@require_http_methods(["GET", "HEAD", "POST"])
@may("standards.edit")
@once
def bring_in_review(request, code):
    intake = fetch_intake(request, code)
    if request.method != "POST":
        return review_page(request, intake)
    parts = PartsForm(request.POST, intake=intake, reading=intake.reading)
    entries, looked_at = entries_in(request.POST), looked_at_in(request.POST, intake)
    if not parts.is_valid():
        return review_page(request, intake, parts=parts, entries=entries, looked_at=looked_at, status=422)
    action, place = asked_for(request.POST.get("do", ""))
    reading = parts.corrected() | {"looked_at": looked_at, "entries": reworked(entries, action, place)}
    try:
        correct_reading(
            intake, by=request.user, revision=whole(request.POST.get("revision")), reading=reading
        )
    except ReadingHasMoved as moved:
        typed = {"parts": parts, "entries": entries, "looked_at": looked_at}
        return review_page(request, intake, **typed, moved=moved, status=409)
    except NotInReview as refusal:
        messages.error(request, refusal.sentence)
        return redirect("bring-in-review", code)
    return onwards(code, action, place)


def onwards(code, action, place):
    if action == "plan":
        return redirect("bring-in-plan", code)
    step = {"up": -1, "merge": -1, "down": 1, "add": 1}.get(action, 0)
    return back_to_row(reverse("bring-in-review", args=[code]), max(place + step, 0) if place >= 0 else -1)


# --- the page -------------------------------------------------------------------------------


def review_page(request, intake, *, parts=None, entries=None, looked_at=None, moved=None, status=200):
    reading, current = intake.reading, moved.current if moved else intake
    entries = reading.get("entries", ()) if entries is None else entries
    shown = beside(intake, current, looked_at=looked_at, sentence=moved.sentence if moved else "")
    shown |= {
        "heading": intake,
        "desk": reverse("bring-in"),
        "aside": reverse("bring-in-set-aside", args=[intake.code]),
        "then": "plan",
        "words": _("Keep, and show the plan"),
        "parts": parts or PartsForm(None, intake=intake, reading=reading),
        "rows": rows_of(entries, reading.get("warnings", ())),
        "kinds": KINDS.items(),
        "doubts": doubts_of(current),
        "stands": current if moved else None,
        "at": whole(request.GET.get("at")) if "at" in request.GET else None,
    }
    return render(request, "standards/admin/bring_in_review.html", shown, status=status)


def rows_of(entries, warnings):
    at = {}
    for warning in warnings:
        at.setdefault(warning["line"], []).append(warning)
    return [
        row | {"place": place, "height": height_of(row["text"]), "said": at.get(row["line"], ())}
        for place, row in enumerate(entries)
    ]


def doubts_of(intake):
    """What is doubtful about it as it stands now, besides the warnings it came with."""
    try:
        warnings = proposal_of(intake).document.warnings
    except TextIsRefused as refusal:
        return list(refusal.sentences)
    return [warning.message for warning in warnings[len(intake.reading.get("warnings", ())) :]]
