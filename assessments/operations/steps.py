"""What a draft judgement was before each change: kept until the reply, to put back one step at a time."""

from django.db.models import Subquery
from django.db.models.functions import Coalesce

from assessments.models import DraftStep


def note_step(assessment, requirement, current, outcome, *, by, at):
    """Keep what stands before it changes to `outcome`. Words typed on and on, to one outcome, are one step."""
    if current and current.outcome == outcome and is_typing_on(current):
        return
    DraftStep.objects.create(
        assessment=assessment,
        requirement=requirement,
        outcome=current.outcome if current else "",
        words=current.words.text if current else "",
        revision=current.revision if current else 0,
        by=by,
        at=at,
    )


def is_typing_on(current):
    """Whether the newest step says that these words were already being changed. `current`: of `with_newest_step`."""
    return current.newest_of == current.requirement_id and current.newest_was == current.outcome


def with_newest_step(judgements, assessment):
    """Each with what the newest step of their round was about."""
    steps = DraftStep.objects.filter(assessment=assessment, undone_at=None).order_by("-pk")
    return judgements.annotate(
        newest_of=Subquery(steps.values("requirement")[:1]), newest_was=Subquery(steps.values("outcome")[:1])
    )


def highest_revision(assessment, requirement):
    """To annotate rows with: the highest revision a judgement of this had before; 0 where there was none."""
    steps = DraftStep.objects.filter(assessment=assessment, requirement=requirement).order_by("-revision")
    return Coalesce(Subquery(steps.values("revision")[:1]), 0)


def forget_steps(assessment):
    """Released, or handed on: nothing of how it came about is kept."""
    DraftStep.objects.filter(assessment=assessment).delete()
