"""The words of a charter as a page shows them: a tree of headings and clauses, each with its place and address.

Not a word changes. What is a heading, a paragraph or an item of a list follows from level, label and mark alone:

    a label without a mark is a heading of its own      WELFARE
    a label with its mark stands before the words       Look to Reuse: There are …
    clauses below a clause, labelled ones, and several  • Physical violence
    values or behaviours after each other make a list   • Sexual harassment
    any other clause is a paragraph
"""

from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import F, Q
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from community.models import Clause, ClauseKind
from community.models.wording import Entry
from standards.glossing import Glossary, Marker
from standards.models import SuitePage, Term

DEEPEST_SHOWN = 8  # what stands deeper is shown at this depth: pages have a width, and Python a stack
LAST_HEADING = 6
NOTHING = Entry("", -1, "", "", "", "")
PROSE = {ClauseKind.STATEMENT, ClauseKind.STEWARDSHIP}
LONGEST_NAME = 60


@dataclass
class Node:
    """`paragraphs`: HTML, the words escaped, hard ones in buttons; `lead`: so is a label that stands before them.
    `heading`: 2 to 6, or 0 where its label is none.

    `depth`: 0 for a heading of a section, 1 for a clause below it. `under`: the number of the heading it is below.
    """

    entry: Entry
    depth: int
    under: int
    anchor: str = ""
    address: str = ""
    heading: int = 0
    lead: SafeString = SafeString()
    paragraphs: list[SafeString] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    @property
    def label(self):
        return self.entry.lead

    @property
    def name(self):
        """A few of its words, to say which one is meant."""
        return self.entry.label or Truncator(self.entry.text).chars(LONGEST_NAME)

    @property
    def is_item(self):
        """Whether it could stand in a list."""
        return not self.heading and (self.depth > 1 or bool(self.label) or self.entry.kind not in PROSE)

    @property
    def blocks(self):
        """[(whether they make a list, [Node])] of what belongs to it."""
        runs = [(is_item, list(run)) for is_item, run in groupby(self.children, lambda node: node.is_item)]
        return [(is_item and makes_a_list(run), run) for is_item, run in runs]

    @property
    def headings(self):
        """Headings right below it, for jump links."""
        return [node for node in self.children if node.heading]


def makes_a_list(run):
    """One clause alone, right below a heading, is a paragraph."""
    return len(run) > 1 or run[0].depth > 1


class Reading:
    """`wording`: a CharterWording; `version`: whose words they are, or None in a draft. Two queries.

    `top`: a Node without words whose children are the headings, and clauses that stand before the first one.
    """

    def __init__(self, wording, *, version=None):
        self.marker = Marker(Glossary(terms_for_charters()))
        self.codes = codes_in(version)
        self.anchors = set()
        self.preamble = self.paragraphs(wording.preamble)
        self.top = Node(NOTHING, 0, 1)
        above = [self.top]
        for entry in wording.entries:
            if entry.words:
                above = [node for node in above if node.entry.level < level_of(entry)][: DEEPEST_SHOWN + 1]
                above.append(self.node(entry, above[-1]))

    @property
    def terms(self):
        """The Terms that were marked, by the alphabet."""
        return sorted(self.marker.terms, key=lambda term: term.word.casefold())

    @property
    def sections(self):
        return self.top.headings

    def paragraphs(self, text):
        return [self.marker.mark(line) for line in text.split("\n") if line.strip()]

    def node(self, entry, parent):
        node = Node(entry, 0 if entry.is_section else parent.depth + 1, parent.under)
        code = self.codes.get(entry.lineage)
        node.address = reverse("clause-address", kwargs={"code": code}) if code else ""
        node.anchor = self.anchor(entry)
        if is_heading(node):
            node.heading = node.under = min(parent.under + 1, LAST_HEADING)
        else:
            node.lead = self.marker.mark(entry.lead)
        node.paragraphs = self.paragraphs(entry.text)
        parent.children.append(node)
        return node

    def anchor(self, entry):
        """As Clause.anchor has it; the whole lineage in the odd case that two begin alike."""
        short = f"c-{entry.lineage[:8]}"
        anchor = f"c-{entry.lineage}" if short in self.anchors else short
        self.anchors.add(anchor)
        return anchor


def level_of(entry):
    """As it should be: a draft that is being typed may say otherwise."""
    return 0 if entry.is_section else max(entry.level, 1)


def is_heading(node):
    """Of its own: a section’s; a label without a mark; or one with a mark and nothing beside it, below a section."""
    entry = node.entry
    alone = not entry.mark or (not entry.text and node.depth == 1)
    return entry.is_section or bool(entry.label and alone)


def terms_for_charters():
    """Those of every suite, then those of public suites: where two explain a word, the one for all counts."""
    public = Q(suite=None) | Q(suite__in=SuitePage.objects.live())
    return Term.objects.filter(public).order_by(F("suite").asc(nulls_first=True), "pk")


def codes_in(version):
    """{lineage as text: code} of a version’s clauses."""
    rows = Clause.objects.filter(version=version) if version else Clause.objects.none()
    return {str(lineage): code for lineage, code in rows.values_list("lineage", "code")}
