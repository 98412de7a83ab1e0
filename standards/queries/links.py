"""What became of what, as links between two versions: read off lineages, or said by people, and joined into one."""

from dataclasses import dataclass

from standards.models import Relation, Requirement
from standards.queries.differences import difference, says_the_same

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


def words_of(versions):
    """{version pk: its requirements in printed order}"""
    found = {version: [] for version in versions}
    for requirement in Requirement.objects.filter(version__in=versions).order_by("version", "position"):
        found[requirement.version_id].append(requirement)
    return found


def as_said(entries, words):
    known = {r.pk: r for rows in words.values() for r in rows}
    return [
        Link(known.get(entry.source_id), known.get(entry.target_id), entry.relation, entry.reason)
        for entry in entries
    ]


def by_lineage(before, after, known):
    """Links between two versions of one standard. What a trainer published as a wording fix asks the same."""
    targets = {requirement.lineage: requirement for requirement in known.words[after.pk]}
    asks_the_same = before.pk == after.pk or means_the_same(before, after, known.changes)
    links = [
        continued(requirement, targets.pop(requirement.lineage, None), asks_the_same)
        for requirement in known.words[before.pk]
    ]
    return links + [Link(None, target, Relation.NEW) for target in targets.values()]


def continued(source, target, asks_the_same):
    if target is None:
        return Link(source, None, Relation.DROPPED)
    is_same = asks_the_same or says_the_same(source.text, target.text)
    return Link(source, target, Relation.SAME if is_same else Relation.REWORDED)


def means_the_same(before, after, changes):
    """Whether every version after the earlier of two, up to the later, was published as a wording fix."""
    first, last = sorted([before.number, after.number])
    return not any((before.standard_id, number) in changes for number in range(first + 1, last + 1))


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
