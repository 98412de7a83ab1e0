"""A portfolio by its values: the same value, gathered across standards.

Two values are the same when they have the same lineage, as within one suite, or the same words but for capitals and
spaces, as when suites share them. They are gathered one through another: reworded here, the same words there.
"""

from dataclasses import dataclass, field


@dataclass(eq=False)
class Value:
    """`places`: [(unit, coverage.Row)], one for each standard that has it."""

    lineages: list = field(default_factory=list)
    places: list = field(default_factory=list)

    @property
    def requirements(self):
        """The pks of all its wordings."""
        return {row.requirement.pk for _unit, row in self.places}

    @property
    def key(self):
        """What it is called in an address: its first lineage."""
        return self.lineages[0]

    @property
    def words(self):
        """As the standard begun last says it."""
        return self.places[-1][1].requirement.text

    @property
    def shown_in(self):
        return [(unit, row) for unit, row in self.places if row.claims]

    @property
    def gaps(self):
        return [unit for unit, row in self.places if not row.claims]

    @property
    def pieces(self):
        """[(evidence pk, [(unit, row, claim)])]: every piece that shows it, each with where and how."""
        found = {}
        for unit, row in self.places:
            for said in row.claims:
                found.setdefault(said.evidence, []).append((unit, row, said))
        return sorted(found.items(), key=lambda piece: (-len(piece[1]), piece[0]))


def values_among(whole):
    """[Value] in the order they are met. Gathered by lineage and by words."""
    known, found = {}, []
    for section in whole.sections:
        for place, *marks in section.words.values:
            gather(section.rows[place], section.unit, marks, known, found)
    return found


def gather(row, unit, marks, known, found):
    """Put a row to its value, joining two that turn out to be one. `marks`: its lineage, and its words."""
    lineage = marks[0]
    if all(known.get(mark) is known.get(lineage) is not None for mark in marks):
        known[lineage].places.append((unit, row))
        return
    same = list({id(known[mark]): known[mark] for mark in marks if mark in known}.values())
    value = same[0] if same else Value()
    if not same:
        found.append(value)
    for other in same[1:]:
        value.lineages += [each for each in other.lineages if each not in value.lineages]
        value.places += other.places
        found.remove(other)
        known.update((mark, value) for mark, stands in list(known.items()) if stands is other)
    if lineage not in value.lineages:
        value.lineages.append(lineage)
    value.places.append((unit, row))
    known.update(dict.fromkeys(marks, value))
