"""Judging what was shared, and replying."""

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.feedback import is_wordless
from assessments.models import Assignment, Feedback, ProposedDecision, Soundness, State
from assessments.operations.differences import refuse_unanswered
from assessments.operations.feedback import refuse_loose
from assessments.operations.holding import in_review
from assessments.operations.judging import StaleJudgement, draft_of, put, says, versions_and_highest
from assessments.operations.licensed import licence_to_sign, propose
from assessments.operations.proving import proved
from assessments.operations.questions import settle_questions
from assessments.operations.recall import begin_reading
from assessments.operations.steps import forget_steps, note_step
from people.audit import operation, record
from people.models import AuditEvent
from people.states import move
from people.telling import tell
from portfolios.models import SubmissionItem, Unit, in_sight
from portfolios.operations.submission import close_round


class NotInThisRound(Exception):
    """Nothing in this round claims it, or it was met in an earlier round: there is nothing to judge."""

    sentence = _("There is nothing to judge here: it was not shared in this round, or it is met already.")


class WordsMissing(Exception):
    """Some “more evidence” or “not yet” do not say what would show it, or a value that is met how it was seen: `.labels`
    names each. Signing off asks for the latter, and by then nobody could say it: what was met is not judged twice.
    """

    def __init__(self, labels):
        self.labels = labels
        super().__init__(", ".join(labels))


class NothingJudged(Exception):
    """A reply says something: judge at least one thing first."""

    sentence = _("Judge at least one thing first. A reply says what you found.")


@operation
def judge(assessment, *, requirement, outcome, by, words="", revision=0, at=None):
    """Say what this round shows of a requirement; a draft until the reply. An empty outcome takes it back.

    `revision` is the one the assessor saw, 0 when there was none. Saying what stands already is never stale: an answer
    that got lost on its way is sent again. Eight queries at most.
    """
    at = at or timezone.now()
    assessment = in_review(assessment, by, related=["submission__unit__portfolio"])
    begin_reading(assessment, by=by, at=at)
    basis, highest = versions_and_highest(assessment, requirement)
    current = draft_of(assessment, requirement)
    if not basis or (current and current.carried_from_id):
        raise NotInThisRound
    if says(current) != (outcome, words):
        if (current.revision if current else 0) != revision:
            raise StaleJudgement(current)
        note_step(assessment, requirement, current, outcome, by=by, at=at)
    return put(assessment, requirement, current, outcome, words, basis, by=by, at=at, highest=highest)


@operation
def refer_back(assessment, *, by, at=None, asks_on=None):
    """Reply: what is met, and for each other thing what would show it. The practitioner can share again.

    `asks_on`: whether questions nobody answered go on being asked in the next round, or are let go (False). Raises
    SayWhatBecomes where some are open and nobody said.
    A trainee’s reply waits for whoever agrees to it: then the ProposedDecision comes back. Raises MayNotSign.
    """
    at = at or timezone.now()
    assessment = in_review(assessment, by)
    refuse_unanswered(assessment)
    refuse_saying_nothing(assessment)
    settle_questions(assessment, go_on=asks_on, by=by, at=at)
    licence = licence_to_sign(assessment, by, at=at)
    if licence.is_trainee:
        return propose(assessment, licence, kind=ProposedDecision.Kind.REPLY, by=by, at=at)
    return give_reply(assessment, by=by, at=at)


def refuse_saying_nothing(assessment):
    fresh = judged_now(assessment)
    wordless = [judgement.requirement.label for judgement in fresh if is_wordless(judgement)]
    if wordless:
        raise WordsMissing(wordless)
    if not fresh and has_something_to_judge(assessment):
        raise NothingJudged
    refuse_loose(assessment)


def has_something_to_judge(assessment):
    """Whether any of it is in sight and not met before: where all of it went out of sight, a reply says just that."""
    settled = assessment.judgements.exclude(carried_from=None).values("requirement")
    shared = SubmissionItem.objects.filter(
        in_sight("evidence_version__", "evidence_version__evidence__"), submission=assessment.submission_id
    )
    return shared.exclude(requirement__in=settled).exists()


def give_reply(assessment, *, by, at, agreed_by=None):
    """Inside an operation, once nothing stands in the way. `agreed_by`: who countersigned a trainee’s."""
    release(assessment, at=at)
    move(assessment, State.REPLIED, by=by, at=at, decided_at=at)
    close_round(assessment.submission, by=by)
    told = {"agreed_by": agreed_by.code} if agreed_by else {}
    found = outcomes_of(judged_now(assessment))
    told["words"] = proved("assessment.replied", assessment, assessment)
    record("assessment.replied", by=by, subject=assessment, judgements=found, **told)
    tell(assessment.owner, "replied", about=assessment)
    return assessment


def judged_now(assessment):
    fresh = assessment.judgements.filter(carried_from=None).select_related("requirement", "words")
    return list(fresh.prefetch_related("feedback"))


def release(assessment, *, at):
    """From here on the practitioner sees them and nobody changes them; the steps that led there are gone."""
    say_who_took_it_on(assessment)
    forget_steps(assessment)
    assessment.judgements.filter(released_at=None).update(released_at=at)
    for beside in (Feedback, Soundness):
        beside.objects.filter(assessment=assessment, released_at=None).update(released_at=at)


def say_who_took_it_on(assessment):
    """Said now, and when it was: had it been said then, whoever hands a round back would be known by it for good."""
    reads = reading_of(assessment)
    if reads is None:
        return
    if reads.assigned_by_id == assessment.assessor_id and reads.assigned_at >= assessment.opened_at:
        record("assessment.accepted", by=assessment.assessor, subject=assessment, at=reads.assigned_at)
    if reads.untied_at and not reads.is_said:
        record("unit.untied", by=assessment.assessor, subject=reads.unit, at=reads.untied_at)


def reading_of(assessment):
    """The assignment its assessor reads it by, or None; `is_said`: that nothing ties them, with an earlier round."""
    untied = AuditEvent.objects.filter(
        action="unit.untied",
        subject_type=Unit._meta.label_lower,
        subject_code=OuterRef("unit__code"),
        actor_code=OuterRef("assessor__code"),
        at__gte=OuterRef("untied_at"),
    )
    now = Assignment.objects.filter(
        unit=assessment.submission.unit_id, assessor=assessment.assessor_id, ended_at=None
    )
    return now.select_related("unit__portfolio").annotate(is_said=Exists(untied)).first()


def outcomes_of(judgements):
    return {judgement.requirement.code: judgement.outcome for judgement in judgements}
