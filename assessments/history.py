"""How a unit got here, step by step: what was shared, what was replied, what was signed. Drafts and breaks never show."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from assessments.models import Judgement, Outcome, State, Transition


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
    steps += [shared(submission) for submission in rounds]
    steps += [taken_back(submission) for submission in rounds if submission.recalled_at]
    steps += [answered(answer, asked.get(answer.assessment_id, [])) for answer in answers_about(unit)]
    return sorted(steps, key=lambda step: step.at, reverse=True)


def answers_about(unit):
    return Transition.objects.filter(
        assessment__submission__unit=unit, to_state__in=[State.REPLIED, State.SIGNED_OFF]
    ).select_related("by", "assessment__submission")


def asked_for(unit):
    """{assessment pk: [judgements that say what would show something]}, only those the practitioner has."""
    rows = Judgement.objects.filter(
        assessment__submission__unit=unit, released_at__isnull=False, carried_from=None
    ).exclude(outcome=Outcome.MEETS)
    asked = {}
    for judgement in rows.select_related("requirement", "words"):
        asked.setdefault(judgement.assessment_id, []).append(judgement)
    return asked


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
    if answer.to_state == State.SIGNED_OFF:
        return Step(answer.at, str(answer.by), "met", _("Signed off"))
    title = _("Replied to round %(round)s") % {"round": answer.assessment.submission.round}
    return Step(answer.at, str(answer.by), "message", title, asked)
