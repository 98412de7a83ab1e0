"""What trainers may type."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from standards.models import Change
from standards.models.page_wording import digest_in_force, digest_of_values, saved_values, wording_of
from standards.models.pages import suite_page_of
from standards.models.wording import PASSAGES

SAY_WHAT = _("The words are not the ones people work with now. Say whether they still mean the same.")
SAY_WHY = _("Say why in a few words. People who work with this standard will wonder.")
KEEP_ONE = _("People are working with this standard. Keep at least one criterion or knowledge item.")
TWICE = _("This value has an illustration already. Put both into one, or choose another value.")


class CopiesAreDrafts(CopyForm):
    """Two standards with the same words, both public, would leave everyone guessing which one counts."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("publish_copies", None)
        self.fields.pop("alias", None)


class EntryForm(WagtailAdminModelForm):
    """An entry keeps its lineage: a saved row its own, a new row the one its first save gave it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        lineage = self.fields["lineage"]
        lineage.required = False
        # A ready-made value in the row template would be shared by every row the browser adds.
        lineage.initial, lineage.show_hidden_initial = None, False

    def clean_lineage(self):
        if self.instance.pk:
            return self.instance.lineage
        return self.cleaned_data["lineage"] or uuid.uuid4()

    def get_field_updates_for_resave(self):
        """Autosave writes these into the open page, so that the next save knows the row again."""
        name = self.add_prefix("lineage")
        updates = super().get_field_updates_for_resave()
        return updates if self.data.get(name) else [*updates, (name, str(self.instance.lineage))]


def as_lineage(chosen):
    return uuid.UUID(str(chosen)) if chosen else None


class IllustrationForm(WagtailAdminModelForm):
    """`values`: the suite's, as (lineage, words), given by the page's form."""

    def __init__(self, *args, values=(), **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", "–"), *((str(lineage), words) for lineage, words in values)]
        known = {lineage for lineage, _words in choices}
        own = str(self.instance.value_lineage or "")
        if own not in known:
            choices.append((own, _("a value this suite no longer has")))
        self.fields["value_lineage"] = forms.TypedChoiceField(
            label=_("Value"), choices=choices, coerce=as_lineage, empty_value=None
        )


class AsksWhatChanged(WagtailAdminPageForm):
    """Asks what kind of change it is, when publishing other words than people work with now; drafts are left alone."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.replaced = digest_in_force(self.instance) if self.instance.pk else ""
        if self.instance.change_for != self.replaced:  # an answer to an earlier question
            self.initial.update(change="", why="")

    def clean(self):
        cleaned = super().clean()
        if self.is_deferred_validation or not self.has_every_entry():
            return cleaned
        self.check_entries()
        if self.replaced and self.has_every_entry() and self.digest_typed() != self.replaced:
            self.check_answer(cleaned)
        return cleaned

    def check_entries(self):
        pass

    def check_answer(self, cleaned):
        if not cleaned.get("change"):
            self.add_error("change", SAY_WHAT)
        if not (cleaned.get("why") or "").strip():
            self.add_error("why", SAY_WHY)

    def has_every_entry(self):
        """The API brings no entries at all, and mistakes in entries are spoken of first."""
        return all(name in self.formsets and self.formsets[name].is_valid() for name in self.instance.ENTRIES)

    def rows(self, name):
        """The entries as typed, in the order they were dragged into."""
        return [form.instance for form in self.formsets[name].ordered_forms]

    def save(self, commit=True):
        self.instance.change_for = self.replaced if self.cleaned_data.get("change") else ""
        return super().save(commit=commit)


class SuitePageForm(AsksWhatChanged):
    def digest_typed(self):
        return digest_of_values(self.rows("values"))


class StandardPageForm(AsksWhatChanged):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "illustrations" in self.formsets:
            suite = suite_page_of(self.instance if self.instance.path else self.parent_page)
            values = [(value.lineage, str(value)) for value in saved_values(suite)]
            self.formsets["illustrations"].form_kwargs["values"] = values

    def digest_typed(self):
        return self.typed().digest

    def typed(self):
        passages = {
            name: self.cleaned_data.get(name, getattr(self.instance, name)) or "" for name in PASSAGES
        }
        return wording_of(self.instance, *map(self.rows, self.instance.ENTRIES), passages=passages)

    def check_entries(self):
        if self.replaced and self.typed().is_empty:
            self.add_error(None, KEEP_ONE)
        seen = set()
        for form in self.formsets["illustrations"].ordered_forms:
            if form.instance.value_lineage in seen:
                form.add_error("value_lineage", TWICE)
                self.add_error(None, TWICE)
            seen.add(form.instance.value_lineage)


class WhatChangedForm(forms.Form):
    """The same question, asked beside what changes and whom it touches."""

    change = forms.ChoiceField(
        label=_("What kind of change is it?"),
        choices=[choice for choice in Change.choices if choice[0] != Change.FIRST],
        widget=forms.RadioSelect,
        error_messages={"required": SAY_WHAT},
    )
    why = forms.CharField(
        label=_("Why?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": SAY_WHY},
    )
