"""What an IQA may type when looking a second time: first what they find, then what they make of both."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from assessments.models import Outcome, Test
from people.forms import Words

CHOOSE = _("Choose Meets, More evidence or Not yet, or leave it.")


class FindForm(forms.Form):
    """What they find of each requirement; nothing where they did not look."""

    def __init__(self, *args, requirements, **kwargs):
        super().__init__(*args, **kwargs)
        self.requirements = {f"find-{one.code}": one for one in requirements}
        for name, requirement in self.requirements.items():
            self.fields[name] = forms.ChoiceField(
                label=_now("What you find of %(label)s") % {"label": requirement.label},
                choices=Outcome.choices,
                required=False,
                widget=forms.RadioSelect(attrs={"data-look": "seg"}),
                error_messages={"invalid_choice": CHOOSE},
            )

    @property
    def rows(self):
        return [(requirement, self[name]) for name, requirement in self.requirements.items()]

    @property
    def found(self):
        """{requirement: outcome} of those they looked at."""
        return {one: found for name, one in self.requirements.items() if (found := self.cleaned_data[name])}


class LookForm(forms.Form):
    """Having seen both: where they find the same after all, what they looked at, what is in doubt, and words."""

    same = forms.MultipleChoiceField(
        label=_("Where you found something else: having read theirs, do you find the same after all?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from what you looked at.")},
    )
    pieces = forms.MultipleChoiceField(
        label=_("Which evidence did you look at?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick at least one piece you looked at."),
            "invalid_choice": _("Choose from the evidence of this round."),
        },
    )
    doubts = forms.MultipleChoiceField(
        label=_("Is a test in doubt for the whole round?"),
        required=False,
        choices=Test.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from the five tests.")},
    )
    words = Words(
        label=_("What would you like the assessor to know?"),
        max_length=5000,
        help_text=_("They read this first. The practitioner is not told of it."),
        widget=forms.Textarea({"rows": 5}),
    )

    def __init__(self, *args, noted, differing, pieces, **kwargs):
        """`noted`: the requirements looked at; `differing`: those where they found something else."""
        super().__init__(*args, **kwargs)
        self.differing, self.noted = {one.code: one for one in differing}, list(noted)
        self.versions = {piece.version.code: piece.version for piece in pieces}
        self.fields["pieces"].choices = [(piece.version.code, piece.words.name) for piece in pieces]
        self.fields["same"].choices = [(code, one.label) for code, one in self.differing.items()]
        for requirement in self.noted:
            self.fields[f"doubt-{requirement.code}"] = forms.MultipleChoiceField(
                label=_now("A test in doubt for %(label)s") % {"label": requirement.label},
                required=False,
                choices=Test.choices,
                widget=forms.CheckboxSelectMultiple,
                error_messages={"invalid_choice": _("Choose from the five tests.")},
            )

    @property
    def doubt_fields(self):
        return [self[f"doubt-{one.code}"] for one in self.noted]

    @property
    def has_doubts(self):
        return self.is_bound and any(field.data for field in self.doubt_fields)

    @property
    def told(self):
        """As assessments.operations.looking.record_look takes it."""
        cleaned = self.cleaned_data
        otherwise = set(self.differing) - set(cleaned["same"])
        doubts = [(None, test) for test in cleaned["doubts"]]
        doubts += [(one, test) for one in self.noted for test in cleaned[f"doubt-{one.code}"]]
        return {
            "agrees": {one: one.code not in otherwise for one in self.noted},
            "pieces": [self.versions[code] for code in cleaned["pieces"]],
            "doubts": doubts,
            "words": cleaned["words"],
        }
