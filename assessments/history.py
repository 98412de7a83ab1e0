"""How a unit got here, step by step: what was shared, what was replied, what was signed. Drafts and breaks never show."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Case, CharField, OuterRef, Subquery, Value, When
from django.utils.translation import gettext as _

from assessments.feedback import whole_of
from assessments.models import Judgement, Outcome, ProposedDecision, Reopening, State, Transition
from people.trail import NO_LONGER


@dataclass(frozen=True)
class Step:
    at: datetime
    by: str
    mark: str
    title: str
    judgements: list = field(default_factory=list)  # what a reply said was not met yet


def history_of(unit):
    """Every step of a unit, newest first. Who took a review on, or handed it back, is nobody’s business."""
    asked = asked_for(unit)
    steps = [began(unit)]
    rounds = list(unit.submissions.select_related("shared_by"))
    taken_up = {one.again.submission_id: one for one in reopenings_of(unit)}
    steps += [opened_again(one) for one in taken_up.values()]
    steps += [shared(submission) for submission in rounds if submission.pk not in taken_up]
    steps += [taken_back(submission) for submission in rounds if submission.recalled_at]
    steps += [answered(answer, asked.get(answer.assessment_id, [])) for answer in answers_about(unit)]
    return sorted(steps, key=lambda step: step.at, reverse=True)


def answers_about(unit):
    """Replies and sign-offs, each with `agreed_by`: the name of whoever agreed to a trainee’s."""
    agreed = ProposedDecision.objects.filter(
        assessment=OuterRef("assessment"), answer=ProposedDecision.Answer.AGREED
    )
    answers = Transition.objects.filter(
        assessment__submission__unit=unit, to_state__in=[State.REPLIED, State.SIGNED_OFF]
    )
    name = Case(  # as str() has it
        When(answered_by__name__gt="", then="answered_by__name"),
        When(answered_by__erased_at__isnull=False, then=Value(str(NO_LONGER))),
        default="answered_by__code",
        output_field=CharField(),
    )
    agreed_by = Subquery(agreed.annotate(called=name).values("called")[:1])
    return answers.select_related("by", "assessment__submission").annotate(agreed_by=agreed_by)


def asked_for(unit):
    """{assessment pk: [judgements that say what would show something]}, only those the practitioner has."""
    rows = Judgement.objects.filter(
        assessment__submission__unit=unit, released_at__isnull=False, carried_from=None
    ).exclude(outcome=Outcome.MEETS)
    asked = {}
    for judgement in rows.select_related("requirement", "words").prefetch_related("feedback"):
        judgement.said = whole_of(judgement)  # type: ignore[attr-defined]
        asked.setdefault(judgement.assessment_id, []).append(judgement)
    return asked


def reopenings_of(unit):
    again = Reopening.objects.filter(again__submission__unit=unit)
    return again.select_related("reopened_by", "again__submission")


def opened_again(reopening):
    title = _("Opened the decision again, as round %(round)s") % {"round": reopening.again.submission.round}
    return Step(reopening.reopened_at, str(reopening.reopened_by), "undo", title)


def began(unit):
    title = _("Started, against this standard as published")
    return Step(unit.started_at, str(unit.portfolio.owner), "flag", title)


def shared(submission):
    title = _("Shared round %(round)s") % {"round": submission.round}
    return Step(submission.shared_at, str(submission.shared_by), "wait", title)


def taken_back(submission):
    title = _("Took round %(round)s back before it was read") % {"round": submission.round}
    return Step(submission.recalled_at, str(submission.shared_by), "undo", title)


def answered(answer, asked):
    by = names_of(answer.by, answer.agreed_by)
    if answer.to_state == State.SIGNED_OFF:
        return Step(answer.at, by, "met", _("Signed off"))
    title = _("Replied to round %(round)s") % {"round": answer.assessment.submission.round}
    return Step(answer.at, by, "message", title, asked)


def names_of(decided_by, agreed_by):
    """Who decided, and who agreed to it where they were learning."""
    if not agreed_by:
        return str(decided_by)
    return _("%(name)s, and %(other)s agreed") % {"name": decided_by, "other": agreed_by}
