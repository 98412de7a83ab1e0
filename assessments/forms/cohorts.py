"""What a coordinator may type about a cohort: what it is called, and who is in it."""

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from assessments.lists import ListIsRefused, Row
from people.forms import Words
from people.models import User
from standards.exchange.files.bounded_child import LARGEST
from standards.models import AwardDefinition
from standards.queries.awards import public_awards

NOT_AS_SHOWN = _("This list is not the one that was shown. Bring it in again.")


class CohortForm(forms.Form):
    name = Words(
        label=_("What is the group called?"),
        required=True,
        max_length=200,
        help_text=_("Such as the place and the year. Its members see this."),
        error_messages={"required": _("Give the group a name.")},
    )
    award = forms.ModelChoiceField(
        label=_("Which award do they work towards?"),
        queryset=AwardDefinition.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("None, for now"),
        help_text=_("Everyone who joins is enrolled on it."),
        error_messages={"invalid_choice": _("Choose one of the awards in the list, or none.")},
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, cohort=None, **kwargs):
        super().__init__(*args, **kwargs)
        open_ones = [award.pk for award in public_awards() if award.is_open_to_start()]
        kept = [cohort.award_id] if cohort and cohort.award_id else []
        self.fields["award"].queryset = AwardDefinition.objects.filter(pk__in=[*open_ones, *kept])
        if cohort:
            award = cohort.award.code if cohort.award else None
            self.initial = {"name": cohort.name, "award": award, "revision": cohort.revision}

    def typed_again(self, current):
        """What was typed, to be kept over how the group is now, if someone wishes to."""
        return self.data.dict() | {"revision": current.revision}

    @property
    def typed(self):
        return {"name": self.cleaned_data["name"], "award": self.cleaned_data["award"]}


class ListForm(forms.Form):
    """A list of people, pasted or as a file."""

    text = Words(
        label=_("Paste the list"),
        max_length=100_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One person in each row: the name, then a comma or a tab, then the e-mail."),
    )
    file = forms.FileField(
        label=_("Or choose a spreadsheet"),
        required=False,
        help_text=_(
            "CSV, Excel (.xlsx) or OpenDocument (.ods), with the headings Name and E-mail, and Role if you like."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx,.ods"}),
        error_messages={"empty": _("This file is empty.")},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST:
            raise forms.ValidationError(
                _("This file is larger than 10 MB. A list of people is much smaller.")
            )
        return file

    def clean(self):
        cleaned = super().clean()
        if not self.errors and bool(cleaned.get("file")) == bool((cleaned.get("text") or "").strip()):
            self.add_error("text", _("Paste the list, or choose a spreadsheet. One of the two."))
        return cleaned

    @property
    def source(self):
        file = self.cleaned_data.get("file")
        return file.read() if file else self.cleaned_data["text"]

    def refuse(self, sentence):
        self.add_error("file" if self.cleaned_data.get("file") else "text", sentence)


class AddPersonForm(forms.Form):
    whom = Words(
        label=_("Their e-mail or code"),
        required=True,
        max_length=254,
        help_text=_("For someone who practises here already."),
        error_messages={"required": _("Type their e-mail, or the code they sign in with.")},
    )

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    def clean_whom(self):
        """Someone of this place; whether anyone is elsewhere is not told."""
        typed = self.cleaned_data["whom"].strip()
        here = User.objects.filter(
            pk__in=self.organisation.memberships.current().values("person"), is_active=True
        )
        person = found_among(here, typed)
        if person is None:
            raise forms.ValidationError(_("Nobody here has this e-mail or code. Check it, or invite them."))
        return person


def found_among(people, typed):
    by_email = {"email__iexact": typed} if "@" in typed else {"code": typed.casefold()}
    return people.filter(**by_email).first()


# --- what was shown, to be agreed to --------------------------------------------------------


def sealed(rows, cohort):
    """The rows that were shown, so that they come back as they went."""
    told = [[row.number, row.name, row.email, row.why] for row in rows]
    return signing.dumps(told, salt=f"assessments.cohorts {cohort.code}", compress=True)


def unsealed(words, cohort):
    """The rows, as they were shown; ListIsRefused for anything else."""
    try:
        told = signing.loads(words, salt=f"assessments.cohorts {cohort.code}")
    except signing.BadSignature as changed:
        raise ListIsRefused(NOT_AS_SHOWN) from changed
    return [Row(*row) for row in told]
