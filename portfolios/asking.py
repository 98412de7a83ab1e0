"""What can be asked of the whole table: which standards, which part, which value, which state, which words."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _

from portfolios.coverage import NAMES
from portfolios.matrix import filters, is_found
from portfolios.values import values_among
from portfolios.whole import Whole
from standards.models import AwardMember, Kind

MOST_HEADINGS = 60  # more are no choice; choosing a standard first leaves its own


class Choice(NamedTuple):
    value: str
    label: str
    here: bool = False


@dataclass(frozen=True)
class TableFilter:
    """As the address says it. What makes no sense asks for nothing."""

    award: str = ""
    standard: str = ""
    area: str = ""
    part: str = ""
    value: str = ""
    state: str = ""
    q: str = ""

    @classmethod
    def of(cls, address):
        return cls(**{name: address.get(name, "")[:300].strip() for name in cls.__dataclass_fields__})

    @property
    def narrows(self):
        """Whether a choice hides anything; state and words stand beside the table, and say it themselves."""
        return any((self.award, self.standard, self.area, self.part, self.value))


@dataclass
class Selection:
    """A table with what was asked of it: `whole.sections` are those chosen, each with its rows in scope and shown."""

    whole: Whole
    asked: TableFilter
    fields: list  # [(name, label, [Choice])]
    states: list  # [{"value", "label", "icon", "count", "here"}]

    @cached_property
    def sections(self):
        return [section for section in self.whole.sections if section.shown]

    @cached_property
    def shown(self):
        return [row for section in self.sections for row in section.shown]

    @cached_property
    def figures(self):
        """What is shown, in numbers: the same on the page, in the CSV and in the PDF."""
        states = Counter(row.state for row in self.shown)
        claims = [said.evidence for row in self.shown for said in row.claims]
        return {
            "parts": len(self.shown),
            "covered": len(self.shown) - states["none"],
            "agreed": states["meets"],
            "claims": len(claims),
            "evidence": len(set(claims)),
            "standards": len(self.sections),
        }


def select(whole, asked, pursuits=()):
    """Mark what of the whole was asked for, with every choice there is. One query for an award."""
    values = values_among(whole)
    standards = standards_of(asked.award, pursuits)
    in_scope = [section for section in whole.sections if is_in(section.unit, asked, standards)]
    same = next((value.requirements for value in values if value.key == asked.value), None)
    for section in whole.sections:
        section.shown = []
    for section in in_scope:
        everything = not asked.part and same is None
        section.shown = section.rows if everything else [r for r in section.rows if is_part(r, asked, same)]
    fields = choices_of(whole, in_scope, asked, values, pursuits)
    counts = counted([row for section in in_scope for row in section.shown], asked)
    for section in in_scope if asked.state or asked.q else ():
        keeps = filters().get(asked.state, filters()[""]).keeps
        section.shown = [
            row for row in section.shown if keeps(row) and (not asked.q or is_found(row, asked.q))
        ]
    return Selection(whole, asked, fields, counts)


def standards_of(award, pursuits):
    """The standards of the award someone works towards, by the pursuit's code; None where none is asked for."""
    pursuit = next((pursuit for pursuit in pursuits if pursuit.code == award), None)
    if pursuit is None:
        return None
    return set(AwardMember.objects.filter(version=pursuit.version_id).values_list("standard", flat=True))


def is_in(unit, asked, standards):
    return (
        (standards is None or unit.version.standard_id in standards)
        and asked.standard in ("", unit.code)
        and asked.area in ("", str(unit.version.key_area_number))
    )


def is_part(row, asked, same):
    kind, _colon, group = asked.part.partition(":")
    wanted = row.requirement
    return (
        (not kind or kind == wanted.kind)
        and (not group or group == wanted.group)
        and (same is None or wanted.pk in same)
    )


# --- what there is to choose from -----------------------------------------------------------


def choices_of(whole, in_scope, asked, values, pursuits):
    """[(name, label, [Choice])], the first choice of each being everything; what has one answer is not asked."""
    units = [section.unit for section in whole.sections]
    titles = titles_of(units)
    areas = {str(u.version.key_area_number): u.version.key_area for u in units if u.version.key_area_number}
    asking = [
        ("award", _("Award"), [(pursuit.code, str(pursuit)) for pursuit in pursuits]),
        ("standard", _("Standard"), [(unit.code, titles[unit.pk]) for unit in units]),
        ("area", _("Key area"), sorted(areas.items(), key=lambda area: int(area[0]))),
        ("part", _("Part"), parts_in(in_scope)),
        ("value", _("Value"), [(value.key, value.words) for value in values]),
    ]
    return [
        (name, label, marked(choices, getattr(asked, name)))
        for name, label, choices in asking
        if len(choices) > 1 or (choices and name == "award")
    ]


def marked(choices, asked):
    return [Choice("", _("All"), not asked)] + [Choice(key, words, key == asked) for key, words in choices]


def titles_of(units):
    """{unit pk: its title}, with its version where the same standard is here twice."""
    times = Counter(unit.version.standard_id for unit in units)
    twice = _("%(title)s, version %(number)d")
    return {
        unit.pk: unit.version.title
        if times[unit.version.standard_id] == 1
        else twice % {"title": unit.version.title, "number": unit.version.number}
        for unit in units
    }


def parts_in(sections):
    found = [(kind.value, str(name)) for kind, name in NAMES.items()]
    headings = dict.fromkeys(heading for section in sections for heading in section.words.headings)
    if len(headings) <= MOST_HEADINGS:
        found += [(f"{kind}:{group}", f"{NAMES[Kind(kind)]}: {group}") for kind, group in headings]
    return found


def counted(rows, asked):
    """How many rows each state has. A state is looked at once: a row of it stands for the others."""
    counts = Counter(row.state for row in rows)
    examples = {row.state: row for row in rows}
    ways = filters()
    return [
        {
            "value": value,
            "label": wanted.label,
            "icon": wanted.icon,
            "count": sum(counts[state] for state, row in examples.items() if wanted.keeps(row)),
            "here": value == (asked.state if asked.state in ways else ""),
        }
        for value, wanted in ways.items()
    ]
