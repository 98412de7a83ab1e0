"""What of their queue an assessor asks to see."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.queue import STANDS, QueueFilter

NOT_HERE = _("That is not in your reviews any more. Choose again.")


class QueueForm(forms.Form):
    """`standards`, `awards`: what can be chosen; what is in neither is refused with a sentence."""

    name = forms.CharField(
        label=_("Practitioner"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    standard = forms.ChoiceField(
        label=_("Standard"), required=False, error_messages={"invalid_choice": NOT_HERE}
    )
    award = forms.ChoiceField(label=_("Award"), required=False, error_messages={"invalid_choice": NOT_HERE})
    stands = forms.ChoiceField(
        label=_("How it stands"),
        required=False,
        choices=[("", _("Everything")), *STANDS],
        error_messages={"invalid_choice": NOT_HERE},
    )

    def __init__(self, *args, standards, awards, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["standard"].choices = [("", _("Every standard")), *((s.code, s.title) for s in standards)]
        self.fields["award"].choices = [("", _("Every award")), *((a.code, a.title) for a in awards)]
        if not awards:
            del self.fields["award"]

    @property
    def asked(self):
        """What was asked; everything, where it makes no sense."""
        return QueueFilter(**self.cleaned_data) if self.is_bound and self.is_valid() else QueueFilter()
