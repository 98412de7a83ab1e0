"""What an assessor may type."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.declarations import SIGNED_SENTENCES
from assessments.models import Outcome
from people.forms import Words
from portfolios.forms.fields import When, moment_in_parts
from portfolios.models import Precision

MOST_WORDS = 5000  # characters: about two pages


class JudgeForm(forms.Form):
    """One requirement: one of three answers and a few words; or taking back what was answered."""

    outcome = forms.ChoiceField(
        choices=Outcome.choices,
        required=False,
        widget=forms.RadioSelect(attrs={"data-look": "seg"}),
        error_messages={"invalid_choice": _("Choose Meets, More evidence or Not yet.")},
    )
    words = forms.CharField(
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "max_length": _("That is %(show_value)s characters, and the most we keep is %(limit_value)s.")
        },
    )
    revision = forms.IntegerField(
        min_value=0,
        max_value=1_000_000,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            _("This form is missing a part. Reload the page, then choose again."),
        ),
    )
    take_back = forms.BooleanField(required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.pop("take_back", False):
            return cleaned | {"outcome": "", "words": ""}
        if not cleaned.get("outcome") and not self.errors:
            self.add_error(
                "outcome", _("Choose Meets, More evidence or Not yet, and your words are saved with it.")
            )
        return cleaned

    @classmethod
    def about(cls, finding, typed=None):
        """The form of one finding: as it stands, or as it was typed."""
        stands = {
            "outcome": finding.judgement.outcome if finding.judgement else "",
            "words": finding.words,
            "revision": finding.revision,
        }
        return cls(typed, initial=stands, auto_id=f"{finding.requirement.code}-%s")


TOO_LONG = _("That is %(show_value)s characters, and the most we keep is %(limit_value)s.")


def words_typed(posted, *, most=MOST_WORDS):
    """(what was typed, why it can’t be kept or ""), where a page asks for words alone. A line’s end counts as one."""
    words = posted.get("words", "").replace("\0", "").replace("\r\n", "\n")
    said = {"show_value": len(words), "limit_value": most}
    return words, TOO_LONG % said if len(words) > most else ""


class DifferenceForm(forms.Form):
    words = forms.CharField(
        label=_("How do you see it?"),
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Point to what in your evidence shows it, if you can."),
        error_messages={
            "required": _("Say in a few words how you see it."),
            "max_length": TOO_LONG,
        },
    )


class AnswerForm(forms.Form):
    reply = forms.CharField(
        label=_("What do you say to that?"),
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Say what you saw, and what would help you to see it their way."),
        error_messages={
            "required": _("Say in a few words what you think of it."),
            "max_length": TOO_LONG,
        },
    )


class SignOffForm(forms.Form):
    """Three declarations, never ticked beforehand, and a few words."""

    looked = forms.BooleanField(label=SIGNED_SENTENCES[0])
    no_tie = forms.BooleanField(label=SIGNED_SENTENCES[1])
    mine = forms.BooleanField(label=SIGNED_SENTENCES[2])
    words = forms.CharField(required=False, max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 4}))
    seen_hash = forms.CharField(
        max_length=64,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "max_length"), _("This form is missing a part. Reload the page, then sign.")
        ),
    )

    def __init__(self, *args, practitioner, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("A few words for %(name)s") % {"name": practitioner.get_short_name()}
        for name, sentence in zip(("looked", "no_tie", "mine"), SIGNED_SENTENCES, strict=True):
            self.fields[name].error_messages["required"] = _("Tick this to sign: “%(sentence)s”.") % {
                "sentence": sentence
            }


class NumberForm(forms.Form):
    """A certificate's number, as anyone may type it."""

    n = forms.CharField(
        max_length=100,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Type the number printed on the certificate.")},
    )


class NameCheckForm(forms.Form):
    """A name and the check code beside it on the paper: do they belong to this certificate?"""

    name = forms.CharField(label=_("Name on the certificate"), max_length=200)
    code = forms.CharField(
        label=_("Name check code"),
        max_length=60,
        help_text=_("On page 2 of the paper."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self):
        return "".join(self.cleaned_data["code"].split()).lower()


class SeenForm(forms.Form):
    """That one went to see what stays in the workplace: on which day, and what one saw of it."""

    prefix = "seen"
    corrects = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=2**63 - 1,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("This form is missing a part. Reload the page, please.")
        ),
    )
    seen_on = When(label=_("When did you see it?"), error_messages={"required": _("Say on which day.")})
    words = Words(
        label=_("What did you see?"),
        required=True,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Say what you saw of it. A few words are fine.")},
    )

    @classmethod
    def about(cls, seen):
        """Empty, or with what stands there and is put right."""
        if seen is None:
            return cls()
        day = moment_in_parts(seen.on, Precision.DAY)
        return cls(initial={"seen_on": day, "words": seen.words, "corrects": seen.key})

    def clean_seen_on(self):
        day, precision = self.cleaned_data["seen_on"]
        if precision != Precision.DAY:
            raise forms.ValidationError(_("Say on which day: day, month and year."))
        if day > timezone.localdate():
            raise forms.ValidationError(_("That day is still to come. Record it once you were there."))
        return day
