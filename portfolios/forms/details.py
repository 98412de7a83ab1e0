"""The short form of each kind of evidence. All of them are on the page, so nothing typed is lost by choosing another."""

from dataclasses import dataclass

from django import forms
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from people.forms import Words
from portfolios.models import EvidenceKind

WORK_IT_OUT = _("Work it out for me")
ASKED_LATER = _("Sharing asks for it.")


@dataclass
class ShortForm:
    """The questions of one kind, as fields on the page."""

    kind: EvidenceKind
    is_chosen: bool
    fields: list


class Needed(Words):
    """Needed where its kind is the one chosen, which the form knows; it is not called optional."""

    def __init__(self, **options):
        super().__init__(required=True, **options)

    def validate(self, value):
        """Empty is fine here: it may belong to a kind that was not chosen."""


class KindFields:
    """Part of a form with a field `kind`: `add_kinds` gives it choices and questions, `details` is what was answered.

    `asks_now`: what sharing would ask for is needed at once, and the form itself says so.
    """

    asks_now = False

    def add_kinds(self, made_by, evidence=None, *, empty):
        """Kinds that can be chosen, and the one this evidence has, though it be offered no longer."""
        own = evidence.kind_id if evidence else None
        can_be_chosen = Q(is_offered=True, made_by=made_by) | Q(slug=own)
        self.kinds = list(EvidenceKind.objects.filter(can_be_chosen).prefetch_related("questions"))
        self.known_details = dict(evidence.details) if evidence else {}
        self.fields["kind"].choices = [("", empty), *((kind.slug, kind.name) for kind in self.kinds)]
        self.fields["kind"].widget.attrs["data-kinds"] = ""
        for kind in self.kinds:
            for question in self.asked_of(kind):
                self.add_question(kind, question, self.known_details if kind.slug == own else {})

    def asked_of(self, kind):
        """What is still asked, and what was answered before it was let go of."""
        return [one for one in kind.questions.all() if one.is_asked or self.known_details.get(one.key)]

    def add_question(self, kind, question, known):
        is_needed = question.is_wanted and question.is_asked and self.asks_now
        help_text = question.help
        if question.is_wanted and not self.asks_now:
            help_text = format_lazy("{} {}", question.help, ASKED_LATER)
        self.fields[name_of(kind, question)] = (Needed if is_needed else Words)(
            label=question.words,
            help_text=help_text,
            max_length=5000,
            initial=known.get(question.key, ""),
            **({"widget": forms.Textarea({"rows": 3})} if question.is_long else {}),
        )

    @property
    def short_forms(self):
        chosen = self["kind"].value()
        return [
            ShortForm(kind, kind.slug == chosen, [self[name_of(kind, one)] for one in self.asked_of(kind)])
            for kind in self.kinds
        ]

    @property
    def details(self):
        """{key: answer} for the kind that was chosen. Answers to what another kind asked stay where they were."""
        found, kept = self.cleaned_data, dict(self.known_details)
        for kind in self.kinds:
            if kind.slug == found.get("kind"):
                kept |= {one.key: found.get(name_of(kind, one), "") for one in self.asked_of(kind)}
        return {key: answer for key, answer in kept.items() if answer}


def name_of(kind, question):
    return f"answer_{kind.pk}_{question.key}"


def asks_for_more(request):
    """Whether “Show its questions” or “Tick all” was pressed: the page comes again with all that was typed, and nothing
    is saved.
    """
    return "show_questions" in request.POST or "tick" in request.POST
