"""Sharing a standard: which evidence goes along, and the declaration that it is real."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import Words
from portfolios.declarations import DECLARATION, NO_TOOLS, TOOLS, declaring
from portfolios.forms.fields import Choice, Ticks


class ShareForm(forms.Form):
    """`evidence` is what could be shared; `ready` those of it that nothing is missing from."""

    share = Ticks(label=_("What do you want to share?"), required=False, widget=forms.CheckboxSelectMultiple)
    tools = Choice(
        label=_("Did you use AI tools, such as a writing assistant or a picture maker?"),
        choices=[("no", NO_TOOLS), ("yes", TOOLS)],
        widget=forms.RadioSelect,
        help_text=_("Both are fine. Your assessor only needs to know which part was you."),
        error_messages={"required": _("Say whether you used AI tools. Both answers are fine.")},
    )
    tools_used = Words(
        label=_("Which tools, and for what?"), max_length=1000, widget=forms.Textarea({"rows": 3})
    )
    declared = forms.BooleanField(
        label=DECLARATION,
        error_messages={"required": _("Tick the declaration if it is true. Without it nothing is shared.")},
    )

    def __init__(self, data=None, *, evidence, ready):
        super().__init__(data)
        self.evidence = list(evidence)
        self.ready = ready
        self.fields["share"].choices = [(piece.code, str(piece)) for piece in self.evidence]
        self.fields["share"].initial = [piece.code for piece in self.evidence if piece in ready]

    def clean_share(self):
        """Which evidence, as rows. Something has to be chosen."""
        chosen = set(self.cleaned_data["share"])
        if not chosen:
            raise forms.ValidationError(_("Choose at least one piece of evidence to share."))
        return [piece for piece in self.evidence if piece.code in chosen]

    def clean(self):
        found = super().clean()
        if found.get("tools") == "yes" and not found.get("tools_used") and "tools_used" not in self.errors:
            self.add_error("tools_used", _("Say in a few words which tools you used, and for what."))
        return found

    @property
    def declaration(self):
        """The sentences the person agreed to, to be kept as they are."""
        used = self.cleaned_data["tools"] == "yes"
        return declaring(tools_used=self.cleaned_data["tools_used"] if used else "")

    @property
    def chosen(self):
        return set(self["share"].value() or ())
