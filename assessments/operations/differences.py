"""“I see it differently”, and what an assessor says to that. The judgement itself stays as it was released."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.differences import unanswered_in
from assessments.models import SeenDifferently
from assessments.operations.assignment import free_to_read
from assessments.operations.proving import proved
from assessments.operations.standing_aside import refuse_too_close
from assessments.queries import assignment_of
from assessments.quiet import said_no_to
from people.audit import operation, record
from people.telling import tell


class CannotSeeDifferently(Exception):
    """It is not theirs, or nobody has told them yet."""

    sentence = gettext_lazy("There is no reply to this yet, so there is nothing to see differently.")


class SaidBefore(CannotSeeDifferently):
    """Once per judgement: what was said stands."""

    sentence = gettext_lazy("You have said how you see this already. What you said then stands.")


class AnsweredBefore(Exception):
    """Someone answered it a moment ago: that answer stands, and what was typed here is handed back."""

    sentence = gettext_lazy(
        "This was answered a moment ago, and that answer stands. Your words are below to copy."
    )


class AnsweredByOthers(Exception):
    """Whoever said it would rather have another assessor: it looks as if someone else had it."""

    sentence = gettext_lazy("Someone else answers this one. Your words are below to copy.")


class AnswerFirst(Exception):
    """Someone sees a judgement differently and waits for an answer; `.labels` names the requirements."""

    def __init__(self, name, labels):
        self.labels = labels
        said = {"name": name, "labels": ", ".join(labels)}
        self.sentence = _("%(name)s sees %(labels)s differently. Say first what you think of that.") % said
        super().__init__(self.sentence)


@operation
def see_differently(judgement, *, by, words, at=None):
    """Say so about a judgement that was released to oneself. Raises SaidBefore, CannotSeeDifferently."""
    unit = judgement.assessment.submission.unit
    if judgement.released_at is None or judgement.carried_from_id or unit.owner != by:
        raise CannotSeeDifferently
    try:
        with transaction.atomic():
            said = SeenDifferently.objects.create(
                judgement=judgement, words=words, said_by=by, said_at=at or timezone.now()
            )
    except IntegrityError as raced:
        raise SaidBefore from raced
    words = proved("judgement.seen_differently", said, judgement.assessment)
    about = judgement.requirement.code
    record("judgement.seen_differently", by=by, subject=said, requirement=about, words=words)
    if reader := who_answers(unit, judgement):
        tell(reader, "seen_differently", about=said)
    return said


def who_answers(unit, judgement):
    """Whoever reads it now, else whoever judged it; None where neither may, and whoever reads it next does."""
    assignment = assignment_of(unit)
    asked = [assignment.assessor] if assignment else []
    asked.append(judgement.assessment.assessor)
    return next((person for person in asked if unit.pk in free_to_read(person, [unit])), None)


@operation
def answer_difference(said, *, by, reply, at=None):
    """What an assessor says to it, once. To judge otherwise is a new judgement, in the next round."""
    at, unit = at or timezone.now(), said.judgement.assessment.unit
    refuse_too_close(unit, by)
    if said_no_to(by, [unit.portfolio]):
        raise AnsweredByOthers
    waiting = SeenDifferently.objects.filter(pk=said.pk, replied_at=None)
    if not waiting.update(reply=reply, replied_by=by, replied_at=at):
        raise AnsweredBefore
    words = proved("judgement.difference_answered", said, said.judgement.assessment)
    record("judgement.difference_answered", by=by, subject=said, words=words)
    tell(said.said_by, "difference_answered", about=said)
    said.refresh_from_db()
    return said


def refuse_unanswered(assessment):
    """Before the next reply and before signing off, whoever sees something differently has an answer."""
    labels = unanswered_in(assessment.unit)
    if labels:
        raise AnswerFirst(assessment.owner.get_short_name(), labels)
