"""A suite as a Moodle competency framework (CSV), one way. Source: formats of Moodle, admin/tool/lpimportcsv.

Fourteen columns, read by their place. One row is the framework; all others are competencies below it: key areas,
standards, requirements and their sub-items, and the values in a branch of their own.
"""

import csv
import hashlib
import io
import json
from dataclasses import dataclass

from django.utils.translation import gettext as _

from standards.exchange.matrix import cut, label_of, paragraphs
from standards.exchange.sheets.shape import cell_of
from standards.exchange.suite import SuiteDocument

COLUMNS = (
    "Parent ID number", "ID number", "Short name", "Description", "Description format", "Scale values",
    "Scale configuration", "Rule type (optional)", "Rule outcome (optional)", "Rule config (optional)",
    "Cross-referenced competency ID numbers", "Exported ID (optional)", "Is framework", "Taxonomy",
)  # fmt: skip
LONGEST = 100  # of ID numbers and short names; Moodle cuts the rest off, and two may then be one
HTML = "1"
NO_RULE = "null"
TAXONOMY = "domain,competency,behaviour,behaviour"
SCALE = [
    {"scaleid": "1"},
    {"id": 1, "scaledefault": 1, "proficient": 0},
    {"id": 2, "scaledefault": 0, "proficient": 1},
]


@dataclass(frozen=True, slots=True)
class Competency:
    parent: str
    id: str
    short_name: str
    description: str
    related: tuple[str, ...] = ()

    def cells(self):
        # A comma parts the ids, so one inside an id is written as addresses write it.
        related = ",".join(each.replace(",", "%2C") for each in self.related)
        short_name = cut(cell_of(self.short_name, typed=False), LONGEST)
        return (
            self.parent,
            self.id,
            short_name,
            self.description,
            HTML,
            "",
            "",
            "",
            "",
            NO_RULE,
            related,
            "",
            "",
            "",
        )


def write_moodle(document: SuiteDocument) -> bytes:
    """CSV in UTF-8. Rows that were retired are left out; illustrations stand in the description of their value."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    ids = _Ids()
    title = f"{document.title or _('Standards')} {document.edition or ''}".strip()
    writer.writerow(_framework(ids.new(document.slug or "", document.lineage or "", title), title))
    writer.writerows(competency.cells() for competency in _competencies(document, ids))
    return file.getvalue().encode("utf-8", "replace")


def _framework(number, title):
    scale = f"{_('Not yet')},{_('Meets')}"
    name = cut(cell_of(title, typed=False), LONGEST)
    return (
        "",
        number,
        name,
        paragraphs(title),
        HTML,
        scale,
        json.dumps(SCALE),
        "",
        "",
        NO_RULE,
        "",
        "",
        "1",
        TAXONOMY,
    )


def _competencies(document, ids):
    values = {}
    yield from _values(document, ids, values)
    areas = {}
    for area in document.key_areas:
        areas[area.number] = ids.new(f"KA{area.number}")
        yield Competency("", areas[area.number], f"{area.number} {area.title}", paragraphs(area.title))
    for row in document.standards:
        number = ids.new(row.urn or "", row.lineage or "", row.title)
        related = tuple(
            dict.fromkeys(values[each.value] for each in row.illustrations if each.value in values)
        )
        description = paragraphs(row.title, row.overview or "")
        yield Competency(areas.get(row.key_area, ""), number, row.title or number, description, related)
        yield from _requirements(row, number, ids)


def _values(document, ids, values):
    """The branch of the values. `values` then leads from a lineage or number to the id here."""
    if not document.values:
        return
    branch = ids.new("V")
    yield Competency("", branch, _("Values"), paragraphs(_("Values")))
    for value in document.values:
        keys = [key for key in (value.lineage, value.number) if key]
        examples = [
            f"{row.title}: {each.text}"
            for row in document.standards
            for each in row.illustrations
            if each.value in keys
        ]
        number = ids.new(f"V{value.number}")
        values |= dict.fromkeys(keys, number)
        short_name = f"{value.number} {value.title}".strip()
        yield Competency(branch, number, short_name or number, paragraphs(value.title, *examples))


def _requirements(row, standard, ids):
    places = {}
    for place, each in enumerate(row.requirements, start=1):
        label = label_of(each, place)
        number = ids.new(f"{standard}/{label}")
        above = places.get((each.kind, each.number.rpartition(".")[0]), standard)
        yield Competency(above, number, f"{label} {each.text}".strip(), paragraphs(each.group, each.text))
        places.setdefault((each.kind, each.number), number)


class _Ids:
    """ID numbers that are never empty, never longer than Moodle keeps, and never given twice."""

    def __init__(self):
        self.given = set()

    def new(self, *names):
        """An id from the first of the names that says anything."""
        name = next((name.strip() for name in names if name.strip()), _("unnamed"))
        name = cell_of(" ".join(name.split()), typed=False)
        number, count = self._short(name), 1
        while number.casefold() in self.given:
            count += 1
            number = self._short(f"{name}~{count}")
        self.given.add(number.casefold())
        return number

    def _short(self, name):
        if len(name) <= LONGEST:
            return name
        return f"{name[: LONGEST - 9]}~{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}"
