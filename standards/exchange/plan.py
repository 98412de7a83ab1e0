"""What bringing in a document would change, as something a person can read before agreeing."""

import hashlib
from dataclasses import dataclass, field

from standards.exchange.likeness import match, plain
from standards.queries.differences import difference

LISTS = ("added", "changed", "moved", "retired", "unchanged")
SAME, NEW = "same", "new"  # what a person can say of a doubtful pair


@dataclass(frozen=True)
class Row:
    """An entry of a list: `kind` "performance" or "knowledge", number and heading as printed, "" for none.

    `lineage` is its UUID as text where it is known, "" where the file does not say.
    """

    kind: str
    number: str
    group: str
    text: str
    lineage: str = ""


@dataclass(frozen=True)
class Question:
    """The same requirement, reworded? Or a new one, and the old one retired? `key` names the pair in the answers."""

    key: str
    was: Row
    now: Row
    answer: str = ""

    @property
    def diff(self):
        return difference(self.was.text, self.now.text)


@dataclass(frozen=True)
class Passage:
    """Words or a fact about the standard that are no requirement. `name` is the page's field."""

    name: str
    label: str
    was: str
    now: str

    @property
    def diff(self):
        return difference(self.was, self.now)


@dataclass
class Plan:
    """`matches`: for each new row in order, the place of the row it continues, or None. `returns`: the lineage of a row
    that was asked for before and comes back. `passages`: only those that change."""

    answers: dict[str, str] = field(default_factory=dict)
    matches: dict[str, list[int | None]] = field(default_factory=dict)
    returns: dict[str, dict[int, str]] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    changes: dict[str, list[dict]] = field(default_factory=lambda: {name: [] for name in LISTS})

    @property
    def is_empty(self):
        """Nothing would be other than it is."""
        rows = any(self.changes[name] for name in LISTS if name != "unchanged")
        return not rows and not self.passages

    @property
    def open_questions(self):
        return [question for question in self.questions if not question.answer]

    def note(self, name, row, **more):
        self.changes[name].append(
            {"kind": row.kind, "number": row.number or None, "group": row.group or None, "text": row.text}
            | more
        )

    def compare(self, kind, old, new, *, known=()):
        """Match two lists of rows of one kind and note what became of each.

        `known`: rows with a lineage that were asked for once and are not in `old`.
        """
        found = match(old, new, answered=self.answered)
        self.matches[kind] = places = found.places
        self.returns[kind] = returning(known, {row.lineage for row in old}, new, places)
        doubts = {position for position, _place in found.doubts}
        for position, (row, place) in enumerate(zip(new, places, strict=True)):
            self.note_one(
                row,
                None if place is None else old[place],
                doubtful=position in doubts,
                returns=position in self.returns[kind],
            )
        left = [row for place, row in enumerate(old) if place not in places]
        for row in left:
            self.note("retired", row)
        self.ask_again(left, [row for row, place in zip(new, places, strict=True) if place is None])

    def ask_again(self, retired, added):
        """A pair that was said to be two is still shown, so that the answer can be taken back."""
        if NEW in self.answers.values():
            for before in retired:
                for row in added:
                    if self.answers.get(key := key_of(before, row)) == NEW:
                        self.questions.append(Question(key, before, row, NEW))

    def answered(self, before, row):
        """True where someone said it is the same, False where they said it is another, None where nobody said."""
        said = self.answers.get(key_of(before, row))
        return said == SAME if said in (SAME, NEW) else None

    def note_one(self, row, before, *, doubtful=False, returns=False):
        if before is None:
            self.note("added", row, **({"was_retired": True} if returns else {}))
        elif row.text != before.text:
            self.note_changed(row, before, doubtful=doubtful)
        elif (row.number, row.group) != (before.number, before.group):
            self.note("moved", row, was_number=before.number, was_group=before.group or None)
        else:
            self.note("unchanged", row)

    def note_changed(self, row, before, *, doubtful):
        key = key_of(before, row)
        asked = doubtful or key in self.answers
        if asked:
            self.questions.append(Question(key, before, row, self.answers.get(key, "")))
        moved = {"was_number": before.number} if row.number != before.number else {}
        self.note("changed", row, was=before.text, **moved, **({"needs_answer": True} if doubtful else {}))

    def note_passage(self, passage):
        """A passage that would be other than it is; others are left out, and so are those the file does not have."""
        self.passages.append(passage)
        about = {"kind": passage.name, "number": None, "group": None}
        self.changes["changed"].append(about | {"text": passage.now, "was": passage.was})


def key_of(before, row):
    """Names a doubtful pair for as long as neither of its texts changes."""
    said = "\x1f".join([row.kind, before.lineage or before.number, before.text, row.text])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def returning(known, present, new, places):
    """{position: lineage} of new rows whose very words were asked for before, each lineage once."""
    gone = {}
    for row in known:
        if row.lineage not in present:
            gone.setdefault(plain(row.text), row.lineage)
    found, used = {}, set()
    for position, row in enumerate(new):
        lineage = gone.get(plain(row.text)) if places[position] is None else None
        if lineage and lineage not in used:
            found[position] = lineage
            used.add(lineage)
    return found
