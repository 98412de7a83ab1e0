"""What is other in one wording of a charter than in another, clause by clause and word by word, joined on lineage.

Used wherever a person reads what changed: two versions of a charter, an amendment beside the words in force, a new
version beside the one somebody agreed to. `templates/community/_changes.html` shows the list.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from community.models import ClauseKind
from community.models.wording import PREAMBLE, TITLE, Entry
from standards.queries.changes import in_order
from standards.queries.differences import KEPT, Piece, difference

PASSAGE_NAMES = {TITLE: _("Title"), PREAMBLE: _("The words before the first heading")}


class What(TextChoices):
    ADDED = "added", _("Added")
    REWORDED = "reworded", _("Reworded")
    MOVED = "moved", _("Moved")
    REMOVED = "removed", _("Taken out")
    SORTED = (
        "sorted",
        _("Of another kind"),
    )  # the same words in the same place: a value that is a principle now


@dataclass(frozen=True)
class Change:
    """One clause, heading or passage, before and after: Entry rows, None where it was or is not there.

    `pieces`: standards.queries.differences.Piece rows that join to its words. `is_moved`: it stands elsewhere, also
    when it is reworded. `what` is None where nothing changed (only `side_by_side` gives such rows).
    `was_under`, `now_under`: the Entry it stood or stands below, None at the outermost. `follows`: the Entry at the
    same depth that it stands after now, None where it is the first there.
    """

    what: What | None
    before: Entry | None
    after: Entry | None
    pieces: list[Piece]
    is_moved: bool = False
    was_under: Entry | None = None
    now_under: Entry | None = None
    follows: Entry | None = None

    @property
    def now(self):
        return self.after or self.before

    @property
    def lineage(self):
        return self.now.lineage

    @property
    def name(self):
        """What it is, to a person: "Title", "Heading", "Value"."""
        passage = PASSAGE_NAMES.get(self.now.kind)
        return passage or ClauseKind(self.now.kind).label

    @property
    def was_name(self):
        """What it was, where that was of another kind."""
        if self.before and self.after and self.before.kind != self.after.kind:
            return ClauseKind(self.before.kind).label
        return ""

    @property
    def is_only_layout(self):
        """Other spaces, line breaks or signs between label and words; every word is the same."""
        return self.what == What.REWORDED and all(piece.what == KEPT for piece in self.pieces)

    @property
    def is_elsewhere(self):
        """It stands under something else than before."""
        return self.is_moved and lineage_of(self.was_under) != lineage_of(self.now_under)


def changes_between(old, new):
    """[Change] from one CharterWording to another, in the order of the new one; what was taken out stands where it
    stood. A clause that only goes along with the one it belongs to has not moved. Words alike, lineage other: taken
    out and added."""
    return [change for change in side_by_side(old, new) if change.what]


def side_by_side(old, new):
    """Every passage and clause of both as Change rows, those that stayed as they were too."""
    passages = [
        change_of(passage(name, getattr(old, name)), passage(name, getattr(new, name)))
        for name in (TITLE, PREAMBLE)
    ]
    rows = Comparison(old.entries, new.entries).rows()
    return [change for change in passages if change] + rows


def passage(name, text):
    return Entry("", 0, name, "", "", text) if text else None


def change_of(before, after, **place):
    """None where there is nothing on either side."""
    if not before and not after:
        return None
    words = [entry.words if entry else "" for entry in (before, after)]
    return Change(what_of(before, after, place.get("is_moved")), before, after, difference(*words), **place)


def what_of(before, after, is_moved):
    if not before or not after:
        return What.REMOVED if before else What.ADDED
    if shape_of(before) != shape_of(after):
        return What.REWORDED
    if is_moved:
        return What.MOVED
    return What.SORTED if before.kind != after.kind else None


def shape_of(entry):
    return entry.label, entry.mark, entry.text


def lineage_of(entry):
    return entry.lineage if entry else None


class Places:
    """Where each entry stands: below which other one, and after which at the same depth."""

    def __init__(self, entries):
        self.under, self.follows, self.below = {}, {}, {}
        above: list[Entry] = []
        for entry in entries:
            above = [one for one in above if one.level < entry.level]
            self.put(entry, above[-1] if above else None)
            above.append(entry)

    def put(self, entry, parent):
        beside = self.below.setdefault(lineage_of(parent), [])
        self.under[entry.lineage] = parent
        self.follows[entry.lineage] = beside[-1] if beside else None
        beside.append(entry)

    def order(self, parent):
        return [entry.lineage for entry in self.below.get(parent, ())]


class Comparison:
    """Two lists of entries, joined on lineage."""

    def __init__(self, old, new):
        self.old, self.new = {e.lineage: e for e in old}, {e.lineage: e for e in new}
        self.was, self.now = Places(old), Places(new)
        self.settled = {
            lineage
            for parent in self.now.below
            for lineage in in_order(self.was.order(parent), self.now.order(parent))
        }

    def rows(self):
        return [self.row(lineage) for lineage in self.order()]

    def row(self, lineage):
        before, after = self.old.get(lineage), self.new.get(lineage)
        return change_of(
            before,
            after,
            is_moved=bool(before and after and lineage not in self.settled),
            was_under=self.was.under.get(lineage),
            now_under=self.now.under.get(lineage),
            follows=self.now.follows.get(lineage),
        )

    def order(self):
        """As the new list has them; each one taken out comes after what it stood after."""
        gone, last = {}, None
        for lineage in self.old:
            if lineage in self.new:
                last = lineage
            else:
                gone.setdefault(last, []).append(lineage)
        yield from gone.get(None, [])
        for lineage in self.new:
            yield lineage
            yield from gone.get(lineage, [])
