"""Which new row continues which old one: by lineage, by the same words, or by words so alike that nobody would doubt it.

How alike two texts are is a number from 0 to 1: the share of characters that stand in both, in the same order. On the
standards seen, requirements that have nothing to do with each other reach 0.64 at most, so below `MAYBE` they are two.
A number alone never matches anything: the next edition numbers differently. It only tips the scales between words.
"""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

SURE = 0.85  # whatever number it has now
SURE_WITH_NUMBER = 0.75  # and printed with the same number
MAYBE = 0.72  # alike enough to ask
MAYBE_WITH_NUMBER = 0.6
RIVAL = 0.05  # two rows as alike as this leave doubt which of them it was
SHORT = 3  # a text of so few words says something else as soon as one of them is another
COMMON_WORDS = 0.3  # pairs with less in common are not worth measuring
MOST_MEASURED = 5_000  # pairs; beyond, only the most promising ones
NUMBER_WEIGHS = 0.1


@dataclass
class Matches:
    """`places`: for each new row the place of the old one it continues, or None. `doubts`: pairs to ask about, as
    (position of the new row, place of the old one)."""

    places: list[int | None]
    doubts: list[tuple[int, int]] = field(default_factory=list)


def match(old, new, *, answered=None):
    """Match the rows of one list. `answered(old row, new row)`: True for the same, False for two, None for no answer."""
    return _Matching(old, new, answered or (lambda before, row: None)).matches()


def words_of(text):
    return re.findall(r"\w+", text.casefold())


def plain(text):
    """Words by which two texts are the same: case, spaces and marks say nothing."""
    return " ".join(words_of(text)) or text


class _Matching:
    def __init__(self, old, new, answered):
        self.old, self.new, self.answered = old, new, answered
        self.found = Matches([None] * len(new))
        self.free = set(range(len(old)))

    def matches(self):
        self.match_by(lambda row: row.lineage or None)
        for key in (exactly, lambda row: row.text or None, lambda row: plain(row.text) or None):
            self.match_by(key)
        self.match_alike()
        return self.found

    def match_by(self, key):
        places = {}
        for place in sorted(self.free, reverse=True):
            places.setdefault(key(self.old[place]), []).append(place)
        for position in self.open():
            waiting = places.get(key(self.new[position])) if key(self.new[position]) else None
            if waiting:
                self.take(position, waiting.pop())

    def open(self):
        return [position for position, place in enumerate(self.found.places) if place is None]

    def take(self, position, place):
        self.found.places[position] = place
        self.free.discard(place)

    def match_alike(self):
        """The most alike first; what is not sure is asked about, and holds its place until it is answered."""
        pairs = self.pairs()
        best = sorted(pairs.items(), key=lambda item: (-self.weight(*item), item[0]))
        for (position, place), likeness in best:
            if self.found.places[position] is not None or place not in self.free:
                continue
            sure = self.answered(self.old[place], self.new[position])
            if sure is None and not self.is_sure(position, place, likeness, pairs):
                self.found.doubts.append((position, place))
            self.take(position, place)

    def pairs(self):
        """{(position, place): likeness} of every pair still free that could be the same requirement."""
        pairs = {}
        for _common, position, place in self.promising():
            before, row = self.old[place], self.new[position]
            least = MAYBE_WITH_NUMBER if before.number == row.number else MAYBE
            alike = likeness(before.text, row.text, least)
            said = self.answered(before, row)
            if said is not False and alike >= least:
                pairs[position, place] = alike
        return pairs

    def promising(self):
        old = {place: set(words_of(self.old[place].text)) for place in self.free}
        found = []
        for position in self.open():
            words = set(words_of(self.new[position].text))
            for place, before in old.items():
                common = len(words & before) / (max(len(words), len(before)) or 1)
                if common >= COMMON_WORDS:
                    found.append((-common, position, place))
        return sorted(found)[:MOST_MEASURED]

    def weight(self, pair, likeness):
        position, place = pair
        return likeness + NUMBER_WEIGHS * (self.old[place].number == self.new[position].number)

    def is_sure(self, position, place, likeness, pairs):
        before, row = self.old[place], self.new[position]
        same_number = before.number == row.number
        if min(len(words_of(before.text)), len(words_of(row.text))) < SHORT:
            return False
        if likeness < (SURE_WITH_NUMBER if same_number else SURE):
            return False
        rivals = (
            alike
            for (other, elsewhere), alike in pairs.items()
            if (other == position) != (elsewhere == place)
            and self.found.places[other] in (None, place)
            and (elsewhere in self.free)
        )
        return same_number or all(alike < likeness - RIVAL for alike in rivals)


def exactly(row):
    return (row.number, row.group, row.text) if row.text else None


def likeness(before, after, least=0.0):
    """From 0 to 1; 0 at once where cheap bounds say that it can't reach `least`."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < least:
        return 0.0
    return matcher.ratio()


def folded(words):
    """As titles and headings are compared: without case, spaces folded."""
    return " ".join((words or "").split()).casefold()
