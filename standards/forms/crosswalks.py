"""What a trainer may type about one section of a crosswalk, and which two versions a new one is between."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from standards.models import Relation, StandardVersion
from standards.operations.crosswalks import LONGEST_REASON, Said
from standards.queries.crosswalk_desk import NEW

MOST_SHOWN = 100
PIECES = 3  # that one could be split into on the page; one more each time they are all used
SAID_OF_OLD = [Relation.SAME, Relation.REWORDED, Relation.SPLIT, Relation.MERGED, Relation.DROPPED]
SHORT = {
    "": _("Not said yet"),
    Relation.SAME: _("Yes, the same"),
    Relation.REWORDED: _("Reworded"),
    Relation.SPLIT: _("Split"),
    Relation.MERGED: _("Merged"),
    Relation.DROPPED: _("Dropped"),
    Relation.NEW: _("New"),
}


class SectionForm(forms.Form):
    """One part of a crosswalk: for each of its lines a relation, what it became, and why."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args, part, targets, **kwargs):
        super().__init__(*args, **kwargs)
        self.part, self.targets = part, {target.code: target for target in targets}
        self.problems = {}  # requirement pk: sentence
        relations = [Relation.NEW] if part.name == NEW else SAID_OF_OLD
        choices = [(name, SHORT[name]) for name in ["", *relations]]
        became = [("", ""), *((code, code) for code in self.targets)]
        for line in part.lines:
            code = line.about.code
            self.fields[f"relation-{code}"] = forms.ChoiceField(choices=choices, required=False)
            self.fields[f"became-{code}"] = forms.MultipleChoiceField(choices=became, required=False)
            self.fields[f"reason-{code}"] = forms.CharField(required=False, max_length=LONGEST_REASON)

    def clean(self):
        """A choice that is none of the choices, or words nobody can keep, are said beside their line."""
        for line in self.part.lines:
            wrong = [self.errors[name] for name in self.names_of(line) if name in self.errors]
            if wrong:
                self.problems[line.about.pk] = wrong[0][0]
        return self.cleaned_data

    def names_of(self, line):
        return [f"{name}-{line.about.code}" for name in ("relation", "became", "reason")]

    @property
    def said(self):
        """[Said] of every line that was sent: what was left alone says what it said before."""
        return [self.said_of(line) for line in self.part.lines if f"relation-{line.about.code}" in self.data]

    def said_of(self, line):
        relation, became, reason = (self.cleaned_data[name] for name in self.names_of(line))
        if not relation or relation in (Relation.DROPPED, Relation.NEW):
            became = []  # a suggestion that still stands in its list means nothing then
        targets = tuple(self.targets[code] for code in dict.fromkeys(became) if code)
        return Said(line.about, relation, targets, reason if relation else "")

    # --- as the page shows it ---

    @property
    def rows(self):
        return [Row(self, line) for line in self.part.lines]


class Row:
    """One line with what is chosen of it now: what was typed, else what was said, else nothing but a suggestion."""

    def __init__(self, form, line):
        self.form, self.line, self.about = form, line, line.about
        self.is_typed = form.is_bound and f"relation-{line.about.code}" in form.data

    @property
    def relation(self):
        return self.form.data[f"relation-{self.about.code}"] if self.is_typed else self.line.relation

    @property
    def reason(self):
        return self.form.data.get(f"reason-{self.about.code}", "") if self.is_typed else self.line.reason

    @property
    def chosen(self):
        """Codes of what it became, as chosen; a suggestion stands there ready for the yes."""
        if self.is_typed:
            return [code for code in self.form.data.getlist(f"became-{self.about.code}") if code]
        if self.line.is_said:
            return [target.code for target in self.line.targets]
        best = self.line.suggestion and self.line.suggestion.best
        return [best.target.code] if best else []

    @property
    def slots(self):
        """[the code chosen there]: one list to choose from, and others for what was split."""
        return (self.chosen + [""] * PIECES)[: max(PIECES, len(self.chosen) + 1)]

    @property
    def choices(self):
        """[(relation, words, whether chosen)]"""
        relations = [Relation.NEW] if self.form.part.name == NEW else SAID_OF_OLD
        return [(name, SHORT[name], name == self.relation) for name in [*relations, ""]]

    @property
    def problem(self):
        return self.form.problems.get(self.about.pk, "")

    @property
    def now_says(self):
        """What it says now, where that is not what was typed: shown when someone else was quicker."""
        told = (self.line.relation, sorted(t.code for t in self.line.targets), self.line.reason)
        typed = (self.relation, sorted(self.chosen) if self.line.targets else [], self.reason)
        return self.line if self.is_typed and told != typed else None


def version_field(label):
    says = dict.fromkeys(["required", "invalid_choice"], _("Choose one of the list."))
    versions = StandardVersion.objects.all()
    return forms.ModelChoiceField(versions, to_field_name="code", label=label, error_messages=says)


class PairForm(forms.Form):
    """From which published version to which. What was searched for is what can be chosen."""

    source = version_field(_("From the old words"))
    target = version_field(_("To the new words"))


def versions_matching(words):
    """(versions, whether there are more), those published last first: by title, URN or suite, every word of it."""
    found = StandardVersion.objects.select_related("standard").order_by("-published_at", "-pk")
    for word in words.replace("\x00", "").split()[:8]:
        found = found.filter(
            Q(title__icontains=word) | Q(urn__icontains=word) | Q(suite_title__icontains=word)
        )
    rows = list(found[: MOST_SHOWN + 1])
    return rows[:MOST_SHOWN], len(rows) > MOST_SHOWN
