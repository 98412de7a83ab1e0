"""Asking someone who was there: whom, about what, and in which words."""

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from people.forms import Words
from portfolios.forms.fields import Choice, Ticks, When
from portfolios.operations.witnesses import MOST_QUESTIONS, OwnWitness
from portfolios.testimony import MOST_WORDS, is_address_of, is_name_of

KINDS = [
    ("ordinary", _("They were there, and say what they saw")),
    ("expert", _("They know this kind of work well, and say how they know it")),
]


class Address(Words):
    """An e-mail address, or nothing."""

    default_error_messages = {"invalid": _("Check this address: it is not written like an e-mail address.")}
    default_validators = [validate_email]

    def __init__(self, **options):
        super().__init__(max_length=254, widget=forms.EmailInput({"autocomplete": "off"}), **options)


class ToThem(forms.Form):
    """Where the link goes. `owner`: the practitioner, who is never their own witness."""

    email = Address(label=_("Their e-mail address"))

    def __init__(self, *args, owner, **options):
        super().__init__(*args, **options)
        self.owner = owner

    def clean_email(self):
        if is_address_of(self.owner, self.cleaned_data["email"]):
            raise forms.ValidationError(OwnWitness.sentence)
        return self.cleaned_data["email"]


class AskForm(ToThem):
    """`requirements`: those of the standard, each to be ticked."""

    name = Words(
        label=_("Who are they?"),
        required=True,
        max_length=120,
        help_text=_("As you know them. They say themselves how they want to be shown."),
        error_messages={"required": _("Say who they are. A first name is fine.")},
    )
    kind = Choice(
        label=_("What kind of witness are they?"), choices=KINDS, initial="ordinary", widget=forms.RadioSelect
    )
    event = Words(
        label=_("What were they there for?"),
        required=True,
        max_length=200,
        help_text=_("They read this. For instance: the open day in the hall."),
        error_messages={"required": _("Say what they were there for. A few words is fine.")},
    )
    happened = When(
        label=_("When was it?"),
        help_text=_("The year is enough."),
        error_messages={"required": _("Say when it was. The year is enough.")},
    )
    asked = Ticks(
        label=_("What did they see you do?"),
        help_text=_(
            "Tick what you want to ask about. We make a plain question of each, and you can change the words."
        ),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one thing to ask about.")},
    )
    note = Words(
        label=_("A few words to them"), required=False, max_length=1000, widget=forms.Textarea({"rows": 3})
    )
    field_order = ["name", "kind", "event", "happened", "asked", "email", "note"]

    def __init__(self, *args, requirements, mail_on, **options):
        super().__init__(*args, **options)
        self.requirements = {requirement.code: requirement for requirement in requirements}
        self.fields["asked"].choices = [(code, str(one)) for code, one in self.requirements.items()]
        self.fields["email"].help_text = about_mail(mail_on)

    def clean_name(self):
        if is_name_of(self.owner, self.cleaned_data["name"]):
            raise forms.ValidationError(OwnWitness.sentence)
        return self.cleaned_data["name"]

    def clean_asked(self):
        chosen = [self.requirements[code] for code in self.cleaned_data["asked"]]
        if len(chosen) > MOST_QUESTIONS:
            raise forms.ValidationError(
                _("That is a lot to ask of one person. Tick %(most)d at most."),
                params={"most": MOST_QUESTIONS},
            )
        return chosen

    @property
    def told(self):
        """What `prepare_request` wants to know."""
        found = self.cleaned_data
        same = {name: found[name] for name in ("name", "event", "email", "note", "happened")}
        return same | {"requirements": found["asked"], "is_expert": found["kind"] == "expert"}


class QuestionsForm(ToThem):
    """The questions as they will be asked. One left empty is not asked."""

    note = AskForm.base_fields["note"]
    field_order = ["note", "email"]

    def __init__(self, *args, request, mail_on, **options):
        initial = {"email": request.email, "note": request.note}
        super().__init__(*args, owner=request.owner, initial=initial, **options)
        self.questions = list(request.questions.select_related("requirement"))
        for question in self.questions:
            self.fields[f"words_{question.pk}"] = Words(
                label=_("Your question about %(label)s") % {"label": question.requirement.label},
                initial=question.words,
                max_length=MOST_WORDS,
                widget=forms.Textarea({"rows": 2}),
            )
        self.fields["email"].help_text = about_mail(mail_on)

    @property
    def rows(self):
        """[(question, its field)]"""
        return [(question, self[f"words_{question.pk}"]) for question in self.questions]

    def clean(self):
        found = super().clean()
        self.words = {one.pk: found.get(f"words_{one.pk}", "") for one in self.questions}
        if not self.errors and not any(words.strip() for words in self.words.values()):
            raise forms.ValidationError(_("Ask at least one question."))
        return found


class AgainForm(ToThem):
    def __init__(self, *args, request, mail_on, **options):
        super().__init__(*args, owner=request.owner, initial={"email": request.email}, **options)
        self.fields["email"].help_text = about_mail(mail_on)


def about_mail(mail_on):
    if mail_on:
        return _(
            "We send them a link, and nothing else. Without an address you get the link, to hand over yourself."
        )
    return _("Mail is off here, so you get the link, to hand over yourself.")
