from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from people.models import Pace, TellingChoice, User
from people.roles import Role
from people.trail import Group, TrailFilter, people_called

ROLES = [(role.value, role.label) for role in Role]
ROLE_HINTS = {role.value: role.description for role in Role}


class Words(forms.CharField):
    """Words someone types. Nothing is required unless a form says so."""

    default_error_messages = {
        "null_characters_not_allowed": _("This holds a character we can’t read. Type it again without it."),
        "max_length": _(
            "This is %(show_value)d letters long, and we can keep %(limit_value)d. Make it shorter."
        ),
    }

    def __init__(self, *, required=False, max_length=20_000, **options):
        super().__init__(required=required, max_length=max_length, **options)


class InvitationForm(forms.Form):
    name = forms.CharField(label=_("Their name, as they give it"), max_length=200)
    email = forms.EmailField(
        label=_("Their e-mail"),
        required=False,
        help_text=_("They don’t need one. Without it, give them the link yourself: on paper, or read out."),
    )
    role = forms.ChoiceField(label=_("What they will do here"), choices=ROLES, widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].widget.hints = ROLE_HINTS


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Another role"), choices=ROLES)


class JoinForm(forms.Form):
    """Someone new says what they are called, and chooses a password."""

    name = forms.CharField(label=_("Your name, as you give it"), max_length=200)
    password = forms.CharField(
        label=_("Choose a password"),
        max_length=500,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. Three or four words you will remember are best."),
    )

    def __init__(self, *args, invitation, **kwargs):
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        self.initial.setdefault("name", invitation.name)

    def clean_password(self):
        password = self.cleaned_data["password"]
        someone = User(name=self.cleaned_data.get("name", ""), email=self.invitation.email)
        try:
            validate_password(password, someone)
        except ValidationError as weak:
            raise forms.ValidationError(weak.messages) from weak
        return password


def a_day(label, *, wanted=None, **options):
    """`wanted`: what is said where it is left empty; without, it may be."""
    required = wanted is not None
    errors = {"invalid": _("Write the day like 2027-03-31."), **({"required": wanted} if required else {})}
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "data-look": "short"})
    return forms.DateField(label=label, required=required, widget=widget, error_messages=errors, **options)


class TrailForm(forms.Form):
    """What of a trail someone would like to see. Of one’s own there is no one to choose from."""

    group = forms.ChoiceField(
        label=_("What about"), required=False, choices=[("", _("Everything that changed")), *Group.choices]
    )
    who = Words(label=_("Who did it"), max_length=200, help_text=_("A name, part of one, or a code."))
    about = Words(label=_("About one thing"), max_length=64, help_text=_("Its code."))
    since = a_day(_("From"))
    until = a_day(_("Until"))
    before = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)

    def __init__(self, *args, organisation=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        if organisation is None:
            del self.fields["who"]

    def clean_who(self):
        words = self.cleaned_data["who"].strip()
        self.people = people_called(words, self.organisation) if words else None
        if self.people == ():
            raise ValidationError(_("Nobody here is or was called so. Try a part of the name."))
        return words

    def clean(self):
        told = super().clean()
        if told.get("since") and told.get("until") and told["until"] < told["since"]:
            self.add_error("until", _("This day comes before the first one."))
        return told

    @property
    def asked(self):
        told = self.cleaned_data
        people = getattr(self, "people", None)
        return TrailFilter(told["group"], people, told["about"].strip(), told["since"], told["until"])


HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]


def an_hour(label, **options):
    errors = {"invalid": _("Write the time like 21:30.")}
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "data-look": "short"})
    return forms.TimeField(label=label, required=False, widget=widget, error_messages=errors, **options)


def zones():
    named = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return [("", _("As where you practise")), *((name, name.replace("_", " ")) for name in named)]


class TellingForm(forms.ModelForm):
    """Someone’s own pace. Fields that a pace does not need keep what they say."""

    weekday = forms.TypedChoiceField(
        label=_("On which day"), coerce=int, choices=list(WEEKDAYS.items()), help_text=_("For once a week.")
    )
    hour = forms.TypedChoiceField(
        label=_("At what time"), coerce=int, choices=HOURS, help_text=_("For once a day or once a week.")
    )
    quiet_from = an_hour(_("Quiet from"), help_text=_("No mail goes out then; it goes after."))
    quiet_until = an_hour(_("Quiet until"), help_text=_("May be the next morning."))
    time_zone = forms.ChoiceField(label=_("Your time zone"), required=False, choices=zones)

    class Meta:
        model = TellingChoice
        fields = ["pace", "weekday", "hour", "quiet_from", "quiet_until"]
        widgets = {"pace": forms.RadioSelect}
        labels = {"pace": _("How often shall we write to you?")}

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pace"].choices = Pace.choices
        self.initial["time_zone"] = person.time_zone

    def clean(self):
        told = super().clean()
        begin, end = told.get("quiet_from"), told.get("quiet_until")
        if {"quiet_from", "quiet_until"}.isdisjoint(self.errors):
            if (begin is None) != (end is None):
                missing = "quiet_until" if end is None else "quiet_from"
                self.add_error(missing, _("Say from when and until when, or leave both empty."))
            elif begin is not None and begin == end:
                self.add_error(
                    "quiet_until", _("These are the same. To get no mail at all, choose that above.")
                )
        return told
