"""A text as lines, and what one line can be on its own: numbered, bulleted, or running on from the one before."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Self

from standards.exchange.nos.text import INVISIBLE, repaired

NUMBERED = re.compile(
    r"[(\[]?(?P<letter>(?:[PKV]\s?|[pkv])?)(?P<number>[0-9]{1,3}(?:\.[0-9]{1,2}){0,3})"
    r"(?:[.):\]]+\s*(?=\D|$)|\s+/(?:\s+|$)|\s+|$)(?:[–—-]\s+)?(?P<text>.*)"
)
MARKS = "•·▪◦‣●○■□►➢✓\uf0b7\uf0a7\uf0d8o*–—-"  # Word’s second bullet is a letter o
HOLLOW = "◦○□o"  # of a list inside an entry, where the entries have another mark
BULLETED = re.compile(rf"(?P<mark>[{re.escape(MARKS)}])\s+(?P<text>.+)|(?P<round>[•●▪\uf0b7])(?P<close>\w.+)")
LETTERED = re.compile(r"\(?(?:[a-h]|i{1,3}|iv|vi{0,3})[.)]\s+\S.*")  # a point of a list inside an entry
# No entry ends on one of these, so the line after it is its end even with a capital letter.
CONNECTING = re.compile(
    r"(,|[(/–-]|\b(a|an|and|as|at|by|for|from|in|of|on|or|the|to|with|within|between|their|its|your|that|which))$",
    re.IGNORECASE,
)
# Nothing but the middle of a sentence begins with one of these.
GOES_ON = re.compile(
    r"(and|or|of|[,;.)&])(\s|$)|(a|an|as|at|by|for|from|in|on|the|to|with|within|between|that|which)$"
)
# Few entries begin with one of these, most of them of knowledge: the law, which funders, in what ways.
CONNECTS = re.compile(
    r"(and|or|of|to|for|in|on|with|by|from|the|that|which|as|at|between|within|[,;.)&])(\s|$)"
)
# Beyond this no one breaks lines by hand or by page: every line is a paragraph.
WIDE = 56  # narrower than any page text is broken for
WIDEST_PAGE = 130
UNBROKEN = 100_000
NARROWEST = 40  # a page, or one of its columns
# Headings and bold words of texts saved as Markdown.
MARKDOWN = re.compile(r"^\s*#{1,6}\s+(?=\S)|\*\*(?P<bold>[^*]+)\*\*")
ROW = re.compile(r"\|.*\|")  # of a table in Markdown
SAYS = re.compile(r"[^\W_]|\ufffd")  # a line of dashes or stars says nothing
TAB = 4


@dataclass(frozen=True, slots=True)
class Line:
    """`number` counts from 1 as an editor does; `text` has its white space folded and is never empty.

    `indent` is in characters, `page` counts form feeds. Damaged letters are put right in `text`. `text_number` is
    where the text stands, if its label stands above it.
    """

    number: int
    text: str
    after_blank: bool = False
    indent: int = 0
    page: int = 0
    is_repaired: bool = False
    text_number: int = 0

    @property
    def last(self) -> int:
        """Where its words stand; a label alone on its line has them below."""
        return self.text_number or self.number

    @property
    def starts_small(self) -> bool:
        """Starts with anything but a capital letter, as the middle of a sentence does."""
        return not self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Numbered:
    letter: str
    number: str
    text: str

    @property
    def top(self) -> int:
        return int(self.number.split(".")[0])


def lines_of(text: str) -> list[Line]:
    """The lines that say something, counted as `str.splitlines` counts them."""
    lines, after_blank, page = [], False, 0
    raws = text.splitlines(keepends=True)
    quotes = all(raw[0] == ">" for raw in raws if raw.strip())
    for number, raw in enumerate(raws, start=1):
        right = repaired(raw.rstrip("\r\n\f\v"))
        right = right.removeprefix(">") if quotes else right
        words = " ".join(MARKDOWN.sub(r"\g<bold>", right.replace("\u00ad", "")).split())
        words = _cells(words) if ROW.fullmatch(words) else words
        if SAYS.search(words):
            indent = len(right.expandtabs(TAB)) - len(right.expandtabs(TAB).lstrip())
            lines.append(Line(number, words, after_blank, indent, page, right not in INVISIBLE.sub("", raw)))
        ends_page = raw.endswith("\f")
        after_blank = not SAYS.search(words) and not ends_page
        page += ends_page
    return [replace(line, after_blank=False) for line in lines] if _is_double_spaced(lines) else lines


def _cells(row: str) -> str:
    """`| 1 | agree aims |` as tables copied from Word are told: `1 / agree aims`."""
    return " / ".join(filter(None, (cell.strip() for cell in row.split("|"))))


def _is_double_spaced(lines: Sequence[Line]) -> bool:
    """A blank line after every line parts nothing."""
    return len(lines) > 10 and sum(line.after_blank for line in lines) > 0.9 * len(lines)


def numbered(line: Line) -> Numbered | None:
    match = NUMBERED.fullmatch(line.text)
    return Numbered(match["letter"].strip().upper(), match["number"], match["text"]) if match else None


def bulleted(line: Line) -> str | None:
    match = BULLETED.fullmatch(line.text)
    return (match["text"] or match["close"]) if match else None


def mark_of(line: Line) -> str:
    """The bullet, all kinds of dashes being one."""
    return "-" if line.text[0] in "–—-" else line.text[0]


def is_point(line: Line) -> bool:
    return bool(bulleted(line) or LETTERED.fullmatch(line.text))


def follows(previous: str | None, number: str) -> bool:
    """9 follows 8, 8.3 and 8.3.1; 8.1 follows 8; only 1 follows nothing."""
    if previous is None:
        return number in ("1", "1.1")
    before, after = (tuple(int(step) for step in which.split(".")) for which in (previous, number))
    counted_on = [(*before[:depth], before[depth] + 1) for depth in range(len(before))]
    return after in [*counted_on, (*before, 1)]


@dataclass(frozen=True, slots=True)
class Page:
    """How wide the text was set, which tells a line that was broken from a line that ended."""

    width: int

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Self:
        """As wide as the widest line, if lines plainly run on; otherwise every line is a paragraph."""
        own = cls(max((len(line.text) + line.indent for line in lines), default=0))
        return own if own.width >= NARROWEST and own._is_set(lines, least=1) else cls(UNBROKEN)

    def of_part(self, lines: Sequence[Line]) -> Self:
        """The width of one part, which may be set narrower than the rest."""
        own = type(self)(max((len(line.text) + line.indent for line in lines), default=0))
        is_narrower = NARROWEST <= own.width < self.width
        return own if is_narrower and own._is_set(lines, least=2) else self

    def _is_set(self, lines: Sequence[Line], *, least: int) -> bool:
        """Most lines that start like the middle of a sentence stand below one that was full."""
        pairs = [(before, line) for before, line in pairwise(lines) if _may_run_on(before, line)]
        full = sum(self.broke(before, line, slack=0.25) for before, line in pairs)
        return full >= least and full * 3 >= len(pairs) * 2

    @property
    def is_broken(self) -> bool:
        """Its lines were broken by a page or by hand; else every line is a paragraph."""
        return self.width <= WIDEST_PAGE

    @property
    def is_wide(self) -> bool:
        """As wide as text is set anywhere; in a narrower one, short entries look as if they had been broken."""
        return self.width >= WIDE

    def broke(self, before: Line, line: Line, *, slack: float = 0.15) -> bool:
        """The first word of `line` would hardly have fitted on the line before, so the break may mean nothing."""
        needed = before.indent + len(before.text) + 1 + len(line.text.split(maxsplit=1)[0])
        return self.is_broken and not line.after_blank and needed > (1 - slack) * self.width

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


def _may_run_on(before: Line, line: Line) -> bool:
    found = numbered(before)
    is_label = found is not None and not found.text
    starts = line.text[0].islower() and not line.after_blank and not is_label
    return starts and not (numbered(line) or is_point(line))


def joined(lines: Iterable[Line]) -> str:
    """The lines as one entry. Points of a list inside it keep lines of their own; a broken word closes up."""
    words: list[str] = []
    before: Line | None = None
    for line in lines:
        words += [_gap(before, line) if before else "", line.text]
        before = line
    return "".join(words)


def _gap(before: Line, line: Line) -> str:
    if is_point(line):
        return "\n"
    # `long-` and `term` are one word, but `short-` hangs before `and long-term`.
    is_broken = re.search(r"\w[-/]$", before.text[-2:]) and re.match(r"(?!(and|or|to)\b)[a-z]", line.text)
    return "" if is_broken else " "


def quoted(words: str, most: int = 80) -> str:
    """The words as a message quotes them, the end of long ones left off."""
    return f"“{words if len(words) <= most else words[: most - 1] + '…'}”"
