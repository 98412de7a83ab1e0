"""Saying what evidence shows. A claim is a pointer, not a verdict.

Each act locks the evidence first, reads what stands, and writes the difference at once: as many statements for fifty
claims as for one.
"""

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Exists, F, OuterRef
from django.db.models.deletion import Collector
from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from portfolios.models import Claim, Evidence, Link, MappingLine
from portfolios.operations.remembering import as_it_stands, remember

SPOT_FIELDS = ("anchor_file", "anchor_page", "anchor_paragraph", "anchor_seconds")


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
def set_claims(evidence, claims, *, by, among=None):
    """Make exactly these claims, for the units named: {unit: {requirement: note, or Link}}. Other units keep theirs.

    A plain note leaves the spot of a claim that stands; a Link says the spot too. `among`: the requirements that were
    asked about; claims on others stay.
    """
    if not claims:
        return evidence
    held = Evidence.objects.locked(evidence)
    for unit, wanted in claims.items():
        check(held, unit, wanted)
        check_spots(held, wanted.values())
    stand = claims_in(claims, [held])
    put_claims(held, claims, stand if among is None else stand.filter(requirement__in=among), by=by)
    return evidence


def put_claims(held, claims, standing, *, by):
    """Write the difference between the claims wanted and those standing. The evidence is held."""
    stand = {(claim.unit_id, claim.requirement_id): claim for claim in standing}
    new, kept, was = [], [], []
    for unit, wanted in claims.items():
        for requirement, told in wanted.items():
            claim = stand.pop((unit.pk, requirement.pk), None)
            if claim is None:
                new.append(claim_of(held, unit, requirement, told, by))
                continue
            before = as_it_stands(claim, is_after=False)
            if says_more(claim, told):
                kept.append(claim)
                was.append(before)
    write(new, kept, stand.values(), was, by=by)


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
    write(new, [], gone, [], by=by)
    changed = {claim.evidence_id for claim in [*new, *gone]}
    Evidence.objects.filter(pk__in=changed).update(revision=F("revision") + 1)
    return unit


def write(new, kept, gone, was, *, by, is_undoing=False):
    """Make, change and drop these claims, so that it can be undone. `was`: lines of how those that are `kept` stood."""
    before = [*was, *(as_it_stands(claim, is_after=False) for claim in gone)]
    remember(before, [*new, *kept], by=by, is_undoing=is_undoing)
    make(new, by=by)
    Claim.objects.bulk_update(kept, ["note", "carried_from", *SPOT_FIELDS])
    drop(gone, by=by)


# --- what they are made of ------------------------------------------------------------------


def held_still(evidence):
    """These pieces as they are now, held until the operation ends; always in the same order."""
    keys = [piece.pk for piece in evidence]
    return list(
        Evidence.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=keys).order_by("pk")
    )


def claims_in(units, evidence):
    """What stands between these, each claim with the codes that an event about it needs."""
    claims = Claim.objects.filter(unit__in=units, evidence__in=evidence)
    return claims.select_related("unit", "evidence", "requirement").annotate(
        came_from_it=Exists(Claim.objects.filter(carried_from=OuterRef("pk"))),
        told_of_it=Exists(MappingLine.objects.filter(carried_from=OuterRef("pk"))),
    )


def claim_of(evidence, unit, requirement, told, by):
    return Claim(evidence=evidence, unit=unit, requirement=requirement, made_by=by, **columns_of(told))


def columns_of(told):
    """What was said of a claim: by a Link its note and its spot, by a string its note alone."""
    return told.columns if isinstance(told, Link) else {"note": told}


def says_more(claim, told):
    """Whether that changes the claim; if so it is changed, and not saved yet."""
    changed = {name: value for name, value in columns_of(told).items() if getattr(claim, name) != value}
    for name, value in changed.items():
        setattr(claim, name, value)
    return bool(changed)


def make(claims, *, by):
    """Keep new claims, with an event for each. Their evidence is held, so nobody else makes the same."""
    Claim.objects.bulk_create(claims)
    for claim in claims:
        record_of("claim.made", claim, by=by)


def drop(claims, *, by):
    claims = list(claims)
    for claim in claims:
        record_of("claim.dropped", claim, by=by)
    if any(is_pointed_at(claim) for claim in claims):
        collector = Collector(
            using=DEFAULT_DB_ALIAS
        )  # as delete() does, with the rows that are at hand already
        collector.collect(claims)
        collector.delete()
    elif claims:
        Claim.objects.filter(pk__in=[claim.pk for claim in claims])._raw_delete(DEFAULT_DB_ALIAS)


def is_pointed_at(claim):
    """Whether another claim came along from it, or a change that is kept says so; where nobody looked, perhaps."""
    return getattr(claim, "came_from_it", True) or getattr(claim, "told_of_it", True)


def record_of(action, claim, *, by):
    record(action, by=by, subject=claim.evidence, unit=claim.unit.code, requirement=claim.requirement.code)


def check(evidence, unit, requirements):
    strangers = [r for r in requirements if r.version_id != unit.version_id]
    if strangers or evidence.portfolio_id != unit.portfolio_id or evidence.withdrawn_at:
        raise NotInThisStandard


def check_spots(evidence, told):
    files = [link.file for link in told if isinstance(link, Link) and link.file]
    if any(file.evidence_id != evidence.pk for file in files):
        raise NotInThisStandard
