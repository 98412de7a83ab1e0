"""One form for a piece of evidence. Saving needs nothing at all: it refuses only what can't be kept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import Words
from portfolios.forms.details import WORK_IT_OUT, KindFields
from portfolios.forms.fields import Choice, Files, When, moment_in_parts
from portfolios.forms.people import PeopleFields
from portfolios.forms.showing import ShowingFields
from portfolios.forms.uploads import UploadFields
from portfolios.models import EvidenceKind, Identifiable, MadeBy

LETTERS = forms.Textarea({"rows": 4})


class EvidenceForm(KindFields, ShowingFields, PeopleFields, UploadFields, forms.Form):
    """`evidence` is what is changed, None for something new; `units` are what it can be matched to.

    `shows`: {unit code: {requirement pk: note}}, what is ticked to begin with. `waiting`, `came`: files that arrived.
    """

    files = Files(label=_("Photos, sound, film or documents"))
    name = Words(label=_("Name it, so you can find it again"), max_length=200)
    kind = Choice(label=_("What kind of evidence is it?"), required=False)
    happened = When(
        label=_("When did it happen?"),
        required=False,
        help_text=_("The year is enough. Add more if you know it."),
    )
    identifiable = Choice(
        label=_("Who is in it?"), required=False, choices=Identifiable.choices, widget=forms.RadioSelect
    )
    story = Words(label=_("What was going on, and what did you do?"), widget=LETTERS)
    result = Words(label=_("What happened because of it?"), widget=LETTERS)
    next_time = Words(label=_("What would you do differently?"), widget=LETTERS)
    revision = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    WORDS = ("name", "kind", "identifiable", "story", "result", "next_time")

    def __init__(self, data=None, files=None, *, evidence=None, units=(), shows=None, waiting=(), came=()):
        super().__init__(data, files, initial=self.known_about(evidence) if evidence else None)
        self.evidence = evidence
        self.fields["files"].say_what_is_taken()
        self.add_kinds(MadeBy.PRACTITIONER, evidence, empty=WORK_IT_OUT)
        self.fields["identifiable"].widget.attrs["data-look"] = "two"
        self.add_people(list(evidence.people.all()) if evidence else [])
        self.add_units(units, shows or {})
        self.add_uploads(waiting, came)

    @classmethod
    def known_about(cls, evidence):
        known = {name: getattr(evidence, name) for name in cls.WORDS if name != "kind"}
        known |= {"kind": evidence.kind_id, "revision": evidence.revision}
        if evidence.happened_on:
            known["happened"] = moment_in_parts(evidence.happened_on, evidence.happened_precision)
        return known

    def clean(self):
        found = super().clean()
        if not found.get("kind"):
            found["kind"] = self.likely_kind(found)
        if found.get("people") and not found.get("identifiable"):
            found["identifiable"] = Identifiable.OTHERS
        return found

    def likely_kind(self, found):
        """Files come from the work itself; words alone are someone's own account."""
        likely = EvidenceKind.REFLECTIVE_ACCOUNT if found.get("story") else ""
        if self.all_kept or (self.evidence and self.evidence.files.present().exists()):
            likely = EvidenceKind.WORK_PRODUCT
        return likely if any(kind.slug == likely for kind in self.kinds) else ""

    @property
    def asked(self):
        """Everything typed, as the operations take it."""
        found = self.cleaned_data
        happened_on, precision = found["happened"] or (None, "day")
        words = {name: found[name] for name in self.WORDS if name != "kind"}
        return words | {
            "kind_id": found["kind"] or None,
            "details": self.details,
            "happened_on": happened_on,
            "happened_precision": precision,
            "people": found["people"],
            "claims": found["claims"],
            "kept": self.all_kept,
        }
