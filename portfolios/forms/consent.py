"""What is written down about someone who can be recognised, and what someone in it may say without an account."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms import Words
from portfolios.forms.fields import Choice
from portfolios.forms.people import HINTS, Basis
from portfolios.forms.uploads import UploadFields


def a_day(label, **options):
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, **options)


class ConsentForm(UploadFields, forms.Form):
    """`person` is whose, None for someone new. Nothing but a description is asked for: what is missing only keeps it
    from being shared."""

    description = Words(
        label=gettext_lazy("How to tell who you mean, without their name"),
        required=True,
        max_length=200,
        error_messages={"required": gettext_lazy("Say who you mean, in a few words, without a name.")},
    )
    basis = Choice(
        label=gettext_lazy("Did they agree?"),
        choices=Basis.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether they agreed.")},
    )
    purpose = Words(
        label=gettext_lazy("What did they say yes to?"),
        max_length=200,
        help_text=gettext_lazy(
            "Such as “my assessor and the quality assurer may see it”. Whoever reads it sees this beside it."
        ),
    )
    agreed_on = a_day(gettext_lazy("When did they say it?"))
    until = a_day(
        gettext_lazy("Until when, if they said so?"),
        help_text=gettext_lazy("The day after, it goes out of sight by itself."),
    )
    is_at_risk = forms.BooleanField(
        label=gettext_lazy("A child, or an adult who may be at risk"),
        required=False,
        help_text=gettext_lazy("Then sharing asks who said yes for them, to what, and when."),
    )
    is_stale = False  # something newer was saved: the page shows both
    spoken = forms.FileField(
        label=gettext_lazy("Their yes, spoken"),
        required=False,
        help_text=gettext_lazy("A recording, if they rather said it than wrote it. Only you can open it."),
    )

    revision = forms.CharField(required=False, widget=forms.HiddenInput)  # PersonInEvidence.revision

    def __init__(self, *args, person=None, waiting=(), came=(), **kwargs):
        known = {name: getattr(person, name) for name in (*self.COLUMNS, "revision")} if person else {}
        super().__init__(*args, initial=known, **kwargs)
        self.person = person
        self.fields["basis"].widget.hints = HINTS
        self.add_uploads(waiting, came)

    COLUMNS = ("description", "basis", "purpose", "agreed_on", "until", "is_at_risk")

    def clean_agreed_on(self):
        day = self.cleaned_data["agreed_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("That day has not come yet."))
        return day

    def clean_until(self):
        day = self.cleaned_data["until"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(
                _("That day has passed. If they no longer agree, press “They no longer agree”.")
            )
        return day

    @property
    def said(self):
        return {name: self.cleaned_data[name] for name in self.COLUMNS}

    @property
    def changed(self):
        return self.said | {"revision": self.cleaned_data["revision"]}


class TakeDownForm(forms.Form):
    """Nothing is asked for: whoever is in it need not say who they are, or why."""

    words = Words(
        label=gettext_lazy("Anything you want to say"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("You need not."),
    )
    contact = Words(
        label=gettext_lazy("How to reach you, if you want an answer"),
        max_length=200,
        help_text=gettext_lazy(
            "Only the person whose work it is reads this. It is removed once they have answered."
        ),
    )


class SettleForm(forms.Form):
    outcome = Words(
        label=gettext_lazy("What did you do about it?"),
        required=True,
        max_length=200,
        error_messages={"required": gettext_lazy("Say in a few words what you did about it.")},
    )
