"""Which clause explains a way of this product: one of the charter of someone’s place, else one of a charter to read."""

from dataclasses import dataclass
from functools import cache

from django.db.models import F, Q

from community.models import Clause, Explanation, Manner


def explaining_clauses(organisation):
    """{manner: the clause of today, with its charter}. One query. `organisation`: a row, its pk, or None."""
    place = getattr(organisation, "pk", organisation)
    ours = Q(version__charter__organisation=None) | Q(version__charter__organisation=place)
    found = {}
    for clause in said_today().filter(ours):
        found.setdefault(clause.manner, clause)
    return found


@cache  # the question, never its rows: every page with a “Why?” asks it
def said_today():
    """The clauses in force that explain a manner, those of a place first."""
    said = Q(
        version__charter__current_version=F("version"),
        version__charter__explanations__clause_lineage=F("lineage"),
    )
    rows = Clause.objects.filter(said).annotate(manner=F("version__charter__explanations__manner"))
    own_first = F("version__charter__organisation").asc(nulls_last=True)
    return rows.select_related("version__charter").order_by(own_first, "version__charter", "position")


@dataclass(frozen=True)
class Explained:
    """`clause`: the words of today, None where they are no longer in the charter, or nothing was said."""

    manner: Manner
    explanation: Explanation | None
    clause: Clause | None

    @property
    def name(self):
        """As addresses say it."""
        return self.manner.value.replace(" ", "-")

    @property
    def is_about_earlier_words(self):
        return bool(self.clause and self.explanation and self.clause.words != self.explanation.clause.words)


def explained_in(charter):
    """[Explained] for every Manner, two queries."""
    said = {
        row.manner: row
        for row in Explanation.objects.filter(charter=charter).select_related("clause", "said_by")
    }
    lineages = [row.clause_lineage for row in said.values()]
    now = {
        c.lineage: c for c in Clause.objects.filter(version=charter.current_version_id, lineage__in=lineages)
    }
    return [
        Explained(manner, row := said.get(manner), now.get(row.clause_lineage) if row else None)
        for manner in Manner
    ]
