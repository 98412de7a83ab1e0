"""What a file says now that it did not say in the round before: reading both, and so opening both."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.changes import changes_inside
from assessments.rounds import round_of
from assessments.views.evidence import fetch_reading, not_here, piece_asked, rewritten_for
from assessments.views.showing import files_of
from assessments.views.ties import asks_first
from people.audit import record_access
from portfolios.excerpts import excerpt_of


@require_safe
def review_file_changes(request, code, version, file):
    """Of one file that took another’s place; a 404 where it did not, or where either is not to be read."""
    assessment = fetch_reading(request, code)
    if asked := asks_first(request.user, assessment):
        return asked
    piece = piece_asked(round_of(assessment), version) or not_here()
    before, after = pair_asked(request.user, piece, file)
    found = [excerpt_of(one) or not_here() for one in (before, after)]
    for one in (before, after):
        record_access(one, by=request.user)
    shown = {"assessment": assessment, "piece": piece, "before": before, "after": after}
    is_cut = any(one.is_cut for one in found)
    pieces = {"pieces": changes_inside(*found), "is_cut": is_cut}
    return render(request, "assessments/file_changes.html", shown | pieces)


def pair_asked(person, piece, code):
    """(the file as it was, as it is), where this person may open both."""
    files_of(piece)
    return next((pair for pair in rewritten_for(person, piece) if pair[1].code == code), None) or not_here()
