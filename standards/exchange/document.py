"""What a standards file says, whatever its layout: the one shape every reader returns.

Everything here is as printed: numbers are strings, words are kept exactly (only white space is folded), and
`None` or an empty tuple means the file does not say. Nothing is added that the file does not hold.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal, Self

Level = Literal["red", "amber"]


@dataclass(frozen=True, slots=True)
class Item:
    """One criterion or knowledge item. `number` is None where the layout lost it.

    `line` is where the source begins it, counted from 1, 0 for nowhere. It is no part of what the item says.
    """

    group: str | None
    number: str | None
    text: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Value:
    number: str | None
    title: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Illustration:
    """What a value might look like in this standard. Shown, never assessed."""

    number: str | None
    text: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Fact:
    """A line about the standard that is no part of its requirements: `Approved on`, `28 Feb 2015`."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Warning:
    """Something doubtful. `line` counts from 1; for a missing part it is the last line of the text.

    `level` is "red" where a part is missing or words could be lost, "amber" where a look will do.
    """

    line: int
    message: str
    level: Level = "amber"


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

    def as_working(self) -> dict[str, Any]:
        """Everything, lines and levels too, as JSON can hold it. `from_working` gives an equal document back."""
        return {name: list(row) if isinstance(row, tuple) else row for name, row in asdict(self).items()}

    @classmethod
    def from_working(cls, working: dict[str, Any]) -> Self:
        """The document `as_working` told. A part that is not there is empty; raises TypeError for a strange one."""
        rows = {name: tuple(row_of(**row) for row in working.get(name, ())) for name, row_of in ROWS.items()}
        return cls(**(working | rows | {"errors": tuple(working.get("errors", ()))}))

    def as_json(self) -> dict[str, Any]:
        """The exchange format, ready for `json.dumps`. An importer fills `changes` from its plan."""
        return {
            "title": self.title,
            "urn": self.urn,
            "suite": self.suite,
            "key_area": self.key_area,
            "status": self.status,
            "overview": self.overview,
            "performance": _told(self.performance),
            "knowledge": _told(self.knowledge),
            "values": _told(self.values),
            "illustrations": _told(self.illustrations),
            "scope_performance": self.scope_performance,
            "scope_knowledge": self.scope_knowledge,
            "warnings": _told(self.warnings),
            "errors": list(self.errors),
            "changes": {"added": [], "changed": [], "moved": [], "retired": [], "unchanged": []},
        }


ROWS: dict[str, type] = {
    "performance": Item,
    "knowledge": Item,
    "values": Value,
    "illustrations": Illustration,
    "warnings": Warning,
    "facts": Fact,
}
# For the review screen alone: the exchange format has no place for them.
UNTOLD = {Item: "line", Value: "line", Illustration: "line", Warning: "level"}


def _told(rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [
        {part.name: getattr(row, part.name) for part in fields(row) if part.name != UNTOLD[type(row)]}
        for row in rows
    ]
