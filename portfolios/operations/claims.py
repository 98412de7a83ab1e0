"""Saying what evidence shows. A claim is a pointer, not a verdict."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from portfolios.models import Claim, Evidence


class NotInThisStandard(Exception):
    """Evidence and standard are of one portfolio, and the requirement is of that standard’s version."""

    sentence = _("That is not part of this standard, or not yours. Nothing was changed.")


@operation
def claim_requirement(evidence, *, unit, requirement, by, note=""):
    """Say that evidence shows a requirement. Saying it twice is saying it once."""
    evidence = Evidence.objects.locked(evidence)
    check(evidence, unit, [requirement])
    _claim, is_new = Claim.objects.get_or_create(
        unit=unit, evidence=evidence, requirement=requirement, defaults={"note": note, "made_by": by}
    )
    if is_new:
        record("claim.made", by=by, subject=evidence, unit=unit.code, requirement=requirement.code)
    return evidence


@operation
def drop_claim(evidence, *, unit, requirement, by):
    """Say no longer that evidence shows a requirement. What was shared before stays as it was shared."""
    gone, _rows = Claim.objects.filter(unit=unit, evidence=evidence, requirement=requirement).delete()
    if gone:
        record("claim.dropped", by=by, subject=evidence, unit=unit.code, requirement=requirement.code)
    return evidence


@operation
def set_claims(evidence, claims, *, by):
    """Make exactly these claims, for the units named: {unit: {requirement: note}}. Other units keep theirs."""
    for unit, wanted in claims.items():
        check(evidence, unit, wanted)
        stand = {claim.requirement_id: claim for claim in Claim.objects.filter(unit=unit, evidence=evidence)}
        for requirement, note in wanted.items():
            set_claim(stand.pop(requirement.pk, None), evidence, unit, requirement, note, by)
        for claim in stand.values():
            drop_claim(evidence, unit=unit, requirement=claim.requirement, by=by)
    return evidence


@operation
def match_within(unit, *, requirements, evidence, wanted, by):
    """Make exactly the `wanted` claims, {(requirement pk, evidence pk)}, among these requirements and evidence.

    Claims outside of them stay, and so does the note of every claim that stays. Evidence whose claims change gets
    a new revision: a form of it that was open elsewhere would undo them without a word.
    """
    stand = set(
        Claim.objects.filter(unit=unit, requirement__in=requirements, evidence__in=evidence).values_list(
            "requirement_id", "evidence_id"
        )
    )
    changed = set()
    for piece in sorted(evidence, key=lambda piece: piece.pk):
        for requirement in requirements:
            key = (requirement.pk, piece.pk)
            if key in wanted and key not in stand:
                claim_requirement(piece, unit=unit, requirement=requirement, by=by)
                changed.add(piece.pk)
            elif key in stand and key not in wanted:
                drop_claim(piece, unit=unit, requirement=requirement, by=by)
                changed.add(piece.pk)
    Evidence.objects.filter(pk__in=changed).update(revision=F("revision") + 1)
    return unit


def set_claim(claim, evidence, unit, requirement, note, by):
    if claim is None:
        claim_requirement(evidence, unit=unit, requirement=requirement, by=by, note=note)
    elif claim.note != note:
        claim.note = note
        claim.save(update_fields=["note"])


def check(evidence, unit, requirements):
    strangers = [r for r in requirements if r.version_id != unit.version_id]
    if strangers or evidence.portfolio_id != unit.portfolio_id or evidence.withdrawn_at:
        raise NotInThisStandard
