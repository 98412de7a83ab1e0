"""Sharing a standard: which evidence goes along, and the declaration that it is real."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import Words
from portfolios.declarations import declaration_asked, declaring
from portfolios.forms.fields import Choice, Ticks

OTHER_WORDS = _(
    "What you declare was put in other words since you opened this page. Read it again, then share."
)


class ShareForm(forms.Form):
    """`evidence` is what could be shared; `ready` those of it that nothing is missing from; `text` what is declared."""

    share = Ticks(label=_("What do you want to share?"), required=False, widget=forms.CheckboxSelectMultiple)
    shows_view = forms.BooleanField(
        label=_("Show how I see it, too"),
        required=False,
        help_text=_(
            "What you said about the parts you share goes along as it is today. Without this tick it stays yours alone."
        ),
    )
    tools = Choice(
        label=_("Did you use AI tools, such as a writing assistant or a picture maker?"),
        widget=forms.RadioSelect,
        help_text=_("Both are fine. Your assessor only needs to know which part was you."),
        error_messages={"required": _("Say whether you used AI tools. Both answers are fine.")},
    )
    tools_used = Words(
        label=_("Which tools, and for what?"), max_length=1000, widget=forms.Textarea({"rows": 3})
    )
    declared = forms.BooleanField(
        error_messages={"required": _("Tick the declaration if it is true. Without it nothing is shared.")},
    )
    declared_on = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, evidence, ready, text=None, has_views=False):
        super().__init__(data)
        self.evidence, self.ready = list(evidence), ready
        self.text = text = text or declaration_asked()
        self.fields["share"].choices = [(piece.code, str(piece)) for piece in self.evidence]
        self.fields["share"].initial = [piece.code for piece in self.evidence if piece in ready]
        self.fields["tools"].choices = [("no", text.no_tools), ("yes", text.tools)]
        self.fields["declared"].label = text.words
        self.initial["declared_on"] = text.number
        if not has_views:
            del self.fields["shows_view"]

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
        if found.get("declared_on") not in (None, self.text.number):
            self.ask_again()
        return found

    def ask_again(self):
        """Never agreed to words that were not on the page: shown again with the new ones, and not ticked."""
        self.data = self.data.copy()
        self.data["declared_on"] = self.text.number
        self.data.pop("declared", None)
        if "declared" not in self.errors:
            self.add_error("declared", OTHER_WORDS)

    @property
    def declaration(self):
        """The sentences the person agreed to, to be kept as they are."""
        used = self.cleaned_data["tools"] == "yes"
        return declaring(text=self.text, tools_used=self.cleaned_data["tools_used"] if used else "")

    @property
    def declared_and_shown(self):
        """What was agreed to and whether one’s own view goes along, as share_unit takes them."""
        shows_view = self.cleaned_data.get("shows_view", False)
        return {"declaration": self.declaration, "declared_on": self.text, "shows_view": shows_view}

    @property
    def chosen(self):
        return set(self["share"].value() or ())
