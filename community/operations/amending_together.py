"""Two changes of the same words made one, clause by clause: found again by lineage, never by number or place.

An amendment is put forward on the words of one day and adopted on another. What changed in between stays changed;
where both say something about the same clause, neither is guessed away: that is a clash, and a person decides.
"""

from dataclasses import dataclass

from community.models.wording import PREAMBLE, TITLE, CharterWording, Entry, trouble_in
from community.queries.comparing import Places, lineage_of


@dataclass(frozen=True)
class Together:
    """`wording`: with both changes, and in a clash `theirs`. `clashes`: what both changed, as Entry rows; the title
    and the words before the first heading have the kind "title" and "preamble"."""

    wording: CharterWording
    clashes: tuple[Entry, ...]


def together(base, theirs, today):
    """`theirs`, which was made from `base`, put onto `today`, which also came from `base`. All are CharterWording."""
    if today == base:
        return Together(theirs, ())
    return Merging(base, theirs, today).result()


def words_of(entry):
    return (entry.kind, entry.label, entry.mark, entry.text)


def parents_of(wording):
    """{lineage: lineage of what it stands below, or None}."""
    return {lineage: lineage_of(parent) for lineage, parent in Places(wording.entries).under.items()}


class Side:
    """One of the three wordings, with what is looked up in it again and again."""

    def __init__(self, wording):
        self.wording, self.rows, self.parents = wording, wording.by_lineage, parents_of(wording)

    def state(self, lineage):
        """What may differ of a clause: its words, how deep, and what it stands below. None where it is not there."""
        entry = self.rows.get(lineage)
        return (words_of(entry), entry.level, self.parents[lineage]) if entry else None

    def order(self, shared):
        return [lineage for lineage in self.rows if lineage in shared]


class Merging:
    def __init__(self, base, theirs, today):
        self.base, self.theirs, self.today = Side(base), Side(theirs), Side(today)
        self.sides = (self.base, self.theirs, self.today)
        self.clashes = {}

    def result(self):
        title, preamble = self.passage(TITLE), self.passage(PREAMBLE)
        chosen = self.chosen()
        entries = self.in_their_places(chosen)
        wording = CharterWording(title, preamble, tuple(entries))
        self.check(wording, chosen)
        return Together(wording, tuple(self.clashes.values()))

    def passage(self, name):
        before, wanted, now = (getattr(side.wording, name) for side in self.sides)
        if wanted in (before, now):
            return now
        if now != before:
            self.clash(Entry("", 0, name, "", "", now or wanted))
        return wanted

    def clash(self, entry):
        self.clashes.setdefault((entry.lineage, entry.kind if not entry.lineage else ""), entry)

    # --- which entry, or none ---

    def chosen(self):
        """{lineage: (Entry, the Side it is from)} of all that stay."""
        found = {lineage: self.choose(lineage) for lineage in {**self.today.rows, **self.theirs.rows}}
        return {lineage: choice for lineage, choice in found.items() if choice}

    def choose(self, lineage):
        before, wanted, now = (side.state(lineage) for side in self.sides)
        side = self.today if wanted in (before, now) else self.theirs
        if side is self.theirs and now != before:
            self.clash(self.today.rows.get(lineage) or self.theirs.rows[lineage])
        return (side.rows[lineage], side) if lineage in side.rows else None

    # --- in which order ---

    def in_their_places(self, chosen):
        """In the order of whoever changed the order; what only the other has comes after what it stands after there."""
        moved = self.reordered(self.theirs)
        if moved and self.reordered(self.today):
            self.look_at_order()
        lead, other = (self.theirs, self.today) if moved else (self.today, self.theirs)
        rows = [chosen[lineage][0] for lineage in lead.rows if lineage in chosen]
        before = None
        for lineage in filter(chosen.__contains__, other.rows):
            if lineage not in lead.rows:
                entry = chosen[lineage][0]
                rows.insert(place_after(rows, before, entry.level), entry)
            before = lineage
        return rows

    def reordered(self, side):
        shared = self.base.rows.keys() & side.rows.keys()
        return self.base.order(shared) != side.order(shared)

    def look_at_order(self):
        """Both moved something: the first clause that would stand elsewhere, if there is one."""
        shared = self.base.rows.keys() & self.theirs.rows.keys() & self.today.rows.keys()
        pairs = zip(self.theirs.order(shared), self.today.order(shared), strict=True)
        for lineage in (now for wanted, now in pairs if wanted != now):
            self.clash(self.today.rows[lineage])
            break

    # --- whether it can stand so ---

    def check(self, wording, chosen):
        """Every clause stands below what it stood below where it was taken from, or somebody has to look."""
        for lineage, parent in parents_of(wording).items():
            entry, side = chosen[lineage]
            if parent != side.parents[lineage]:
                self.clash(entry)
        if not self.clashes and (found := trouble_in(wording.entries)):
            self.clash(found[0])


def place_after(rows, lineage, level):
    """Behind the row with this lineage, and behind what belongs to it, unless the new one stands below it itself."""
    place = next((at for at, row in enumerate(rows, start=1) if row.lineage == lineage), 0)
    while place < len(rows) and place and rows[place].level > level:
        place += 1
    return place
