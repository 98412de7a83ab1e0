"""Before sharing: what is asked, how it stands and where to mend it, in words. It stops nobody."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portfolios.consent import wants_about_people
from portfolios.queries import award_checks_of
from standards.models import Kind


@dataclass(frozen=True)
class Line:
    """`asks`: what it is about; `says`: how it stands; `places`: [(words, address)] where to mend it."""

    asks: str
    says: str
    holds: bool
    places: tuple = ()


def checklist_of(unit, coverage, evidence, *, missing, old):
    """[Line]. `evidence`: what could be shared; `missing`: missing_for_sharing of it; `old`: too_old of it. One query."""
    return [
        *of_awards(unit, coverage),
        of_values(unit, coverage),
        of_people(missing),
        of_currency(evidence, old),
    ]


def of_awards(unit, coverage):
    for pursuit, checks in award_checks_of(unit, coverage):
        for check in checks:
            asks = _("What “%(award)s” asks") % {"award": pursuit}
            yield Line(asks, check.sentence, check.holds, rows_in(unit, check.labels))


def of_values(unit, coverage):
    rows = [row for row in coverage.rows if row.requirement.kind == Kind.VALUE]
    empty = [row.requirement.label for row in rows if not row.claims]
    says = (
        _("Some values have no evidence yet. You can share now and show them later.")
        if empty
        else _("Each value has something that shows it.")
    )
    return Line(_("Values"), says, not empty, rows_in(unit, empty))


def of_people(missing):
    unsettled = [piece for piece in missing if wants_about_people(piece)]
    says = _("Everyone in it is settled: nobody can be recognised, or they said yes.")
    if unsettled:
        says = ngettext(
            "In %(count)d piece it is not settled yet who can be recognised. It stays with you.",
            "In %(count)d pieces it is not settled yet who can be recognised. They stay with you.",
            len(unsettled),
        ) % {"count": len(unsettled)}
    return Line(_("People"), says, not unsettled, pieces_in(unsettled))


def of_currency(evidence, old):
    aged = [piece for piece in evidence if old.get(piece.pk)]
    says = _("Nothing is older than an award you work towards counts.")
    if aged:
        says = ngettext(
            "%(count)d piece is older than an award counts. You can share it all the same.",
            "%(count)d pieces are older than an award counts. You can share them all the same.",
            len(aged),
        ) % {"count": len(aged)}
    return Line(_("How recent it is"), says, not aged, pieces_in(aged))


def rows_in(unit, labels):
    page = reverse("unit-detail", args=[unit.code])
    return tuple((label, f"{page}#r-{label}") for label in labels)


def pieces_in(evidence):
    return tuple((str(piece), reverse("evidence-change", args=[piece.code])) for piece in evidence)
