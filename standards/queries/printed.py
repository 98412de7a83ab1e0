"""What published versions ask, kept in memory: the database lets nobody change them, so they are read once a process.

A version counts as read when all the requirements it was published with are there; until then nothing of it is kept.
It is known by its key and its public code together, so that another database in the same process is never mixed up.
"""

from dataclasses import dataclass
from functools import cached_property
from sys import intern
from threading import Lock
from typing import NamedTuple

from standards.models import Kind, Requirement
from standards.models.wording import label_of

KEPT = 500  # versions: about 10 MB when each asks 26 things


class Printed(NamedTuple):
    """A requirement as it was read."""

    pk: int
    version: int
    code: str
    kind: str
    number: str
    group: str
    text: str
    lineage: str

    @property
    def label(self):
        return label_of(self.kind, self.number)


@dataclass(frozen=True, eq=False)
class Words:
    """All that one version asks, in its order. Shared by everyone who asks for it: never changed."""

    rows: tuple[Printed, ...] = ()

    @cached_property
    def places(self):
        """{requirement pk: where it stands in `rows`}"""
        return {row.pk: place for place, row in enumerate(self.rows)}

    @cached_property
    def headings(self):
        """{(kind, heading)}: those that are printed above something, in order."""
        return dict.fromkeys((row.kind, row.group) for row in self.rows if row.group)

    @cached_property
    def values(self):
        """[(place in `rows`, lineage, its words for comparing)] of its values."""
        return [
            (place, row.lineage, " ".join(row.text.casefold().split()))
            for place, row in enumerate(self.rows)
            if row.kind == Kind.VALUE
        ]


class Shelf:
    """At most so many versions, those put there first going first."""

    def __init__(self, most):
        self.most, self.kept, self.lock = most, {}, Lock()

    def get(self, version):
        return self.kept.get((version.pk, version.code))

    def put(self, version, words):
        with self.lock:
            self.kept[version.pk, version.code] = words
            while len(self.kept) > self.most:
                del self.kept[next(iter(self.kept))]


SHELF = Shelf(KEPT)


def words_of(versions):
    """{version pk: Words}. One query at most, and none once they are known.

    `versions` come with their code and how many requirements they were published with.
    """
    versions = {version.pk: version for version in versions}
    found = {pk: words for pk, version in versions.items() if (words := SHELF.get(version))}
    missing = versions.keys() - found.keys()
    for pk, words in read(missing).items() if missing else ():
        found[pk] = words
        if len(words.rows) == versions[pk].requirement_count:
            SHELF.put(versions[pk], words)
    return found


def read(versions):
    """{version pk: Words}. One query."""
    rows = Requirement.objects.filter(version__in=versions).order_by("version_id", "position")
    found = {pk: [] for pk in versions}
    for pk, version, code, kind, number, group, text, lineage in rows.values_list(*Printed._fields):
        row = Printed(pk, version, code, intern(kind), number, intern(group), text, str(lineage))
        found[version].append(row)
    return {pk: Words(tuple(rows)) for pk, rows in found.items()}
