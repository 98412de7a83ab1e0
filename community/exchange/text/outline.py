"""Passages in their places: sections, their clauses, and what stands below those, as rows that grow while we read."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from community.exchange.document import DEEPEST, Doubt, Row
from community.exchange.text.doubts import doubt
from community.exchange.text.kinds import (
    ASIDE,
    begins_section,
    is_two_kinds,
    kind_announced,
    kind_counted,
    kind_of,
)
from community.exchange.text.labels import Labelled
from community.exchange.text.lines import SPEAKING
from community.exchange.text.passages import Passage

HEADS_LIST = re.compile(
    r"\b(we|you|i|they|members|everyone)\b.*\b(will|not|must|should|can|by|never|always|won['’]t|don['’]t)\W*$",
    re.IGNORECASE,
)
OF_ITS_OWN = re.compile(r"((our|the) )?(expected|unacceptable|inappropriate) behaviou?rs?", re.IGNORECASE)
MANY = 3  # paragraphs below a heading are clauses of their own, and no introduction to others


@dataclass(slots=True)
class Entry:
    """A row on its way. `from_prose`: a paragraph, neither a point nor under a label. `opens`: its list is its own."""

    level: int
    kind: str
    label: str = ""
    mark: str = ""
    text: str = ""
    line: int = 0
    from_prose: bool = False

    @property
    def row(self) -> Row:
        return Row(self.level, self.kind, self.label, self.mark, self.text, self.line)

    @property
    def opens(self) -> bool:
        return self.text.endswith(":") or (not self.text and bool(self.label))


@dataclass(slots=True)
class Place:
    """A point that may have points below it."""

    indent: int
    sign: str
    level: int
    depth: int = 0  # of its number: 2 for 1.1


@dataclass(slots=True)
class Outline:
    default_kind: str | None = None  # what the title announces
    entries: list[Entry] = field(default_factory=list)
    section: Entry | None = None
    section_rank: int = 0
    kind: str | None = None  # what the section announces
    labels: list[tuple[int, int]] = field(
        default_factory=list
    )  # (rank, level) of the headings above, in this section
    label_ranks: set[int] = field(default_factory=set)  # of all headings in this section
    points: list[Place] = field(default_factory=list)
    base: int = 1  # the level of the outermost points of the list at hand
    has_points: bool = False  # the section has clauses of its own, without headings
    doubts: list[Doubt] = field(default_factory=list)
    flattened: int = 0

    @property
    def last(self) -> Entry | None:
        return self.entries[-1] if self.entries else None

    @property
    def inside(self) -> int:
        """The level of what stands directly here."""
        return self.labels[-1][1] + 1 if self.labels else 1

    @property
    def kind_here(self) -> str:
        """A code of conduct is of conduct, whatever its parts are called; values have their own heading."""
        default = self.default_kind
        if self.section and (
            begins_section(self.section.label) or default not in ("expected behaviour", None)
        ):
            default = None
        return self.kind or default or "statement"

    # Headings

    def begin_section(self, words: str, mark: str, line: int, rank: int) -> None:
        self.section = Entry(0, "section", words, mark, "", line)
        self.section_rank, self.kind = rank, kind_of(words)
        self.labels, self.label_ranks, self.points, self.has_points = [], set(), [], False
        self.entries.append(self.section)
        if is_two_kinds(words):
            message = _(
                "%(line)s names two kinds. Its clauses were taken as values; choose “principle” where that is meant."
            )
            self.warn(line, message, words)

    def begin_clause(self, words: str, mark: str, line: int, rank: int) -> Entry:
        """A heading inside the section heads a clause; its paragraphs and points come below."""
        while self.labels and self.labels[-1][0] >= rank:
            self.labels.pop()
        level = self.inside
        self.points = []
        return self.add(level, words, mark, "", line, labels=rank)

    def add(
        self,
        level: int,
        label: str | None,
        mark: str,
        text: str,
        line: int,
        *,
        labels: int = 0,
        prose: bool = False,
    ) -> Entry:
        depth = min(level, DEEPEST, (self.last.level if self.last else 0) + 1)
        self.flattened = self.flattened or (line if level > DEEPEST else 0)
        entry = Entry(max(1, depth), self._kind_at(depth, label), label or "", mark, text, line, prose)
        self.entries.append(entry)
        if labels:
            self.labels.append((labels, entry.level))
            self.label_ranks.add(labels)
        return entry

    def _kind_at(self, level: int, label: str | None) -> str:
        own = kind_of(label) if label else None
        if label and ASIDE.match(label):
            return "statement"
        if counted := kind_counted(label or ""):
            return counted
        if label and OF_ITS_OWN.fullmatch(label.strip(" :.")):
            return own or self.kind_here
        if own in ("stewardship",) or (own == "unacceptable behaviour" and not self.kind):
            return own
        parent = self._above(level)
        if parent is None or parent.level == 0:
            return self.kind_here
        if announced := announces(parent):
            return announced
        return parent.kind

    def _above(self, level: int) -> Entry | None:
        if level == 1:
            return self.section
        return next((entry for entry in reversed(self.entries) if entry.level < level), None)

    # Paragraphs and points

    def paragraph(self, told: Labelled, passage: Passage) -> None:
        """Words without a sign before them: a label of their own, more of the clause above, or a clause."""
        self.points = []
        headed = self._headed()
        if told.label is None and self._heads_list() and not passage.ends:
            self.add(self.inside, None, "", told.text, passage.line)
            return
        if told.label is None and headed is not None:
            headed.text = f"{headed.text}\n{told.text}" if headed.text else told.text
            return
        entry = self.add(
            self.inside, told.label, told.mark, told.text, passage.line, prose=told.label is None
        )
        if told.label is None and self.labels:
            entry.kind = "statement"
            self.warn(
                passage.line,
                _("This stands below a list, and was kept as a statement of its own: %(line)s"),
                told.text,
            )
        alone = sum(each.from_prose for each in self.entries[-MANY:] if each.level == 1)
        self.has_points = self.has_points or (not self.labels and (told.label is not None or alone >= MANY))

    def _heads_list(self) -> bool:
        """ "WE WILL", "YOU CAN HELP US BY": each line below ends the sentence."""
        level = self.labels[-1][1] if self.labels else 0
        heading = next((each for each in reversed(self.entries) if level and each.level == level), None)
        return heading is not None and not heading.text and bool(HEADS_LIST.search(heading.label))

    def _headed(self) -> Entry | None:
        """The clause whose heading stands above, as long as nothing else came below it."""
        last = self.last
        return last if last and self.labels and last.level == self.labels[-1][1] and last.label else None

    def point(self, told: Labelled, passage: Passage, *, below: bool) -> None:
        """A point of a list. `below`: the paragraph before it opens the list, and is not whole without it."""
        if not self.points:
            self.base = self.inside + (1 if below and self.last and self.last.level == self.inside else 0)
            self.has_points = self.has_points or not self.labels
        level = self._level_of(passage)
        entry = self.add(level, told.label, told.mark, told.text, passage.line)
        self.points[-1].level = entry.level

    def _level_of(self, passage: Passage) -> int:
        sign, indent = sign_of(passage), passage.indent
        depth = passage.counted.depth if passage.counted and "1" in passage.counted.style else 0
        if passage.counted and depth > 1:
            sign = f"{passage.counted.style}{passage.counted.depth}"
        while self.points and (indent < self.points[-1].indent - 1 or 0 < depth < self.points[-1].depth):
            self.points.pop()
        above = self.points[-1] if self.points else None
        # Another sign at the same place begins a list inside the list: "•" and then "o", "1." and then "a)".
        if above and indent <= above.indent + 1:
            known = [place for place in self.points if place.sign == sign and abs(place.indent - indent) <= 1]
            if known:
                while self.points[-1] is not known[-1]:
                    self.points.pop()
                self.points.pop()
            elif above.sign == sign:
                self.points.pop()
        level = self.points[-1].level + 1 if self.points else self.base
        self.points.append(Place(indent, sign, level, depth))
        return level

    def more_of_point(self, text: str) -> None:
        """A paragraph set in below a point belongs to it."""
        last = self.last
        assert last is not None
        if last.label and not last.text:
            last.text = text
        else:
            last.text = f"{last.text}\n{text}"

    def warn(self, line: int, message: str, words: str = "", /, **more) -> None:
        self.doubts.append(doubt(line, message, words, **more))


def announces(entry: Entry) -> str | None:
    """The kind of what stands below a clause, where its last words say it."""
    if entry.text.endswith(":"):
        announced = kind_announced(entry.text)
        return announced if announced != "value" or entry.kind == "statement" else None
    return None


def sign_of(passage: Passage) -> str:
    """Signs that say something, as ✅ and ❌, stand in one list whatever they say."""
    bullet = SPEAKING[0] if passage.bullet and passage.bullet in SPEAKING else passage.bullet
    return bullet or (passage.counted.style if passage.counted else "")
