"""What an assessor saw in place and put right since: as it stands, with what was written before."""

from portfolios.registry import Seen


def in_order(rows):
    """{evidence pk: [Seen]} in the order of `rows`, {pk: SeenInPlace}; what was corrected stands with its correction."""
    corrected = {seen.corrects_id for seen in rows.values()}
    found = {}
    for seen in rows.values():
        if seen.pk not in corrected:
            found.setdefault(seen.evidence_id, []).append(as_seen(seen, rows))
    return found


def as_seen(seen, rows):
    before, earlier = [], rows.get(seen.corrects_id)
    while earlier:
        before.append(Seen(str(earlier.seen_by), earlier.seen_on, earlier.words, at=earlier.recorded_at))
        earlier = rows.get(earlier.corrects_id)
    return Seen(
        str(seen.seen_by),
        seen.seen_on,
        seen.words,
        at=seen.recorded_at,
        key=seen.pk,
        by_code=seen.seen_by.code,
        before=tuple(before),
    )
