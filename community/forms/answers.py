"""Answering a charter, and asking to talk first. Nothing is ticked beforehand."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.models import Agreement
from people.forms import Words

ANYONE = "any"
LONGEST_WORDS, LONGEST_REACH = 4000, 300


class VersionForm(forms.Form):
    """Which words someone read while they answered: a version of this charter, by its code."""

    version = forms.CharField(widget=forms.HiddenInput, max_length=20)

    def __init__(self, data=None, *, charter, **options):
        super().__init__(data, initial={"version": charter.current_version.code}, **options)
        self.charter = charter

    def clean_version(self):
        found = self.charter.versions.filter(code=self.cleaned_data["version"]).first()
        if found is None:
            raise forms.ValidationError(_("These are not words of this charter. Reload the page."))
        return found


class AnswerForm(VersionForm):
    answer = forms.ChoiceField(choices=Agreement.Answer.choices)


class TalkForm(VersionForm):
    """`stewards`: those the person can talk to. With none, there is nobody to choose yet."""

    steward = forms.ChoiceField(
        label=_("Whom would you like to talk to?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a steward, or say that any of them is fine."),
            "invalid_choice": _("They are not a steward here any more. Please choose again."),
        },
    )
    words = Words(
        label=_("What would you like to talk about?"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Say as much or as little as you like. You can also just talk."),
    )
    reach_me = Words(
        label=_("How can they reach you?"),
        max_length=LONGEST_REACH,
        help_text=_(
            "A phone number, a time, a place. Left empty, they see the e-mail you have here, if you have one."
        ),
    )

    def __init__(self, data=None, *, charter, stewards):
        super().__init__(data, charter=charter)
        self.stewards = {person.code: person for person in stewards}
        names = [(code, str(person)) for code, person in self.stewards.items()]
        self.fields["steward"].choices = [*names, (ANYONE, _("Any steward, whoever comes first"))]
        if not self.stewards:
            del self.fields["steward"]

    @property
    def said(self):
        """What the operation is told: words, reach_me, steward (a person, or None for any)."""
        chosen = self.stewards.get(self.cleaned_data.get("steward"))
        return {"steward": chosen} | {name: self.cleaned_data[name] for name in ("words", "reach_me")}
