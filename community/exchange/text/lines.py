"""A text as lines: what stands on each, and apart from it the layout around it: bullets, numbers, indents, signs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
NUMBER = re.compile(
    r"(?P<open>[(\[]?)(?P<value>[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}|[A-Za-z]|[ivx]{2,5}|[IVX]{2,5})"
    rf"(?P<close>[.)\]:]{{0,2}})[{BLANK}]+(?P<words>\S.*)"
)
HASHES = re.compile(r"(?P<hashes>#{1,6})\s+(?P<words>.*?\S)(?:\s+#+)?")
BOLD = re.compile(r"(?P<fence>\*\*|__)(?P<words>(?:(?!\*\*|__).)+)(?P=fence)(?P<colon>\s*:)?")
QUOTE = re.compile(r">\s?")
RULE = re.compile(rf"[{re.escape(BULLETS)}{BLANK}=_~#.|<>/\\:]*")
UNDERLINE = re.compile(r"(={3,}|-{3,})\s*")
LONGEST_HEADING = 120


@dataclass(frozen=True, slots=True)
class Number:
    """`style` says how it is written, "(a)" or "1."; `value` counts from 1 and `depth` the numbers in it: 2 for 1.1."""

    style: str
    value: int
    depth: int
    written: str


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
        gap = False
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
        return
    if found := BULLET.fullmatch(line.words):
        line.bullet = found["mark"] or found["round"] or found["sign"]
        line.words = found["words"] or found["close"] or found["says"]
    elif found := NUMBER.fullmatch(line.words):
        line.counted = _number(found)
        line.words = found["words"]


def _take_fences(line: Line) -> None:
    """A line that is bold as a whole: `**Inclusion**`, `**Inclusion:**`."""
    if (bold := BOLD.fullmatch(line.words)) and SAYS.search(bold["words"]):
        line.words = bold["words"].strip(BLANK) + (bold["colon"] or "").strip()
        line.is_bold = True


# Numbers


def _number(found: re.Match[str]) -> Number:
    written, value = found["value"], found["value"]
    if value[0].isdigit():
        depth, kind, count = value.count(".") + 1, "1", int(value.split(".")[-1])
    else:
        depth, kind, count = 1, "a" if value.islower() else "A", _letters(value)
    return Number(f"{found['open']}{kind}{found['close']}", count, depth, written)


def _letters(value: str) -> int:
    """Where a letter stands in the alphabet, or what a Roman number counts; one letter alone is a letter here."""
    if len(value) == 1:
        return ord(value.lower()) - 96
    signs = [{"i": 1, "v": 5, "x": 10}[sign] for sign in value.lower()]
    return sum(-sign if after > sign else sign for sign, after in zip(signs, [*signs[1:], 0], strict=True))


def _without_chance_numbers(lines: list[Line]) -> list[Line]:
    """A number counts only among others: "3 people …" or "A place …" at the start of a line is a word."""
    counted = [line for line in lines if line.counted]
    for place, line in enumerate(counted):
        if not _counts(line.counted, counted[place - 1] if place else None, counted[place + 1 :]):
            line.words, line.counted = line.whole, None
            line.column = line.indent
            _take_fences(line)
    return lines


def _counts(number: Number | None, before: Line | None, after: list[Line]) -> bool:
    assert number is not None
    closed, is_digit = number.style.strip("1aA([") != "", "1" in number.style
    if not is_digit and (not closed or number.style.endswith(":")):
        return False  # "I …", "A …"; "Q: …", "A: …"
    roman = number.written.strip("ivxIVX") == ""
    begins = number.value == 1 or (roman and number.written in ("i", "I"))
    others = [line.counted for line in after if line.counted]
    if before and before.counted:
        others.append(before.counted)
    goes_on = any(_follows(one, number) or _follows(number, one) for one in others)
    return goes_on or bool(is_digit and closed and (begins or before))


def _follows(one: Number, other: Number) -> bool:
    if one.style != other.style and one.depth == other.depth:
        return False
    if one.depth != other.depth:
        deep, high = (one, other) if one.depth > other.depth else (other, one)
        return deep.written.startswith(high.written + ".")
    values = {_both(one), _both(other)}
    return any(a - b == 1 for a in _both(one) for b in _both(other)) and len(values) > 1


def _both(number: Number) -> tuple[int, ...]:
    """A lone "i" is the ninth letter or the first Roman number."""
    single = {"i": 1, "v": 5, "x": 10}.get(number.written.lower())
    return (number.value, single) if single else (number.value,)
