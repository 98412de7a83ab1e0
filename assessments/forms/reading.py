"""What an assessor may type beside their judgements: words for several, soundness, questions; and the answers to those."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.forms import MOST_WORDS, TOO_LONG
from assessments.models import Test

MISSING = _("This form is missing a part. Reload the page, then save it again.")
HOLDS, NOT_WHOLLY, UNSAID = "holds", "not wholly", ""
SAID = {HOLDS: True, NOT_WHOLLY: False, UNSAID: None}


class Long(forms.CharField):
    """Words of at most about two pages."""

    def __init__(self, *, rows=6, wanted="", **options):
        options.setdefault("required", bool(wanted))
        super().__init__(
            max_length=MOST_WORDS,
            widget=forms.Textarea(attrs={"rows": rows}),
            error_messages={"required": wanted, "max_length": TOO_LONG},
            **options,
        )


class FeedbackForm(forms.Form):
    """Words for several requirements at once, and which ones: those judged in this round."""

    requirements = forms.MultipleChoiceField(
        label=_("Which parts is it for?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick at least one part that this is for."),
            "invalid_choice": _(
                "One of these is not judged in this round any more. Untick it, or judge it first."
            ),
        },
    )
    text = Long(
        label=_("What would show it, or what did you see?"),
        help_text=_("Written once. It stands with each part you ticked."),
        wanted=_("Say it in a few words."),
    )
    revision = forms.IntegerField(
        min_value=0,
        max_value=1_000_000,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), MISSING),
    )

    def __init__(self, *args, findings, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["requirements"]
        field.choices = [(found.requirement.code, name_of(found)) for found in findings]

    @classmethod
    def about(cls, round, feedback=None, typed=None):
        """As it stands, or as it was typed. `round`: a Round; `feedback`: one of its own."""
        stands: dict = {"revision": 0}
        if feedback:
            on = [found.requirement.code for found in round.to_judge if feedback in found.shared]
            stands = {"requirements": on, "text": feedback.text, "revision": feedback.revision}
        return cls(typed, initial=stands, findings=round.judged)


def name_of(found):
    return f"{found.requirement.label}: {found.requirement.text}"


class SoundnessForm(forms.Form):
    """Five tests, each with words where it does not wholly hold. None has to be answered before a reply."""

    stood = forms.CharField(
        max_length=16,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "max_length"), MISSING),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for test in Test:
            self.fields[test.value] = forms.ChoiceField(
                label=test.label,
                choices=[(HOLDS, _("Yes")), (NOT_WHOLLY, _("Not wholly")), (UNSAID, _("Not said yet"))],
                required=False,
                widget=forms.RadioSelect(attrs={"data-look": "seg"}),
                error_messages={"invalid_choice": _("Choose Yes, Not wholly or Not said yet.")},
            )
            self.fields[f"{test.value}_words"] = Long(
                label=_("What is different here?"), rows=2, required=False
            )

    def clean(self):
        cleaned = super().clean()
        for test in Test.values:
            if cleaned.get(test) == NOT_WHOLLY and not cleaned.get(f"{test}_words", "").strip():
                self.add_error(f"{test}_words", _("Say in a few words what is different here."))
        return cleaned

    @property
    def said(self):
        """{test: (holds, words)}; words are kept where it does not wholly hold."""
        told = {
            test: (SAID[self.cleaned_data[test]], self.cleaned_data[f"{test}_words"]) for test in Test.values
        }
        return {test: (holds, words if holds is False else "") for test, (holds, words) in told.items()}

    @property
    def pairs(self):
        return [(self[test], self[f"{test}_words"]) for test in Test.values]

    @classmethod
    def about(cls, said, mark):
        stands = {"stood": mark}
        for row in said.values():
            stands |= {row.test: HOLDS if row.holds else NOT_WHOLLY, f"{row.test}_words": row.words}
        return cls(initial=stands)


class QuestionForm(forms.Form):
    words = Long(
        label=_("What would you like to ask?"),
        help_text=_(
            "One thing at a time is easiest to answer. It goes to them at once and can’t be changed."
        ),
        wanted=_("Type what you would like to ask."),
    )


class QuestionAnswerForm(forms.Form):
    answer = Long(
        label=_("Your answer"),
        help_text=_("A few lines are fine. You can answer once, and nothing has to be shared again."),
        wanted=_("Type your answer. A few words are fine."),
    )
