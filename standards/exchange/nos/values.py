"""Values, and examples of them, in a text that lost their numbers and its dashes: a sentence, then one on each line."""

import re
from collections.abc import Sequence
from itertools import pairwise

from standards.exchange.nos.lines import Line, Page, joined
from standards.exchange.nos.waiting import Entry

EXAMPLES = re.compile(r"\bexamples?\b.{0,40}\billustrat|\bnot part of (the )?assessment", re.IGNORECASE)
ANNOUNCES_VALUES = re.compile(r"\bvalues\b.*[:;]$", re.IGNORECASE)
FEWEST, MOST = 2, 12  # values; a suite has five
LONGEST_VALUE = 80  # characters


def bare_values(lines: Sequence[Line], page: Page) -> list[Entry]:
    """The entries, values first; none unless both sentences are there and each value has its example."""
    paragraphs = page.paragraphs(lines)
    said = [joined(paragraph) for paragraph in paragraphs]
    above = next((place for place, words in enumerate(said) if ANNOUNCES_VALUES.search(words)), None)
    turn = next((place for place, words in enumerate(said) if EXAMPLES.search(words)), None)
    if above != 0 or turn is None:
        return []
    values, examples = paragraphs[above + 1 : turn], paragraphs[turn + 1 :]
    is_whole = FEWEST <= len(values) == len(examples) <= MOST
    if not is_whole or max(len(words) for words in said[above + 1 : turn]) > LONGEST_VALUE:
        return []
    return [
        Entry(said[start], None, paragraph)
        for start, end in pairwise((above, turn, len(paragraphs)))
        for paragraph in paragraphs[start + 1 : end]
    ]
