"""The rows of a sheet, each right in itself, put together as a suite; what does not fit together is a problem of a row."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from standards.exchange.sheets.resources import Row
from standards.exchange.sheets.rows import OF_STANDARD, value_by_number
from standards.exchange.sheets.shape import EXACTLY, IN_STANDARD, REQUIREMENTS, RETIRED, Kind
from standards.exchange.suite import (
    AreaRow,
    IllustrationRow,
    RequirementRow,
    RetiredRow,
    StandardRow,
    SuiteDocument,
    ValueRow,
)


class Suite:
    """`problems`: (row, column, what the cell says, sentence)."""

    def __init__(self, rows: Iterable[tuple[int, Row]]):
        self.rows = list(rows)
        self.problems: list[tuple[int, str, str, str]] = []
        self.standards = [(line, row) for line, row in self.rows if row.kind is Kind.STANDARD]
        self.values = tuple(
            ValueRow(row.lineage, row.number or "", row.words) for row in self._of(Kind.VALUE)
        )
        self.numbers = value_by_number(self.values)

    def document(self) -> SuiteDocument:
        inside = self._inside_standards()
        suites = [(line, row) for line, row in self.rows if row.kind is Kind.SUITE]
        for line, row in suites[1:]:
            self._note(
                line, "kind", row.kind, _("There can be only one row for the suite, and there is one above.")
            )
        suite = suites[0][1] if suites else Row()
        return SuiteDocument(
            title=suite.words,
            slug=suite.slug,
            lineage=suite.lineage,
            edition=suite.edition,
            key_areas=tuple(
                AreaRow(row.lineage, int(row.number), row.number_words, row.words)
                for row in self._of(Kind.AREA)
            ),
            values=self.values,
            standards=tuple(self._standard(line, row, inside[line]) for line, row in self.standards),
        )

    def _of(self, kind):
        return [row for _line, row in self.rows if row.kind is kind]

    def _note(self, line, column, value, sentence):
        self.problems.append((line, column, value or "", sentence))

    def _inside_standards(self):
        """{line of a standard: [(line, row)] of what stands in it}, by the name of the standard or just below it."""
        names = _Names(self.standards)
        inside = {line: [] for line, _row in self.standards}
        above = None
        for line, row in self.rows:
            if row.kind is Kind.STANDARD:
                above = line
            elif row.kind in IN_STANDARD:
                home = names.line_of(row.standard) if row.standard else above
                if home is None:
                    self._note(line, "standard", row.standard, names.why_not(row.standard))
                else:
                    inside[home].append((line, row))
        return inside

    def _standard(self, line, row, inside):
        return StandardRow(
            lineage=row.lineage,
            title=row.words,
            key_area=row.key_area,
            title_confirmed=row.title_confirmed,
            requirements=tuple(_requirement(at, each) for at, each in inside if each.kind in REQUIREMENTS),
            illustrations=tuple(
                IllustrationRow(self._value(each.value), each.words, at)
                for at, each in inside
                if each.kind is Kind.ILLUSTRATION
            ),
            retired=tuple(
                RetiredRow(each.lineage, RETIRED[each.kind], each.number or "", each.group or "", each.words)
                for _at, each in inside
                if each.kind in RETIRED
            ),
            line=line,
            **{key: getattr(row, key) for key in OF_STANDARD},
        )

    def _value(self, said):
        return said.removeprefix(EXACTLY) if said.startswith(EXACTLY) else self.numbers.get(said, said)


def _requirement(line, row):
    kind = REQUIREMENTS[row.kind]
    return RequirementRow(row.lineage, kind, row.number or "", row.group, row.words, line)


class _Names:
    """What a standard may be called: by its own cell, else by its URN or its title, where only one is called so."""

    def __init__(self, standards):
        self.lines, self.several = {}, set()
        for keys in (("standard",), ("urn", "words")):
            found = {}
            for line, row in standards:
                for name in {_folded(getattr(row, key)) for key in keys} - {""}:
                    found.setdefault(name, set()).add(line)
            for name, lines in found.items():
                if name not in self.lines and len(lines) == 1:
                    self.lines[name] = next(iter(lines))
                elif name not in self.lines:
                    self.several.add(name)

    def line_of(self, name):
        return self.lines.get(_folded(name))

    def why_not(self, name):
        if not name:
            return _("This row stands above every standard. Name its standard.")
        if _folded(name) in self.several:
            return _("Several standards are called “%s”. Give each a name of its own.") % name[:60]
        return _("No row of this sheet is a standard called “%s”.") % name[:60]


def _folded(name):
    return " ".join((name or "").split()).casefold()
