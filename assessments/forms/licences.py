"""What a coordinator types about who may assess, and what someone says who is asked to agree."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.forms.naming import FindsPeople, few
from people.forms import Words, a_day
from portfolios.forms.fields import Choice

FIRST_YEAR, YEARS_AHEAD = 1950, 30
WHO_AGREES = gettext_lazy("Who agrees to their decisions")


class LicenceForm(FindsPeople):
    """`countersigners`: who may agree to what a trainee decides, a queryset of people; of many, by name."""

    qualification = Words(
        label=gettext_lazy("Assessor qualification"),
        max_length=200,
        help_text=gettext_lazy("Its name as on the certificate, with level and year if you know them."),
    )
    competence = Words(
        label=gettext_lazy("What they know from practice"),
        required=True,
        max_length=5000,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy(
            "What work they do or did, and since when: what lets them see whether work is good."
        ),
        error_messages={"required": gettext_lazy("Say in a few words what they know from practice.")},
    )
    from_date = a_day(gettext_lazy("From which day"), wanted=gettext_lazy("Say from which day it counts."))
    until_date = a_day(
        gettext_lazy("Last day"),
        help_text=gettext_lazy("Leave it empty where there is none."),
    )
    is_trainee = forms.BooleanField(
        label=gettext_lazy("Still learning to assess"),
        required=False,
        help_text=gettext_lazy(
            "Then someone else agrees to each reply and each sign-off before it is released."
        ),
    )
    countersigner = Choice(label=WHO_AGREES, required=False)

    def __init__(self, *args, countersigners, **kwargs):
        super().__init__(*args, **kwargs)
        listed = few(countersigners)
        self.people = {person.code: person for person in listed or []}
        if listed is None:
            self.find_among(countersigners)
        else:
            chosen = [(code, str(person)) for code, person in self.people.items()]
            self.fields["countersigner"].choices = [("", _("Nobody: they are not learning")), *chosen]
            self.look_among()

    def find_among(self, countersigners):
        self.look_for("countersigner", WHO_AGREES, countersigners)
        before = countersigners.filter(code=self.initial.get("countersigner", "")).first()
        self.initial["countersigner"] = str(before) if before else ""

    def clean_from_date(self):
        return sensible(self.cleaned_data["from_date"])

    def clean_until_date(self):
        return sensible(self.cleaned_data["until_date"])

    def clean(self):
        if not self.cleaned_data.get("is_trainee"):
            self.cleaned_data["countersigner"] = ""  # nobody is looked for
        cleaned = super().clean()
        learns, first, last = (cleaned.get(name) for name in ("is_trainee", "from_date", "until_date"))
        if first and last and last < first:
            self.add_error("until_date", _("The last day is before the first. Check both."))
        if not learns and not cleaned.get("qualification") and "qualification" not in self.errors:
            self.add_error(
                "qualification", _("Say which qualification they hold, or tick that they are learning.")
            )
        if learns and not cleaned.get("countersigner") and "countersigner" not in self.errors:
            self.add_error(
                "countersigner", _("Choose who agrees to their decisions while they are learning.")
            )
        person = self.people.get(cleaned.get("countersigner")) or self.found.get("countersigner")
        return cleaned | {"countersigner": person if learns else None}


def sensible(day):
    latest = timezone.localdate().year + YEARS_AHEAD
    if day and not FIRST_YEAR <= day.year <= latest:
        said = {"first": FIRST_YEAR, "last": latest}
        raise forms.ValidationError(_("Check the year. We can keep %(first)d to %(last)d."), params=said)
    return day


class TalkForm(forms.Form):
    words = Words(
        label=gettext_lazy("What would you like to look at together?"),
        required=True,
        max_length=5000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={
            "required": gettext_lazy("Say in a few words what you would like to look at together.")
        },
    )
