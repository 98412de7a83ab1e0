"""What a charter says, whatever its layout: the one shape every reader returns and the importer, pages and twins take.

Wording is exact: characters stay as they are, no-break spaces too; only white space at the ends of a line goes. A
bullet, an indent and the colon after a heading or a label are layout: the level of a clause and its `mark` keep them.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, Self

Level = Literal["red", "amber"]

# Of a clause, as the import prints them. A heading is a section, and has none of these.
KINDS = (
    "value",
    "principle",
    "design principle",
    "expected behaviour",
    "unacceptable behaviour",
    "statement",
    "stewardship",
)
DEEPEST = 6  # a section is 0, its clauses 1, their children 2 …


@dataclass(frozen=True, slots=True)
class ClauseText:
    """One clause. `label` is its short heading ("WELFARE", "Share Knowledge") or None; `text` may have paragraphs, one
    a line; `mark` is what stands between label and text as written: ":", "" or a dash, which has a space on both sides.
    `line`: where the source begins it.
    """

    kind: str
    label: str | None
    text: str
    mark: str = ""
    children: tuple["ClauseText", ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. `heading` is None for clauses before the first heading."""

    heading: str | None
    clauses: tuple[ClauseText, ...] = ()
    mark: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A warning. `line` counts from 1. "red": words could stand in the wrong place; "amber": a look will do."""

    line: int
    message: str
    level: Level = "amber"


@dataclass(frozen=True, slots=True)
class Row:
    """The tree, flat and in order, as pages and frozen versions hold it. A section's heading is level 0, kind "section",
    its words in `label`; a clause stands at 1 or deeper, never more than one deeper than the row before it."""

    level: int
    kind: str
    label: str
    mark: str
    text: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class CharterDocument:
    """A charter as one file tells it; refused when `errors` is not empty, and then it says nothing else.

    `title` is None where the text names none. `last_revised` is an ISO date, taken from a date line that is metadata.
    `stewards` are the organisations or roles the text itself names as stewards, as written.
    """

    title: str | None = None
    preamble: str = ""
    sections: tuple[Section, ...] = ()
    last_revised: str | None = None
    stewards: tuple[str, ...] = ()
    warnings: tuple[Doubt, ...] = ()
    errors: tuple[str, ...] = ()

    @classmethod
    def refused(cls, *reasons: str) -> Self:
        return cls(errors=reasons)

    @property
    def is_refused(self) -> bool:
        return bool(self.errors)

    @property
    def rows(self) -> list[Row]:
        return [row for section in self.sections for row in _rows_of(section)]

    def as_json(self) -> dict[str, Any]:
        """The exchange format of `import_charter`, ready for `json.dumps`."""
        return {
            "title": self.title,
            "preamble": self.preamble,
            "sections": [
                {"heading": section.heading, "clauses": [_told(clause) for clause in section.clauses]}
                for section in self.sections
            ],
            "last_revised": self.last_revised,
            "stewards": list(self.stewards),
            "warnings": [{"line": doubt.line, "message": doubt.message} for doubt in self.warnings],
            "errors": list(self.errors),
        }

    def as_working(self) -> dict[str, Any]:
        """Everything, marks, lines and levels too, as JSON can hold it: rows instead of a tree, so that a person can
        move one deeper or higher. `from_working` gives an equal document back."""
        return {
            "title": self.title,
            "preamble": self.preamble,
            "rows": [asdict(row) for row in self.rows],
            "last_revised": self.last_revised,
            "stewards": list(self.stewards),
            "warnings": [asdict(doubt) for doubt in self.warnings],
        }

    @classmethod
    def from_working(cls, working: dict[str, Any]) -> Self:
        return cls(
            title=working["title"],
            preamble=working["preamble"],
            sections=sections_of([Row(**row) for row in working["rows"]]),
            last_revised=working["last_revised"],
            stewards=tuple(working["stewards"]),
            warnings=tuple(Doubt(**doubt) for doubt in working["warnings"]),
        )


def _told(clause: ClauseText) -> dict[str, Any]:
    return {
        "kind": clause.kind,
        "label": clause.label,
        "text": clause.text,
        "children": [_told(child) for child in clause.children],
    }


def _rows_of(section: Section) -> Iterator[Row]:
    if section.heading is not None:
        yield Row(0, "section", section.heading, section.mark, "", section.line)
    for clause in section.clauses:
        yield from _rows_below(clause, 1)


def _rows_below(clause: ClauseText, level: int) -> Iterator[Row]:
    yield Row(level, clause.kind, clause.label or "", clause.mark, clause.text, clause.line)
    for child in clause.children:
        yield from _rows_below(child, level + 1)


def sections_of(rows) -> tuple[Section, ...]:
    """The tree of flat rows: anything with `level`, `kind`, `label`, `mark` and `text`. The inverse of `rows`."""
    sections: list[Section] = []
    place, rows = 0, list(rows)
    while place < len(rows):
        row = rows[place]
        is_heading = row.kind == "section"
        end = next((i for i in range(place + 1, len(rows)) if rows[i].kind == "section"), len(rows))
        clauses = _clauses_of(rows[place + is_heading : end])
        sections.append(
            Section(row.label, clauses, row.mark, getattr(row, "line", 0))
            if is_heading
            else Section(None, clauses)
        )
        place = end
    return tuple(sections)


def _clauses_of(rows) -> tuple[ClauseText, ...]:
    clauses, place = [], 0
    while place < len(rows):
        row = rows[place]
        end = next((i for i in range(place + 1, len(rows)) if rows[i].level <= row.level), len(rows))
        children = _clauses_of(rows[place + 1 : end])
        line = getattr(row, "line", 0)
        clauses.append(ClauseText(row.kind, row.label or None, row.text, row.mark, children, line))
        place = end
    return tuple(clauses)
