"""A second look: first what the IQA finds, then what the assessor found, then the record of both."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import (
    Action,
    NotedFirst,
    Sample,
    SampleDoubt,
    SampledPart,
    SampledPiece,
    SampleRecord,
    SampleWords,
)
from assessments.operations.certificates import issue_what_waited
from assessments.operations.holding import hold_role, hold_unit
from assessments.operations.looking_aside import refuse_own
from assessments.operations.looking_ties import when_untied
from assessments.operations.plans import let_certificates_go, weigh_again
from assessments.operations.proving import proved
from people.audit import operation, record
from people.roles import Role
from people.states import MoveNotAllowed, move
from people.telling import tell


class NothingNoted(Exception):
    """A second look says something of at least one requirement."""

    sentence = _("Say of at least one requirement what you find.")


class WithSomeoneElse(Exception):
    """Another IQA was asked to look at it, or began already."""

    sentence = _("Another quality assurer looks at this one.")


class NotSoSoon(Exception):
    """What is asked of someone leaves them time."""

    sentence = _("Choose a day that is still to come.")


@operation
def note_first(sample, *, found, by, at=None):
    """Keep what the IQA finds, {requirement: outcome}, before they see what the assessor found. Once, for good.

    Before that they said that nothing ties them: that is in the record from now on. Raises NotAskedYet.
    """
    if not found:
        raise NothingNoted
    # Before the sample, as where someone is erased: else two would wait for each other.
    is_here = hold_role(by, Role.IQA, sample.plan.organisation_id)
    sample = Sample.objects.locked(sample)
    untied_at = check_turn(sample, by)
    if sample.noted_at or not sample.is_planned or not is_here:
        raise MoveNotAllowed(sample.state)
    NotedFirst.objects.bulk_create(
        NotedFirst(sample=sample, requirement=requirement, outcome=outcome)
        for requirement, outcome in found.items()
    )
    begun = Sample.objects.filter(pk=sample.pk, noted_at=None, state=Sample.State.PLANNED)
    if not begun.update(noted_at=at or timezone.now(), noted_by=by, iqa=by):
        raise MoveNotAllowed(sample.state)
    record("sampling.untied", by=by, subject=sample, at=untied_at)
    record("sampling.noted", by=by, subject=sample, assessment=sample.assessment.code)
    sample.refresh_from_db()
    return sample


@operation
def record_look(sample, *, agrees, pieces, doubts, by, words="", asks=(), at=None):
    """Write the record, tell the assessor, and let a certificate go that waited. Returns the SampleRecord.

    `agrees`: {requirement: whether they find the same}; `pieces`: evidence versions; `doubts`: [(requirement or None,
    test)]; `asks`: [(kind of Action, words, by which day)]. A test in doubt is as good as finding otherwise: a decision
    that is not sound does not hold. It stands until someone opens it again: assessments.operations.reopening.
    """
    at = at or timezone.now()
    hold_unit(sample.assessment)  # of which a certificate may wait
    sample = Sample.objects.locked(sample)
    untied_at = check_turn(sample, by)
    if sample.noted_by_id != by.pk or not sample.is_planned:
        raise MoveNotAllowed(sample.state)
    if untied_at > sample.noted_at:  # noted before anyone was asked
        record("sampling.untied", by=by, subject=sample, at=untied_at)
    written = SampleRecord.objects.create(
        sample=sample,
        looked_by=by,
        looked_at=at,
        agrees=all(agrees.values()) and not doubts,
        part_count=len(agrees),
        piece_count=len(pieces),
        doubt_count=len(doubts),
    )
    write_parts(written, agrees, pieces, doubts)
    SampleWords.objects.create(record=written, text=words)
    # After its record: the database takes nothing for looked at without one.
    move(sample, Sample.State.LOOKED_AT, by=by, leaves_a_mark=False)
    # Not what was found: whoever may take copies of the trail would read that before the assessor.
    said = proved("sampling.looked", written, sample.assessment)
    record("sampling.looked", by=by, subject=written, assessment=sample.assessment.code, words=said)
    for kind, asked, due in asks:
        ask_for(written, kind=kind, words=asked, due_date=due, by=by)
    tell(sample.assessment.assessor, "second_look", about=written)
    let_certificates_go(sample.assessment, by=by, at=at)
    if not written.agrees:
        weigh_again(sample.assessment)
    return written


def write_parts(written, agrees, pieces, doubts):
    SampledPart.objects.bulk_create(
        SampledPart(record=written, requirement=requirement, agrees=same)
        for requirement, same in agrees.items()
    )
    SampledPiece.objects.bulk_create(
        SampledPiece(record=written, evidence_version=version) for version in pieces
    )
    SampleDoubt.objects.bulk_create(
        SampleDoubt(record=written, requirement=requirement, test=test) for requirement, test in doubts
    )


def check_turn(sample, by):
    """When they said that nothing ties them. Raises NotYourOwn, WithSomeoneElse, NotAskedYet."""
    refuse_own(sample.assessment, by)
    if sample.iqa_id not in (None, by.pk):
        raise WithSomeoneElse
    return when_untied(sample, by)


# --- what it asks for -----------------------------------------------------------------------


class SayWhat(Exception):
    """Asking, answering: both are words."""

    sentence = _("A few words are needed here.")


class IsSettled(Exception):
    """Someone settled it a moment ago."""

    sentence = _("This was settled a moment ago, so it stays as it is.")


@operation
def ask_for(written, *, kind, words, due_date, by):
    """Ask something of the assessor: to grow by, or to put right. Raises SayWhat, NotSoSoon, NotYourOwn."""
    if not words.strip():
        raise SayWhat
    place, assessment = written.sample.plan.organisation, written.sample.assessment
    refuse_own(assessment, by)
    if due_date < place.date_of(timezone.now()):
        raise NotSoSoon
    action = Action.objects.create(
        organisation=place,
        record=written,
        kind=kind,
        assessor=assessment.assessor,
        words=words.strip(),
        due_date=due_date,
    )
    # Nor whether it is to put right or to grow by: the assessor reads that first.
    record("sampling.asked", by=by, subject=action, record=written.code)
    return action


@operation
def answer_action(action, *, words, by, at=None):
    """The assessor says what they did. It can be said anew until it is settled."""
    if not words.strip():
        raise SayWhat
    mine = Action.objects.filter(pk=action.pk, assessor=by, settled_at=None)
    if not mine.update(answer=words.strip(), answered_at=at or timezone.now()):
        raise IsSettled
    record("sampling.answered", by=by, subject=action)
    tell(action.record.looked_by, "second_look_answered", about=action)
    action.refresh_from_db()
    return action


@operation
def settle_action(action, *, by, at=None):
    """An IQA says that it is done. Raises IsSettled, NotYourOwn."""
    refuse_own(action.record.sample.assessment, by)
    hold_unit(action.record.sample.assessment)  # of which a certificate may wait
    open_still = Action.objects.filter(pk=action.pk, settled_at=None)
    if not open_still.update(settled_at=at or timezone.now(), settled_by=by):
        raise IsSettled
    said = proved("sampling.settled", action, action.record.sample.assessment)
    record("sampling.settled", by=by, subject=action, words=said)
    # also of a round that was replied to: what was signed off since may have waited for this
    issue_what_waited(action.record.sample.assessment.submission.unit, by=by, at=at)
    action.refresh_from_db()
    return action
