"""Agreed crosswalks as CASE: what became of an item is a link to another one, in a grouping of its own."""

from collections import defaultdict

from django.utils.translation import gettext as _

from standards.exchange.case.graph import Framework
from standards.exchange.case.names import EXACT_MATCH_OF, IS_RELATED_TO, REPLACED_BY, derived_id
from standards.exchange.case.nodes import Grouping, Link
from standards.models import CrosswalkEntry, Kind, Relation

# One that was split is replaced by no single item, so its parts are only related to it.
TYPES = {
    Relation.SAME: EXACT_MATCH_OF,
    Relation.REWORDED: REPLACED_BY,
    Relation.MERGED: REPLACED_BY,
    Relation.SPLIT: IS_RELATED_TO,
}


def crosswalks_in(framework: Framework, crosswalks, others: list[Framework]):
    """(groupings, links) of the crosswalks that begin in this suite. `others`: the public suites they may lead to.

    An end that is not public is left out, and so is a requirement that is the same item on both ends: one lineage.
    """
    groupings: list[Grouping] = []
    links: list[Link] = []
    entries = entries_of(crosswalks)
    for crosswalk in crosswalks:
        source = StandardIn.found(crosswalk.source, [framework])
        target = StandardIn.found(crosswalk.target, [framework, *others])
        if source and target:
            said = Said(crosswalk, source, target, entries[crosswalk.pk])
            groupings.append(said.grouping)
            links += said.links()
    return groupings, links


def entries_of(crosswalks):
    entries = defaultdict(list)
    rows = CrosswalkEntry.objects.filter(crosswalk__in=[one.pk for one in crosswalks])
    for entry in rows.select_related("source", "target"):
        entries[entry.crosswalk_id].append(entry)
    return entries


class StandardIn:
    """A standard in the suite that holds it, and its requirements there."""

    def __init__(self, framework, node, lineage):
        self.framework, self.node, self.lineage = framework, node, lineage

    @classmethod
    def found(cls, version, frameworks):
        page = version.standard.page
        lineage = str(page.lineage) if page else ""
        for framework in frameworks:
            if lineage and (node := framework.node("", lineage)):
                return cls(framework, node, lineage)
        return None

    def requirement(self, row):
        if row is None:
            return None
        return self.framework.node("" if row.kind == Kind.VALUE else self.lineage, str(row.lineage))


class Said:
    """One crosswalk."""

    def __init__(self, crosswalk, source, target, entries):
        self.crosswalk, self.source, self.target = crosswalk, source, target
        self.ends = [
            (entry, source.requirement(entry.source), target.requirement(entry.target)) for entry in entries
        ]
        self.grouping = Grouping(
            derived_id(None, f"crosswalk/{crosswalk.code}"),
            _("From “%(source)s” to “%(target)s”")
            % {"source": source.node.statement, "target": target.node.statement},
            _("What became of each requirement, as people agreed it."),
            crosswalk.agreed_at,
            self.without_other_end(),
        )

    def without_other_end(self):
        dropped = [
            end.identifier for entry, end, _new in self.ends if end and entry.relation == Relation.DROPPED
        ]
        new = [end.identifier for entry, _old, end in self.ends if end and entry.relation == Relation.NEW]
        return {name: ids for name, ids in (("x_dropped", dropped), ("x_new", new)) if ids}

    def links(self):
        if self.source.node is not self.target.node:
            yield self.link(REPLACED_BY, self.source.node, self.target.node)
        for entry, origin, end in self.ends:
            if origin and end and origin is not end:
                more = {"x_relation": str(entry.relation)}
                yield self.link(TYPES[entry.relation], origin, end, notes=entry.reason, extensions=more)

    def link(self, kind, origin, destination, **more):
        return Link(kind, origin, destination, self.crosswalk.agreed_at, said=self.grouping, **more)
