"""What is typed about who reads what: room, pools and cover."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.forms.naming import FindsPeople
from people.forms import Words, a_day
from people.models.organisation import today
from portfolios.forms.fields import NOT_OURS, Choice, Ticks

MOST_AT_ONCE = 200
SENT_ELSEWHERE = dict.fromkeys(("required", "invalid", "min_value"), NOT_OURS)
WHO = {"required": _("Choose someone from the list."), "invalid_choice": NOT_OURS}


class RoomForm(forms.Form):
    """How many rounds at once, and whether one rests."""

    most = forms.IntegerField(
        label=_("How many rounds at once?"),
        required=False,
        min_value=0,
        max_value=MOST_AT_ONCE,
        help_text=_("Leave it empty for any number. Offers above it are not made."),
        widget=forms.NumberInput(attrs={"data-look": "short"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Write a number from 0 to 200, or leave it empty.")
        ),
    )
    rest = Choice(
        label=_("New work"),
        choices=[
            ("no", _("May be offered to me")),
            ("day", _("Not before a day")),
            ("yes", _("Not till I say so")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether new work may be offered to you.")},
    )
    paused_until = a_day(_("On which day may offers come again?"))

    @classmethod
    def about(cls, room):
        rest = "no" if not room.is_paused else "day" if room.paused_until else "yes"
        until = room.paused_until if room.is_paused else None
        return cls(initial={"most": room.most, "rest": rest, "paused_until": until})

    def clean(self):
        cleaned = super().clean()
        until, rest = cleaned.get("paused_until"), cleaned.get("rest")
        if rest == "day" and "paused_until" not in self.errors and (until is None or until <= today()):
            self.add_error("paused_until", _("Choose a day that is still to come."))
        return cleaned

    @property
    def said(self):
        """As assessments.operations.room.set_room takes it."""
        cleaned = self.cleaned_data
        until = cleaned["paused_until"] if cleaned["rest"] == "day" else None
        return {"most": cleaned["most"], "is_paused": cleaned["rest"] != "no", "paused_until": until}


class PoolForm(FindsPeople):
    """`listed`: who can be ticked; `among`: the others who may be put in by name, where they are too many to list."""

    assessors = Ticks(
        label=_("Who reads for this award?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput, error_messages=SENT_ELSEWHERE)
    shown = Words(widget=forms.HiddenInput)  # codes of who was in it when the page was opened

    def __init__(self, *args, listed, among=None, **options):
        super().__init__(*args, **options)
        self.people = {person.code: person for person in listed}
        self.fields["assessors"].choices = [(person.code, str(person)) for person in listed]
        if among is None:
            self.look_among()
        else:
            self.look_for("more", _("Put someone in"), among)

    @classmethod
    def about(cls, pool, members, **people):
        """As it stands. `members`: who is in it, with those who assess here no more."""
        codes = [person.code for person in members]
        stands = {"assessors": codes, "shown": ",".join(codes), "revision": pool.revision}
        return cls(initial=stands, **people)

    def typed_again(self, pool, members):
        """What was chosen, to be kept over how the pool is now, if someone wishes to."""
        shown = ",".join(person.code for person in members)
        chosen = [person.code for person in self.chosen_people]
        return {"assessors": chosen, "shown": shown, "revision": pool.revision}

    def changed_to(self, members):
        """(who was put in, who was taken out) since the page was opened, as the page has it."""
        shown, now = set(self.cleaned_data["shown"].split(",")), {person.code for person in members}
        taken_out = [person for code, person in self.people.items() if code in shown - now]
        return [person for person in members if person.code not in shown], taken_out

    @property
    def chosen_people(self):
        more = self.found.get("more")
        return [self.people[code] for code in self.cleaned_data["assessors"]] + ([more] if more else [])


class CoverForm(FindsPeople):
    """`units` read, and `decisions` waiting to be agreed to, with what they are about. `colleagues`: a queryset of people,
    listed where they are few; `listed`: those, or None. `waiting`: units that stay till someone agreed."""

    units = Ticks(
        label=_("What is passed on?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick what is to be passed on.")},
    )
    colleague = Choice(label=_("To whom?"), error_messages=WHO)

    def __init__(self, *args, units, colleagues, listed, waiting=(), decisions=(), no_room=(), **options):
        super().__init__(*args, **options)
        self.waiting = waiting
        self.by_code = {unit.code: unit for unit in units}
        self.to_agree = {f"agree-{decision.code}": decision for decision in decisions}
        self.fields["units"].choices = [
            *((code, f"{unit.portfolio.owner}: {unit}") for code, unit in self.by_code.items()),
            *((code, to_agree_to(decision)) for code, decision in self.to_agree.items()),
        ]
        self.fields["units"].initial = [*self.by_code, *self.to_agree]
        self.people = None if listed is None else {person.code: person for person in listed}
        if listed is None:
            self.look_for("colleague", _("To whom?"), colleagues, required=_("Say to whom."))
        else:
            self.fields["colleague"].choices = to_choose(listed, no_room)
            self.look_among()

    @property
    def is_empty(self):
        return self.people == {}

    @property
    def has_something(self):
        return bool(self.by_code or self.to_agree)

    @property
    def chosen_units(self):
        return self.ticked(self.by_code)

    @property
    def chosen_decisions(self):
        return self.ticked(self.to_agree)

    def ticked(self, among):
        return [among[code] for code in self.cleaned_data["units"] if code in among]

    @property
    def chosen_colleague(self):
        if self.people is None:
            return self.chosen("colleague")
        return self.people[self.cleaned_data["colleague"]]


def to_agree_to(decision):
    unit = decision.assessment.unit
    return _("%(name)s: %(unit)s (to agree to)") % {"name": unit.portfolio.owner, "unit": unit}


def to_choose(people, no_room=()):
    """Whoever has no room just now is there all the same, with that beside the name and nothing more."""
    none = _("%(name)s (no room just now)")
    named = [(one.code, none % {"name": one} if one.pk in no_room else str(one)) for one in people]
    return [("", _("Choose")), *named]
