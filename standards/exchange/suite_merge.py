"""Standard by standard: what each becomes when a file's suite is brought in, noted in a SuitePlan."""

import uuid
from dataclasses import replace

from django.utils.translation import gettext as _

from standards.exchange.plan import Row
from standards.exchange.suite import IllustrationRow, RetiredRow, StandardRow, SuiteDocument, ValueRow
from standards.exchange.suite_order import out_of_place
from standards.exchange.suite_plan import (
    Step,
    SuitePlan,
    area_numbers,
    begin_plan,
    compare_areas,
    note_field,
    standard_places,
)

KINDS = ("performance", "knowledge")
UNSAID = {"status": "current", "title_confirmed": True}  # of a new standard; every other fact is ""
FACTS = (
    "title",
    "urn",
    "urn_source",
    "title_confirmed",
    "status",
    "developed_by",
    "approved",
    "source",
    "last_start_date",
    "last_assessment_date",
    "overview",
    "performance_lead",
    "knowledge_lead",
    "values_introduction",
    "illustrations_introduction",
    "scope_performance",
    "scope_knowledge",
)
OWN_VALUES = uuid.UUID("6f0f6f5e-6a55-5d5c-8b0e-3a2f4d1c9b77")  # what new values get their lineage from


def compare(document, here=None, *, answers=None, waiting=None, unpublished=()):
    """What bringing `document` in beside `here` would change: a SuitePlan. Both are tidied documents.

    `answers`: {question key: "same" or "new"}. `waiting`: {lineage: StandardRow} of drafts that wait for a trainer, and
    under the suite's lineage a SuiteDocument: what such a draft says already is not brought in again. `unpublished`:
    lineages of standards nobody ever published, which can have no retired requirements.
    """
    plan = begin_plan(document, here, answers)
    compare_areas(plan)
    compare_values(plan)
    Comparison(plan, waiting or {}, set(unpublished)).run()
    return plan


# --- values -----------------------------------------------------------------------------------


def compare_values(plan):
    """A file without values says nothing of them."""
    old, new = list(plan.here.values if plan.here else ()), plan.document.values
    if not new:
        plan.values = tuple(old)
        return
    places = plan.match([value_line(row) for row in old], [value_line(row) for row in new])
    plan.values = tuple(merged_value(plan, old, *pair) for pair in zip(new, places, strict=True))
    moved = out_of_place(places)
    for position, place in enumerate(places):
        before = old[place] if place is not None else None
        note_value(plan, plan.values[position], before, position in moved)
    for place, row in enumerate(old):
        if place not in places:
            plan.note("retired", "value", row.title, number=row.number)


def value_line(row):
    return Row("value", row.number, "", row.title, row.lineage or "")


def merged_value(plan, old, row, place):
    if place is not None:
        return replace(row, lineage=old[place].lineage)
    if row.lineage:
        return row
    name = "\0".join([plan.suite["lineage"] or plan.suite["slug"] or plan.suite["title"], row.title])
    return replace(row, lineage=str(uuid.uuid5(OWN_VALUES, name)))


def note_value(plan, row, before, is_moved):
    about = {"number": row.number}
    if before is None:
        plan.note("added", "value", row.title, **about)
    elif before.title != row.title:
        plan.note("changed", "value", row.title, was=before.title, **about)
    elif is_moved or before.number != row.number:
        plan.note("moved", "value", row.title, was_number=before.number, **about)
    else:
        plan.note("unchanged", "value", row.title, **about)


# --- standards --------------------------------------------------------------------------------


class Comparison:
    """Walks through the standards of the file, and then through those it does not name."""

    def __init__(self, plan, waiting, unpublished):
        self.plan, self.waiting, self.unpublished = plan, waiting, unpublished
        self.new_areas, self.old_areas = area_numbers(plan)
        self.values = lineages_of_values(plan)
        self.order = {row.lineage: place for place, row in enumerate(plan.values)}

    def run(self):
        places = standard_places(self.plan)
        old = self.plan.here.standards if self.plan.here else ()
        for row, place in zip(self.plan.document.standards, places, strict=True):
            self.bring_in(row, old[place] if place is not None else None)
        taken = set(places)
        for place, row in enumerate(old):
            if place not in taken:
                self.withdraw(row)

    def bring_in(self, row, here):
        step = self.step(self.plan, row, here)
        draft = self.waiting.get(here.lineage) if here else None
        if draft and step.changes:
            again = self.step(SuitePlan(self.plan.document, self.plan.here, self.plan.answers), row, draft)
            if again.becomes == replace(draft, key_area=again.becomes.key_area):
                self.leave_waiting(row, here)
                return
        self.plan.steps.append(step)
        self.note_standard(step)

    def leave_waiting(self, row, here):
        message = _("“%s” has these words in a draft already. It waits for a trainer to publish it.")
        self.plan.warn(message % here.title, line=row.line)
        self.plan.note("unchanged", "standard", here.title, standard=here.title, number=here.urn)

    def withdraw(self, row):
        """Gone from the file: nobody can start it any more, and what was begun can be finished."""
        area = self.old_areas.get(row.key_area, row.key_area)
        step = Step(row, replace(row, status="withdrawn", key_area=area))
        draft = self.waiting.get(row.lineage)
        self.plan.steps.append(step)
        if row.status == "withdrawn" or (draft and draft.status == "withdrawn"):
            self.plan.note("unchanged", "standard", row.title, standard=row.title, number=row.urn)
        else:
            self.plan.note(
                "retired",
                "standard",
                row.title,
                standard=row.title,
                number=row.urn,
                field="status",
                was=row.status,
                now="withdrawn",
            )

    def step(self, plan, row, here):
        """The standard as it becomes, with a note in `plan` for each of its rows."""
        facts = {name: fact_of(name, row, here) for name in FACTS}
        becomes = StandardRow(lineage=here.lineage if here else row.lineage, key_area=None, **facts)
        becomes = replace(becomes, key_area=self.area_of(plan, row, here))
        keeps_words = bool(here and here.requirements and not row.requirements)
        if keeps_words:
            plan.warn(_("The file has no criteria for “%s”, so its words stay.") % here.title, line=row.line)
            becomes = replace(becomes, requirements=here.requirements, illustrations=here.illustrations)
            note_all(plan, becomes)
        else:
            becomes = replace(becomes, requirements=requirements_of(plan, row, here))
            becomes = replace(becomes, illustrations=self.illustrations_of(plan, row, here))
        return Step(here, replace(becomes, retired=self.retired_of(plan, row, here, becomes)))

    def area_of(self, plan, row, here):
        if row.key_area is not None and row.key_area in self.new_areas:
            return self.new_areas[row.key_area]
        if here:
            return self.old_areas.get(here.key_area, here.key_area)
        area = plan.areas[0].becomes
        if len(plan.areas) > 1 or row.key_area is not None:
            message = _("We can’t tell which key area “%(title)s” belongs to, so it is in %(area)s.")
            plan.warn(message % {"title": row.title, "area": area.title}, line=row.line)
        return area.number

    def illustrations_of(self, plan, row, here):
        rows = [
            IllustrationRow(self.value_of(plan, each, row), each.text)
            for each in row.illustrations
            if each.text or each.value
        ]
        rows.sort(key=lambda each: self.order.get(each.value, len(self.order)))
        note_illustrations(plan, row, list(here.illustrations) if here else [], rows)
        return tuple(rows)

    def value_of(self, plan, illustration, row):
        if not illustration.value:
            return ""
        known = self.values.get(illustration.value)
        if known is None:
            message = _("“%(title)s” illustrates a value this suite does not have: %(value)s.")
            plan.warn(message % {"title": row.title, "value": illustration.value}, line=illustration.line)
        return known or ""

    def retired_of(self, plan, row, here, becomes):
        """What was retired elsewhere is remembered here, unless it is asked, or is being retired by this very file."""
        known = {each.lineage for each in (*here.retired, *here.requirements)} if here else set()
        known |= {each.lineage for each in becomes.requirements}
        can_have = becomes.requirements and not (here and here.lineage in self.unpublished)
        new = [each for each in row.retired if each.lineage not in known] if can_have else []
        for each in new:
            plan.note(
                "retired", each.kind, each.text, standard=row.title, number=each.number, group=each.group
            )
        old = [each for each in here.retired if each.lineage in known] if here else []
        asked = {each.lineage for each in becomes.requirements}
        rows: list[RetiredRow] = [each for each in (*old, *new) if each.lineage not in asked]
        return tuple(sorted(rows, key=lambda each: (each.kind, each.lineage)))

    def note_standard(self, step):
        here, row, plan = step.here, step.becomes, self.plan
        about = {"standard": row.title, "number": row.urn}
        if here is None:
            plan.note("added", "standard", row.title, **about)
            return
        changed = [
            note_field(plan, "standard", name, getattr(here, name), getattr(row, name), **about)
            for name in FACTS
        ]
        if self.old_areas.get(here.key_area, here.key_area) != row.key_area:
            plan.note("moved", "standard", row.title, was_key_area=here.key_area, **about)
        elif not any(changed):
            plan.note("unchanged", "standard", row.title, **about)


def fact_of(name, row, here):
    said = getattr(row, name)
    if said is None:
        return getattr(here, name) if here else UNSAID.get(name, "")
    return said


def lineages_of_values(plan):
    """{what a file may call a value: its lineage here}: lineages, and numbers as printed."""
    named = {}
    for row in reversed(plan.values):
        named[row.number] = row.lineage
    for row in plan.values:
        named[row.lineage] = row.lineage
    for row, becomes in zip(plan.document.values, plan.values, strict=False):
        if plan.document.values and row.lineage:
            named[row.lineage] = becomes.lineage
    return named


# --- requirements and illustrations -----------------------------------------------------------


def requirements_of(plan, row, here):
    """Performance first, knowledge then, each in the order of the file, with the lineages they have here."""
    kind_of = {each.lineage: each.kind for each in row.requirements if each.lineage}
    old = list(here.requirements) if here else []
    becomes = []
    for kind in KINDS:
        new = [each for each in row.requirements if each.kind == kind]
        before = [each for each in old if kind_of.get(each.lineage, each.kind) == kind]
        becomes += entries_of_kind(plan, row, before, new)
    return tuple(becomes)


def entries_of_kind(plan, row, old, new):
    places = plan.match([line_of(each) for each in old], [line_of(each) for each in new])
    moved = out_of_place(places)
    becomes = []
    for position, (each, place) in enumerate(zip(new, places, strict=True)):
        before = old[place] if place is not None else None
        note_requirement(plan, row, each, before, position in moved)
        becomes.append(replace(each, lineage=before.lineage if before else each.lineage, line=0))
    for place, before in enumerate(old):
        if place not in places:
            about = {"standard": row.title, "number": before.number, "group": before.group}
            plan.note("retired", before.kind, before.text, **about)
    return becomes


def line_of(row):
    return Row(row.kind, row.number, row.group, row.text, row.lineage or "")


def note_requirement(plan, standard, row, before, is_moved):
    about = {"standard": standard.title, "number": row.number, "group": row.group}
    if before is None:
        plan.note("added", row.kind, row.text, **about)
        return
    was = {"number": before.number, "group": before.group or None, "kind": before.kind}
    now = {"number": row.number, "group": row.group or None, "kind": row.kind}
    other = {f"was_{name}": was[name] for name in was if was[name] != now[name]}
    if before.text != row.text:
        plan.note("changed", row.kind, row.text, was=before.text, **other, **about)
    elif other or is_moved:
        plan.note("moved", row.kind, row.text, **other, **about)
    else:
        plan.note("unchanged", row.kind, row.text, **about)


def note_all(plan, becomes):
    for each in becomes.requirements:
        about = {"standard": becomes.title, "number": each.number, "group": each.group}
        plan.note("unchanged", each.kind, each.text, **about)


def note_illustrations(plan, standard, old, new):
    """By the value they illustrate; those of no value by their words."""
    numbers = {row.lineage: row.number for row in plan.values}
    before = {each.value or each.text: each for each in old}
    after = {each.value or each.text: each for each in new}
    for key, each in after.items():
        about = {"standard": standard.title, "number": numbers.get(each.value)}
        if key not in before:
            plan.note("added", "illustration", each.text, **about)
        elif before[key].text != each.text:
            plan.note("changed", "illustration", each.text, was=before[key].text, **about)
        else:
            plan.note("unchanged", "illustration", each.text, **about)
    for key, each in before.items():
        if key not in after:
            about = {"standard": standard.title, "number": numbers.get(each.value)}
            plan.note("retired", "illustration", each.text, **about)


__all__ = ["SuiteDocument", "ValueRow", "compare"]
