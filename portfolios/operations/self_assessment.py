"""Saying how one sees oneself. It is nobody else’s until it is shared with a round, and then it is a copy."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.audit import operation
from portfolios.models import SelfAssessment, SubmissionSelfView, Unit


class SaidMeanwhile(Exception):
    """Saved in another tab since this page was opened; `.requirements` are those, and nothing was saved."""

    sentence = _(
        "Some of this was changed in another window. What is saved now is shown beside what you typed."
    )

    def __init__(self, requirements):
        super().__init__(str(self.sentence))
        self.requirements = requirements


@operation
def see_oneself(unit, *, by, said, at=None):
    """`said`: {requirement: (view or "", words, the moment of the row one saw or "")}. Empty takes it back.

    Only what is other than it stands is written. Where that was changed since it was seen: SaidMeanwhile.
    """
    unit = Unit.objects.locked(unit)
    stands = {row.requirement_id: row for row in unit.self_assessments.select_for_update(no_key=True)}
    other = {one: told for one, told in said.items() if differs(stands.get(one.pk), told)}
    stale = [one for one, (_view, _words, seen) in other.items() if moment_of(stands.get(one.pk)) != seen]
    if stale:
        raise SaidMeanwhile(stale)
    for requirement, (view, words, _seen) in other.items():
        write_view(unit, requirement, view, words, by=by, at=at or timezone.now())
    return unit


def moment_of(row):
    return row.changed_at.isoformat() if row else ""


def differs(row, told):
    return (row.view, row.words) != told[:2] if row else bool(told[0])


def write_view(unit, requirement, view, words, *, by, at):
    if not view:
        SelfAssessment.objects.filter(unit=unit, requirement=requirement).delete()
        return
    SelfAssessment.objects.update_or_create(
        unit=unit,
        requirement=requirement,
        defaults={"view": view, "words": words, "changed_by": by, "changed_at": at},
    )


def send_views_along(submission):
    """A copy, as it is today, of how its owner sees each part of this round."""
    shared = submission.items.values("requirement")
    views = SelfAssessment.objects.filter(unit=submission.unit_id, requirement__in=shared)
    SubmissionSelfView.objects.bulk_create(
        SubmissionSelfView(
            submission=submission, requirement_id=one.requirement_id, view=one.view, words=one.words
        )
        for one in views
    )
