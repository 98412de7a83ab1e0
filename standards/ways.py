"""From the words someone began with to newer ones: what became of each requirement, and on whose word.

Between versions of one standard the lineage says it; to another standard, an agreed crosswalk, and the lineage on
either side of it where the words were put right since. Never a number.
"""

from dataclasses import dataclass, field

from standards.differences import difference, says_the_same
from standards.models import Change, Crosswalk, Relation, Requirement, StandardVersion

GRAVITY = [Relation.SAME, Relation.REWORDED, Relation.SPLIT, Relation.MERGED]


@dataclass(frozen=True)
class Link:
    """What became of `source` is `target`. Without a target it was dropped; without a source it is new."""

    source: Requirement | None
    target: Requirement | None
    relation: str
    reason: str = ""

    @property
    def differs(self):
        """Whether any word, or mark, is not as it was."""
        return self.source is not None and self.target is not None and self.source.text != self.target.text

    @property
    def pieces(self):
        return difference(self.source.text, self.target.text) if self.source and self.target else []

    @property
    def get_relation_display(self):
        return Relation(self.relation).label


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
    """{version pk: [Way]}, the newest words of the same standard first, then its successors. One query, and none more.

    `versions` come with their standard and its current version.
    """
    agreed = Crosswalk.objects.agreed().filter(source__standard__in={v.standard_id for v in versions})
    rows = list(agreed.select_related("source__standard", "target__standard__current_version").order_by("pk"))
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
    """Every link of a way, whole. Five queries at most."""
    crosswalk = way.crosswalk
    ends = (
        [way.source, crosswalk.source, crosswalk.target, way.target]
        if crosswalk
        else [way.source, way.target]
    )
    words = words_of({end.pk for end in ends})
    if not crosswalk:
        return Links(way, by_lineage(way.source, way.target, words))
    steps = [by_lineage(way.source, crosswalk.source, words), as_said(crosswalk, words)]
    steps.append(by_lineage(crosswalk.target, way.target, words))
    links = steps[0]
    for step in steps[1:]:
        links = joined(links, step)
    return Links(way, links)


def words_of(versions):
    """{version pk: its requirements in printed order}"""
    found = {version: [] for version in versions}
    for requirement in Requirement.objects.filter(version__in=versions).order_by("version", "position"):
        found[requirement.version_id].append(requirement)
    return found


def links_said(crosswalk):
    """What a crosswalk itself says, in printed order: of the old words, then what is new. Two queries."""
    links = as_said(crosswalk, words_of({crosswalk.source_id, crosswalk.target_id}))
    return sorted(
        links, key=lambda link: link.source.position if link.source else 10**6 + link.target.position
    )


def as_said(crosswalk, words):
    known = {r.pk: r for rows in words.values() for r in rows}
    return [
        Link(known.get(entry.source_id), known.get(entry.target_id), entry.relation, entry.reason)
        for entry in crosswalk.entries.all()
    ]


def by_lineage(before, after, words):
    """Links between two versions of one standard. What a trainer published as a wording fix asks the same."""
    targets = {requirement.lineage: requirement for requirement in words[after.pk]}
    asks_the_same = before.pk == after.pk or means_the_same(before, after)
    links = [
        continued(requirement, targets.pop(requirement.lineage, None), asks_the_same)
        for requirement in words[before.pk]
    ]
    return links + [Link(None, target, Relation.NEW) for target in targets.values()]


def continued(source, target, asks_the_same):
    if target is None:
        return Link(source, None, Relation.DROPPED)
    is_same = asks_the_same or says_the_same(source.text, target.text)
    return Link(source, target, Relation.SAME if is_same else Relation.REWORDED)


def means_the_same(before, after):
    """Whether every version after the earlier of two, up to the later, was published as a wording fix."""
    first, last = sorted([before.number, after.number])
    between = StandardVersion.objects.filter(standard=before.standard_id, number__gt=first, number__lte=last)
    return not between.exclude(change=Change.WORDING).exists()


def joined(first, second):
    """One step after another: of the two things said, the graver one counts."""
    onward = {}
    for link in second:
        onward.setdefault(link.source.pk if link.source else None, []).append(link)
    found = {}
    for link in first:
        for new in follow(link, onward):
            keep_graver(found, new)
    for link in onward.get(None, ()):
        keep_graver(found, link)
    return without_contradictions(found.values())


def follow(link, onward):
    if link.target is None:
        return [link]
    if link.source is None:
        return [
            Link(None, n.target, Relation.NEW, link.reason)
            for n in onward.get(link.target.pk, ())
            if n.target
        ]
    after = onward.get(link.target.pk) or [Link(link.target, None, Relation.DROPPED)]
    return [onto(link, next_link) for next_link in after]


def onto(link, after):
    reason = after.reason or link.reason
    if after.target is None:
        return Link(link.source, None, Relation.DROPPED, reason)
    return Link(link.source, after.target, max(link.relation, after.relation, key=GRAVITY.index), reason)


def keep_graver(found, link):
    key = (link.source and link.source.pk, link.target and link.target.pk)
    known = found.get(key)
    if not known or (link.target and link.source and is_graver(link, known)):
        found[key] = link


def is_graver(link, other):
    return GRAVITY.index(link.relation) > GRAVITY.index(other.relation)


def without_contradictions(links):
    """What leads on is not dropped, and what something leads to is not new."""
    links = list(links)
    going = {link.source.pk for link in links if link.source and link.target}
    reached = {link.target.pk for link in links if link.source and link.target}
    return [
        link
        for link in links
        if not (link.target is None and link.source.pk in going)
        and not (link.source is None and link.target.pk in reached)
    ]
