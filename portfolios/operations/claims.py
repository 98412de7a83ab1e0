"""Saying what evidence shows. A claim is a pointer, not a verdict.

Each act locks the evidence first, reads what stands, and writes the difference at once: as many statements for fifty
claims as for one.
"""

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
    if not Claim.objects.filter(unit=unit, evidence=evidence, requirement=requirement).exists():
        make([claim_of(evidence, unit, requirement, note, by)], by=by)
    return evidence


@operation
def drop_claim(evidence, *, unit, requirement, by):
    """Say no longer that evidence shows a requirement. What was shared before stays as it was shared."""
    drop(claims_in([unit], [evidence]).filter(requirement=requirement), by=by)
    return evidence


@operation
def set_claims(evidence, claims, *, by):
    """Make exactly these claims, for the units named: {unit: {requirement: note}}. Other units keep theirs."""
    if not claims:
        return evidence
    held = Evidence.objects.locked(evidence)
    for unit, wanted in claims.items():
        check(held, unit, wanted)
    stand = {(claim.unit_id, claim.requirement_id): claim for claim in claims_in(claims, [held])}
    new, kept = [], []
    for unit, wanted in claims.items():
        for requirement, note in wanted.items():
            claim = stand.pop((unit.pk, requirement.pk), None)
            if claim is None:
                new.append(claim_of(held, unit, requirement, note, by))
            elif claim.note != note:
                claim.note = note
                kept.append(claim)
    make(new, by=by)
    Claim.objects.bulk_update(kept, ["note"])
    drop(stand.values(), by=by)
    return evidence


@operation
def match_within(unit, *, requirements, evidence, wanted, by):
    """Make exactly the `wanted` claims, {(requirement pk, evidence pk)}, among these requirements and evidence.

    Claims outside of them stay, and so does the note of every claim that stays. Evidence whose claims change gets
    a new revision: a form of it that was open elsewhere would undo them without a word.
    """
    held = held_still(evidence)
    stand = {
        (claim.requirement_id, claim.evidence_id): claim
        for claim in claims_in([unit], held).filter(requirement__in=requirements)
    }
    new = [
        claim_of(piece, unit, requirement, "", by)
        for piece in held
        for requirement in requirements
        if (requirement.pk, piece.pk) in wanted and (requirement.pk, piece.pk) not in stand
    ]
    for claim in new:
        check(claim.evidence, unit, [claim.requirement])
    gone = [claim for key, claim in stand.items() if key not in wanted]
    make(new, by=by)
    drop(gone, by=by)
    changed = {claim.evidence_id for claim in [*new, *gone]}
    Evidence.objects.filter(pk__in=changed).update(revision=F("revision") + 1)
    return unit


# --- what they are made of ------------------------------------------------------------------


def held_still(evidence):
    """These pieces as they are now, held until the operation ends; always in the same order."""
    keys = [piece.pk for piece in evidence]
    return list(Evidence.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))


def claims_in(units, evidence):
    """What stands between these, each claim with the codes that an event about it needs."""
    claims = Claim.objects.filter(unit__in=units, evidence__in=evidence)
    return claims.select_related("unit", "evidence", "requirement")


def claim_of(evidence, unit, requirement, note, by):
    return Claim(evidence=evidence, unit=unit, requirement=requirement, note=note, made_by=by)


def make(claims, *, by):
    """Keep new claims, with an event for each. Their evidence is held, so nobody else makes the same."""
    Claim.objects.bulk_create(claims)
    for claim in claims:
        record_of("claim.made", claim, by=by)


def drop(claims, *, by):
    claims = list(claims)
    for claim in claims:
        record_of("claim.dropped", claim, by=by)
    if claims:
        Claim.objects.filter(pk__in=[claim.pk for claim in claims]).delete()


def record_of(action, claim, *, by):
    record(action, by=by, subject=claim.evidence, unit=claim.unit.code, requirement=claim.requirement.code)


def check(evidence, unit, requirements):
    strangers = [r for r in requirements if r.version_id != unit.version_id]
    if strangers or evidence.portfolio_id != unit.portfolio_id or evidence.withdrawn_at:
        raise NotInThisStandard
