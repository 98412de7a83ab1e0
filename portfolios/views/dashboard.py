"""Where someone lands: what they could do next, how far they are, what was said. For other roles, their desks."""

from django.db.models import FETCH_PEERS, prefetch_related_objects
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people.roles import Role
from portfolios.carrying import moves_of, say_what_changed
from portfolios.consent import wishes_waiting
from portfolios.queries import (
    files_at_hand,
    progresses_of,
    pursuits_of,
    readers_of,
    units_of,
)
from portfolios.registry import ASKED, CERTIFICATES, DESKS, GROUPS
from portfolios.suggestions import Folder, counts_of_evidence, newest_evidence, suggestions_for
from portfolios.whole import named, whole_of

SHOWN = 4
NEWEST = 10  # pieces among which one may be suggested to be gone on with
CARDS = 2  # standards with their bars, and replies with their words; the others are a line each, or on the page of all
WORDS = "version__standard__current_version"
SHOWN_OF_A_UNIT = [  # a version holds pages of words beside
    "code", "portfolio", "carried_from", "started_at", *(f"version__{name}" for name in (
        "code", "standard", "number", "title", "key_area", "key_area_number", "requirement_count",
    )),
    "version__standard__status", "version__standard__last_assessment_date",
    f"{WORDS}__standard", f"{WORDS}__number", f"{WORDS}__title",
]  # fmt: skip


@require_safe
def dashboard(request):
    desks = from_slots(DESKS, request)
    folder = folder_of(request)
    feedback = feedback_in(folder)
    practises = Role.PRACTITIONER in request.roles or folder.units or folder.evidence
    shown = {
        "asked": wishes_in(folder, request) + from_slots(ASKED, request),
        "desks": desks,
        "folder": folder,
        "practises": practises,
        "is_empty": not folder.units and not folder.evidence,
        "standards": [standard_card(folder, unit) for unit in folder.units[:CARDS]],
        "other_standards": other_standards(folder.units[CARDS:], folder.coverages),
        "feedback": with_names(feedback[:CARDS]),
        "more_feedback": max(len(feedback) - CARDS, 0),
        "suggestions": suggestions_for(folder) if practises else [],
        "certificates": from_slots(CERTIFICATES, request),
        "awards": awards_of(request),
        "groups": from_slots(GROUPS, request) if practises else [],
        "shown": folder.evidence[:SHOWN],
    }
    return render(request, "portfolios/dashboard.html", shown)


def wishes_in(folder, request):
    """Asked for only where something is out of sight."""
    return wishes_waiting(request.user, organisation=request.organisation) if folder.hidden else []


def from_slots(slot, request):
    return [found for ask in slot for found in ask(request.user, organisation=request.organisation)]


def folder_of(request):
    """Everything the page needs to know, in as many queries for one standard as for ten."""
    units = units_of(request.user, organisation=request.organisation)
    units = units.select_related(None).select_related(WORDS).only(*SHOWN_OF_A_UNIT)
    units = list(units.fetch_mode(FETCH_PEERS))
    moves = moves_of(units)
    say_what_changed(moves)
    whole = whole_of(units)
    units.sort(key=lambda unit: unit.pk in moves and moves[unit.pk].went_on is not None)
    newest = list(newest_evidence(request.user, organisation=request.organisation)[:NEWEST])
    claimed = whole.claimed
    for piece in newest:
        piece.matched = claimed[piece.pk]
    prefetch_related_objects(newest[:SHOWN], files_at_hand())
    month = timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    counts = counts_of_evidence(request.user, organisation=request.organisation, since=month)
    return Folder(
        units=units,
        moves=moves,
        coverages={section.unit.pk: section.coverage for section in whole.sections},
        readers=readers_of(units),
        open_units=whole.open_units,
        evidence=newest,
        total=counts["total"],
        this_month=counts["since"],
        hidden=counts["hidden"],
        may_add=Role.PRACTITIONER in request.roles,
    )


def awards_of(request):
    """[(pursuit, Progress)] of the awards someone works towards here."""
    pursuits = pursuits_of(request.user, organisation=request.organisation)
    pursuits = list(pursuits.select_related(None).select_related("version"))
    progresses = progresses_of(pursuits)
    return [(pursuit, progresses[pursuit.pk]) for pursuit in pursuits]


def other_standards(units, coverages):
    """[(address, title, how far)]: there may be a hundred, so a line is put together here."""
    words = _("%(covered)d of %(total)d covered")
    return [
        (
            reverse("unit-detail", args=[unit.code]),
            unit.version.title,
            words % {"covered": coverages[unit.pk].claimed, "total": coverages[unit.pk].total},
        )
        for unit in units
    ]


def standard_card(folder, unit):
    return {
        "unit": unit,
        "coverage": folder.coverages[unit.pk],
        "reader": folder.readers.get(unit.pk),
        "is_open": unit.pk in folder.open_units,
        "moved": folder.moves.get(unit.pk),
    }


def feedback_in(folder):
    """[(unit, row)]: replies nobody has answered with a new round yet, in the order of the standards."""
    return [(unit, row) for unit in folder.units for row in folder.coverages[unit.pk].replies]


def with_names(feedback):
    """[(unit, row, its evidence)]. One query, where there is any evidence."""
    keys = {said.evidence for _unit, row in feedback for said in row.claims}
    names = named(keys)[0] if keys else {}
    return [(unit, row, [names[said.evidence] for said in row.claims]) for unit, row in feedback]
