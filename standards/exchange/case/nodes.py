"""What a CASE package is made of, before it is written: items, links between them, and what people said of both."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import MappingProxyType

from standards.exchange.case.names import ItemType, derived_id


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """An item. `place` is its sequenceNumber below `parent` (None: the document); `ended`: the day it was retired."""

    identifier: str
    type: ItemType
    statement: str
    code: str
    number: str
    parent: "Node | None"
    place: int
    changed_at: datetime
    extensions: Mapping
    ended: date | None = None

    @property
    def name(self):
        return f"{self.code or self.number} {self.statement}".strip()


@dataclass(frozen=True, slots=True)
class Link:
    """An association other than isChildOf. `said`: which crosswalk says it, None for the suite itself.

    The destination may be an item of another suite.
    """

    type: str
    origin: Node
    destination: Node
    changed_at: datetime
    said: "Grouping | None" = None
    notes: str = ""
    extensions: Mapping = MappingProxyType({})

    @property
    def identifier(self):
        said = f"{self.said.identifier}/" if self.said else ""
        return derived_id(self.origin.identifier, f"{said}{self.type}/{self.destination.identifier}")


@dataclass(frozen=True, slots=True)
class Grouping:
    """An agreed crosswalk: what people said became of a standard in another."""

    identifier: str
    title: str
    description: str
    changed_at: datetime
    extensions: Mapping = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Concept:
    """A word of the glossary, explained."""

    identifier: str
    title: str
    keywords: tuple[str, ...]
    code: str
    description: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """What the exchange needs to know and a SuiteDocument does not say.

    `changes`: when a standard (by lineage) changed, where that was not `changed_at`; `retired_on`: the day, by
    (lineage of the standard, lineage of the requirement); `language`: as in "en".
    """

    changed_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    changes: Mapping[str, datetime] = MappingProxyType({})
    retired_on: Mapping[tuple[str, str], date] = MappingProxyType({})
    language: str = ""
    concepts: tuple[Concept, ...] = ()
