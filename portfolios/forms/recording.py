"""What someone fills in who was there: an assessor, about what they saw, heard or asked."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms import Words
from portfolios.forms.details import KindFields, name_of
from portfolios.forms.fields import Choice, Files, When, moment_in_parts
from portfolios.forms.people import PeopleFields
from portfolios.forms.showing import ShowingFields
from portfolios.forms.uploads import UploadFields
from portfolios.models import Evidence, Identifiable, MadeBy


class RecordForm(KindFields, ShowingFields, PeopleFields, UploadFields, forms.Form):
    """Its owner can’t change these words, so nothing that sharing asks for may be missing. Arguments: EvidenceForm."""

    asks_now = True
    use_required_attribute = False  # most of what is on the page belongs to kinds that were not chosen

    files = Files(label=gettext_lazy("Photos, sound, film or documents"))
    kind = Choice(
        label=gettext_lazy("What do you want to record?"),
        error_messages={"required": gettext_lazy("Choose what you want to record.")},
    )
    name = Words(
        label=gettext_lazy("A name for it"),
        max_length=200,
        help_text=gettext_lazy("Leave it open, and it is named after what it is and when it happened."),
    )
    happened = When(
        label=gettext_lazy("When did it happen?"),
        error_messages={"required": gettext_lazy("Say when it happened.")},
    )
    identifiable = Choice(
        label=gettext_lazy("Who is in it?"),
        choices=[
            (Identifiable.NOBODY, gettext_lazy("Only the practitioner, or nobody")),
            (Identifiable.OTHERS, Identifiable.OTHERS.label),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say who can be seen, heard or named.")},
    )
    revision = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, data=None, files=None, *, evidence=None, units=(), shows=None, waiting=(), came=()):
        super().__init__(data, files, initial=self.known_about(evidence) if evidence else None)
        self.evidence = evidence
        self.fields["files"].say_what_is_taken()
        self.add_kinds(MadeBy.ASSESSOR, evidence, empty=_("Choose"))
        self.fields["identifiable"].widget.attrs["data-look"] = "two"
        self.add_people(list(evidence.people.all()) if evidence else [])
        self.add_units(units, shows or {})
        self.add_uploads(waiting, came)

    @classmethod
    def known_about(cls, evidence):
        known = {name: getattr(evidence, name) for name in ("name", "identifiable", "revision")}
        happened = moment_in_parts(evidence.happened_on, evidence.happened_precision)
        return known | {"kind": evidence.kind_id, "happened": happened}

    def clean(self):
        found = super().clean()
        for kind in self.kinds:
            if kind.slug == found.get("kind"):
                self.ask_again(kind, found)
        if found.get("identifiable") == Identifiable.OTHERS and not found.get("people"):
            self.add_error("identifiable", _("Say who the other people are, in a few words, without names."))
        return found

    def ask_again(self, kind, found):
        for one in kind.questions.all():
            name = name_of(kind, one)
            if one.is_wanted and one.is_asked and not found.get(name) and name not in self.errors:
                self.add_error(name, _("This needs an answer. A few words are fine."))

    @property
    def asked(self):
        """Everything typed, as the operations take it, but for the requirements."""
        found = self.cleaned_data
        happened_on, precision = found["happened"]
        return {
            "name": found["name"] or self.name_for(found, happened_on, precision),
            "kind_id": found["kind"],
            "details": self.details,
            "happened_on": happened_on,
            "happened_precision": precision,
            "identifiable": found["identifiable"],
            "people": found["people"],
            "kept": self.all_kept,
        }

    def name_for(self, found, happened_on, precision):
        """“Observation, 14 March 2027”"""
        kind = next(kind for kind in self.kinds if kind.slug == found["kind"])
        moment = Evidence(happened_on=happened_on, happened_precision=precision).moment
        return f"{kind.term}, {moment}"

    @property
    def claims(self):
        """{unit: {requirement: note}}"""
        return self.cleaned_data["claims"]


class AnswerForm(forms.Form):
    """What its owner says to what was recorded about them."""

    words = Words(
        label=gettext_lazy("What do you say to it?"),
        widget=forms.Textarea({"rows": 6}),
        help_text=gettext_lazy("It goes along when you share this."),
    )
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
