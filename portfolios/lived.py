"""How each clause of a charter is being lived, as the community may read it: words, kind and moment, never the evidence."""

from dataclasses import dataclass, field

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from community.models import Clause
from portfolios.living import may_be_read
from portfolios.models import ClauseTag

MOST_AT_ONCE = 3  # of one clause, before all of them are asked for


@dataclass(frozen=True)
class Lived:
    """`name`: "" unless its owner wished it shown. `clause`: the words that were meant, if they read otherwise now."""

    words: str
    kind: str
    moment: str
    name: str
    clause: Clause | None


@dataclass
class LivedClause:
    clause: Clause
    above: list
    told: list = field(default_factory=list)
    count: int = 0


def readable(charter):
    """What may be read of this charter now, the newest first. Whoever asks has to belong to its place."""
    tags = ClauseTag.objects.filter(may_be_read(), charter=charter)
    return tags.select_related("evidence__owner", "evidence__kind", "clause").order_by("-shown_at", "-pk")


def clauses_lived_in(version):
    """[LivedClause] of every clause of a version, in order, nothing told of them yet."""
    found, above = [], []
    for clause in version.clauses.order_by("position"):
        above = [upper for upper in above if upper.level < clause.level]
        if clause.level:
            found.append(LivedClause(clause, above))
        above = [*above, clause]
    return found


def tell(charter, clauses):
    """Let each of these LivedClauses have its newest few, and how many there are. Two queries."""
    of_these = readable(charter).filter(clause_lineage__in=[lived.clause.lineage for lived in clauses])
    place = Window(
        RowNumber(), partition_by="clause_lineage", order_by=[F("shown_at").desc(), F("pk").desc()]
    )
    newest, counts = {}, of_these.order_by().values_list("clause_lineage").annotate(Count("pk"))
    for tag in of_these.annotate(place=place).filter(place__lte=MOST_AT_ONCE):
        newest.setdefault(tag.clause_lineage, []).append(tag)
    counted = dict(counts)
    for lived in clauses:
        lived.told = [told(tag, lived.clause) for tag in newest.get(lived.clause.lineage, [])]
        lived.count = counted.get(lived.clause.lineage, 0)
    return clauses


def told(tag, clause):
    evidence = tag.evidence
    return Lived(
        words=tag.words,
        kind=str(evidence.kind or ""),
        moment=evidence.moment,
        name=str(evidence.owner) if tag.is_named else "",
        clause=tag.clause if tag.clause.words != clause.words else None,
    )
