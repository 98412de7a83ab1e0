"""What a trainer may type to put the declaration in other words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import Words
from portfolios.models import DeclarationText

A_FEW_WORDS = {"required": _("This can’t be empty: people are asked exactly these words.")}


class DeclarationWordsForm(forms.Form):
    words = Words(
        label=_("What is declared"),
        required=True,
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        error_messages=A_FEW_WORDS,
    )
    no_tools = Words(
        label=_("Said by someone who used no AI tools"),
        required=True,
        max_length=250,
        error_messages=A_FEW_WORDS,
    )
    tools = Words(
        label=_("Said by someone who did"), required=True, max_length=250, error_messages=A_FEW_WORDS
    )
    after = forms.IntegerField(
        min_value=1,
        max_value=1_000_000,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            _("This form is missing a part. Reload the page and send it again."),
        ),
    )

    @classmethod
    def about(cls, text: DeclarationText):
        stands = {"words": text.words, "no_tools": text.no_tools, "tools": text.tools, "after": text.number}
        return cls(initial=stands)

    def look_again(self, meanwhile):
        """Someone was quicker: sending this once more makes it the version after theirs."""
        self.data = self.data.copy()
        self.data["after"] = meanwhile.text.number
        self.add_error(None, meanwhile.sentence)
