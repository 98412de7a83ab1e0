"""Standard by standard: what each becomes when a file's suite is brought in, noted in a SuitePlan."""

from dataclasses import replace

from django.utils.translation import gettext as _

from standards.exchange.suite import IllustrationRow, RetiredRow, StandardRow
from standards.exchange.suites.checks import is_lineage
from standards.exchange.suites.plan import (
    Step,
    SuitePlan,
    area_numbers,
    begin_plan,
    compare_areas,
    note_field,
    standard_places,
)
from standards.exchange.suites.rows import (
    compare_values,
    lineages_of_values,
    note_all,
    note_illustrations,
    requirements_of,
)

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
        if here and self.says_no_more(self.waiting.get(here.lineage), row, here):
            self.leave_waiting(row, here)
            return
        step = self.step(self.plan, row, here)
        self.plan.steps.append(step)

    def says_no_more(self, draft, row, here):
        """Whether the draft that waits says all of it already. Tried on a plan that nobody reads."""
        if draft is None:
            return False
        aside = SuitePlan(self.plan.document, self.plan.here, self.plan.answers)
        again = self.step(aside, row, draft).becomes
        return again == replace(draft, key_area=again.key_area) and self.step(aside, row, here).changes

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
        self.note_standard(plan, here, becomes)
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
            return illustration.value if is_lineage(illustration.value) else ""
        return known

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

    def note_standard(self, plan, here, row):
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
