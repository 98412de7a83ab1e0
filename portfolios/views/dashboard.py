"""Where someone lands: what they could do next, how far they are, what was said. For other roles, their desks."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from people.roles import Role
from portfolios.carrying import moves_of, say_what_changed
from portfolios.models import Evidence
from portfolios.queries import (
    coverages_of,
    evidence_of,
    missing_for_sharing,
    progresses_of,
    pursuits_of,
    readers_of,
    rounds_of,
    units_of,
)
from portfolios.registry import ASKED, CERTIFICATES, DESKS
from portfolios.suggestions import Folder, suggestions_for

SHOWN = 4


@require_safe
def dashboard(request):
    desks = from_slots(DESKS, request)
    folder = folder_of(request)
    practises = Role.PRACTITIONER in request.roles or folder.units or folder.evidence
    shown = {
        "asked": from_slots(ASKED, request),
        "desks": desks,
        "folder": folder,
        "practises": practises,
        "is_empty": not folder.units and not folder.evidence,
        "standards": [standard_card(folder, unit) for unit in folder.units],
        "feedback": feedback_in(folder),
        "suggestions": suggestions_for(folder) if practises else [],
        "certificates": from_slots(CERTIFICATES, request),
        "awards": awards_of(request),
        "shown": folder.evidence[:SHOWN],
    }
    return render(request, "portfolios/dashboard.html", shown)


def from_slots(slot, request):
    return [found for ask in slot for found in ask(request.user, organisation=request.organisation)]


def folder_of(request):
    """Everything the page needs to know, in as many queries for one standard as for ten."""
    units = list(units_of(request.user, organisation=request.organisation))
    moves = moves_of(units)
    say_what_changed(moves)
    units.sort(key=lambda unit: unit.pk in moves and moves[unit.pk].went_on is not None)
    evidence = evidence_of(request.user, organisation=request.organisation)
    newest = list(evidence.filter(withdrawn_at=None)[:20])
    month = timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return Folder(
        units=units,
        moves=moves,
        coverages=coverages_of(units),
        readers=readers_of(units),
        rounds=list(rounds_of(units)),
        evidence=newest,
        missing=missing_for_sharing(Evidence.objects.filter(pk__in=[piece.pk for piece in newest])),
        total=evidence.count(),
        this_month=evidence.filter(created_at__gte=month).count(),
        may_add=Role.PRACTITIONER in request.roles,
    )


def awards_of(request):
    """[(pursuit, Progress)] of the awards someone works towards here."""
    pursuits = list(pursuits_of(request.user, organisation=request.organisation))
    progresses = progresses_of(pursuits)
    return [(pursuit, progresses[pursuit.pk]) for pursuit in pursuits]


def standard_card(folder, unit):
    return {
        "unit": unit,
        "coverage": folder.coverages[unit.pk],
        "reader": folder.readers.get(unit.pk),
        "is_open": unit.pk in folder.open_units,
        "moved": folder.moves.get(unit.pk),
    }


def feedback_in(folder):
    """Replies nobody has answered with a new round yet, by standard, in the order of the standard."""
    return [(unit, row) for unit in folder.units for row in folder.coverages[unit.pk].replies]
