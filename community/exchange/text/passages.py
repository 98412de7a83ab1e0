"""Lines put together to passages: what was broken to fit a page is one paragraph again, and a point of a list one point."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from community.exchange.text.lines import Line
from community.exchange.text.numbers import Number

NARROWEST, WIDEST = 35, 130  # columns; beyond, nobody breaks lines by hand
ENDS = (".", ":", ";", "!", "?", ".”", "?”", "!”", ".)", ".’", '."', "…")
SHORT = 6  # words of what heads a point, and goes on below it


@dataclass(slots=True, eq=False)  # each is itself, whatever it says
class Passage:
    """A paragraph, a heading or a point of a list. `text` is exact; `lines` are those it came from."""

    lines: list[Line] = field(default_factory=list)
    text: str = ""
    is_hanging: bool = False  # set in below the point above it, and no point itself

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def line(self) -> int:
        return self.first.number

    @property
    def gap(self) -> bool:
        return self.first.gap

    @property
    def indent(self) -> int:
        return self.first.indent

    @property
    def bullet(self) -> str:
        return self.first.bullet

    @property
    def counted(self) -> Number | None:
        return self.first.counted

    @property
    def is_item(self) -> bool:
        return self.first.is_item

    @property
    def is_plain(self) -> bool:
        return self.first.is_plain

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def is_caps(self) -> bool:
        letters = [sign for sign in self.text if sign.isalpha()]
        return len(letters) > 3 and not any(sign.islower() for sign in letters) and letters[0].isupper()

    @property
    def ends(self) -> bool:
        """Ends as a sentence does."""
        return self.text.endswith(ENDS) and not self.text.endswith((":", "?"))


def passages_of(lines: Sequence[Line]) -> tuple[list[Passage], list[Line]]:
    """(the passages, the lines joined to the one above though nothing but a small letter says so)."""
    width, guessed = page_width(lines), []
    found: list[Passage] = []
    listing = False
    for line in lines:
        passage = found[-1] if found else None
        may_join = passage is not None and _may_join(passage, line)
        if passage and may_join and _was_broken(passage, line, width, listing=listing):
            guessed += [] if width or line.indent >= passage.first.column > 0 else [line]
            passage.text += _gap(passage.text, line.words) + line.words
            passage.lines.append(line)
            continue
        found.append(Passage([line], line.words, is_hanging=bool(passage) and _hangs(found, line)))
        listing = _is_listing(found, listing)
    return found, guessed


def page_width(lines: Sequence[Line]) -> int:
    """In columns, where lines were broken to fit a page; 0 where every line is a whole paragraph."""
    widths = []
    for block in _blocks(lines):
        for before, line in zip(block, block[1:], strict=False):
            is_broken = line.is_plain and line.words[0].islower() and not before.words.endswith(ENDS)
            if is_broken and NARROWEST <= before.width <= WIDEST:
                widths += [each.width for each in block if each.width <= WIDEST]
    return max(widths, default=0)


def _blocks(lines: Iterable[Line]) -> list[list[Line]]:
    blocks: list[list[Line]] = []
    for line in lines:
        if line.gap or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _may_join(passage: Passage, line: Line) -> bool:
    before = passage.lines[-1]
    if line.gap or not line.is_plain or before.hashes or before.is_bold:
        return False
    is_caps, was_caps = Passage([line], line.words).is_caps, Passage([before], before.words).is_caps
    return is_caps == was_caps and not (is_caps and before.width < NARROWEST)


def _was_broken(passage: Passage, line: Line, width: int, *, listing: bool) -> bool:
    before = passage.lines[-1]
    is_full = before.width <= width < before.width + 1 + len(line.words.split()[0])
    is_small = line.words[0].islower() or line.words[0] in "(,;&–"
    runs_on = is_small and not before.words.endswith(ENDS)
    hangs = passage.is_item and line.indent >= passage.first.column > passage.indent
    if len(passage.lines) > 1 and line.indent < before.indent and not is_small:
        return False  # what goes on is set in, and this stands where the next one begins
    if is_full and before.width >= NARROWEST:
        return runs_on or not before.words.endswith((":", ";"))
    if hangs:
        return runs_on or (passage.words > SHORT and before.words.endswith(ENDS[:1]) and bool(width))
    return runs_on and before.width >= NARROWEST and not listing


def _gap(before: str, words: str) -> str:
    """`long-` and `term` are one word again."""
    is_broken = before[-1] == "-" and before[-2:-1].isalpha() and words[0].islower()
    return "" if is_broken and words.split()[0] not in ("and", "or", "to") else " "


def _hangs(found: Sequence[Passage], line: Line) -> bool:
    """Set in as far as the words of the point above, or of one above that."""
    item = next((passage for passage in reversed(found) if not passage.is_hanging), None)
    return bool(item and item.is_item and line.is_plain and line.indent > item.indent)


def _is_listing(found: Sequence[Passage], listing: bool) -> bool:
    """Lines below a colon, without a sign before them, are points of a list until a blank line."""
    last = found[-1]
    if last.text.endswith(":"):
        return True
    return listing and not last.gap and last.is_plain
