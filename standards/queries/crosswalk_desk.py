"""A crosswalk laid out for the person who makes it: every requirement, what was said of it, what is suggested."""

from dataclasses import dataclass, field

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from standards.models import Crosswalk, CrosswalkEntry, Kind, Requirement
from standards.queries.crosswalk_gaps import still_to_say
from standards.queries.differences import difference
from standards.queries.links import words_of
from standards.queries.suggestions import Suggestion, suggestions_between

NEW = "new"
PARTS = [*(str(kind) for kind in Kind), NEW]


@dataclass
class Line:
    """One requirement of the old words, or in the part “new” of the new ones, with the entries about it."""

    about: Requirement
    entries: list = field(default_factory=list)
    suggestion: Suggestion | None = None

    @property
    def is_said(self):
        return bool(self.entries)

    @property
    def relation(self):
        return self.entries[0].relation if self.entries else ""

    @property
    def targets(self):
        return [entry.target for entry in self.entries if entry.target and entry.source]

    @property
    def became(self):
        """[(new requirement, the pieces of its words beside the old)]"""
        return [(target, difference(self.about.text, target.text)) for target in self.targets]

    @property
    def reason(self):
        return self.entries[0].reason if self.entries else ""

    @property
    def said(self):
        """The entry that says by whom and when."""
        return self.entries[0] if self.entries else None

    @property
    def words(self):
        """What was said, in a few words: “Reworded: P10”."""
        if not self.entries:
            return _("Not said yet")
        label = self.entries[0].get_relation_display()
        return f"{label} → {', '.join(target.label for target in self.targets)}" if self.targets else label


@dataclass
class Part:
    """One section of the page: performance criteria, knowledge items, values, or what is new."""

    name: str
    lines: list

    @property
    def title(self):
        return _("What is new") if self.name == NEW else Kind(self.name).plural

    @property
    def done(self):
        return sum(line.is_said for line in self.lines)

    @property
    def total(self):
        return len(self.lines)


class Desk:
    """Everything the page shows, in two queries."""

    def __init__(self, crosswalk):
        self.crosswalk = crosswalk
        words = words_of({crosswalk.source_id, crosswalk.target_id})
        self.old, self.new = words[crosswalk.source_id], words[crosswalk.target_id]
        self.entries = list(
            CrosswalkEntry.objects.filter(crosswalk=crosswalk).select_related("source", "target", "said_by")
        )

    @cached_property
    def parts(self):
        """[Part], those with anything in them."""
        parts = [Part(name, self.new_lines() if name == NEW else self.old_lines(name)) for name in PARTS]
        return [part for part in parts if part.lines]

    def part(self, name):
        """The part asked for, else the first where something is still to say, else the first."""
        asked = [part for part in self.parts if part.name == name]
        open_ones = [part for part in self.parts if part.done < part.total]
        return [*asked, *open_ones, *self.parts][0]

    @cached_property
    def suggestions(self):
        spoken = {entry.source_id for entry in self.entries}
        taken = {entry.target_id for entry in self.entries}
        source, target = self.crosswalk.source, self.crosswalk.target
        return suggestions_between(
            [row for row in self.old if row.pk not in spoken],
            [row for row in self.new if row.pk not in taken],
            share_lineage=source.standard_id == target.standard_id,
            values_share_lineage=source.standard.suite_id == target.standard.suite_id,
        )

    def old_lines(self, kind):
        about = {}
        for entry in self.entries:
            about.setdefault(entry.source_id, []).append(entry)
        return [
            Line(row, about.get(row.pk, []), self.suggestions.get(row.pk))
            for row in self.old
            if row.kind == kind
        ]

    def new_lines(self):
        """What nothing leads to: said to be new, or not spoken of."""
        said = {entry.target_id: [entry] for entry in self.entries if entry.source_id is None}
        reached = {entry.target_id for entry in self.entries if entry.source_id}
        return [
            Line(row, said.get(row.pk, [])) for row in self.new if row.pk not in reached or row.pk in said
        ]

    # --- how far it is ---

    @property
    def unsaid(self):
        spoken = {key for entry in self.entries for key in (entry.source_id, entry.target_id)}
        return [r for r in self.old if r.pk not in spoken], [r for r in self.new if r.pk not in spoken]

    @property
    def progress(self):
        """How much was spoken of, in a sentence."""
        old, new = self.unsaid
        said = len(self.old) + len(self.new) - len(old) - len(new)
        total = len(self.old) + len(self.new)
        return ngettext(
            "%(said)d of %(total)d part is spoken of.", "%(said)d of %(total)d parts are spoken of.", total
        ) % {"said": said, "total": total}

    @property
    def still(self):
        """What is still to say, by label; empty when nothing is."""
        old, new = self.unsaid
        return still_to_say(old, new) if old or new else ""

    @property
    def is_whole(self):
        return not any(self.unsaid)


def crosswalks():
    """Every crosswalk with its two ends and its history, newest first."""
    ends = ("source__standard__suite", "target__standard__suite", "agreed_by")
    return Crosswalk.objects.with_history().select_related(*ends).order_by("-made_at", "-pk")
