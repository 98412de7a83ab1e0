"""Taking back the last change to what evidence shows, from whichever page it came."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from people.registry import TIDYING
from portfolios.mapping import same
from portfolios.models import Claim, Evidence, Mapping, MappingLine
from portfolios.operations.claims import NotInThisStandard, write
from portfolios.operations.remembering import as_it_stands

KEPT_FOR = timedelta(days=1)  # then only what can be undone stays


class NothingToUndo(Exception):
    """It was undone already, or everything in it was changed since."""

    sentence = _("There is nothing left to take back: it was changed since, and stays as it is.")


@operation
def undo_mapping(*, by, **side):
    """Put back what the last save changed in one piece (`evidence=`) or one standard (`unit=`), except where it was
    changed since. That is a save itself, and can be undone.

    Returns how many parts were put back, of how many. Raises NothingToUndo, and
    NotInThisStandard where all of it was taken back.
    """
    last = Mapping.objects.last_of(**side)
    if last is None:
        raise NothingToUndo
    before, after = lines_kept(last, side)
    keys = before.keys() | after.keys()
    held = still_held({evidence for _unit, evidence, _requirement in keys})
    if not held:
        raise NotInThisStandard
    stand = standing(keys, held)
    free = [key for key in keys if key[1] in held and same(stand.get(key), after.get(key))]
    if not free:
        raise NothingToUndo
    put_back(free, before, stand, held, by=by, is_undoing=not last.is_undoing)
    return len(free), len(keys)


def put_back(free, before, stand, held, *, by, is_undoing):
    was = [as_it_stands(stand[key], is_after=False) for key in free if key in before and key in stand]
    new = [claim_again(before[key], held, by) for key in free if key in before and key not in stand]
    kept = [said_again(stand[key], before[key]) for key in free if key in before and key in stand]
    gone = [stand[key] for key in free if key not in before]
    write(new, kept, gone, was, by=by, is_undoing=is_undoing)
    touched = {evidence for _unit, evidence, _requirement in free}
    Evidence.objects.filter(pk__in=touched).update(revision=F("revision") + 1)
    for piece in sorted(touched):
        record("evidence.mapped", by=by, subject=held[piece], changed=sum(key[1] == piece for key in free))


def lines_kept(mapping, side):
    """How things stood before it, and after: each {(unit pk, evidence pk, requirement pk): line}."""
    lines = list(mapping.lines.filter(**side).select_related("unit", "requirement"))
    return [
        {
            (line.unit_id, line.evidence_id, line.requirement_id): line
            for line in lines
            if line.is_after is when
        }
        for when in (False, True)
    ]


def still_held(keys):
    """{pk: piece}, held until the operation ends, of those that were not taken back."""
    pieces = Evidence.objects.select_for_update(of=("self",), no_key=True).filter(
        pk__in=keys, withdrawn_at=None
    )
    return {piece.pk: piece for piece in pieces.order_by("pk")}


def standing(keys, held):
    claims = Claim.objects.filter(
        unit__in={key[0] for key in keys}, evidence__in=held, requirement__in={key[2] for key in keys}
    ).select_related("unit", "evidence", "requirement")
    found = {(claim.unit_id, claim.evidence_id, claim.requirement_id): claim for claim in claims}
    return {key: claim for key, claim in found.items() if key in keys}


def claim_again(line, held, by):
    return said_again(
        Claim(unit=line.unit, evidence=held[line.evidence_id], requirement=line.requirement, made_by=by), line
    )


def said_again(claim, line):
    """What came along from older words, was taken out, and is back, still came along."""
    claim.note, claim.carried_from_id = line.note, line.carried_from_id
    for name, value in line.spot.items():
        setattr(claim, name, value)
    return claim


def forget_older_changes():
    """Changes to a piece and a standard that a newer one stands before: nobody can undo them. Says how many."""
    newer = {"mapping__gt": OuterRef("mapping")}
    done = MappingLine.objects.filter(
        Exists(MappingLine.objects.filter(evidence=OuterRef("evidence"), **newer)),
        Exists(MappingLine.objects.filter(unit=OuterRef("unit"), **newer)),
        mapping__made_at__lt=timezone.now() - KEPT_FOR,
    )
    done.delete()
    empty = Mapping.objects.filter(lines=None, made_at__lt=timezone.now() - KEPT_FOR)
    return empty.delete()[0]


TIDYING.append(forget_older_changes)
