"""How much paper a charter takes, so that nobody is surprised at the printer.

Estimated from its words, on the safe side, as charter.css sets them: what we say fits on a sheet does. A journey
prints and counts.
"""

import unicodedata
from functools import cache
from math import ceil

A_LINE = 45  # widths of a square letter, less what stays empty where a line breaks
LINES_ON_A_SIDE = 50  # and room for a heading or a paragraph that is not left alone
LINES_BEFORE = 4  # the title is larger, and days stand below it
BETWEEN = 0.22  # of a line, before each paragraph
A_SECTION, A_HEADING = 0.55, 0.2  # of a line more than words of its length: larger, and with room above


def sides_of(wording, how=""):
    """Sides of A4. `how`: the words that say how it was adopted."""
    before = LINES_BEFORE + lines_in(wording.title) + lines_in(how)
    return max(1, ceil((before + sum(lines_of(wording))) / LINES_ON_A_SIDE))


def lines_of(wording):
    yield lines_in(wording.preamble)
    for entry in wording.entries:
        if entry.mark and entry.text or not entry.label:
            yield lines_in(entry.words)
        else:
            more = A_SECTION if entry.is_section else A_HEADING
            yield more + lines_in(entry.label) + lines_in(entry.text)


def lines_in(text):
    """Of all its paragraphs."""
    return sum(ceil(width_of(line) / A_LINE) + BETWEEN for line in text.split("\n") if line.strip())


def width_of(line):
    return sum(map(width_of_letter, line))


@cache
def width_of_letter(letter):
    """In Atkinson Hyperlegible Next, as a part of its height."""
    for letters, width in ((" .,:;'’!|ijl", 0.28), ('ftr()[]-/I1"“”', 0.4), ("mMwW", 0.86)):
        if letter in letters:
            return width
    if unicodedata.east_asian_width(letter) in "WF":
        return 1
    return 0.56 if letter.isascii() and not letter.isupper() else 0.68
