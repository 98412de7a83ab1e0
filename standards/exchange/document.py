"""What a standards file says, whatever its layout: the one shape every reader returns.

Everything here is as printed: numbers are strings, words are kept exactly (only white space is folded), and
`None` or an empty tuple means the file does not say. Nothing is added that the file does not hold.
"""

from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Item:
    """One criterion or knowledge item. `number` is None where the layout lost it."""

    group: str | None
    number: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Value:
    number: str | None
    title: str


@dataclass(frozen=True, slots=True)
class Illustration:
    """What a value might look like in this standard. Shown, never assessed."""

    number: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A line about the standard that is no part of its requirements: `Approved on`, `28 Feb 2015`."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Warning:
    """Something doubtful. `line` counts from 1; for a missing part it is the last line of the text."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class StandardDocument:
    """A standard as one file tells it; refused when `errors` is not empty, and then it says nothing else.

    `title` is without the word LEGACY, which is kept as `status` "legacy". `key_area` is as printed: "Key
    Area Four". `overview` holds every line between the title and the criteria, one paragraph a line. The
    `*_introduction` sentences and the `facts` are the file's own words too, for pages to show; they are not
    in the exchange format.
    """

    title: str | None = None
    urn: str | None = None
    suite: str | None = None
    key_area: str | None = None
    status: str | None = None
    overview: str | None = None
    performance: tuple[Item, ...] = ()
    knowledge: tuple[Item, ...] = ()
    values: tuple[Value, ...] = ()
    illustrations: tuple[Illustration, ...] = ()
    scope_performance: str | None = None
    scope_knowledge: str | None = None
    warnings: tuple[Warning, ...] = ()
    errors: tuple[str, ...] = ()
    performance_introduction: str | None = None
    knowledge_introduction: str | None = None
    values_introduction: str | None = None
    illustrations_introduction: str | None = None
    scope: str | None = None
    facts: tuple[Fact, ...] = ()

    @classmethod
    def refused(cls, *reasons: str) -> Self:
        return cls(errors=reasons)

    @property
    def is_refused(self) -> bool:
        return bool(self.errors)

    def fact(self, label: str) -> str | None:
        """The first fact printed under this label, whatever its case: `fact("Approved on")`."""
        return next((fact.text for fact in self.facts if fact.label.casefold() == label.casefold()), None)

    def as_json(self) -> dict[str, Any]:
        """The exchange format, ready for `json.dumps`. An importer fills `changes` from its plan."""
        return {
            "title": self.title,
            "urn": self.urn,
            "suite": self.suite,
            "key_area": self.key_area,
            "status": self.status,
            "overview": self.overview,
            "performance": [asdict(item) for item in self.performance],
            "knowledge": [asdict(item) for item in self.knowledge],
            "values": [asdict(value) for value in self.values],
            "illustrations": [asdict(illustration) for illustration in self.illustrations],
            "scope_performance": self.scope_performance,
            "scope_knowledge": self.scope_knowledge,
            "warnings": [asdict(warning) for warning in self.warnings],
            "errors": list(self.errors),
            "changes": {"added": [], "changed": [], "moved": [], "retired": [], "unchanged": []},
        }
