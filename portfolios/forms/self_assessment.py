"""How someone sees themselves, for every requirement of a standard in one form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import Words
from portfolios.forms.fields import Choice
from portfolios.models import SelfAssessment
from portfolios.operations.self_assessment import moment_of

MOST_WORDS = 2000


class SelfAssessmentForm(forms.Form):
    """`rows`: [Beside]. Nothing is required; words alone want a view with them."""

    def __init__(self, data=None, *, rows):
        super().__init__(data)
        self.rows = rows
        for row in rows:
            self.add_row(row)

    def add_row(self, row):
        code, own = row.requirement.code, row.own
        self.fields[f"view_{code}"] = Choice(
            label=_("How do you see it?"),
            required=False,
            choices=SelfAssessment.View.choices,
            widget=forms.RadioSelect({"data-look": "seg"}),
            initial=own.view if own else "",
        )
        self.fields[f"words_{code}"] = Words(
            label=_("Why?"),
            max_length=MOST_WORDS,
            widget=forms.Textarea({"rows": 2}),
            initial=own.words if own else "",
        )
        self.fields[f"seen_{code}"] = Words(max_length=40, widget=forms.HiddenInput, initial=moment_of(own))
        self.fields[f"clear_{code}"] = forms.BooleanField(
            label=_("Take back what I said here"), required=False
        )

    def clean(self):
        found = super().clean()
        for row in self.rows:
            code = row.requirement.code
            if (
                found.get(f"words_{code}")
                and not found.get(f"view_{code}")
                and not found.get(f"clear_{code}")
            ):
                self.add_error(f"view_{code}", _("Choose one of the three too, and your words go with it."))
        return found

    @property
    def said(self):
        """As the operation takes it."""
        return {row.requirement: self.told(row.requirement.code) for row in self.rows}

    def told(self, code):
        found = self.cleaned_data
        if found[f"clear_{code}"]:
            return "", "", found[f"seen_{code}"]
        return found[f"view_{code}"], found[f"words_{code}"], found[f"seen_{code}"]

    @property
    def lines(self):
        """[(Beside, its fields)] for the page."""
        return [
            (
                row,
                {name: self[f"{name}_{row.requirement.code}"] for name in ("view", "words", "seen", "clear")},
            )
            for row in self.rows
        ]

    def show_newest(self, requirements):
        """Saved elsewhere meanwhile: saving once more puts what is typed here in its place."""
        self.data = self.data.copy()
        for row in self.rows:
            if row.requirement in requirements:
                self.data[f"seen_{row.requirement.code}"] = moment_of(row.own)
