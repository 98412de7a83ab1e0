"""A text cut at its headings. Whoever publishes a standard chooses the layout; the headings hardly vary."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from standards.exchange.nos.headings import (
    BARE_FACT,
    BEFORE_LISTS,
    ELEMENT,
    FACT,
    HALF_HEADINGS,
    HEADINGS,
    IN_TAIL,
    LEAD_IN,
    LISTS,
    PART_OF,
    SURE,
    TAIL_FACT,
    VALUES_SENTENCE,
    Part,
    folded,
    misspelt,
)  # fmt: skip
from standards.exchange.nos.lines import Line, Numbered, follows, joined, numbered

__all__ = ["HEADINGS", "PART_OF", "Labelled", "Part", "Parts", "folded", "split_parts"]

LONGEST_FACT = 80
TAIL_ALONE = ("developed by", "approved on")  # above the criteria they are no headings
LONGEST_SENTENCE = 4  # lines
# Headings that may as well name a group of criteria.
MAY_BE_GROUP = (Part.OTHER, Part.VALUES, Part.SCOPE)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label and the lines it labels, none yet when it stood alone on `line`."""

    label: str
    line: int
    lines: list[Line]


@dataclass
class Parts:
    """Lines by part, the facts of header and tail, and the part the text ends in.

    `guessed` are headings with a letter wrong, `groups` words of the tail that head a group of criteria,
    `again` the lines where an overview begins below the knowledge of another.
    """

    lines: dict[Part, list[Line]] = field(default_factory=lambda: defaultdict(list))
    headings: dict[Part, Line] = field(default_factory=dict)
    facts: list[Labelled] = field(default_factory=list)
    last: Part = Part.HEADER
    guessed: list[Line] = field(default_factory=list)
    groups: list[Line] = field(default_factory=list)
    opened: list[tuple[Part, Line]] = field(default_factory=list)


def split_parts(lines: Sequence[Line]) -> Parts:
    """Every line in exactly one place: a heading, a fact, or the lines of a part."""
    return _Cutter(lines).cut()


def overviews_of_others(parts: Parts) -> list[int]:
    """The lines where another standard begins: an overview below the knowledge, and criteria below that."""
    began = [(part, line.number) for part, line in parts.opened]
    places = [place for place, (part, _line) in enumerate(began) if part is Part.OVERVIEW]
    return [
        began[place][1]
        for place in places
        if any(part is Part.KNOWLEDGE for part, _line in began[:place])
        and any(part is Part.PERFORMANCE for part, _line in began[place:])
    ]


class _Cutter:
    def __init__(self, lines: Sequence[Line]):
        self.all, self.parts = lines, Parts()
        self.numbers = [numbered(line) for line in lines]
        self.known = [self._part_named(line) for line in lines]
        self.last_place = {part: place for place, part in enumerate(self.known) if part}
        self.opens_element = self._elements_with_criteria()
        self.before: Numbered | None = None
        self.place = 0

    def cut(self) -> Parts:
        for place, line in enumerate(self.all):
            self.place = place
            if part := self._opened_by_heading(line):
                self._open(part, line)
            elif not self._is_fact(line):
                if part := self._opened_without_heading(line):
                    self._open(part, line)
                self.parts.lines[self.parts.last].append(line)
            self.before = self.numbers[self.place] or self.before
        return self.parts

    @property
    def current(self) -> Part:
        return self.parts.last

    def _comes_later(self, part: Part) -> bool:
        return self.last_place.get(part, -1) > self.place

    # Headings

    def _part_named(self, line: Line) -> Part | None:
        heading = folded(line.text)
        return PART_OF.get(heading) or PART_OF.get(misspelt(heading) or "")

    def _opened_by_heading(self, line: Line) -> Part | None:
        """The part a heading opens. Before the criteria, words of the tail are just words."""
        part, heading = self.known[self.place], folded(line.text)
        if part is None or (heading in HALF_HEADINGS and self.current.value > part.value):
            return None
        is_guess = heading not in PART_OF
        if is_guess and line.text[-1] in ".;,":
            return None
        if part is Part.OVERVIEW:
            return self._opens_overview(line, is_guess)
        if part in MAY_BE_GROUP and self.current in LISTS and self._numbering_goes_on():
            self.parts.groups.append(line)
            return None
        opens = part in LISTS or self.current not in BEFORE_LISTS
        if opens and is_guess:
            self.parts.guessed.append(line)
        return part if opens else None

    def _opens_overview(self, line: Line, is_guess: bool) -> Part | None:
        if self.current is not Part.HEADER:
            self.parts.opened.append((Part.OVERVIEW, line))
            return None
        if is_guess:
            self.parts.guessed.append(line)
        return Part.OVERVIEW

    def _numbering_goes_on(self) -> bool:
        """The list above goes on below this line, so the line is no heading of another part."""
        before = self.before
        after = self.numbers[self.place + 1] if self.place + 1 < len(self.all) else None
        return bool(before and after and after.number != "1" and follows(before.number, after.number))

    # Parts that open without a heading of their own

    def _opened_without_heading(self, line: Line) -> Part | None:
        if (
            part := self._opened_by_lead_in(line)
            or self._opened_by_label(line)
            or self._opened_by_element(line)
        ):
            return part
        if self.current in LISTS and line.text[0].isupper() and not self.numbers[self.place]:
            words = joined(self.all[self.place : self.place + LONGEST_SENTENCE])
            return Part.VALUES if VALUES_SENTENCE.match(words) else None
        return None

    def _opened_by_lead_in(self, line: Line) -> Part | None:
        match = LEAD_IN.fullmatch(line.text)
        if not match:
            return None
        part = Part.PERFORMANCE if match["kind"].casefold() == "be able to" else Part.KNOWLEDGE
        return part if self.current.value < part.value and not self._comes_later(part) else None

    def _opened_by_label(self, line: Line) -> Part | None:
        """P1 and K1 say which list they begin."""
        found = self.numbers[self.place]
        if not found or found.number not in ("1", "1.1") or found.letter not in ("P", "K"):
            return None
        part = Part.PERFORMANCE if found.letter == "P" else Part.KNOWLEDGE
        is_headed = self._comes_later(part) and not self._goes_on_below_heading(part)
        return part if self.current.value < part.value and not is_headed else None

    def _goes_on_below_heading(self, part: Part) -> bool:
        """Set half-way down beside its list, a heading comes out below the first entries; they count on below it."""
        below = (number for number in self.numbers[self.last_place[part] :] if number)
        after = next(below, None)
        return bool(after and after.letter and after.number not in ("1", "1.1"))

    def _opened_by_element(self, line: Line) -> Part | None:
        """Units of 2006 print the criteria of each element below its title; it heads them as a group."""
        is_element = self.place in self.opens_element and self.current is not Part.PERFORMANCE
        return Part.PERFORMANCE if is_element else None

    def _elements_with_criteria(self) -> set[int]:
        """The titles of elements with their criteria below them, which a list of all elements has not."""
        found, criteria_follow = set(), False
        for place in range(len(self.all) - 1, -1, -1):
            if ELEMENT.fullmatch(self.all[place].text):
                found |= {place} if criteria_follow else set()
                criteria_follow = False
            criteria_follow = criteria_follow or self.known[place] is Part.PERFORMANCE
        return found

    def _open(self, part: Part, line: Line) -> None:
        self.parts.last = part
        self.parts.headings.setdefault(part, line)
        self.parts.opened.append((part, line))
        if part is Part.OTHER:
            self.parts.facts.append(Labelled(line.text.strip(" :#*_|"), line.number, []))

    # Facts

    def _is_fact(self, line: Line) -> bool:
        """Take the line into the facts, as a label with its text or as the text of the label above."""
        before_lists = self.current in BEFORE_LISTS
        if match := self._fact(line, before_lists):
            text = [replace(line, text=match[1])] if match[1] else []
            self.parts.facts.append(Labelled(match[0], line.number, text))
            self.parts.last = self.current if before_lists else Part.OTHER
        elif self.current is Part.OTHER or (before_lists and self._waits_for_text(line)):
            self.parts.facts[-1].lines.append(line)
        else:
            return False
        return True

    def _fact(self, line: Line, before_lists: bool) -> tuple[str, str] | None:
        if before_lists:
            match = FACT.fullmatch(line.text) or SURE.fullmatch(line.text) or BARE_FACT.fullmatch(line.text)
            if match and match.re is SURE and len(line.text) > LONGEST_FACT:
                match = None
        else:
            match = TAIL_FACT.fullmatch(line.text) or SURE.fullmatch(line.text)
            if self.current is Part.OTHER and folded(line.text) in TAIL_ALONE:
                return line.text, ""
            match = match or (IN_TAIL.fullmatch(line.text) if self.current is Part.OTHER else None)
        found = match.groupdict() if match else {}
        return (found["label"] or found["alone"], found["text"] or "") if match else None

    def _waits_for_text(self, line: Line) -> bool:
        """The label on the line just above stood alone, and this line is short enough to be its text."""
        label = self.parts.facts[-1] if self.parts.facts else None
        if not label or label.lines or len(line.text) > LONGEST_FACT or label.line < line.number - 2:
            return False
        if label.label.casefold() in ("approved on", "date approved"):
            return any(sign.isdigit() for sign in line.text)
        is_name = label.label.casefold() not in ("urn",) or any(sign.isdigit() for sign in line.text)
        return is_name and (label.line >= line.number - 1 or line.text[-1] not in ".")
