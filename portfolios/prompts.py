"""What a journal asks: plain questions, each beside the exact words of a value it was drawn from.

They stand here and not in rows: they are ours, gentle by design, and translated with the interface. Which belong to
a value is found by a word in its text, so that another suite’s values are met too; any value takes the last ones.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from standards.models import Kind, Requirement

DRAWN_FROM = (
    (
        "justice",
        (
            _("Who gained from this, and who did not?"),
            _("What stood in someone’s way, and who put it there?"),
        ),
    ),
    (
        "discrimination",
        (
            _("Whose voice was missing?"),
            _("When did someone have to fit in to be heard?"),
        ),
    ),
    (
        "empowerment",
        (
            _("What did people decide without you?"),
            _("What can they do now that they could not do before, or knew all along?"),
        ),
    ),
    (
        "collective",
        (
            _("Who acted together, and what brought them there?"),
            _("Where was the power in the room?"),
        ),
    ),
    (
        "learning",
        (
            _("What did someone teach you this week?"),
            _("What did not work, and what did it tell you?"),
        ),
    ),
)
OF_ANY = (
    _("Where did you last see this, in something small?"),
    _("What was hard about it?"),
)
MOST_LETTERS = 300


@dataclass(frozen=True)
class Prompted:
    """A value in its exact words, and the questions drawn from it."""

    value: Requirement
    questions: list


def values_of(person):
    """The values of the standards someone has begun: each text once, the newest version’s. One query."""
    rows = Requirement.objects.filter(kind=Kind.VALUE, version__units__portfolio__owner=person)
    by_text = {value.text: value for value in rows.order_by("version_id", "position").distinct()}
    return sorted(by_text.values(), key=lambda value: (value.position, value.pk))


def prompts_for(person):
    """[Prompted] for each value of someone’s own standards; empty before they begin one."""
    return [Prompted(value, questions_about(value)) for value in values_of(person)]


def questions_about(value):
    words = f"{value.group} {value.text}".lower()
    drawn = [question for word, questions in DRAWN_FROM if word in words for question in questions]
    return [*drawn, *OF_ANY][:3]
