"""Taking a round back before it is read. It keeps its number, and the standard can be shared again at once."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from portfolios.models import Submission, Unit
from portfolios.registry import AFTER_CLOSING, AFTER_RECALL, BEFORE_RECALL


class CannotRecall(Exception):
    """This round can’t be taken back; `.sentence` says why. Judging adds a reason of its own."""

    sentence = _("There is nothing to take back: it was answered, or taken back already.")


@operation
def recall_round(unit, *, by, at=None):
    """Take back what was shared last, while nobody has begun to read it. Returns the submission."""
    unit = Unit.objects.locked(unit)
    submission = open_round(unit)
    check_recall(submission)
    for follow in [*AFTER_RECALL, *AFTER_CLOSING]:
        follow(submission, by=by)
    at = at or timezone.now()
    if not Submission.objects.filter(pk=submission.pk, is_open=True).update(is_open=False, recalled_at=at):
        raise CannotRecall
    submission.is_open, submission.recalled_at = False, at
    record("unit.recalled", by=by, subject=submission, unit=unit.code, round=submission.round)
    return submission


def open_round(unit):
    submission = unit.submissions.filter(is_open=True).first()
    if submission is None:
        raise CannotRecall
    return submission


def check_recall(submission):
    """Raise CannotRecall when someone has begun to read it."""
    for check in BEFORE_RECALL:
        check(submission)


def can_be_recalled(rounds):
    """Whether one of these rounds of a unit is open and unread."""
    try:
        return any(check_recall(submission) is None for submission in rounds if submission.is_open)
    except CannotRecall:
        return False
