"""The shipped text, and what it says taken from its lines by position, not by the reader under test."""

import re

from standards.exchange.document import Illustration, Item, Value
from standards.exchange.shipped import FOLDER

TEXT = (FOLDER / "support-collaborative-and-partnership-work.txt").read_text(encoding="utf-8")
LINES = TEXT.splitlines()


def between(above, below):
    """The lines after the one that reads `above` and before the one that reads `below`."""
    return LINES[LINES.index(above) + 1 : LINES.index(below) if below else None]


def numbered(lines):
    return [tuple(line.split(" ", 1)) for line in lines if re.match(r"[0-9]", line)]


GROUPS = (
    "The rationale and context",
    "Factors which support effective partnership working",
    "Techniques and methods",
)
TURN = next(line for line in LINES if line.startswith("The following examples illustrate"))

OVERVIEW = "\n".join(between("Overview", "Performance criteria"))
PERFORMANCE = tuple(
    Item(None, number, text)
    for number, text in numbered(between("Performance criteria", "Knowledge and Understanding"))
)
KNOWLEDGE = tuple(
    Item(group, number, text)
    for group, below in zip(GROUPS, (*GROUPS[1:], "Scope/range"), strict=True)
    for number, text in numbered(between(group, below))
)
VALUES_INTRODUCTION = between("Values", None)[0]
VALUES = tuple(Value(number, text) for number, text in numbered(between("Values", TURN)))
ILLUSTRATIONS = tuple(Illustration(number, text) for number, text in numbered(between(TURN, None)))


def requirements_of(document):
    return document.performance, document.knowledge, document.values, document.illustrations


REQUIREMENTS = (PERFORMANCE, KNOWLEDGE, VALUES, ILLUSTRATIONS)
