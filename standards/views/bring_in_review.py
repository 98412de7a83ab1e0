"""Checking what was read: the text as it came on one side, what we took it for on the other."""

import re

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from people.access import may
from people.once import once
from standards.exchange.reworking import reworked
from standards.exchange.working import key_of
from standards.forms.bring_in import KINDS, PartsForm, entries_in, whole
from standards.models import Intake
from standards.operations.brought_in import NotInReview, ReadingHasMoved, correct_reading
from standards.operations.importing import TextIsRefused
from standards.operations.intakes import proposal_of
from standards.views.bring_in import fetch_intake

PLACE = re.compile("[0-9]{1,4}")


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


def asked_for(button):
    """("split", 12) for the button split-12; -1 where it names no place."""
    action, _dash, place = button.partition("-")
    return action, int(place) if PLACE.fullmatch(place) else -1


def looked_at_in(posted, intake):
    keys = [key_of(warning) for warning in intake.reading.get("warnings", ())]
    return [key for key in keys if key in posted.getlist("looked_at")]


def onwards(code, action, place):
    if action == "plan":
        return redirect("bring-in-plan", code)
    here = reverse("bring-in-review", args=[code])
    at = landing(action, place)
    return redirect(f"{here}?at={at}#row-{at}" if place >= 0 else here)


def landing(action, place):
    """The row to come back to: the one that was worked on, wherever it is now."""
    return max(place + {"up": -1, "merge": -1, "down": 1, "add": 1}.get(action, 0), 0)


# --- the page -------------------------------------------------------------------------------


def review_page(request, intake, *, parts=None, entries=None, looked_at=None, moved=None, status=200):
    reading, current = intake.reading, moved.current if moved else intake
    entries = reading.get("entries", ()) if entries is None else entries
    looked_at = reading.get("looked_at", ()) if looked_at is None else looked_at
    warnings = [warning | {"key": key_of(warning)} for warning in reading.get("warnings", ())]
    shown = {
        "intake": intake,
        "revision": current.revision,
        "parts": parts or PartsForm(None, intake=intake, reading=reading),
        "rows": rows_of(entries, warnings),
        "kinds": KINDS.items(),
        "reds": [w | {"seen": w["key"] in looked_at} for w in warnings if w.get("level") == "red"],
        "ambers": [w for w in warnings if w.get("level") != "red"],
        "lines": lines_of(intake.original, warnings),
        "doubts": doubts_of(current),
        "stands": current if moved else None,
        "sentence": moved.sentence if moved else "",
        "at": whole(request.GET.get("at")) if "at" in request.GET else None,
        "is_open": intake.state == Intake.State.REVIEW,
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


def height_of(text):
    """Rows of a text field that show all of it at the width of a phone, within reason."""
    return min(max(sum(1 + len(line) // 70 for line in text.split("\n")), 1), 12)


def lines_of(original, warnings):
    """The text line by line, each with what is doubtful about it."""
    lines = [{"number": number, "text": text, "said": [], "level": ""} for number, text in numbered(original)]
    for warning in warnings:
        if lines:
            line = lines[min(max(warning["line"], 1), len(lines)) - 1]
            line["said"].append(warning)
            line["level"] = "red" if "red" in (line["level"], warning.get("level")) else "amber"
    return lines


def numbered(original):
    return enumerate(original.splitlines(), start=1)


def doubts_of(intake):
    """What is doubtful about it as it stands now, besides the warnings it came with."""
    try:
        warnings = proposal_of(intake).document.warnings
    except TextIsRefused as refusal:
        return list(refusal.sentences)
    return [warning.message for warning in warnings[len(intake.reading.get("warnings", ())) :]]
