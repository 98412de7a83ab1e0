"""What is other in one wording than in another, joined on lineage: for a person to read before or after publishing."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from standards.models import Kind
from standards.models.wording import PASSAGES, Entry
from standards.queries.differences import difference

PASSAGE_NAMES = {
    "title": _("Title"),
    "overview": _("Overview"),
    "performance_lead": _("The words before the criteria"),
    "knowledge_lead": _("The words before the knowledge items"),
    "values_introduction": _("The words before the values"),
    "illustrations_introduction": _("The words before the illustrations"),
    "scope_performance": _("Scope: performance"),
    "scope_knowledge": _("Scope: knowledge"),
}


class What(TextChoices):
    ADDED = "added", _("New")
    CHANGED = "changed", _("Other words")
    MOVED = "moved", _("Moved")
    RETIRED = "retired", _("No longer asked")


@dataclass(frozen=True)
class RequirementChange:
    """One requirement. `before` or `after` is None where it was not asked then; `pieces` join to its words."""

    what: What
    before: Entry | None
    after: Entry | None
    pieces: list

    @property
    def now(self):
        return self.after or self.before

    @property
    def lineage(self):
        return self.now.lineage

    @property
    def kind(self):
        return Kind(self.now.kind)

    @property
    def label(self):
        return self.now.label

    @property
    def was_label(self):
        """Its label until now, where that was another one."""
        return self.before.label if self.before and self.before.label != self.now.label else ""

    @property
    def is_regrouped(self):
        """It stands under another heading than before."""
        return bool(self.before and self.after and self.before.group != self.after.group)


@dataclass(frozen=True)
class PassageChange:
    """Words that are no requirement, and so never assessed: `name` says which, to a person."""

    name: object  # words for a person
    pieces: list


@dataclass(frozen=True)
class Changes:
    """`requirements` stand in their printed order, kind by kind, those no longer asked at the end of their kind."""

    requirements: list
    passages: list

    def __bool__(self):
        return bool(self.requirements or self.passages)

    def of(self, *what):
        return [change for change in self.requirements if change.what in what]

    @property
    def counts(self):
        """[(What, how many)] of those there are."""
        return [(what, len(found)) for what in What if (found := self.of(what))]

    @property
    def by_kind(self):
        """[(Kind, its changes)] of those there are."""
        kinds = [(kind, [change for change in self.requirements if change.kind == kind]) for kind in Kind]
        return [(kind, found) for kind, found in kinds if found]


def changes_between(before, after):
    """Changes from one Wording to another. The same requirement is the one with the same lineage, never number."""
    requirements = [
        change for kind in Kind for change in changes_in(before.of_kind(kind), after.of_kind(kind))
    ]
    return Changes(requirements, passage_changes(before, after) + illustration_changes(before, after))


def changes_in(old, new):
    """Changes of requirements of one kind."""
    known = {entry.lineage: entry for entry in old}
    settled = in_order([entry.lineage for entry in old], [entry.lineage for entry in new])
    found = [change_of(known.pop(entry.lineage, None), entry, settled) for entry in new]
    retired = [
        RequirementChange(What.RETIRED, entry, None, difference(entry.text, "")) for entry in known.values()
    ]
    return [change for change in found if change] + retired


def in_order(old, new):
    """Lineages that follow each other as they did: what was put elsewhere is not among them."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {lineage for block in blocks for lineage in old[block.a : block.a + block.size]}


def change_of(before, after, settled):
    if before is None:
        return RequirementChange(What.ADDED, None, after, difference("", after.text))
    if before.text != after.text:
        return RequirementChange(What.CHANGED, before, after, difference(before.text, after.text))
    place = (before.number, before.group) == (after.number, after.group) and after.lineage in settled
    return None if place else RequirementChange(What.MOVED, before, after, difference(after.text, after.text))


def passage_changes(before, after):
    return [
        PassageChange(PASSAGE_NAMES[name], difference(getattr(before, name), getattr(after, name)))
        for name in PASSAGES
        if getattr(before, name) != getattr(after, name)
    ]


def illustration_changes(before, after):
    old, new = ({e.value_lineage: e.text for e in wording.illustrations} for wording in (before, after))
    values = {value.lineage: value.text for wording in (before, after) for value in wording.of_kind("value")}
    return [
        PassageChange(
            gettext("Illustration of “%s”") % values.get(lineage, "–"),
            difference(old.get(lineage, ""), new.get(lineage, "")),
        )
        for lineage in [*new, *(lineage for lineage in old if lineage not in new)]
        if old.get(lineage) != new.get(lineage)
    ]
