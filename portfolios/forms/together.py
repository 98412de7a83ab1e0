"""What may be typed about something several people did."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import Words


class AskForm(forms.Form):
    """Whom to ask for their part."""

    whom = Words(
        label=_("Their e-mail address, or their code"),
        required=True,
        max_length=254,
        help_text=_(
            "Their code stands below their list of evidence. We don’t say whether someone is here: only they do."
        ),
        error_messages={"required": _("Write whom you want to ask.")},
    )

    def clean_whom(self):
        return self.cleaned_data["whom"].strip()


class PartForm(forms.Form):
    """One’s own part."""

    words = Words(
        label=_("What was your own part?"),
        required=True,
        max_length=5000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_(
            "What you did yourself. It goes along when you share this, and only your part is looked at."
        ),
        error_messages={"required": _("Say what your own part was. A few words are fine.")},
    )
    revision = forms.CharField(required=False, widget=forms.HiddenInput)  # GroupPart.revision
