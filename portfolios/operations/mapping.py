"""Saying in one go what a piece of evidence shows, with where to look."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from portfolios.mapping import rows_of, same, seen_in
from portfolios.models import Evidence
from portfolios.operations.claims import check, check_spots, put_claims


class StaleMapping(Exception):
    """What this piece shows was changed since the page was opened. `.rows`: what stands now."""

    sentence = _(
        "This was changed somewhere else since you opened it. Both stand below, and nothing is lost."
    )

    def __init__(self, rows):
        super().__init__(str(self.sentence))
        self.rows = rows


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
    changed = sum(not same(row.claim, wanted[row.unit].get(row.requirement)) for row in before)
    put_claims(evidence, wanted, [row.claim for row in before if row.claim], by=by)
    if changed:
        Evidence.objects.filter(pk=evidence.pk).update(revision=F("revision") + 1)
        record("evidence.mapped", by=by, subject=evidence, changed=changed)
    return evidence
