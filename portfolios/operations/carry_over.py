"""Going on with newer words: what asks the same comes along, the rest with a yes, and nothing is lost behind."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from portfolios.carrying import ALONG, ASK, preview_of
from portfolios.models import Claim, Evidence, Unit
from portfolios.operations.claims import make
from standards.queries.ways import ways_from


class CannotCarryOver(Exception):
    """No way leads there: the words are not newer, the crosswalk was taken back, or it can't be started any more."""

    sentence = _("You can’t go on there just now. Your evidence stays where it is, and nothing was changed.")


@operation
def carry_over(unit, target, *, by, agreed=()):
    """Go on with the version `target`: claims on what asks the same come along, and those in `agreed`. Returns the unit.

    `agreed`: keys of portfolios.carrying.Row. The old unit, what was shared of it and what was found of it stay.
    Doing it again brings only what is agreed now: what someone took out of the new unit does not come back by itself.
    """
    unit = Unit.objects.locked(unit)
    hold_still(unit)
    preview = preview_of(unit, way_to(unit, target))
    newer, is_new = Unit.objects.get_or_create(
        portfolio=unit.portfolio, version=target, defaults={"carried_from": unit}
    )
    chosen = [row for row in preview.rows if row.fate == ALONG or (row.fate == ASK and row.key in agreed)]
    came = bring(newer, chosen, by=by)
    if not is_new:
        Evidence.objects.filter(claims__in=came).update(revision=F("revision") + 1)
    if is_new or came:
        record("unit.carried_over", by=by, subject=newer, carried_from=unit.code, claims=len(came))
    return newer


def way_to(unit, target):
    """The way from the unit's words to this version. Raises CannotCarryOver."""
    ways = ways_from([unit.version])[unit.version_id]
    found = next((way for way in ways if way.target.pk == target.pk), None)
    if found is None:
        raise CannotCarryOver
    return found


def hold_still(unit):
    """Evidence is neither taken back nor deleted while its claims are copied; always locked in the same order."""
    keys = sorted(set(unit.claims.values_list("evidence_id", flat=True)))
    list(
        Evidence.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=keys)
        .order_by("pk")
        .values_list("pk")
    )


def bring(newer, rows, *, by):
    """The claims made in the new unit. Two that were merged into one are one, with both notes."""
    claims = {}
    for row in rows:
        key = (row.claim.evidence_id, row.link.target.pk)
        if key in claims:
            claims[key].note = both(claims[key].note, row.claim.note)
        else:
            claims[key] = copy_of(row, newer, by=by)
    made = list(claims.values())
    make(made, by=by)
    return made


def copy_of(row, newer, *, by):
    return Claim(
        unit=newer,
        evidence=row.claim.evidence,
        requirement=row.link.target,
        note=row.claim.note,
        made_by=by,
        carried_from=row.claim,
        **row.claim.spot,
    )


def both(note, other):
    return "\n\n".join(dict.fromkeys(text for text in (note, other) if text))
