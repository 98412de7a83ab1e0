"""What a file says of a whole suite, whatever its format: the one shape every reader returns and every writer takes.

A `lineage` is a UUID as text, the id that stays the same while words, numbers and places change; None where the file
has none. In every optional field None means the file does not say, and so nothing is changed there; "" means it says
there is nothing. Words are exactly the file's.
"""

from dataclasses import dataclass

from standards.exchange.document import Warning

__all__ = [
    "AreaRow",
    "IllustrationRow",
    "RequirementRow",
    "RetiredRow",
    "StandardRow",
    "SuiteDocument",
    "ValueRow",
    "Warning",
]


@dataclass(frozen=True, slots=True)
class AreaRow:
    """`words` is the number as pages print it: "Four"."""

    lineage: str | None
    number: int
    words: str | None
    title: str


@dataclass(frozen=True, slots=True)
class ValueRow:
    lineage: str | None
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """`kind` is "performance" or "knowledge"; `number` and `group` as printed ("8.1"; "" for no heading).

    A `group` of None is not said: what stands here already keeps its heading.

    `line` is where the file says it (a row of a sheet, counted from 1), 0 where that means nothing.
    """

    lineage: str | None
    kind: str
    number: str
    group: str | None
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class IllustrationRow:
    """`value` is the lineage of the value it illustrates, or the value's number where the file has no lineages."""

    value: str
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class RetiredRow:
    """Asked once, and asked no more: kept so that its lineage is never given to anything else."""

    lineage: str
    kind: str
    number: str
    group: str
    text: str


@dataclass(frozen=True, slots=True)
class StandardRow:
    """A standard, or an outline when `requirements` is empty. `key_area` is the number of its area.

    Dates are ISO text ("2031-12-31"). `status` is "current", "legacy" or "withdrawn".
    """

    lineage: str | None
    title: str
    key_area: int | None
    urn: str | None = None
    urn_source: str | None = None
    title_confirmed: bool | None = None
    status: str | None = None
    developed_by: str | None = None
    approved: str | None = None
    source: str | None = None
    last_start_date: str | None = None
    last_assessment_date: str | None = None
    overview: str | None = None
    performance_lead: str | None = None
    knowledge_lead: str | None = None
    values_introduction: str | None = None
    illustrations_introduction: str | None = None
    scope_performance: str | None = None
    scope_knowledge: str | None = None
    requirements: tuple[RequirementRow, ...] = ()
    illustrations: tuple[IllustrationRow, ...] = ()
    retired: tuple[RetiredRow, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class SuiteDocument:
    """A suite as one file tells it; refused when `errors` is not empty, and then it says nothing else."""

    title: str | None = None
    slug: str | None = None
    lineage: str | None = None
    edition: str | None = None
    key_areas: tuple[AreaRow, ...] = ()
    values: tuple[ValueRow, ...] = ()
    standards: tuple[StandardRow, ...] = ()
    warnings: tuple[Warning, ...] = ()
    errors: tuple[str, ...] = ()

    @property
    def is_refused(self) -> bool:
        return bool(self.errors)
