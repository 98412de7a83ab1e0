"""What bringing in a document would change, as something a person can read before agreeing.

Entries are matched by their words: the same words are the same entry wherever they stand; nearly the same words
are a changed one. A number alone never matches anything, because the next edition numbers differently.
"""

from dataclasses import dataclass, field
from difflib import SequenceMatcher

ALIKE_ENOUGH = 0.75
LISTS = ("added", "changed", "moved", "retired", "unchanged")


@dataclass(frozen=True)
class Row:
    """An entry of a list: `kind` "performance" or "knowledge", number and heading as printed, "" for none."""

    kind: str
    number: str
    group: str
    text: str


@dataclass
class Plan:
    """`matches`: for each new row in order, the place of the row it continues, or None."""

    matches: dict[str, list[int | None]] = field(default_factory=dict)
    changes: dict[str, list[dict]] = field(default_factory=lambda: {name: [] for name in LISTS})

    def note(self, name, row, **more):
        self.changes[name].append(
            {"kind": row.kind, "number": row.number or None, "group": row.group or None, "text": row.text}
            | more
        )

    def compare(self, kind, old, new):
        """Match two lists of rows of one kind and note what became of each."""
        self.matches[kind] = places = match(old, new)
        for row, place in zip(new, places, strict=True):
            self.note_one(row, None if place is None else old[place])
        for place, row in enumerate(old):
            if place not in places:
                self.note("retired", row)

    def note_one(self, row, before):
        if before is None:
            self.note("added", row)
        elif row.text != before.text:
            self.note("changed", row, was=before.text)
        elif (row.number, row.group) != (before.number, before.group):
            self.note("moved", row, was_number=before.number, was_group=before.group or None)
        else:
            self.note("unchanged", row)


def match(old, new):
    """For each new row the place of the old row it continues: first the same words, then the most alike."""
    places: list[int | None] = [None] * len(new)
    free = list(range(len(old)))
    for position, row in enumerate(new):
        same = next((place for place in free if old[place].text == row.text), None)
        if same is not None:
            places[position] = same
            free.remove(same)
    for _likeness, position, place in likenesses(old, new, places, list(free)):
        if places[position] is None and place in free:
            places[position] = place
            free.remove(place)
    return places


def likenesses(old, new, places, free):
    """(likeness from 0 to 1, position, place) of every pair still free and alike enough, the most alike first."""
    pairs = []
    for place in free:
        matcher = SequenceMatcher(None, "", old[place].text, autojunk=False)
        for position, row in enumerate(new):
            if places[position] is None and (likeness := likeness_to(matcher, row.text)) >= ALIKE_ENOUGH:
                pairs.append((likeness, position, place))
    return sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2]))


def likeness_to(matcher, text):
    """The cheap upper bounds first: most pairs have little in common, and a hostile text has thousands."""
    matcher.set_seq1(text)
    for measure in (matcher.real_quick_ratio, matcher.quick_ratio):
        if measure() < ALIKE_ENOUGH:
            return 0
    return matcher.ratio()
