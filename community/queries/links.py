"""A charter laid beside a standard, or beside the values of a suite: what is linked, and what stands alone on either side.

Links are found by lineage in the words of today. Where either end reads otherwise than when someone spoke, they say so.
"""

from dataclasses import dataclass, field

from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from community.models import Charter, Clause, ClauseLink
from standards.models import Kind, Requirement, Standard, Suite
from standards.registry import Note

VALUES = "values-"


@dataclass(frozen=True)
class Beside:
    """What a charter is laid beside. `name` is how an address says it: a standard's code, or "values-" and a slug."""

    name: str
    title: str
    requirements: list


def standards_to_choose():
    """[(suite, [standards with published words])]"""
    found = {}
    standards = Standard.objects.filter(current_version__isnull=False).select_related("suite")
    for standard in standards.order_by("suite__title", "suite", "urn", "title", "pk"):
        found.setdefault(standard.suite, []).append(standard)
    return list(found.items())


def beside_called(name):
    """The Beside of that name, or None."""
    if name.startswith(VALUES):
        suite = Suite.objects.filter(slug=name.removeprefix(VALUES)).first()
        return suite and Beside(name, _("Values of %(suite)s") % {"suite": suite}, values_of(suite))
    standard = Standard.objects.filter(code=name, current_version__isnull=False).first()
    if standard is None:
        return None
    rows = Requirement.objects.filter(version=standard.current_version_id).order_by("position")
    return Beside(name, standard.title, list(rows))


def values_of(suite):
    """The values its standards share, each once, in the words published last."""
    rows = in_force(Requirement.objects.filter(kind=Kind.VALUE, version__standard__suite=suite))
    found = {}
    for row in rows.order_by("-version__published_at", "-version", "position"):
        found.setdefault(row.lineage, row)
    return sorted(found.values(), key=lambda row: (row.position, row.pk))


def in_force(requirements):
    return requirements.filter(version__standard__current_version=F("version"))


@dataclass(frozen=True)
class Seen:
    """A link as it looks today. `clause` or `requirement` is None where that end is there no more."""

    link: ClauseLink
    clause: Clause | None
    requirement: Requirement | None

    @property
    def clause_moved(self):
        return self.clause is not None and self.clause.words != self.link.clause.words

    @property
    def requirement_moved(self):
        return self.requirement is not None and self.requirement.text != self.link.requirement.text

    @property
    def quoted(self):
        """The requirement in its words of today; where it is there no more, as it was."""
        return self.requirement or self.link.requirement

    @property
    def is_about_earlier_words(self):
        return self.clause_moved or self.requirement_moved


@dataclass
class Line:
    """A clause with its links. `above`: headings and clauses it stands under, the outermost first."""

    clause: Clause
    above: list
    links: list = field(default_factory=list)
    alike: list = field(default_factory=list)  # suggestions, worked out for those on the page
    is_spoken_of: bool = False


class SideBySide:
    """Everything both pages show, in three queries; without `beside`: the links with every standard there is."""

    def __init__(self, charter, beside=None):
        self.charter, self.beside = charter, beside
        self.clauses = list(Clause.objects.filter(version=charter.current_version_id).order_by("position"))
        self.links = list(links_of(charter, beside))

    @cached_property
    def requirements(self):
        """{lineage: the requirement in its words of today}"""
        if self.beside:
            return {row.lineage: row for row in self.beside.requirements}
        rows = Requirement.objects.filter(lineage__in={link.requirement_lineage for link in self.links})
        newest_last = in_force(rows).select_related("version__standard").order_by("version__published_at")
        return {row.lineage: row for row in newest_last}

    @cached_property
    def seen(self):
        """[Seen] of every link."""
        clauses = {clause.lineage: clause for clause in self.clauses}
        ends = self.requirements
        return [
            Seen(li, clauses.get(li.clause_lineage), ends.get(li.requirement_lineage)) for li in self.links
        ]

    @cached_property
    def lines(self):
        """[Line] of every clause that is not a heading. What is said of a clause is said of what is listed below it."""
        by_clause, lines, above = {}, [], []
        for seen in self.seen:
            by_clause.setdefault(seen.link.clause_lineage, []).append(seen)
        for clause in self.clauses:
            above = [line for line in above if line.clause.level < clause.level]
            line = Line(clause, [upper.clause for upper in above], by_clause.get(clause.lineage, []))
            line.is_spoken_of = bool(line.links) or any(upper.is_spoken_of for upper in above)
            above = [*above, line]
            lines.append(line)
        return [line for line in lines if line.clause.level]

    @property
    def alone(self):
        """Clauses that nothing it is laid beside speaks of."""
        return [line for line in self.lines if not line.is_spoken_of]

    @property
    def requirements_alone(self):
        """What no clause speaks of; known only where it is laid beside one standard, or one suite's values."""
        linked = {seen.link.requirement_lineage for seen in self.seen if seen.clause}
        rows = self.beside.requirements if self.beside else []
        return [row for row in rows if row.lineage not in linked]

    @property
    def gone(self):
        """Links one end of which is there no more."""
        return [seen for seen in self.seen if seen.clause is None or seen.requirement is None]


def links_of(charter, beside=None):
    links = ClauseLink.objects.filter(charter=charter).select_related("clause", "requirement", "said_by")
    if beside:
        links = links.filter(requirement_lineage__in=[row.lineage for row in beside.requirements])
    return links.order_by("requirement__position", "pk")


def lines_matching(lines, words):
    """Those in which every word of a search stands."""
    wanted = words.casefold().split()
    return [line for line in lines if all(word in line.clause.words.casefold() for word in wanted)]


def linked_clauses_of(requirements):
    """{lineage of a requirement: [clauses of today, each with its charter]}. One query, however many."""
    lineages = {requirement.lineage for requirement in requirements}
    linked = Q(
        version__charter__current_version=F("version"),
        version__charter__links__clause_lineage=F("lineage"),
        version__charter__links__requirement_lineage__in=lineages,
    )
    rows = Clause.objects.filter(linked).annotate(linked_to=F("version__charter__links__requirement_lineage"))
    found = {}
    for clause in rows.select_related("version__charter").order_by("version__charter__title", "position"):
        found.setdefault(clause.linked_to, []).append(clause)
    return found


def said_in_charters(requirements):
    """{lineage: [Note]}, for the public page of a requirement."""
    return {
        lineage: [note_on(clause) for clause in clauses]
        for lineage, clauses in linked_clauses_of(requirements).items()
    }


def note_on(clause):
    url = reverse("clause-address", kwargs={"code": clause.code})
    words = clause.label or Truncator(clause.text).words(14)
    return Note(clause.version.title, url, words)


def charters_to_link():
    """Charters whose words were adopted, with those words."""
    return Charter.objects.filter(current_version__isnull=False).select_related(
        "current_version", "organisation"
    )
