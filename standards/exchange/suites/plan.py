"""What bringing in a whole suite would change, as something a person can read before agreeing.

Two suites are compared, the one here and the one in the file; nothing is asked of the database. A row is the same row
by lineage, then by URN and words, then by likeness (see `likeness`); a doubtful pair is a question. What the file does
not say stays as it is.
"""

import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standards.exchange.likeness import folded, match
from standards.exchange.plan import LISTS, NEW, SAME, Question, Row, key_of
from standards.exchange.suite import AreaRow, StandardRow, SuiteDocument, ValueRow, Warning
from standards.queries.differences import difference

UNNAMED = gettext_lazy("A suite of standards")


@dataclass(frozen=True)
class Step:
    """One standard: as it is here, None for a new one, and as it will be. A lineage of None is made when it is written."""

    here: StandardRow | None
    becomes: StandardRow

    @property
    def changes(self):
        return self.here != self.becomes


@dataclass(frozen=True)
class AreaStep:
    here: AreaRow | None
    becomes: AreaRow


@dataclass
class SuitePlan:
    """`changes` are rows for a person and for JSON; `suite`, `areas`, `values` and `steps` are what will be written.

    `suite`: {"title", "slug", "lineage", "edition"} as they will be.
    """

    document: SuiteDocument
    here: SuiteDocument | None = None
    answers: dict[str, str] = field(default_factory=dict)
    suite: dict[str, str | None] = field(default_factory=dict)
    areas: list[AreaStep] = field(default_factory=list)
    values: tuple[ValueRow, ...] = ()
    steps: list[Step] = field(default_factory=list)
    changes: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in LISTS})
    warnings: list[Warning] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not any(self.changes[name] for name in LISTS if name != "unchanged")

    @property
    def open_questions(self) -> list[Question]:
        return [question for question in self.questions if not question.answer]

    @property
    def digest(self) -> str:
        """SHA-256 of what would change: agreed is this plan, and no other made later from the same file."""
        text = json.dumps([self.changes, sorted(self.answers.items())], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        """{"changes", "warnings", "errors"}: changed words with their `diff`, [["kept" | "gone" | "came", words]]."""
        changes = {name: [with_diff(row) for row in rows] for name, rows in self.changes.items()}
        warnings = [{"line": warning.line, "message": str(warning.message)} for warning in self.warnings]
        return {"changes": changes, "warnings": warnings, "errors": []}

    # --- taking notes ---

    def note(self, name, kind, text, *, standard=None, number=None, group=None, **more):
        row = {
            "kind": kind,
            "standard": standard,
            "number": number or None,
            "group": group or None,
            "text": text,
        }
        self.changes[name].append(row | more)

    def warn(self, message, *, line=0):
        self.warnings.append(Warning(line, message))

    def match(self, old, new):
        """Places in `old` for each Row of `new`; doubtful pairs become questions."""
        found = match(old, new, answered=self.answered)
        for position, place in enumerate(found.places):
            if place is not None:
                self.ask(old[place], new[position], doubtful=(position, place) in found.doubts)
        return found.places

    def answered(self, before, row):
        return (
            {SAME: True, NEW: False}.get(self.answers.get(key_of(before, row), "")) if self.answers else None
        )

    def ask(self, before, row, *, doubtful):
        said = self.answers.get(key_of(before, row), "") if doubtful or self.answers else ""
        if doubtful or said:
            self.questions.append(Question(key_of(before, row), before, row, said))


def with_diff(row):
    if not row.get("was") or not row["text"]:
        return row
    return row | {"diff": [[piece.what, piece.text] for piece in difference(row["was"], row["text"])]}


# --- the suite itself, its key areas and its values -------------------------------------------


def begin_plan(document, here, answers):
    plan = SuitePlan(document, here, dict(answers or {}))
    plan.warnings += document.warnings
    compare_suite(plan)
    return plan


def compare_suite(plan):
    """Title and edition follow the file; slug and lineage stay as they are here."""
    document, here = plan.document, plan.here
    title = document.title or (here.title if here else "") or document.slug or str(UNNAMED)
    edition = document.edition if document.edition is not None else (here.edition if here else "")
    source = here or document
    plan.suite = {"title": title, "edition": edition, "slug": source.slug, "lineage": source.lineage}
    if here is None:
        plan.note("added", "suite", title)
        return
    for name in ("title", "edition"):
        note_field(plan, "suite", name, getattr(here, name), plan.suite[name])


def note_field(plan, kind, name, was, now, **more):
    if was != now:
        plan.note("changed", kind, told(now), was=told(was), field=name, **more)
    return was != now


def told(entry):
    return str(entry) if entry is not None else ""


def compare_areas(plan):
    """A key area the file does not name stays; a file without any says nothing of them."""
    old, new = list(plan.here.key_areas if plan.here else ()), plan.document.key_areas
    places = plan.match([area_line(row) for row in old], [area_line(row) for row in new])
    for row, place in zip(new, places, strict=True):
        before = old[place] if place is not None else None
        plan.areas.append(AreaStep(before, merged_area(before, row)))
        note_area(plan, plan.areas[-1])
    for place, row in enumerate(old):
        if place not in places:
            plan.areas.append(AreaStep(row, row))
            plan.note("unchanged", "key area", row.title, number=str(row.number))
    if not plan.areas:
        plan.areas.append(AreaStep(None, AreaRow(None, 1, _("One"), _("All standards"))))
        note_area(plan, plan.areas[-1])
        plan.warn(_("The file names no key area, so there will be one with all its standards in it."))


def area_line(row):
    return Row("key area", str(row.number), "", row.title, row.lineage or "")


def merged_area(before, row):
    words = row.words if row.words is not None else (before.words if before else str(row.number))
    return replace(row, words=words, lineage=before.lineage if before else row.lineage)


def note_area(plan, step):
    row, before = step.becomes, step.here
    about = {"number": str(row.number)}
    if before is None:
        plan.note("added", "key area", row.title, **about)
        return
    changed = [
        note_field(plan, "key area", name, getattr(before, name), getattr(row, name), **about)
        for name in ("title", "number", "words")
    ]
    if not any(changed):
        plan.note("unchanged", "key area", row.title, **about)


def area_numbers(plan):
    """({number in the file: number it will have}, {number here: number it will have})."""
    new = {step.becomes.number: step.becomes.number for step in plan.areas}
    here = {}
    for step in plan.areas:
        if step.here:
            here.setdefault(step.here.number, step.becomes.number)
    if not plan.document.key_areas:
        new = here or new
    return new, here


# --- which standard is which ------------------------------------------------------------------


def standard_places(plan):
    """For each standard of the file the place of its own here: by lineage, URN, title, and then by likeness."""
    old, new = list(plan.here.standards if plan.here else ()), plan.document.standards
    places: list[int | None] = [None] * len(new)
    for key in (lambda row: row.lineage, lambda row: urn_of(row), lambda row: folded(row.title)):
        match_standards(places, old, new, key)
    every, without = (lambda row: True), (lambda row: not urn_of(row))
    match_titles(plan, places, old, new, every, without)
    match_titles(plan, places, old, new, without, every)
    return places


def match_titles(plan, places, old, new, may_be, may_come):
    """By likeness, where at most one of the two has a URN: two URNs are two standards, however alike their titles."""
    left = [p for p, row in enumerate(old) if p not in places and may_be(row)]
    open_ = [p for p, row in enumerate(new) if places[p] is None and may_come(row)]
    found = plan.match([standard_line(old[p]) for p in left], [standard_line(new[p]) for p in open_])
    for position, place in zip(open_, found, strict=True):
        places[position] = left[place] if place is not None else None


def match_standards(places, old, new, key):
    taken = set(places)
    free = {}
    for place, row in enumerate(old):
        if place not in taken and key(row):
            free.setdefault(key(row), []).append(place)
    for position, row in enumerate(new):
        for place in free.get(key(row), []) if places[position] is None else []:
            if place not in taken and not differ_in_urn(old[place], row, key):
                places[position] = place
                taken.add(place)
                break


def differ_in_urn(before, row, key):
    """Only a lineage says that a standard got another URN."""
    same_lineage = row.lineage and row.lineage == before.lineage
    return bool(not same_lineage and urn_of(before) and urn_of(row) and urn_of(before) != urn_of(row))


def urn_of(row):
    return folded(row.urn).replace(" ", "")


def standard_line(row):
    return Row("standard", urn_of(row), "", row.title, row.lineage or "")
