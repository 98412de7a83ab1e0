"""A text as lines, and what one line can be on its own: numbered, bulleted, or running on from the one before."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

NUMBERED = re.compile(
    r"\(?(?P<letter>[PKV]?)(?P<number>[0-9]{1,3}(?:\.[0-9]{1,2}){0,3})"
    r"(?:[.):]\s*(?=\D|$)|\s+/\s+|\s+|$)(?P<text>.*)"
)
BULLETED = re.compile(r"[•·▪◦‣*–—-]\s+(?P<text>.+)")
# Beyond this no one breaks lines by hand or by page: every line is a paragraph.
WIDEST_PAGE = 130


@dataclass(frozen=True, slots=True)
class Line:
    """`number` counts from 1 as an editor does; `text` has its white space folded and is never empty."""

    number: int
    text: str
    after_blank: bool

    @property
    def starts_small(self) -> bool:
        """Starts with anything but a capital letter, as the middle of a sentence does."""
        return not self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Numbered:
    letter: str
    number: str
    text: str


def lines_of(text: str) -> list[Line]:
    """The lines that say something. A no-break space that was decoded wrongly reads "Â" and a no-break space."""
    lines, after_blank = [], False
    for number, raw in enumerate(text.splitlines(), start=1):
        words = " ".join(raw.replace("Â\u00a0", " ").split())
        if words:
            lines.append(Line(number, words, after_blank))
        after_blank = not words
    return lines


def numbered(line: Line) -> Numbered | None:
    match = NUMBERED.fullmatch(line.text)
    return Numbered(match["letter"], match["number"], match["text"]) if match else None


def bulleted(line: Line) -> str | None:
    match = BULLETED.fullmatch(line.text)
    return match["text"] if match else None


def follows(previous: str | None, number: str) -> bool:
    """9 follows 8, 8.3 and 8.3.1; 8.1 follows 8; only 1 follows nothing."""
    if previous is None:
        return number == "1"
    before, after = (tuple(int(step) for step in which.split(".")) for which in (previous, number))
    counted_on = [(*before[:depth], before[depth] + 1) for depth in range(len(before))]
    return after in [*counted_on, (*before, 1)]


@dataclass(frozen=True, slots=True)
class Page:
    """How wide the text was set, which tells a line that was broken from a line that ended."""

    width: int

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Self:
        return cls(max((len(line.text) for line in lines), default=0))

    def broke(self, before: Line, line: Line, *, slack: float = 0.15) -> bool:
        """The first word of `line` would hardly have fitted on the line before, so the break may mean nothing."""
        needed = len(before.text) + 1 + len(line.text.split(maxsplit=1)[0])
        return self.width <= WIDEST_PAGE and not line.after_blank and needed > (1 - slack) * self.width

    def paragraphs(self, lines: Iterable[Line]) -> list[list[Line]]:
        """The lines of each paragraph, list entry or heading."""
        paragraphs: list[list[Line]] = []
        for line in lines:
            if paragraphs and self._runs_on(paragraphs[-1][-1], line):
                paragraphs[-1].append(line)
            else:
                paragraphs.append([line])
        return paragraphs

    def text(self, lines: Iterable[Line]) -> str | None:
        """The words of the lines, one paragraph a line; None when there are none."""
        return "\n".join(joined(paragraph) for paragraph in self.paragraphs(lines)) or None

    def _runs_on(self, before: Line, line: Line) -> bool:
        if bulleted(line) or numbered(line) or before.text.endswith((":", ";")):
            return False
        if line.starts_small:
            return self.broke(before, line)
        return self.broke(before, line, slack=0) and not bulleted(before)


def joined(lines: Iterable[Line]) -> str:
    """The lines as one entry. Points of a list inside it keep lines of their own; a broken word closes up."""
    words: list[str] = []
    before: Line | None = None
    for line in lines:
        words += [_gap(before, line) if before else "", line.text]
        before = line
    return "".join(words)


def _gap(before: Line, line: Line) -> str:
    if bulleted(line):
        return "\n"
    # `long-` and `term` are one word, but `short-` hangs before `and long-term`.
    is_broken = re.search(r"\w[-/]$", before.text[-2:]) and re.match(r"(?!(and|or|to)\b)[a-z]", line.text)
    return "" if is_broken else " "


def quoted(words: str) -> str:
    """The words as a message quotes them, the end of long ones left off."""
    return f"“{words if len(words) <= 80 else words[:79] + '…'}”"
