"""Inside an operation: what one assessor reads goes to another. As many statements for thirty units as for one."""

from assessments.models import (
    Assessment,
    Assignment,
    DraftStep,
    Feedback,
    Judgement,
    JudgementWords,
    PieceOpened,
    Soundness,
    State,
)
from assessments.operations.answering_proposals import take_from_countersigner
from people.states import move


class ReadByAnother(Exception):
    """Since the page was opened that it was said on, someone else reads it, or nobody does: `.reader` is who, or None."""

    def __init__(self, reader):
        self.reader = reader
        super().__init__()


def refuse_other_reader(assignment, shown):
    """`assignment`: who reads it now, or None. `shown`: the code of who did on the page, empty for nobody, None where
    no page said it."""
    reader = assignment.assessor if assignment else None
    if shown is not None and shown != (reader.code if reader else ""):
        raise ReadByAnother(reader)


def has_notes(unit):
    """Whether its open round holds judgements that nobody was told yet: they go when someone else reads it."""
    drafts = Judgement.objects.filter(assessment__submission__unit=unit, assessment__submission__is_open=True)
    return drafts.filter(carried_from=None, released_at=None).exists()


def hand_to(units, assessor, *, by, at):
    """From now on they read these units. Returns the assignments."""
    Assignment.objects.filter(unit__in=units, ended_at=None).update(ended_at=at)
    told = {"assessor": assessor, "assigned_by": by, "assigned_at": at}
    return Assignment.objects.bulk_create(Assignment(unit=unit, **told) for unit in units)


def hand_over(rounds, assessor, *, by):
    """Those of these rounds that are still open lie with them, without the notes of whoever read them. Returns those."""
    held = list(Assessment.objects.all_locked(rounds))
    for assessment in held:
        if assessment.state == State.ON_OFFER:
            move(assessment, State.IN_REVIEW, by=by, leaves_a_mark=False, assessor=assessor)
        elif assessment.state == State.TO_AGREE:
            take_from_countersigner(assessment, by=by)
    open_now = [assessment for assessment in held if assessment.state == State.IN_REVIEW]
    theirs = Assessment.objects.filter(
        pk__in=[assessment.pk for assessment in open_now], state=State.IN_REVIEW
    )
    forget_drafts(open_now)
    theirs.update(assessor=assessor, begun_at=None)
    return open_now  # and not what was answered in this very moment


def forget_drafts(rounds):
    """What one assessor noted and told nobody is never another’s to reply with."""
    drafts = Judgement.objects.filter(assessment__in=rounds, carried_from=None, released_at=None)
    JudgementWords.objects.filter(judgement__in=drafts).delete()
    drafts.delete()
    for beside in (DraftStep, PieceOpened):
        beside.objects.filter(assessment__in=rounds).delete()
    for told in (Feedback, Soundness):
        told.objects.filter(assessment__in=rounds, released_at=None).delete()
