"""What is typed about ties: whom they are between, found by name or code however many people a place has."""

from collections import Counter

from django import forms
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from assessments.models import Tie
from people.forms import Words
from portfolios.forms.fields import Choice

NOBODY = "none"
MOST_NAMED = 50  # people in a place of whom the browser suggests names; in a larger one they are looked for
MOST_ALIKE = 20  # people to choose among
OWN_WORDS = {
    Tie.Kind.CO_AUTHOR: _("Made some of the evidence with me"),
    Tie.Kind.WITNESS: _("Witness in my evidence"),
}
NOT_FOUND = _("Nobody here is called that. Check the letters, or type the code they sign in with.")
SEVERAL = _("Choose below whom you mean, or write more of the name.")
TOO_MANY = _(
    "More people than we can list are called that. These are some of them: choose one, or write more of the name."
)


class UntiedForm(forms.Form):
    """Asked of whoever was given something to read: does anything tie them to its owner?"""

    tie = Choice(
        choices=[(NOBODY, _("No, nothing ties us")), *Tie.Kind.choices],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one. If nothing fits, choose “Another reason”.")},
    )

    def __init__(self, *args, name, **options):
        super().__init__(*args, **options)
        self.fields["tie"].label = _("What are you to %(name)s?") % {"name": name}


class NameInput(forms.TextInput):
    """A line for a name, with suggestions where there are few people. The browser makes them; no script does."""

    template_name = "assessments/name_input.html"
    people = ()  # or a queryset

    @cached_property
    def suggested(self):
        some = list(self.people[: MOST_NAMED + 1])
        return some if len(some) <= MOST_NAMED else []

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs) | {"suggested": self.suggested}
        if self.suggested:
            context["widget"]["attrs"]["list"] = f"names-{name}"
        return context


def someone(label, required):
    return Words(
        label=label,
        required=True,
        max_length=200,
        help_text=_("Their name or part of it, or their code."),
        widget=NameInput(attrs={"autocomplete": "off"}),
        error_messages={"required": required},
    )


class TieForm(forms.Form):
    """What ties one of the assessors here to someone; whoever practises says it of themselves, and names nobody else.

    `assessors`, `practitioners`: querysets of people.
    """

    assessor = someone(_("Assessor"), _("Say which assessor."))
    practitioner = someone(_("Practitioner"), _("Say which practitioner."))
    kind = Choice(
        label=_("What is the assessor to them?"),
        choices=Tie.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what ties them. If nothing fits, choose “Another reason”.")},
    )

    def __init__(self, *args, assessors, practitioners=None, **options):
        super().__init__(*args, **options)
        self.among, self.found = {"assessor": assessors, "practitioner": practitioners}, {}
        if practitioners is None:
            del self.fields["practitioner"], self.among["practitioner"]
            self.fields["kind"].label = _("What is the assessor to you?")
            self.fields["kind"].choices = [(kind, OWN_WORDS.get(kind, kind.label)) for kind in Tie.Kind]
        for name, people in self.among.items():
            self.fields[name].widget.people = people.order_by("name", "pk")

    def clean(self):
        cleaned = super().clean()
        for name in self.among:
            if cleaned.get(name):
                self.find(name, cleaned[name])
        return cleaned

    def find(self, name, typed):
        """Whoever is meant: of several who are called so, the one that was chosen. Two queries at most."""
        people = self.among[name].order_by("name", "pk")
        called_so = list(people.filter(Q(name__iexact=typed) | Q(code=typed.casefold()))[: MOST_ALIKE + 1])
        if len(called_so) == 1:
            self.found[name] = called_so[0]
            return
        alike = called_so or list(people.filter(name__icontains=typed)[: MOST_ALIKE + 1])
        chosen = self.data.get(named(name))
        self.found[name] = next((person for person in alike if person.code == chosen), None)
        if not alike:
            self.add_error(name, NOT_FOUND)
        elif self.found[name] is None:
            self.add_error(name, SEVERAL if len(alike) <= MOST_ALIKE else TOO_MANY)
            self.offer(name, alike[:MOST_ALIKE])

    def offer(self, name, people):
        """Have them choose, right below what they typed."""
        times = Counter(map(str, people))
        said = [
            (person.code, f"{person} · {person.code}" if times[str(person)] > 1 else str(person))
            for person in people
        ]
        self.fields[named(name)] = Choice(
            label=_("Whom do you mean?"), choices=said, widget=forms.RadioSelect
        )
        order = [part for one in self.among for part in (one, named(one))]
        self.order_fields([*order, "kind"])

    def chosen(self, name):
        return self.found[name]


def named(name):
    return f"{name}_is"
