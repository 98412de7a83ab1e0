"""What a piece of evidence shows: for each standard, ticks by group, each with an optional note."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.forms import Words
from portfolios.coverage import NAMES
from portfolios.forms.fields import Ticks
from standards.models import Kind


@dataclass
class Tick:
    """One requirement on the form: ticked or not, and the note that goes with it."""

    requirement: object
    name: str
    is_ticked: bool
    note: object


@dataclass
class Group:
    """Requirements under one heading as printed."""

    anchor: str
    part: str | Promise
    heading: str
    ticks: list
    is_open: bool = False  # something was pressed in it

    @property
    def ticked(self):
        return sum(tick.is_ticked for tick in self.ticks)

    @property
    def name(self):
        return f"{self.part} {self.heading}".strip()


@dataclass
class UnitPart:
    """One standard on the form."""

    unit: object
    here: object
    field: object
    groups: list

    @property
    def ticked(self):
        return sum(group.ticked for group in self.groups)


class ShowingFields:
    """Part of a form: `add_units` gives it ticks, `cleaned_data["claims"]` is {unit: {requirement: note}}.

    A standard that was not on the page when it was sent (begun in another window) keeps its claims.
    """

    data: Any

    def add_units(self, units, shows):
        self.units = list(units)
        for unit in self.units:
            self.add_unit(unit, shows.get(unit.code, {}))
        if "tick" in self.data:
            self.tick_as_asked(*self.data["tick"].partition(" ")[::2])

    def tick_as_asked(self, what, anchor):
        """“Tick all” and “Untick all” of a group, pressed where no script does it: the page comes again so."""
        self.data = self.data.copy()
        for part in self.unit_parts:
            for group in [group for group in part.groups if group.anchor == anchor]:
                name = part.field.html_name
                codes = [tick.requirement.code for tick in group.ticks]
                others = [code for code in self.data.getlist(name) if code not in codes]
                self.data.setlist(name, others + codes * (what == "all"))

    def add_unit(self, unit, notes):
        asked = unit.version.requirements.all()
        self.fields[f"here_{unit.code}"] = forms.BooleanField(
            required=False, initial=True, widget=forms.HiddenInput
        )
        self.fields[f"shows_{unit.code}"] = Ticks(
            label=unit.version.title,
            required=False,
            choices=[(requirement.code, str(requirement)) for requirement in asked],
            initial=[requirement.code for requirement in asked if requirement.pk in notes],
            widget=forms.CheckboxSelectMultiple,
        )
        for requirement in asked:
            self.fields[f"note_{unit.code}_{requirement.code}"] = Words(
                label=_("How this shows it"), max_length=2000, initial=notes.get(requirement.pk, "")
            )

    def clean(self):
        found = super().clean()
        found["claims"] = {
            unit: self.claims_in(unit, found) for unit in self.units if self.was_on_the_page(unit, found)
        }
        return found

    def was_on_the_page(self, unit, found):
        return bool(found.get(f"here_{unit.code}") or found.get(f"shows_{unit.code}"))

    def claims_in(self, unit, found):
        ticked = set(found.get(f"shows_{unit.code}", ()))
        return {
            requirement: found.get(f"note_{unit.code}_{requirement.code}", "")
            for requirement in unit.version.requirements.all()
            if requirement.code in ticked
        }

    @property
    def unit_parts(self):
        for unit in self.units:
            field = self[f"shows_{unit.code}"]
            yield UnitPart(unit, self[f"here_{unit.code}"], field, self.groups_in(unit, field))

    def groups_in(self, unit, field):
        ticked, groups = set(field.value() or ()), {}
        for requirement in unit.version.requirements.all():
            part = NAMES[Kind(requirement.kind)]
            group = groups.setdefault(
                (part, requirement.group),
                Group(f"{unit.code}-{len(groups) + 1}", part, requirement.group, []),
            )
            note = self[f"note_{unit.code}_{requirement.code}"]
            group.ticks.append(Tick(requirement, field.html_name, requirement.code in ticked, note))
        asked = self.data.get("tick", "").partition(" ")[2]
        for group in groups.values():
            group.is_open = group.anchor == asked
        return list(groups.values())
