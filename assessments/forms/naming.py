"""Someone is found by name, part of it or code, however many people a place has; without scripts."""

from collections import Counter

from django import forms
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from people.forms import Words
from portfolios.forms.fields import Choice

MOST_NAMED = (
    50  # people in a place who are listed, or suggested by the browser; in a larger one they are looked for
)
MOST_ALIKE = 20  # people to choose among
NOT_FOUND = _("Nobody here is called that. Check the letters, or type the code they sign in with.")
SEVERAL = _("Choose below whom you mean, or write more of the name.")
TOO_MANY = _(
    "More people than we can list are called that. These are some of them: choose one, or write more of the name."
)
HOW = _("Their name or part of it, or their code.")


class NameInput(forms.TextInput):
    """A line for a name, with suggestions where there are few people. The browser makes them; no script does."""

    template_name = "assessments/name_input.html"
    people = ()  # or a queryset

    @cached_property
    def suggested(self):
        return few(self.people) or []

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs) | {"suggested": self.suggested}
        if self.suggested:
            context["widget"]["attrs"]["list"] = f"names-{name}"
        return context


def few(people):
    """All of them where a page can list them; None where there are more."""
    some = list(people[: MOST_NAMED + 1])
    return some if len(some) <= MOST_NAMED else None


def someone(label, required):
    return Words(
        label=label,
        required=bool(required),
        max_length=200,
        help_text=HOW,
        widget=NameInput(attrs={"autocomplete": "off"}),
        error_messages={"required": required},
    )


class FindsPeople(forms.Form):
    """Of each of its fields that is `someone`, whom is meant. `among`: {field: queryset of people}."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.among, self.found = {}, {}

    def look_for(self, name, label, people, *, required=""):
        """Instead of a list, where there are more people than one holds. `required`: what to say if it stays empty."""
        self.fields[name] = someone(label, required)
        self.look_among(**{name: people})
        self.fields[name].widget.people = ()

    def look_among(self, **among):
        """In a form’s __init__, once its fields are there."""
        for name, people in among.items():
            self.among[name] = self.fields[name].widget.people = people.order_by("name", "pk")

    def clean(self):
        cleaned = super().clean()
        for name in self.among:
            if cleaned.get(name):
                self.find(name, cleaned[name])
        return cleaned

    def find(self, name, typed):
        """Whoever is meant: of several who are called so, the one that was chosen. Two queries at most."""
        people = self.among[name]
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
        order = [part for one in self.fields for part in ((one, named(one)) if one == name else (one,))]
        times = Counter(map(str, people))
        said = [
            (person.code, f"{person} · {person.code}" if times[str(person)] > 1 else str(person))
            for person in people
        ]
        self.fields[named(name)] = Choice(
            label=_("Whom do you mean?"), choices=said, widget=forms.RadioSelect
        )
        self.order_fields(order)

    def chosen(self, name):
        return self.found[name]


def named(name):
    return f"{name}_is"


class SomeoneForm(FindsPeople):
    """One person among more than are listed. `name`: of the field."""

    def __init__(self, *args, name, label, required, people, **options):
        super().__init__(*args, **options)
        self.look_for(name, label, people, required=required)
