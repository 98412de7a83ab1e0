"""How much paper a charter takes, so that nobody is surprised at the printer.

Estimated from its words, and on the safe side: what we say fits on a sheet does. Tests print and count.
"""

from math import ceil

A_LINE = 84  # characters, on paper as charter.css sets it
LINES_ON_A_SIDE = 48
LINES_BEFORE = 6  # title, dates and how it was adopted, on the first side
BETWEEN = 0.45  # of a line, after each paragraph


def sides_of(wording):
    """Sides of A4."""
    return max(1, ceil((LINES_BEFORE + lines_of(wording)) / LINES_ON_A_SIDE))


def lines_of(wording):
    texts = [line for line in wording.preamble.split("\n") if line.strip()]
    headings = 0
    for entry in wording.entries:
        headings += bool(entry.label and not (entry.mark and entry.text))
        texts += [line for line in entry.words.split("\n") if line.strip()]
    return sum(ceil(len(text) / A_LINE) + BETWEEN for text in texts) + headings
