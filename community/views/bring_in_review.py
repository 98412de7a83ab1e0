"""Checking what was read of a charter: the text as it came on one side, the tree we took it for on the other."""

from bisect import bisect_right

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.exchange.reworking import LEFT_OUT, SECTION, lifted, reworked
from community.forms.bring_in import KINDS, CharterPartsForm, rows_in
from community.models.wording import leading
from community.operations.intakes import agree_charter, still_open
from community.views.bring_in import DESK, REVIEW, fetch_intake
from people.access import may
from people.once import once
from standards.forms.given_text import whole
from standards.operations.brought_in import NotInReview, NotReadyToAgree, ReadingHasMoved, correct_reading
from standards.views.beside_the_text import asked_for, back_to_row, beside, height_of, looked_at_in

MOST_SPLITS = 8  # buttons to split at one line; every line at once is always there


@require_http_methods(["GET", "HEAD", "POST"])
@may("community.edit")
@once
def bring_in_review(request, code):
    intake = fetch_intake(request, code)
    if request.method != "POST":
        return review_page(request, intake)
    typed = typed_in(request, intake)
    if not typed["parts"].is_valid():
        return review_page(request, intake, typed, status=422)
    try:
        return carried_out(request, intake, typed)
    except (ReadingHasMoved, NotInReview) as refusal:
        return review_page(request, intake, typed, refusal=refusal, status=409)
    except NotReadyToAgree as refusal:
        return review_page(request, intake, typed, sentences=refusal.sentences, status=422)


def typed_in(request, intake):
    return {
        "parts": CharterPartsForm(request.POST, reading=intake.reading),
        "rows": rows_in(request.POST),
        "looked_at": looked_at_in(request.POST, intake),
    }


def carried_out(request, intake, typed):
    """Keep what was typed, with what the button asks for; and make a draft of it, if that is what it asks."""
    action, place, line = button_in(request.POST.get("do", ""))
    rows, place = reworked(typed["rows"], action, place, line)
    reading = typed["parts"].corrected() | {"looked_at": typed["looked_at"], "rows": rows}
    seen = {
        "by": request.user,
        "revision": whole(request.POST.get("revision")),
        "reading": lifted(reading, action, place) or reading,
    }
    if action == "agree":
        intake = agree_charter(intake, **seen)
        messages.success(request, _("This is a draft now. Nothing is public until it is adopted."))
        return redirect("wagtailadmin_pages:edit", intake.page_id)
    correct_reading(intake, **seen)
    return back_to_row(reverse(REVIEW, args=[intake.code]), place)


def button_in(button):
    """("split", 12, 3) for the button split-12-3: the action, the row, and the line of its words."""
    action, place, line = [*button.split("-", 2), "", ""][:3]
    return *asked_for(f"{action}-{place}"), whole(line)


# --- the page -------------------------------------------------------------------------------


def review_page(request, intake, typed=None, *, refusal=None, sentences=(), status=200):
    reading, typed = intake.reading, typed or {}
    current = refusal.current if refusal else intake
    rows = typed.get("rows", reading["rows"])
    parts = typed.get("parts") or CharterPartsForm(None, reading=reading)
    shown = beside(
        intake,
        current,
        looked_at=typed.get("looked_at"),
        sentence=refusal.sentence if refusal else "",
        sentences=sentences,
    )
    shown |= {
        "heading": reading["title"] or intake.source_name or _("A charter without a title"),
        "desk": reverse(DESK),
        "aside": reverse("charter-bring-in-aside", args=[intake.code]),
        "then": "agree",
        "words": _("Make a draft of it"),
        "parts": parts,
        "rows": shown_rows(rows, reading["warnings"]),
        "is_untitled": not parts["title"].value(),
        "kinds": KINDS.items(),
        "doubts": () if typed else still_open_in(reading),
        "stands": current if refusal else None,
        "stands_rows": shown_rows(current.reading["rows"], ()) if refusal else (),
        "at": whole(request.GET.get("at")) if "at" in request.GET else None,
    }
    return render(request, "community/admin/bring_in_review.html", shown, status=status)


def still_open_in(reading):
    """What is left to do, besides looking at red warnings, which stand above."""
    looked_at_all = reading | {"warnings": []}
    return still_open(looked_at_all)


def shown_rows(rows, warnings):
    said = warnings_by_row(rows, warnings)
    return [
        row
        | {
            "place": place,
            "lead": leading(row["label"], row["mark"]),
            "height": height_of(row["text"]),
            "said": said.get(place, ()),
            "is_heading": row["kind"] == SECTION,
            "is_out": row["kind"] == LEFT_OUT,
            "was": row.get("was", ""),
            "splits": splits_of(row["text"]),
        }
        for place, row in enumerate(rows)
    ]


def warnings_by_row(rows, warnings):
    """Each warning at the row in which its line stands: the last that begins there or before."""
    begins = sorted((row["line"], place) for place, row in enumerate(rows) if row["line"])
    said = {}
    for warning in warnings:
        if at := bisect_right(begins, warning["line"], key=lambda begin: begin[0]):
            said.setdefault(begins[at - 1][1], []).append(warning)
    return said


def splits_of(text):
    """[(line, the words it begins with)]: where one could split."""
    lines = list(enumerate(text.split("\n")))[1 : MOST_SPLITS + 1]
    return [(number, line.strip()[:40]) for number, line in lines if line.strip()]
