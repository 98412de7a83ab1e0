"""What trainers may change about a kind of evidence, and what it asks."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portfolios.models import EvidenceKind, MadeBy
from portfolios.operations.kinds import ASKED, FACTS, seen_in

NEW_QUESTIONS = 4
NAMED = {"required": gettext_lazy("This needs a few words.")}


class KindForm(forms.Form):
    """`kind` is None for a new one. `facts` and `questions` are as the operations take them; `seen`: what was opened."""

    name = forms.CharField(label=gettext_lazy("What practitioners read"), max_length=80, error_messages=NAMED)
    term = forms.CharField(label=gettext_lazy("The field’s own term"), max_length=80, error_messages=NAMED)
    help = forms.CharField(
        label=gettext_lazy("When to choose it, in a sentence"), max_length=250, required=False
    )
    made_by = forms.ChoiceField(
        label=gettext_lazy("Who records it"),
        choices=[(who.value, who.label) for who in (MadeBy.PRACTITIONER, MadeBy.ASSESSOR)],
        help_text=gettext_lazy("This stays as it is once the kind is there."),
    )
    weight = forms.DecimalField(
        label=gettext_lazy("How many pieces one of it counts for"),
        min_value=Decimal(0),
        max_value=Decimal(9),
        max_digits=2,
        decimal_places=1,
        initial=1,
        help_text=gettext_lazy(
            "1 is one piece. 2 counts double where an award asks for a number of pieces, 0.5 half."
        ),
    )
    is_seen = forms.BooleanField(
        label=gettext_lazy("An assessor saw it happen"),
        required=False,
        help_text=gettext_lazy("It answers an award’s rule that something was seen at least once."),
    )
    is_offered = forms.BooleanField(label=gettext_lazy("People can choose it"), required=False, initial=True)
    position = forms.IntegerField(
        label=gettext_lazy("Place in the list"), min_value=0, max_value=9999, initial=100
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, kind=None):
        known = {name: getattr(kind, name) for name in FACTS} if kind else {}
        super().__init__(data, initial=known | ({"seen": seen_in(kind)} if kind else {}))
        self.kind = kind
        if kind:
            del self.fields["made_by"]
        self.stand = list(kind.questions.all()) if kind else []
        self.places = range(len(self.stand) + NEW_QUESTIONS)
        for place in self.places:
            self.add_question(place, self.stand[place] if place < len(self.stand) else None)

    def add_question(self, place, one):
        fields = {
            "words": forms.CharField(label=gettext_lazy("The question"), max_length=200, required=False),
            "help": forms.CharField(
                label=gettext_lazy("What helps to answer it"), max_length=250, required=False
            ),
            "is_long": forms.BooleanField(label=gettext_lazy("Room for several lines"), required=False),
            "is_wanted": forms.BooleanField(
                label=gettext_lazy("Has to be answered before sharing"), required=False
            ),
            "is_asked": forms.BooleanField(
                label=gettext_lazy("Asked"),
                required=False,
                initial=True,
                help_text=gettext_lazy(
                    "Without this tick it is asked no more, and answers that were given stay."
                ),
            ),
            "position": forms.IntegerField(
                label=gettext_lazy("Place in the form"),
                min_value=0,
                max_value=9999,
                required=False,
                initial=(place + 1) * 10,
            ),
        }
        for name, field in fields.items():
            if one:
                field.initial = getattr(one, name)
            self.fields[f"q_{place}_{name}"] = field

    def clean(self):
        found = super().clean()
        for place, one in enumerate(self.stand):
            if not found.get(f"q_{place}_words") and f"q_{place}_words" not in self.errors:
                self.add_error(
                    f"q_{place}_words",
                    _(
                        "Write the question. If it should be asked no more, take its tick “Asked” away. It was: %(words)s"
                    )
                    % {"words": one.words},
                )
        return found

    @property
    def facts(self):
        return {name: self.cleaned_data[name] for name in FACTS if name in self.fields}

    @property
    def questions(self):
        return [self.question_at(place) for place in self.places if self.cleaned_data[f"q_{place}_words"]]

    def question_at(self, place):
        asked = {name: self.cleaned_data[f"q_{place}_{name}"] for name in ASKED}
        asked["position"] = asked["position"] if asked["position"] is not None else (place + 1) * 10
        return asked | ({"key": self.stand[place].key} if place < len(self.stand) else {})

    @property
    def rows(self):
        """[(question or None, its fields)]: those that stand, then room for new ones."""
        for place in self.places:
            one = self.stand[place] if place < len(self.stand) else None
            yield one, [self[f"q_{place}_{name}"] for name in ASKED]

    @property
    def fact_fields(self):
        return [self[name] for name in FACTS if name in self.fields]

    def reopen(self, meanwhile):
        """Keep what was typed; the next save takes the place of what stands now."""
        self.data = self.data.copy()
        self.data["seen"] = seen_in(EvidenceKind.objects.get(pk=meanwhile.kind.pk))
        self.add_error(None, meanwhile.sentence)
