"""One feedback for several requirements of a round: which judgements it belongs to, and what is said of each in all."""

from django.db.models import F

from assessments.models import Feedback
from standards.models import Kind


def feedback_in(assessment):
    """The feedback of a round in the order it was written, each with `on`: the pks of its judgements. One query."""
    return ticked(Feedback.objects.filter(assessment=assessment))


def feedback_until(submission):
    """The same of this round and those before it."""
    until = {"submission__unit": submission.unit_id, "submission__round__lte": submission.round}
    return ticked(Feedback.objects.filter(**{f"assessment__{name}": value for name, value in until.items()}))


def ticked(rows):
    found = {}
    for row in rows.annotate(ticked=F("judgements")).order_by("pk"):
        one = found.setdefault(row.pk, row)
        one.on = {*getattr(one, "on", ()), row.ticked} - {None}
    return list(found.values())


def whole(own, shared):
    """What is said of one requirement: its own words, then those it shares with others."""
    return "\n\n".join(text for text in (own.strip(), *(one.text.strip() for one in shared)) if text)


def whole_of(judgement):
    """The same of a judgement that brings its words and its feedback along."""
    return whole(judgement.words.text, judgement.feedback.all())


def has_to_say(requirement, judgement):
    """Whether words go with it: what would show what is not met, and how a value that is met was seen."""
    return not judgement.meets or requirement.kind == Kind.VALUE


def is_wordless(judgement):
    """Whether it has to say something and does not: nobody replies with it, and no next round stands on it."""
    return has_to_say(judgement.requirement, judgement) and not whole_of(judgement)


def loose_in(assessment):
    """Drafts that belong to no judgement any more: what they were for was taken back."""
    return Feedback.objects.filter(assessment=assessment, released_at=None, judgements=None)
