"""What a trainer may type about a clause and the standard that speaks of the same thing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.operations.links import LONGEST_REASON

WHY = _("Say why they belong together. A few words are enough.")
CHOOSE = _("Choose one of the list.")


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why do they belong together?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": WHY},
    )


class LinkForm(ReasonForm):
    """`requirements`: those of what the charter is laid beside."""

    requirement = forms.ChoiceField(
        label=_("What speaks of the same thing?"),
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    field_order = ["requirement", "reason"]

    def __init__(self, *args, requirements, **kwargs):
        super().__init__(*args, **kwargs)
        self.requirements = {row.code: row for row in requirements}
        self.fields["requirement"].choices = [(code, str(row)) for code, row in self.requirements.items()]

    @property
    def chosen(self):
        """The code that stands chosen: typed, or suggested."""
        return self["requirement"].value()

    def clean_requirement(self):
        return self.requirements[self.cleaned_data["requirement"]]


class AgainForm(ReasonForm):
    """`saw`: when it was said last, as the page had it."""

    saw = forms.CharField(widget=forms.HiddenInput)


class ClauseForm(forms.Form):
    """Which clause explains something. `clauses`: those on the page."""

    clause = forms.ChoiceField(error_messages={"required": CHOOSE, "invalid_choice": CHOOSE})

    def __init__(self, *args, clauses, **kwargs):
        super().__init__(*args, **kwargs)
        self.clauses = {clause.code: clause for clause in clauses}
        self.fields["clause"].choices = [(code, code) for code in self.clauses]

    def clean_clause(self):
        return self.clauses[self.cleaned_data["clause"]]
