"""Putting other words for a charter forward, and asking about them. Nothing is ticked beforehand."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.models import ClauseKind
from community.models.columns import LONGEST_LABEL
from community.operations.amending import added_after, preamble_reworded, reworded, taken_out
from people.forms import Words

REWORD, ADD, TAKE_OUT, PREAMBLE = "reword", "add", "take-out", "preamble"
LONGEST_WORDS, LONGEST_REASON, LONGEST_REMARK = 20_000, 2_000, 4_000

NEEDS_WORDS = _("It needs words. To leave it away, take it out instead.")


def long_words(*, rows=5, required=True, **options):
    return Words(widget=forms.Textarea({"rows": rows}), required=required, **options)


class Reasons(forms.Form):
    """What everyone says who puts words forward. `base`: the code of the version they had before them."""

    base = forms.CharField(widget=forms.HiddenInput, max_length=20, required=False)
    summary = long_words(
        label=_("What would change, in your own words?"),
        help_text=_("One or two sentences. They stand in the list of changes."),
        max_length=LONGEST_REASON,
        rows=2,
        error_messages={"required": _("Say in a few words what would change.")},
    )
    why = long_words(
        label=_("Why?"),
        max_length=LONGEST_REASON,
        rows=4,
        error_messages={"required": _("Say why. A sentence is enough.")},
    )
    is_named = forms.BooleanField(
        label=_("Show my name beside it"),
        required=False,
        help_text=_(
            "Leave it open, and nobody reads who put it forward. You can change this later, in both directions."
        ),
    )

    @property
    def reasons(self):
        return {name: self.cleaned_data[name] for name in ("summary", "why", "is_named")}


class OfAClause(Reasons):
    """`entry`: the Entry it is about, as it stands."""

    def __init__(self, *args, entry, **options):
        super().__init__(*args, **options)
        self.entry = entry

    def clean_label(self):
        return self.cleaned_data["label"].replace("\r", "").replace("\n", " ")


class RewordForm(OfAClause):
    label = Words(
        label=_("Its heading or label"),
        max_length=LONGEST_LABEL,
        help_text=_("A short one, such as “Inclusion”. Many clauses have none."),
    )
    text = long_words(label=_("Its words"), required=False, max_length=LONGEST_WORDS, rows=7)
    field_order = ["base", "label", "text", "summary", "why", "is_named"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.initial.setdefault("label", self.entry.label)
        self.initial.setdefault("text", self.entry.text)
        self.fields["text"].required = not self.entry.label
        self.fields["text"].error_messages["required"] = NEEDS_WORDS
        if self.entry.is_section and not self.entry.text:
            del self.fields["text"]
            self.fields["label"].required = True
            self.fields["label"].help_text = ""
            self.fields["label"].label = _("The heading")
            self.fields["label"].error_messages["required"] = _("A heading needs words.")

    def clean(self):
        found = super().clean()
        if "text" in self.fields and not self.errors and not (found["label"] or found["text"]):
            self.add_error("text", NEEDS_WORDS)
        return found

    def changed(self, wording):
        text = self.cleaned_data.get("text", self.entry.text)
        return reworded(wording, self.entry.lineage, label=self.cleaned_data["label"], text=text)


class AddForm(OfAClause):
    kind = forms.ChoiceField(label=_("What is it?"))
    label = Words(
        label=_("A heading or label"),
        max_length=LONGEST_LABEL,
        help_text=_("A short one, such as “Inclusion”. Many clauses have none."),
    )
    text = long_words(
        label=_("Its words"),
        max_length=LONGEST_WORDS,
        error_messages={"required": _("Write the words you would like to add.")},
    )
    field_order = ["base", "kind", "label", "text", "summary", "why", "is_named"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["kind"].choices = [c for c in ClauseKind.choices if c[0] != ClauseKind.SECTION]
        is_heading = self.entry.is_section
        self.initial.setdefault("kind", ClauseKind.STATEMENT if is_heading else self.entry.kind)

    def changed(self, wording):
        said = {name: self.cleaned_data[name] for name in ("kind", "label", "text")}
        return added_after(wording, self.entry.lineage, **said)


class TakeOutForm(OfAClause):
    def changed(self, wording):
        return taken_out(wording, self.entry.lineage)


class PreambleForm(Reasons):
    text = long_words(
        label=_("The words before the first heading"), required=False, max_length=LONGEST_WORDS, rows=7
    )
    field_order = ["base", "text", "summary", "why", "is_named"]

    def __init__(self, *args, entry=None, preamble="", **options):
        super().__init__(*args, **options)
        self.initial.setdefault("text", preamble)

    def changed(self, wording):
        return preamble_reworded(wording, self.cleaned_data["text"])


class PutForwardForm(Reasons):
    """A trainer’s draft. `revision`: the one that was looked at."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


FORMS: dict[str, Any] = {
    REWORD: RewordForm,
    ADD: AddForm,
    TAKE_OUT: TakeOutForm,
    PREAMBLE: PreambleForm,
}


class RemarkForm(forms.Form):
    words = long_words(
        label=_("Your question"),
        max_length=LONGEST_REMARK,
        rows=3,
        error_messages={"required": _("Write a few words first.")},
    )
    is_named = forms.BooleanField(label=_("Show my name beside it"), required=False)


class AnswerForm(RemarkForm):
    def __init__(self, *args, question, **options):
        super().__init__(*args, auto_id=f"answer_{question.code}_%s", **options)
        self.question = question
        self.fields["words"].label = _("Your answer")
