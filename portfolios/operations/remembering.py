"""Keeping the last change to what evidence shows, from whichever page it came, so that it can be taken back.

A change is kept in two statements, however many claims and pieces it touched; older ones go when the site tidies up.
"""

from portfolios.models import Mapping, MappingLine


def as_it_stands(claim, *, is_after):
    """A line that says how this claim stands now; its mapping is not known yet."""
    return MappingLine(
        unit_id=claim.unit_id,
        evidence_id=claim.evidence_id,
        requirement_id=claim.requirement_id,
        is_after=is_after,
        note=claim.note,
        carried_from_id=claim.carried_from_id,
        **claim.spot,
    )


def remember(before, after, *, by, is_undoing=False):
    """Keep a change: `before` lines of the claims that changed or went, and the claims `after` it. Two statements."""
    lines = [*before, *(as_it_stands(claim, is_after=True) for claim in after)]
    if not lines:
        return
    mapping = Mapping.objects.create(made_by=by, is_undoing=is_undoing)
    for line in lines:
        line.mapping = mapping
    MappingLine.objects.bulk_create(lines)
