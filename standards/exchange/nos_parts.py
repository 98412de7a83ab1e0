"""A text cut at its headings. Whoever publishes a standard chooses the layout; the headings hardly vary."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from .nos_lines import Line


class Part(Enum):
    HEADER = auto()
    OVERVIEW = auto()
    PERFORMANCE = auto()
    KNOWLEDGE = auto()
    SCOPE = auto()
    SCOPE_PERFORMANCE = auto()
    SCOPE_KNOWLEDGE = auto()
    VALUES = auto()
    OTHER = auto()


LISTS = (Part.PERFORMANCE, Part.KNOWLEDGE)
BEFORE_LISTS = (Part.HEADER, Part.OVERVIEW)
# Spelt as seen on published pages, mistakes and all, folded by `folded`.
HEADINGS = {
    Part.OVERVIEW: (
        "overview", "summary", "about this unit", "who is this unit for?", "what is this unit about?",
        "target group",
    ),
    Part.PERFORMANCE: ("performance criteria", "performance critieria", "performance"),
    Part.KNOWLEDGE: ("knowledge and understanding", "knowledge and understading", "knowledge and"),
    Part.SCOPE: ("scope/range", "scope / range", "scope"),
    Part.SCOPE_PERFORMANCE: ("scope performance",),
    Part.SCOPE_KNOWLEDGE: ("scope knowledge",),
    Part.VALUES: ("values",),
    Part.OTHER: (
        "behaviours", "skills", "glossary", "links to other nos", "external links", "version number",
        "indicative review date", "validity", "status", "originating organisation", "original urn",
        "relevant occupations", "suite", "soc code", "keywords",
    ),
}  # fmt: skip
PART_OF = {heading: part for part, headings in HEADINGS.items() for heading in headings}
FACT = re.compile(
    r"(?P<label>URN|Business Sectors? ?\(Suites?\)|Suite|Developed by|Approved on)\s*:\s*(?P<text>.*)",
    re.IGNORECASE,
)
TAIL_FACT = re.compile(
    rf"(?P<label>{'|'.join(HEADINGS[Part.OTHER])}|Developed by|Approved on)\s*:\s*(?P<text>.*)", re.IGNORECASE
)
LEAD_IN = re.compile(
    r"(to (meet|achieve) (the|this) standard,? ?)?(what )?you (must|need to|should)"
    r" (?P<kind>be able to|know and understand)( do)?\s*[:;.…]*",
    re.IGNORECASE,
)
# Two-column documents break a heading over two lines; the second half is a filler among the lines.
HALF_HEADINGS = ("performance", "knowledge and")
SECOND_HALVES = ("criteria", "understanding")
LONGEST_FACT = 80


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label and the lines it labels, none yet when it stood alone on `line`."""

    label: str
    line: int
    lines: list[Line]


@dataclass
class Parts:
    """Lines by part, the facts of header and tail, and the part the text ends in."""

    lines: dict[Part, list[Line]] = field(default_factory=lambda: defaultdict(list))
    headings: dict[Part, Line] = field(default_factory=dict)
    facts: list[Labelled] = field(default_factory=list)
    last: Part = Part.HEADER


def folded(words: str) -> str:
    return words.rstrip(" :").casefold().replace("&", "and")


def split_parts(lines: Iterable[Line]) -> Parts:
    """Every line in exactly one place: a heading, a fact, or the lines of a part."""
    parts = Parts()
    for line in lines:
        if part := _opened_by(line, parts.last):
            _open(parts, part, line)
        elif not _is_fact(parts, line):
            if part := _opened_without_heading(line, parts.last):
                _open(parts, part, line)
            parts.lines[parts.last].append(line)
    return parts


def _opened_by(line: Line, current: Part) -> Part | None:
    """The part a heading opens. Before the criteria, words of the tail are just words."""
    heading = folded(line.text)
    part = PART_OF.get(heading)
    if part is None or (heading in HALF_HEADINGS and current.value > part.value):
        return None
    if part is Part.OVERVIEW:
        return part if current is Part.HEADER else None
    return part if part in LISTS or current not in BEFORE_LISTS else None


def _opened_without_heading(line: Line, current: Part) -> Part | None:
    """The part its lead-in sentence opens where the heading is missing."""
    match = LEAD_IN.fullmatch(line.text)
    if not match:
        return None
    part = Part.PERFORMANCE if match["kind"].casefold() == "be able to" else Part.KNOWLEDGE
    return part if current.value < part.value else None


def _open(parts: Parts, part: Part, line: Line) -> None:
    parts.last = part
    parts.headings.setdefault(part, line)
    if part is Part.OTHER:
        parts.facts.append(Labelled(line.text.rstrip(" :"), line.number, []))


def _is_fact(parts: Parts, line: Line) -> bool:
    """Take the line into the facts, as a label with its text or as the text of the label above."""
    before_lists = parts.last in BEFORE_LISTS
    match = (FACT if before_lists else TAIL_FACT).fullmatch(line.text)
    if match:
        text = [replace(line, text=match["text"])] if match["text"] else []
        parts.facts.append(Labelled(match["label"], line.number, text))
        parts.last = parts.last if before_lists else Part.OTHER
    elif parts.last is Part.OTHER or (before_lists and _waits_for_text(parts, line)):
        parts.facts[-1].lines.append(line)
    else:
        return False
    return True


def _waits_for_text(parts: Parts, line: Line) -> bool:
    """The label on the line just above stood alone, and this line is short enough to be its text."""
    label = parts.facts[-1] if parts.facts else None
    return bool(
        label and not label.lines and label.line == line.number - 1 and len(line.text) <= LONGEST_FACT
    )
