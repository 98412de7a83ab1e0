"""What an owner may choose and type about the clauses their evidence lives."""

from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms import Words
from portfolios.forms.fields import Ticks
from portfolios.operations.living import LONGEST_WORDS


class TagForm(forms.Form):
    """`clauses`: {code: clause} of what may be chosen."""

    clauses = Ticks(error_messages={"required": _("Choose a clause, or go back.")})

    def __init__(self, *args, clauses, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = clauses
        self.fields["clauses"].choices = [(code, code) for code in clauses]

    @property
    def chosen(self):
        return [self.known[code] for code in self.cleaned_data["clauses"]]


class CommunityForm(forms.Form):
    """What members may read, and who in the evidence said yes to that: asked one by one, and nothing is ticked before."""

    words = Words(
        label=_("What may members read?"),
        required=True,
        max_length=LONGEST_WORDS,
        help_text=_("In your own words, without names: how was this clause lived? They read only this."),
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Say in your own words what the community may read.")},
    )
    is_named = forms.BooleanField(
        label=_("Show my name"), required=False, help_text=_("Without it, it says “A member”.")
    )
    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = people
        for person in people:
            self.fields[f"yes_{person.pk}"] = forms.BooleanField(
                label=_("%(person)s said yes to members reading this") % {"person": person.description},
                required=False,
            )

    @property
    def asked(self):
        """As the operation takes it."""
        found = self.cleaned_data
        yeses = [person for person in self.people if found[f"yes_{person.pk}"]]
        return {"words": found["words"], "is_named": found["is_named"], "revision": found["revision"]} | {
            "yeses": yeses
        }

    @property
    def yes_fields(self):
        return [self[f"yes_{person.pk}"] for person in self.people]
