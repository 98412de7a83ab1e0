"""What a trainer may type about an award: its rules, and its groups of standards."""

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from standards.models import AwardDefinition, Standard

EMPTY_GROUPS = 2


class AwardForm(forms.ModelForm):
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = AwardDefinition
        fields = [
            "title",
            "summary",
            "claims_per_criterion",
            "distinct_kinds",
            "must_be_observed",
            "evidence_months",
            "every_value",
            "has_sampling",
            "has_panel",
            "certificate_title",
            "certificate_wording",
            "last_start_date",
            "last_assessment_date",
        ]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "certificate_wording": forms.Textarea(attrs={"rows": 3}),
            "last_start_date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "last_assessment_date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {
            "summary": _("Whom it is for, in words anyone can read."),
            "distinct_kinds": _(
                "For example something from the work itself, and an account of it. 1 asks nothing more."
            ),
            "evidence_months": _("Leave it empty if evidence may be of any age."),
            "has_sampling": _("The certificate then waits for the second look."),
            "has_panel": _("The certificate then waits for the panel."),
            "certificate_title": _("Leave it empty to print the title above."),
            "last_assessment_date": _("What was begun can be finished until then."),
        }
        error_messages = {"title": {"required": _("Give this award a title.")}}

    def clean_claims_per_criterion(self):
        return self.at_least_one("claims_per_criterion")

    def clean_distinct_kinds(self):
        return self.at_least_one("distinct_kinds")

    def at_least_one(self, name):
        number = self.cleaned_data[name]
        if not 1 <= number <= 20:
            raise forms.ValidationError(_("Choose a number from 1 to 20."))
        return number

    def clean_evidence_months(self):
        months = self.cleaned_data["evidence_months"]
        if months is not None and not 1 <= months <= 600:
            raise forms.ValidationError(_("Choose a number of months from 1 to 600, or leave it empty."))
        return months

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("last_start_date"), cleaned.get("last_assessment_date")
        if start and end and end < start:
            self.add_error(
                "last_assessment_date", _("The last day to be assessed comes before the last day to start.")
            )
        return cleaned

    @property
    def rules(self):
        """{field: value}, for the operations."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class GroupForm(forms.Form):
    title = forms.CharField(label=_("Heading"), max_length=255, required=False)
    needed = forms.IntegerField(
        label=_("How many of them"),
        min_value=1,
        max_value=500,
        required=False,
        help_text=_("Leave it empty for all of them."),
    )
    standards = forms.ModelMultipleChoiceField(
        Standard.objects.none(), label=_("Standards"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, suite, **kwargs):
        super().__init__(*args, **kwargs)
        standards = suite.standards.filter(current_version__isnull=False)
        self.fields["standards"].queryset = standards.order_by("urn", "title")

    def clean(self):
        cleaned = super().clean()
        needed, standards = cleaned.get("needed"), cleaned.get("standards")
        if needed and standards is not None and 0 < len(standards) < needed:
            self.add_error("needed", _("Only %(total)d are ticked below.") % {"total": len(standards)})
        return cleaned

    @property
    def is_empty(self):
        return not self.cleaned_data.get("title") and not self.cleaned_data.get("standards")


GroupFormSet = formset_factory(GroupForm, extra=EMPTY_GROUPS, max_num=50, absolute_max=60)


def groups_in(formset):
    """What the groups say, without the ones left empty: for the operations."""
    return [
        {
            "title": form.cleaned_data["title"],
            "needed": form.cleaned_data["needed"],
            "standards": list(form.cleaned_data["standards"]),
        }
        for form in formset
        if not form.is_empty
    ]
