"""What trainers may type to explain a word."""

import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _

from standards.glossing import WORD
from standards.models import SuitePage, Term

FORMS = ("word", "other_forms")


class TermForm(forms.ModelForm):
    """`words`: what to keep; `opened`: the revision the person had before them."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Term
        fields = ["word", "other_forms", "meaning", "suite"]
        widgets = {
            "other_forms": forms.Textarea(attrs={"rows": 4}),
            "meaning": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "word": _("As it stands in the standards. Abbreviations are found as you write them here."),
            "other_forms": _("Optional. One on each line: communities, or N.O.S."),
            "meaning": _("In your own plain words, in a sentence or two."),
            "suite": _("Leave it open, and the word is explained in every suite."),
        }
        error_messages = {
            "word": {"required": _("Write the word you want to explain.")},
            "meaning": {"required": _("Write what it means. A few words are fine.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["suite"].queryset = SuitePage.objects.order_by("title")
        self.fields["suite"].empty_label = _("Every suite")
        self.fields["revision"].initial = self.instance.revision if self.instance.pk else None

    @property
    def words(self):
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    @property
    def opened(self):
        return self.cleaned_data["revision"]

    def reopen(self, term, sentence):
        """Keep what was typed; the next save knows what it takes the place of."""
        self.data = self.data.copy()
        self.data[self.add_prefix("revision")] = str(term.revision)
        self.add_error(None, sentence)

    def clean_word(self):
        return findable(self.cleaned_data["word"])

    def clean_other_forms(self):
        lines = [line.strip() for line in self.cleaned_data["other_forms"].splitlines() if line.strip()]
        return "\n".join(map(findable, lines))

    def clean(self):
        found = super().clean()
        word = found.get("word")
        same = Term.objects.filter(word__iexact=word, suite=found.get("suite")).exclude(pk=self.instance.pk)
        if word and same.exists():
            self.add_error("word", _("This word is explained there already. Change that one instead."))
        return found

    def validate_constraints(self):
        """`clean` says it in words."""


def findable(form):
    """Text is searched from the beginning of each word."""
    form = " ".join(unicodedata.normalize("NFC", form).split())
    if not WORD.match(form):
        raise forms.ValidationError(_("Begin with a letter or a number, or it can’t be found in a text."))
    return form
