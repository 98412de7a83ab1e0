"""Saying in one go what a piece of evidence shows, with where to look; and taking the last such save back."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from portfolios.mapping import rows_of, seen_in, state_of
from portfolios.models import Claim, Evidence, Link, Mapping, MappingLine
from portfolios.operations.claims import NotInThisStandard, check, check_spots, put_claims


class StaleMapping(Exception):
    """What this piece shows was changed since the page was opened. `.rows`: what stands now."""

    sentence = _(
        "This was changed somewhere else since you opened it. Both stand below, and nothing is lost."
    )

    def __init__(self, rows):
        super().__init__(str(self.sentence))
        self.rows = rows


class NothingToUndo(Exception):
    """It was undone already, or everything in it was changed since."""

    sentence = _("There is nothing left to take back: it was changed since, and stays as it is.")


@operation
def map_evidence(evidence, shows, *, by, seen):
    """Make exactly these claims among the requirements asked about: {unit: {requirement: Link, or None for no claim}}.

    `seen`: portfolios.mapping.seen_in the rows as they were shown. Raises StaleMapping, having changed nothing.
    """
    evidence = Evidence.objects.locked(evidence)
    for unit, said in shows.items():
        check(evidence, unit, said)
        check_spots(evidence, said.values())
    asked = [requirement for said in shows.values() for requirement in said]
    before = rows_of(evidence, list(shows), asked)
    if seen_in(before) != seen:
        raise StaleMapping(before)
    wanted = {unit: {r: link for r, link in rows.items() if link} for unit, rows in shows.items()}
    keep_change(evidence, before, wanted, by=by)
    put_claims(evidence, wanted, [row.claim for row in before if row.claim], by=by)
    return evidence


@operation
def undo_mapping(evidence, *, by):
    """Put back what the last save changed, except where it was changed since. That is a save itself, and can be undone.

    Returns how many parts were put back, of how many.
    """
    evidence = Evidence.objects.locked(evidence)
    if evidence.withdrawn_at:
        raise NotInThisStandard
    last = Mapping.objects.filter(evidence=evidence).first()
    if last is None:
        raise NothingToUndo
    before, after = lines_kept(last)
    asked = {line.requirement: line.unit for line in [*before.values(), *after.values()]}
    rows = rows_of(evidence, list(set(asked.values())), list(asked))
    rows = [row for row in rows if same(row.claim, after.get(row.requirement.pk))]
    if not rows:
        raise NothingToUndo
    shows = {row.unit: {} for row in rows}
    for row in rows:
        shows[row.unit][row.requirement] = link_of(before.get(row.requirement.pk))
    map_evidence(evidence, shows, by=by, seen=seen_in(rows))
    remember_origins(evidence, before)
    Mapping.objects.filter(evidence=evidence).update(is_undoing=not last.is_undoing)
    return len(rows), len(asked)


def lines_kept(mapping):
    """How things stood before it, and after: each {requirement pk: line}."""
    lines = list(mapping.lines.select_related("unit", "requirement", "anchor_file"))
    return [{line.requirement_id: line for line in lines if line.is_after is side} for side in (False, True)]


def keep_change(evidence, before, wanted, *, by):
    """Keep how the rows that change stand, and how they will, in place of the change kept until now."""
    pairs = [(row, wanted[row.unit].get(row.requirement)) for row in before]
    changed = [(row, link) for row, link in pairs if not same(row.claim, link)]
    if not changed:
        return
    Mapping.objects.filter(evidence=evidence).delete()
    mapping = Mapping.objects.create(evidence=evidence, made_by=by)
    MappingLine.objects.bulk_create(line for row, link in changed for line in lines_of(mapping, row, link))
    Evidence.objects.filter(pk=evidence.pk).update(revision=F("revision") + 1)
    record("evidence.mapped", by=by, subject=evidence, changed=len(changed))


def lines_of(mapping, row, link):
    about = {"mapping": mapping, "unit": row.unit, "requirement": row.requirement}
    if claim := row.claim:
        origin = claim.carried_from_id
        yield MappingLine(**about, is_after=False, note=claim.note, carried_from_id=origin, **claim.spot)
    if link:
        yield MappingLine(**about, is_after=True, **link.columns)


def same(claim, other):
    """Whether both say the same, or both say nothing."""
    if claim is None or other is None:
        return claim is other
    return state_of(claim) == state_of(other)


def link_of(line):
    """What a line said, or None where nothing was claimed."""
    return line and Link(
        line.note, line.anchor_file, line.anchor_page, line.anchor_paragraph, line.anchor_seconds
    )


def remember_origins(evidence, lines):
    """What came along from older words, was taken out, and is back, still came along."""
    for line in lines.values():
        if line.carried_from_id:
            claims = Claim.objects.filter(evidence=evidence, unit=line.unit, requirement=line.requirement)
            claims.update(carried_from=line.carried_from_id)
