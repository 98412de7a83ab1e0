"""A text as lines: what stands on each, and apart from it the layout around it: bullets, numbers, indents, signs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from community.exchange.text.numbers import Number, number_before, those_that_count
from standards.exchange.nos.lines import SAYS, TAB
from standards.exchange.nos.text import INVISIBLE, repaired

BLANK = " \t\u00a0\u2007\u202f\u3000\u200b\ufeff\u2060"
BULLETS = "•·▪▫◦‣⁃∙●○■□►▸▶➢➤➔→❖◆◇\uf0b7\uf0a7\uf0d8\uf076\u2043*+–—-"
ROUND = "•●▪◦‣■\uf0b7\uf0a7"  # also where the words follow without a space
SPEAKING = "✓✔✗✘✅❌☑☒☐"  # they begin a point, and say something: they stay
BULLET = re.compile(
    rf"(?P<mark>[{re.escape(BULLETS)}]|o(?=\t| {{2,}}|\u00a0|\s+[A-Z]))[{BLANK}]+(?P<words>\S.*)"
    rf"|(?P<round>[{ROUND}])(?P<close>[^\s{ROUND}].*)"
    rf"|(?P<says>(?P<sign>[{SPEAKING}]\ufe0f?)\s.*)"
)
ROW = re.compile(r"\|(?P<row>.*[^|\s].*)\|")
BARE_ROW = re.compile(rf"(?<=[{BLANK}])\|(?=[{BLANK}])")
CELL = re.compile(r"(?P<cell>[^|]*[^|\s][^|]*)")
TIGHT = re.compile(r"(?P<sign>-{1,3}|–|\*)(?P<words>[^\W\d_][^*]*)")
LETTER_O = re.compile(rf"o[{BLANK}]+(?P<words>\S.*)")
HASHES = re.compile(r"(?P<hashes>#{1,6})\s+(?P<words>.*?\S)(?:\s+#+)?")
BOLD = re.compile(r"(?P<fence>\*\*|__)(?P<words>(?:(?!\*\*|__).)+)(?P=fence)(?P<colon>\s*:)?")
ITALIC = re.compile(r"(?P<fence>[*_])(?P<words>[^*_\s](?:[^*_]*[^*_\s])?)(?P=fence)")
QUOTE = re.compile(r"^>\s?")
RULE = re.compile(rf"[{re.escape(BULLETS)}{BLANK}=_~#.|<>/\\:]*")
UNDERLINE = re.compile(r"(={3,}|-{3,})\s*")
LONGEST_HEADING = 120


@dataclass(slots=True)
class Line:
    """`words` are exact, without the layout before them; `whole` is the line with it. `width` and places are columns."""

    number: int
    words: str
    whole: str
    indent: int
    column: int
    width: int
    gap: bool = False
    bullet: str = ""
    counted: Number | None = None
    hashes: int = 0
    is_bold: bool = False
    is_repaired: bool = False

    @property
    def is_item(self) -> bool:
        return bool(self.bullet or self.counted)

    @property
    def is_plain(self) -> bool:
        return not (self.is_item or self.hashes or self.is_bold)


def lines_of(text: str) -> tuple[list[Line], list[tuple[int, str]]]:
    """(the lines that say something, the signs that say nothing and are no layout), counted as `splitlines` does."""
    lines: list[Line] = []
    strays: list[tuple[int, str]] = []
    gap = False
    for number, raw in enumerate(text.splitlines(), start=1):
        right = _right(raw)
        if not SAYS.search(right):
            gap = not _underlines(lines, gap, right)
            strays += [] if RULE.fullmatch(right) else [(number, right.strip(BLANK))]
            continue
        lines.append(_line(number, right, gap=gap, is_repaired=right != raw))
        _take_letter_o(lines)
        gap = False
    _take_tight_signs(lines)
    _take_rows(lines)
    return _without_chance_numbers(lines), strays


def _right(raw: str) -> str:
    """Wrongly decoded letters are put right; signs without a width stay where they stand."""
    return "".join(piece if INVISIBLE.fullmatch(piece) else repaired(piece) for piece in _pieces(raw))


def _pieces(raw: str) -> Iterator[str]:
    return (piece for piece in re.split(f"({INVISIBLE.pattern})", raw) if piece)


def _underlines(lines: list[Line], gap: bool, words: str) -> bool:
    found = UNDERLINE.fullmatch(words.strip(BLANK))
    if not (found and lines and not gap) or len(lines[-1].words) > LONGEST_HEADING or lines[-1].is_item:
        return False
    lines[-1].hashes = lines[-1].hashes or (1 if found[1][0] == "=" else 2)
    return True


def _line(number: int, raw: str, *, gap: bool, is_repaired: bool) -> Line:
    shown = raw.expandtabs(TAB)
    stripped = QUOTE.sub("", raw.strip(BLANK + "\r\n\f\v\x1c\x1d\x1e\x1f\x85"), count=1).strip(BLANK)
    indent = len(shown) - len(shown.lstrip(BLANK))
    line = Line(number, stripped, stripped, indent, indent, len(shown.rstrip(BLANK)), gap)
    line.is_repaired = is_repaired
    _take_mark(line)
    _take_fences(line)
    line.column = indent + max(0, len(stripped) - len(line.words))
    return line


def _take_mark(line: Line) -> None:
    if heading := HASHES.fullmatch(line.words):
        line.hashes, line.words = len(heading["hashes"]), heading["words"]
        line.whole = line.words
    elif row := ROW.fullmatch(line.words):
        line.words = line.whole = "\t".join(row["cell"].strip(BLANK) for row in CELL.finditer(row["row"]))
    elif found := BULLET.fullmatch(line.words):
        line.bullet = found["mark"] or found["round"] or found["sign"]
        line.words = found["words"] or found["close"] or found["says"]
    if not line.bullet and (numbered := number_before(line.words)):
        line.counted, line.words = numbered


def _take_tight_signs(lines: list[Line]) -> None:
    """ "-Listen", "--to the end": signs without a space after them, where line after line has one."""
    tight = [(line, found) for line in lines if not line.is_item and (found := TIGHT.fullmatch(line.words))]
    for line, found in tight if len(tight) > 1 else ():
        line.bullet, line.words = found["sign"], found["words"]
        line.column = line.indent + len(found["sign"])


def _take_rows(lines: list[Line]) -> None:
    """ "Honesty | We say what is so | …", line after line: a table without strokes around it."""
    strokes = [BARE_ROW.findall(line.words) if line.is_plain else [] for line in lines]
    for place, line in enumerate(lines):
        beside = strokes[max(0, place - 1) : place] + strokes[place + 1 : place + 2]
        if strokes[place] and len(strokes[place]) in map(len, beside):
            line.words = line.whole = "\t".join(cell.strip(BLANK) for cell in BARE_ROW.split(line.words))


def _take_letter_o(lines: list[Line]) -> None:
    """Word's second bullet comes out as the letter "o": it is one below other points, and at times a word elsewhere."""
    *before, line = lines
    if before and before[-1].bullet and not line.is_item and (found := LETTER_O.fullmatch(line.words)):
        line.bullet, line.words = "o", found["words"]
        line.column = line.indent + 2


def _take_fences(line: Line) -> None:
    """A line that is bold as a whole: `**Inclusion**`, `**Inclusion:**`; or in italics, which heads nothing."""
    if (bold := BOLD.fullmatch(line.words)) and SAYS.search(bold["words"]):
        line.words = bold["words"].strip(BLANK) + (bold["colon"] or "").strip()
        line.is_bold = True
    elif italic := ITALIC.fullmatch(line.words):
        line.words = italic["words"].strip(BLANK)


def _without_chance_numbers(lines: list[Line]) -> list[Line]:
    counted = [line for line in lines if line.counted]
    numbers = [line.counted for line in counted if line.counted]
    for line, number in zip(counted, those_that_count(numbers), strict=True):
        line.counted = number
        if number is None:
            line.words, line.column = line.whole, line.indent
            _take_fences(line)
    return lines
