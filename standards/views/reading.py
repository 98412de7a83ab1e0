"""A wording as a page shows it: each requirement with its place and address, and hard words to be opened."""

from dataclasses import dataclass

from django.db.models import F, Q
from django.urls import reverse
from django.utils.safestring import SafeString

from standards.glossing import Glossary, Marker
from standards.models import Requirement, Term
from standards.models.wording import anchors_of, lines_of


@dataclass(frozen=True)
class Line:
    """`text` is HTML: the words, escaped, hard ones in buttons. `address`: "" while it is only a draft."""

    label: str
    number: str
    anchor: str
    text: SafeString
    address: str


class Reading:
    """`wording`: a Wording; `version`: whose words they are, or None; `suite_page`: whose glossary explains them.

    Two queries. What is marked first stands first on the page, so the passages are read in their order.
    """

    def __init__(self, wording, *, version=None, suite_page=None):
        self.wording = wording
        self.marker = Marker(Glossary(terms_of(suite_page)))
        self.marks = self.marker.marked
        self.codes = codes_in(version)
        self.anchors = dict(zip(wording.requirements, anchors_of(wording.requirements), strict=True))
        self.mark(wording.overview, wording.performance_lead)
        self.performance = self.groups("performance")
        self.mark(wording.knowledge_lead)
        self.knowledge = self.groups("knowledge")
        self.mark(wording.scope_performance, wording.scope_knowledge)
        self.mark(wording.values_introduction, wording.illustrations_introduction)
        self.values = [self.value(entry) for entry in wording.of_kind("value")]

    @property
    def terms(self):
        """The Terms that were marked, by the alphabet."""
        return sorted(self.marker.terms, key=lambda term: term.word.casefold())

    def mark(self, *passages):
        for passage in passages:
            for _point, line in lines_of(passage):
                self.marker.mark(line)

    def line(self, entry):
        code = self.codes.get(entry.lineage)
        address = reverse("requirement-address", kwargs={"code": code}) if code else ""
        return Line(entry.label, entry.number, self.anchors[entry], self.marker.mark(entry.text), address)

    def groups(self, kind):
        """[{"heading", "anchor", "items": [Line]}]"""
        groups = []
        for entry in self.wording.of_kind(kind):
            if not groups or groups[-1]["heading"] != entry.group:
                anchor = f"{kind}-{len(groups) + 1}"
                groups.append({"heading": entry.group, "anchor": anchor, "items": []})
            groups[-1]["items"].append(self.line(entry))
        return groups

    def value(self, entry):
        """{"line": Line, "illustrations": [HTML]}"""
        line = self.line(entry)
        examples = [e.text for e in self.wording.illustrations if e.value_lineage == entry.lineage]
        return {"line": line, "illustrations": [self.marker.mark(text) for text in examples]}


def terms_of(suite_page):
    """Those of a suite, then those of every suite: where both explain a word, the suite’s own counts."""
    own_first = F("suite").asc(nulls_last=True)
    return Term.objects.filter(Q(suite=None) | Q(suite=suite_page)).order_by(own_first, "pk")


def codes_in(version):
    """{lineage as text: code} of a version’s requirements."""
    rows = Requirement.objects.filter(version=version) if version else Requirement.objects.none()
    return {str(lineage): code for lineage, code in rows.values_list("lineage", "code")}
