"""From the words someone began with to newer ones: what became of each requirement, and on whose word.

Between versions of one standard the lineage says it; to another standard, an agreed crosswalk, and the lineage on
either side of it where the words were put right since. Never a number.
"""

from dataclasses import dataclass, field

from standards.models import Change, Crosswalk, CrosswalkEntry, Relation, StandardVersion
from standards.queries.links import as_said, by_lineage, joined, words_of


@dataclass(frozen=True)
class Way:
    """Where someone can go on: `target`, and by which agreed crosswalk; None between versions of one standard."""

    source: StandardVersion
    target: StandardVersion
    crosswalk: Crosswalk | None = None

    @property
    def is_successor(self):
        return self.source.standard_id != self.target.standard_id


@dataclass
class Links:
    """Every link of a way."""

    way: Way
    links: list = field(default_factory=list)

    def count(self, relation):
        return sum(link.relation == relation for link in self.links)

    @property
    def by_source(self):
        found = {}
        for link in self.links:
            if link.source:
                found.setdefault(link.source.pk, []).append(link)
        return found

    @property
    def new(self):
        return [link for link in self.links if link.relation == Relation.NEW]


# --- where to -------------------------------------------------------------------------------


def ways_from(versions):
    """{version pk: [Way]}, the newest words of the same standard first, then its successors. Two queries at most.

    `versions` come with their standard and its current version.
    """
    agreed = Crosswalk.objects.agreed().filter(source__standard__in={v.standard_id for v in versions})
    agreed = agreed.select_related("source__standard", "target__standard__current_version").order_by("pk")
    rows = (
        list(agreed) if agreed.exists() else []
    )  # mostly there is none, and all these columns cost their time
    return {version.pk: [*newer_words(version, rows), *successors(version, rows)] for version in versions}


def newer_words(version, crosswalks):
    """The way to the newest version of the same standard, unless this is it or the standard was withdrawn."""
    standard, newest = version.standard, version.standard.current_version
    if newest is None or newest.number <= version.number or standard.status == "withdrawn":
        return []
    said = [c for c in crosswalks if (c.source_id, c.target_id) == (version.pk, newest.pk)]
    return [Way(version, newest, said[0] if said else None)]


def successors(version, crosswalks):
    """One way to each standard that takes this one's place: by the crosswalk from this version, else the newest."""
    found = {}
    for crosswalk in crosswalks:
        theirs = crosswalk.target.standard
        leads_on = crosswalk.source.standard_id == version.standard_id != theirs.pk
        known = found.get(theirs.pk)
        if leads_on and theirs.is_open_to_start() and not (known and known.source_id == version.pk):
            found[theirs.pk] = crosswalk
    return [Way(version, c.target.standard.current_version, c) for c in found.values()]


# --- what became of what --------------------------------------------------------------------


def links_of(way):
    """Every link of a way, whole. Three queries at most."""
    return links_of_all([way])[0]


def links_of_all(ways):
    """[Links], one for each way, in their order. Three queries at most, however many."""
    known = Known(ways)
    return [Links(way, links_along(way, known)) for way in ways]


class Known:
    """What is asked once for many ways: the words of their versions, the entries, where a meaning changed."""

    def __init__(self, ways):
        versions = {end for way in ways for end in ends_of(way)}
        self.words = words_of({version.pk for version in versions})
        self.changes = set(
            StandardVersion.objects.filter(standard__in={version.standard_id for version in versions})
            .exclude(change=Change.WORDING)
            .values_list("standard_id", "number")
        )
        self.entries = {}
        for entry in CrosswalkEntry.objects.filter(
            crosswalk__in={way.crosswalk for way in ways if way.crosswalk}
        ):
            self.entries.setdefault(entry.crosswalk_id, []).append(entry)


def ends_of(way):
    crosswalk = way.crosswalk
    return [way.source, way.target, *([crosswalk.source, crosswalk.target] if crosswalk else [])]


def links_along(way, known):
    if not way.crosswalk:
        return by_lineage(way.source, way.target, known)
    links = by_lineage(way.source, way.crosswalk.source, known)
    links = joined(links, as_said(known.entries.get(way.crosswalk.pk, ()), known.words))
    return joined(links, by_lineage(way.crosswalk.target, way.target, known))


def links_said(crosswalk):
    """What a crosswalk itself says, in printed order: of the old words, then what is new. Two queries."""
    words = words_of({crosswalk.source_id, crosswalk.target_id})
    links = as_said(crosswalk.entries.all(), words)
    return sorted(
        links, key=lambda link: link.source.position if link.source else 10**6 + link.target.position
    )
