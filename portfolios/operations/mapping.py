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
    asked = [requirement for wanted in shows.values() for requirement in wanted]
    before = rows_of(evidence, list(shows), asked)
    if seen_in(before) != seen:
        raise StaleMapping(before)
    wanted = {unit: {r: link for r, link in rows.items() if link} for unit, rows in shows.items()}
    for unit, said in wanted.items():
        check(evidence, unit, shows[unit])
        check_spots(evidence, said.values())
    keep_change(evidence, before, wanted, by=by)
    put_claims(evidence, wanted, [row.claim for row in before if row.claim], by=by)
    return evidence


@operation
def undo_mapping(evidence, *, by):
    """Put back what the last save changed, except where it was changed since. That is a save itself, and can be undone."""
    evidence = Evidence.objects.locked(evidence)
    if evidence.withdrawn_at:
        raise NotInThisStandard
    last = Mapping.objects.filter(evidence=evidence).first()
    lines = list(last.lines.select_related("unit", "requirement", "anchor_file")) if last else []
    before, after = ({key_of(x): x for x in lines if x.is_after is side} for side in (False, True))
    requirements = {line.requirement for line in lines}
    units = {line.unit_id: line.unit for line in lines}
    stand = {row.requirement.pk: row for row in rows_of(evidence, list(units.values()), list(requirements))}
    untouched = [r for r in requirements if same(stand[r.pk].claim, after.get(r.pk))]
    if not untouched:
        raise NothingToUndo
    shows = {stand[r.pk].unit: {} for r in untouched}
    for requirement in untouched:
        line = before.get(requirement.pk)
        shows[stand[requirement.pk].unit][requirement] = line and link_of(line)
    rows = [stand[requirement.pk] for requirement in untouched]
    map_evidence(evidence, shows, by=by, seen=seen_in(rows))
    remember_origins(evidence, before)
    Mapping.objects.filter(evidence=evidence).update(is_undoing=not last.is_undoing)
    return len(untouched), len(requirements)


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


def key_of(line):
    return line.requirement_id


def same(claim, other):
    """Whether both say the same, or both say nothing."""
    if claim is None or other is None:
        return claim is other
    return state_of(claim) == state_of(other)


def link_of(line):
    return Link(line.note, line.anchor_file, line.anchor_page, line.anchor_paragraph, line.anchor_seconds)


def remember_origins(evidence, lines):
    """What came along from older words, was taken out, and is back, still came along."""
    for line in lines.values():
        if line.carried_from_id:
            claims = Claim.objects.filter(evidence=evidence, unit=line.unit, requirement=line.requirement)
            claims.update(carried_from=line.carried_from_id)
