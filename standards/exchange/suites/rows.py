"""Row by row: values, requirements and illustrations, and what becomes of each when a file’s suite is brought in."""

import uuid
from dataclasses import replace

from standards.exchange.plan import Row
from standards.exchange.suite import RequirementRow
from standards.exchange.suites.order import out_of_place

KINDS = ("performance", "knowledge")
OWN_VALUES = uuid.UUID("6f0f6f5e-6a55-5d5c-8b0e-3a2f4d1c9b77")  # what new values get their lineage from

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
    becomes: list[RequirementRow] = []
    for position, (each, place) in enumerate(zip(new, places, strict=True)):
        before = old[place] if place is not None else None
        each = with_heading(each, before, becomes)
        note_requirement(plan, row, each, before, position in moved)
        becomes.append(replace(each, lineage=before.lineage if before else each.lineage, line=0))
    for place, before in enumerate(old):
        if place not in places:
            about = {"standard": row.title, "number": before.number, "group": before.group}
            plan.note("retired", before.kind, before.text, **about)
    return becomes


def with_heading(row, before, above):
    """Where the file says nothing of headings, each stays below its own, and a new one joins the one above it."""
    if row.group is not None:
        return row
    beside = before or (above[-1] if above else None)
    return replace(row, group=beside.group if beside else "")


def line_of(row):
    return Row(row.kind, row.number, row.group or "", row.text, row.lineage or "")


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
