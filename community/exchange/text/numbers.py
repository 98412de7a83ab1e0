"""Numbers and letters before clauses: "1.", "1.1", "a)", "(iv)". They are layout where they count, and words where not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

NUMBER = re.compile(
    r"(?P<open>[(\[]?)(?P<value>[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}|(?:[A-Za-z]|[ivx]{2,5}|[IVX]{2,5})(?=[.)\]:]))"
    r"(?P<close>[.)\]:]{0,2})[ \t\u00a0\u2007\u202f\u3000]+(?P<words>\S.*)"
)
ROMAN = {"i": 1, "v": 5, "x": 10}
NEAR = 40  # numbers before and after, among which its neighbours are looked for


@dataclass(frozen=True, slots=True)
class Number:
    """`style` is how it is written: "(a)" or "1."; `value` counts from 1, `depth` the numbers in it: 2 for 1.1."""

    style: str
    value: int
    depth: int
    written: str

    @property
    def is_digit(self) -> bool:
        return "1" in self.style

    @property
    def is_closed(self) -> bool:
        return self.style[-1] in ".):]"


def number_before(words: str) -> tuple[Number, str] | None:
    """(the number at the start of these words, the words after it)."""
    found = NUMBER.fullmatch(words)
    if not found:
        return None
    written = found["value"]
    if written[0].isdigit():
        kind, value, depth = "1", int(written.split(".")[-1]), written.count(".") + 1
    elif len(written) > 1:
        kind, value, depth = "i" if written.islower() else "I", _roman(written), 1
    else:
        kind, value, depth = "a" if written.islower() else "A", ord(written.lower()) - 96, 1
    return Number(f"{found['open']}{kind}{found['close']}", value, depth, written), found["words"]


def _roman(written: str) -> int:
    signs = [ROMAN[sign] for sign in written.lower()]
    return sum(-sign if after > sign else sign for sign, after in zip(signs, [*signs[1:], 0], strict=True))


def those_that_count(numbers: Sequence[Number]) -> list[Number | None]:
    """The same numbers, None for each that only chance put at the start of a line: "3 people …", "A place …"."""
    told: list[Number] = []
    for number in numbers:
        told.append(_as_roman(number, told[-NEAR:]))
    kept: list[Number | None] = list(told)
    for place, number in enumerate(told):
        before = [each for each in kept[max(0, place - NEAR) : place] if each]
        if not _counts(number, before, told[place + 1 : place + 1 + NEAR]):
            kept[place] = None
    return kept


def _as_roman(number: Number, before: Sequence[Number]) -> Number:
    """ "i" is Roman unless it comes after "h", and "v" and "x" are where "iv" and "ix" came before."""
    if number.written.lower() not in ROMAN or number.is_digit:
        return number
    value = ROMAN[number.written.lower()]
    style = number.style.replace("a", "i").replace("A", "I")
    letters = {each.value for each in before if each.style == number.style}
    romans = {each.value for each in before if each.style == style}
    is_roman = number.value - 1 not in letters if value == 1 else value - 1 in romans
    return replace(number, style=style, value=value) if is_roman else number


def _counts(number: Number, before: Sequence[Number], after: Sequence[Number]) -> bool:
    if not number.is_digit and (not number.is_closed or number.style.endswith(":")):
        return False  # "I …", "A …"; "Q: …", "A: …"
    goes_on = any(_follows(each, number) for each in before) or any(_follows(number, each) for each in after)
    begins_again = number.value == 1 and any(each.style == number.style for each in before)
    return (
        goes_on
        or begins_again
        or (number.is_digit and number.is_closed and (number.value == 1 or bool(before)))
    )


def _follows(one: Number, other: Number) -> bool:
    """`other` comes after `one`: the next of its kind, or the first of those inside it, or the one after them."""
    if one.depth != other.depth:
        deep, high = (one, other) if one.depth > other.depth else (other, one)
        return deep.written.startswith(high.written + ".")
    return one.style == other.style and other.value - one.value in (1, 2)
