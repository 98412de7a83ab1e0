"""Which passages head what stands below them, and how large each heading is beside the others."""

import re
from collections.abc import Sequence
from itertools import pairwise

from community.exchange.text.facts import is_line_of_stewards
from community.exchange.text.kinds import ORDINAL, begins_section, names_charter
from community.exchange.text.labels import OPEN_END, SENTENCE, labelled
from community.exchange.text.passages import Passage

MOST_WORDS = 12
LONGEST = 300  # characters of a heading
LONG = 9  # words, from which a passage without a full stop reads as a sentence
QUESTION = re.compile(r"(how|what|who|why|where|when|which)\b", re.IGNORECASE)
ASKED = re.compile(r"(Q|Question)\s?[0-9]*\s?[:.)]\s?\S.*", re.DOTALL)
CAPS, COUNTED, BOLD, PLAIN = 10, 20, 30, 40  # ranks: the smaller, the larger the heading
FAR = 60  # passages, beyond which nothing is looked for
RUN = 3  # so many short lines below each other are a list


class Headings:
    """Looks at every passage with those around it. `rank` is 0 for what heads nothing."""

    def __init__(self, passages: Sequence[Passage]):
        self.passages = passages
        told = [passage for passage in passages if any(sign.isalpha() for sign in passage.text)]
        self.shouts = (
            sum(passage.is_caps for passage in told) * 5 > len(told) * 3
        )  # capitals show nothing here
        self.is_double_spaced = sum(passage.gap for passage in passages) * 10 >= len(passages) * 9 - 10
        self.heads_with_points = self._points_head()
        self.ranks = [0] * len(passages)
        self.short = [self._is_short(place) for place in range(len(passages))]
        self.count_alone = sum(self._is_alone(place) for place in range(len(passages)))
        self.counted_heads = {
            self._written(passage)
            for passage, below in pairwise(passages)
            if passage.counted and not passage.ends and self._begins_deeper(passage, below)
        }
        self.leads_head = self._leads_head()
        for place in reversed(range(len(passages))):
            self.ranks[place] = self._rank(place)

    def rank(self, place: int) -> int:
        return self.ranks[place]

    def is_unmarked(self, place: int) -> bool:
        """Nothing but its place says that it is a heading."""
        text = self.passages[place].text
        says_it = text.endswith((":", "?")) or begins_section(text) or ORDINAL.match(text)
        return self.ranks[place] == PLAIN and not says_it

    def _rank(self, place: int) -> int:
        passage = self.passages[place]
        if len(passage.text) > LONGEST:
            return 0
        if passage.first.hashes:
            return passage.first.hashes
        if passage.words > MOST_WORDS or passage.ends:
            return 0
        if passage.is_caps and not passage.is_item and not self.shouts:
            return CAPS
        if passage.first.is_bold and not is_lead_in(passage.text):
            return 0 if passage.is_item and not self._goes_below(place) else BOLD
        if passage.is_item:
            return self._rank_of_point(place)
        return PLAIN if self._is_plain_heading(place) else 0

    # Points that head: "1. Respect" and its paragraph below

    def _rank_of_point(self, place: int) -> int:
        passage, below = self.passages[place], self._at(place + 1)
        if below is None or passage.text.endswith((";", ",")) or is_lead_in(passage.text):
            return 0
        if passage.is_caps and not self.shouts:
            return COUNTED
        if labelled(passage).label or passage.words >= LONG + 2:
            return 0
        if passage.counted and self._begins_deeper(passage, below):
            return COUNTED + min(8, passage.counted.depth) - 1
        counts_on = self._written(passage) in self.counted_heads and passage.text[0].isupper()
        is_part = counts_on or (passage.counted is not None and begins_section(passage.text))
        if is_part and below.is_plain and not below.is_hanging:
            return COUNTED + min(8, passage.counted.depth) - 1 if passage.counted else 0
        if self._goes_below(place) and (below.is_hanging or self.heads_with_points):
            return COUNTED + (min(8, passage.counted.depth) - 1 if passage.counted else 9)
        return 0

    def _written(self, passage: Passage) -> tuple[str, int] | None:
        return (passage.counted.style, passage.counted.depth) if passage.counted else None

    def _begins_deeper(self, passage: Passage, below: Passage) -> bool:
        """ "2. Principles", and then "2.1 …" or "a) …" that says more than a few words."""
        number, deeper = passage.counted, below.counted
        if not number or not deeper:
            return bool(number and below.bullet and begins_section(passage.text))
        return deeper.depth > number.depth or (deeper.style != number.style and begins_section(passage.text))

    def _goes_below(self, place: int) -> bool:
        below = self._at(place + 1)
        return (
            below is not None
            and not below.is_item
            and below.is_plain
            and is_sentence(below)
            and not below.is_caps
        )

    def _points_head(self) -> bool:
        """Point after point is a few words with a paragraph of its own below."""
        short = [
            place
            for place, passage in enumerate(self.passages)
            if passage.is_item and passage.words < LONG and not passage.ends and not labelled(passage).label
        ]
        heads = [place for place in short if self._goes_below(place)]
        return len(heads) > 1 and len(heads) * 4 >= len(short) * 3

    def _leads_head(self) -> bool:
        """ "Members will:" heads as "Aims:" does, where it stands apart like it and never below another heading."""
        colons = [
            passage
            for passage in self.passages
            if passage.text.endswith(":") and passage.is_plain and passage.gap
        ]
        heads = [passage for passage in colons if not is_lead_in(passage.text) and passage.words < LONG]
        below_heading = any(
            is_lead_in(below.text) and (above.text.endswith(":") or above.first.hashes or above.first.is_bold)
            for above, below in pairwise(self.passages)
        )
        return bool(heads) and not below_heading

    # Lines that only their place makes a heading

    def _is_plain_heading(self, place: int) -> bool:
        passage, below = self.passages[place], self._at(place + 1)
        if below is None or passage.is_hanging or passage.text.endswith((",", ";")):
            return False
        if is_lead_in(passage.text):
            return self.leads_head and passage.gap and passage.words < 5 and below.is_item
        if not (passage.text[0].isupper() or passage.text[0].isdigit() or passage.text[0] in "“‘\"'"):
            return False
        if ASKED.fullmatch(passage.text):
            return True
        if ORDINAL.match(passage.text):
            return not below.is_item and is_sentence(below)
        if labelled(passage).label or self._is_in_list(place):
            return False
        if passage.text.endswith(":") or begins_section(passage.text):
            return True
        if passage.words > MOST_WORDS - 2 and not passage.text.endswith("?"):
            return False
        return self._heads(below, place + 1)

    def _heads(self, below: Passage, place: int) -> bool:
        """What stands below is longer, or points, or a heading of its own."""
        if below.is_item and not below.is_caps:
            return True
        return (
            bool(self.ranks[place])
            or (is_lead_in(below.text) and self.passages[place - 1].words < RUN + 2)
            or is_sentence(below)
            or (labelled(below).label is not None and not is_line_of_stewards(below.text))
        )

    def _is_in_list(self, place: int) -> bool:
        """Below a colon that opens a list, or among short lines of which none heads the others."""
        run, at = 0, place
        while at >= 0 and run < FAR and self.short[at] and not (run and self._divides(at + 1)):
            run, at = run + 1, at - 1
        above = self._at(at) if at >= 0 else None
        opens = above is not None and above.text.endswith(":") and is_lead_in(above.text)
        after = place + 1
        while after < len(self.passages) and run < FAR and self.short[after] and not self._divides(after):
            run, after = run + 1, after + 1
        if after == place + 1 and self._heads_sentence(place) and (run == 1 or self.count_alone > 1):
            return False
        if opens and not self._divides(at + 1):
            return True
        return run >= RUN and not begins_section(self.passages[place].text)

    def _heads_sentence(self, place: int) -> bool:
        below = self._at(place + 1)
        stands_below = below is not None and below.is_plain and (self.is_double_spaced or not below.gap)
        return stands_below and below is not None and is_sentence(below) and below.words >= RUN * 2

    def _is_alone(self, place: int) -> bool:
        """One short line with a sentence below, and no other short line above."""
        return self.short[place] and not (place and self.short[place - 1]) and self._heads_sentence(place)

    def _is_short(self, place: int) -> bool:
        passage = self.passages[place]
        short = (
            passage.is_plain
            and passage.words <= MOST_WORDS
            and not passage.ends
            and not passage.text.endswith(":")
        )
        is_heading = begins_section(passage.text) or (place < 2 and names_charter(passage.text))
        return (
            short
            and not is_heading
            and not (passage.is_caps and not self.shouts)
            and not labelled(passage).label
        )

    def _divides(self, place: int) -> bool:
        """A blank line stands before it, in a text where not every passage has one."""
        return self.passages[place].gap and not self.is_double_spaced

    def _at(self, place: int) -> Passage | None:
        return self.passages[place] if 0 <= place < len(self.passages) else None


def is_sentence(passage: Passage) -> bool:
    return passage.words >= LONG or (passage.ends and passage.words > 2)


def is_lead_in(words: str) -> bool:
    """ "We will:", "Members must not:": the list below ends the sentence."""
    if not words.endswith(":"):
        return False
    plain = words.rstrip(": ")
    if QUESTION.match(plain) and not re.search(r"\b(to|will|must|should|includes?)$", plain):
        return False
    if SENTENCE.match(plain) and not begins_section(plain):
        return True
    return bool(OPEN_END.search(plain)) or len(plain.split()) > MOST_WORDS - 4
