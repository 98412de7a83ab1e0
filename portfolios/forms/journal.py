"""What may be typed or said into a journal: words, a recording, or both."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.forms import Words
from portfolios.forms.fields import Files, Ticks
from portfolios.forms.uploads import UploadFields
from portfolios.kinds import Family, family_of
from portfolios.prompts import MOST_LETTERS

IS_A_DAY = _("Write the day as in 14/03/2027, or pick it.")


class JournalForm(UploadFields, forms.Form):
    """`entry` is what is changed, None for a new one; `values`: the values a question may have come from."""

    title = Words(label=_("Name it, if you like"), max_length=200)
    text = Words(
        label=_("What you think"), max_length=100_000, strip=False, widget=forms.Textarea({"rows": 10})
    )
    files = Files(
        label=_("Or say it"), help_text=_("Record your voice, or choose a sound file. Only you can hear it.")
    )
    written_on = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput({"type": "date", "data-look": "short"}, format="%Y-%m-%d"),
        error_messages={"required": IS_A_DAY, "invalid": IS_A_DAY},
    )
    prompt = Words(max_length=MOST_LETTERS, widget=forms.HiddenInput)
    value = Words(max_length=40, widget=forms.HiddenInput)
    revision = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    WORDS = ("title", "text", "written_on", "prompt")

    def __init__(self, data=None, files=None, *, entry=None, values=(), waiting=(), came=(), initial=None):
        super().__init__(data, files, initial=self.known_about(entry) if entry else self.begun_with(initial))
        self.entry = entry
        self.values = {value.code: value for value in values}
        self.fields["files"].widget.attrs["accept"] = "audio/*"
        self.add_uploads([upload for upload in waiting if is_sound(upload)], came)

    @classmethod
    def known_about(cls, entry):
        known = {name: getattr(entry, name) for name in (*cls.WORDS, "revision")}
        return known | {"value": entry.value.code if entry.value else ""}

    @staticmethod
    def begun_with(initial):
        return {"written_on": timezone.localdate()} | (initial or {})

    def clean_files(self):
        if any(not is_sound(upload) for upload in self.came):
            raise forms.ValidationError(
                _("Only sound goes into a journal. The rest waits where you add evidence.")
            )
        return self.cleaned_data["files"]

    def clean(self):
        found = super().clean()
        has_sound = self.all_kept or (self.entry and self.entry.recordings.exists())
        if not found.get("text", "").strip() and not has_sound and not self.errors:
            self.add_error("text", _("Write a few words, or say them. A line is plenty."))
        return found

    @property
    def asked(self):
        """Everything typed, as the operations take it."""
        words = {name: self.cleaned_data[name] for name in self.WORDS}
        return words | {"value": self.values.get(self.cleaned_data["value"]), "kept": self.all_kept}

    @property
    def drawn_from(self):
        """The value whose question this answers, to show in its own words."""
        return self.values.get(self["value"].value())


def is_sound(upload):
    return family_of(upload.content_type) is Family.SOUND


class ShareEntryForm(forms.Form):
    """Sharing a copy: under which name, and which of its recordings go along."""

    name = Words(label=_("Name the copy, so you can find it again"), max_length=200)
    recordings = Ticks(label=_("Recordings to go along"), required=False, widget=forms.CheckboxSelectMultiple)
    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, data=None, *, entry):
        known = {"name": entry.title or entry.prompt[:200], "revision": entry.revision}
        super().__init__(data, initial=known)
        made = entry.recordings.all()
        self.fields["recordings"].choices = [(one.code, one.name) for one in made if one.is_released]
        self.held = [one for one in made if not one.is_released]

    def look_again(self, entry):
        """The entry is another now than on the page it was copied from."""
        self.data = self.data.copy()
        self.data["revision"] = entry.revision
