"""Who can be recognised in evidence, and whether they agreed: a few rows, some of them still empty."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms import Words
from portfolios.forms.fields import Choice
from portfolios.models import Identifiable, PersonInEvidence

Basis = PersonInEvidence.Basis
EMPTY_ROWS = 8  # a page without scripts can't add one, so they wait folded away
HINTS = {
    Basis.NOT_ASKED: gettext_lazy("It stays with you until you have."),
    Basis.CANNOT_ASK: gettext_lazy("Please don’t show or name them. Tell it in your own words instead."),
}


class PeopleFields:
    """Part of a form: `add_people` gives it rows, `cleaned_data["people"]` is [(description, basis, their key or None)]."""

    def add_people(self, people):
        self.people = people
        self.places = range(len(people) + EMPTY_ROWS)
        for place in self.places:
            self.add_person(place, people[place] if place < len(people) else None)

    def add_person(self, place, person):
        self.fields[f"person_{place}_description"] = Words(
            label=gettext_lazy("How to tell who you mean, without their name"),
            max_length=200,
            initial=person.description if person else "",
        )
        self.fields[f"person_{place}_basis"] = Choice(
            label=gettext_lazy("Did they agree?"),
            required=False,
            choices=Basis.choices,
            initial=person.basis if person else "",
            widget=forms.RadioSelect,
        )
        self.fields[f"person_{place}_basis"].widget.hints = HINTS
        if person:
            self.fields[f"person_{place}_gone"] = forms.BooleanField(
                label=gettext_lazy("They are no longer in it"), required=False
            )

    def clean(self):
        found = super().clean()
        rows = [self.person_in(found, place) for place in self.places]
        is_nobody = found.get("identifiable") == Identifiable.NOBODY
        found["people"] = [] if is_nobody else [row for row in rows if row]
        return found

    def person_in(self, found, place):
        """(description, basis, key) of a row; None for an empty one. What was not said counts as not asked yet."""
        description, basis = found.get(f"person_{place}_description"), found.get(f"person_{place}_basis")
        if found.get(f"person_{place}_gone") or not (description or basis):
            return None
        description = description or _("Person %(number)d") % {"number": place + 1}
        known = self.people[place].pk if place < len(self.people) else None
        return description, basis or Basis.NOT_ASKED, known

    @property
    def people_rows(self):
        """Rows to show at once: those with someone in them, and one to begin with."""
        return self.rows_of(self.places[: self.shown])

    @property
    def more_people_rows(self):
        return self.rows_of(self.places[self.shown :])

    @property
    def shown(self):
        used = [place for place in self.places if self.is_used(place)]
        return max(used, default=-1) + 2 if used else 1

    def is_used(self, place):
        return any(self[f"person_{place}_{part}"].value() for part in ("description", "basis"))

    def rows_of(self, places):
        for place in places:
            gone = f"person_{place}_gone"
            yield {
                "number": place + 1,
                "description": self[f"person_{place}_description"],
                "basis": self[f"person_{place}_basis"],
                "gone": self[gone] if gone in self.fields else None,
            }
