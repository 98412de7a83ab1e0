"""What an IQA may type: how often to look again, for which days, and why something is put in or taken out."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from assessments.models import Experience, Risk, SamplingStrategy, Stage
from people.forms import Words, a_day
from standards.queries.awards import public_awards

BEGINS_WITH = {  # of a hundred, by experience and risk: to start from, and to change
    Experience.TRAINEE: (50, 75, 100),
    Experience.NEW: (30, 50, 100),
    Experience.EXPERIENCED: (10, 20, 50),
}


def number(label, least, most, *, where="", **options):
    """`where`: what the sentence begins with, among fields that look the same."""
    sentence = format_lazy(_("Write a whole number from {least} to {most}."), least=least, most=most)
    sentence = format_lazy("{}: {}", where, sentence) if where else sentence
    says = dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence)
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        widget=forms.NumberInput({"data-look": "short", "inputmode": "numeric"}),
        error_messages=says,
        **options,
    )


class StrategyForm(forms.Form):
    """How often, by who judged and how risky it is; what counts as risk; and within how many months all is covered."""

    award = forms.ModelChoiceField(
        label=_("For which award?"),
        help_text=_("What is in a plan stays in it, so no round is drawn twice."),
        queryset=None,
        required=False,
        empty_label=_("All work"),
        to_field_name="code",
        error_messages={"invalid_choice": _("Choose an award from the list.")},
    )
    months = number(
        _("Everything is covered within how many months?"),
        1,
        60,
        help_text=_("Every assessor, with every standard and every kind of evidence, at least once."),
    )
    new_until = number(_("How many sign-offs until an assessor is no longer new?"), 0, 1000)
    weight_new_standard = number(
        _("Points where the standard is new here"),
        0,
        9,
        help_text=_("Points say how risky a round is: none is low, one is medium, two or more are high."),
    )
    weight_overturned = number(_("Points where a decision like it was changed before"), 0, 9)
    weight_rare_kind = number(_("Points where a kind of evidence in it is rare here"), 0, 9)
    words = Words(label=_("Why these numbers?"), max_length=5000, widget=forms.Textarea({"rows": 3}))

    PLAIN = ("months", "new_until", "weight_new_standard", "weight_overturned", "weight_rare_kind", "words")

    def __init__(self, *args, like=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["award"].queryset = public_awards()
        rates = {(r.experience, r.risk, r.stage): r.percent for r in like.rates.all()} if like else BEGINNING
        for kind, percent in BEGINNING.items():
            first = rates.get(kind, percent)
            self.fields[named(*kind)] = number(said(*kind), 0, 100, where=said(*kind), initial=first)
        for name in self.PLAIN:
            field = SamplingStrategy._meta.get_field(name)
            self.fields[name].initial = getattr(like, name) if like else field.get_default()
        self.fields["award"].initial = like.award.code if like and like.award else None

    @property
    def tables(self):
        """[(stage, [(experience, [(risk, its field)])])], as the page sets them out."""
        return [
            (stage, [(one, [(risk, self[named(one, risk, stage)]) for risk in Risk]) for one in Experience])
            for stage in Stage
        ]

    @property
    def plain_fields(self):
        return [self[name] for name in self.PLAIN]

    @property
    def rates(self):
        return {kind: self.cleaned_data[named(*kind)] for kind in BEGINNING}

    @property
    def plain(self):
        return {name: self.cleaned_data[name] for name in self.PLAIN}


BEGINNING = {
    (experience, risk, stage): percent
    for stage in Stage
    for experience, percents in BEGINS_WITH.items()
    for risk, percent in zip(Risk, percents, strict=True)
}


def named(experience, risk, stage):
    return f"rate-{experience}-{risk}-{stage}"


def said(experience, risk, stage):
    return f"{stage.label}, {experience.label.lower()}, {risk.label.lower()}"


class PlanForm(forms.Form):
    strategy = forms.ChoiceField(
        label=_("By which strategy?"), error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Choose a strategy from the list.")
        ),
    )  # fmt: skip
    from_date = a_day(_("From"), wanted=_("Choose the first day."))
    until_date = a_day(_("Until"), wanted=_("Choose the last day."))

    def __init__(self, *args, strategies, **kwargs):
        super().__init__(*args, **kwargs)
        self.strategies = {strategy.code: strategy for strategy in strategies}
        self.fields["strategy"].choices = [
            (code, strategy_named(strategy)) for code, strategy in self.strategies.items()
        ]
        first = timezone.localdate().replace(day=1)
        self.fields["from_date"].initial = first
        self.fields["until_date"].initial = first.replace(
            year=first.year + (first.month + 2) // 12, month=(first.month + 2) % 12 + 1
        ) - timedelta(days=1)

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("from_date"), cleaned.get("until_date")
        if first and last and last < first:
            self.add_error("until_date", _("The last day comes after the first."))
        elif first and last and (last - first).days > 366 * 2:
            self.add_error("until_date", _("A plan is for two years at most."))
        if "strategy" in cleaned:
            cleaned["strategy"] = self.strategies[cleaned["strategy"]]
        return cleaned


def strategy_named(strategy):
    about = strategy.award.title if strategy.award else _("All work")
    return _("%(about)s, number %(number)d") % {"about": about, "number": strategy.number}


class ActionForm(forms.Form):
    """One thing asked of an assessor, and by when. Empty: nothing is asked."""

    words = Words(label=_("What do you ask for?"), max_length=5000, widget=forms.Textarea({"rows": 3}))
    due_date = a_day(_("By when?"))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("words", "").strip() and not cleaned.get("due_date") and "due_date" not in self.errors:
            self.add_error("due_date", _("Say by which day. Leave them time."))
        elif cleaned.get("due_date") and not cleaned.get("words", "").strip():
            self.add_error("words", _("Say what you ask for."))
        elif cleaned.get("due_date") and cleaned["due_date"] < timezone.localdate():
            self.add_error("due_date", _("Choose a day that is still to come."))
        return cleaned

    @property
    def is_asking(self):
        return bool(self.cleaned_data.get("words", "").strip())
