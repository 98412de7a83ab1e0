"""Judging what was shared, and replying."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import (
    Assessment,
    Judgement,
    JudgementBasis,
    JudgementWords,
    ProposedDecision,
    State,
)
from assessments.operations.differences import refuse_unanswered
from assessments.operations.licensed import licence_to_sign, propose
from assessments.operations.recall import begin_reading
from assessments.operations.standing_aside import refuse_too_close
from assessments.queries import versions_claiming
from people.audit import operation, record
from people.states import MoveNotAllowed, move
from people.telling import tell
from portfolios.operations.submission import close_round


class NotInThisRound(Exception):
    """Nothing in this round claims it, or it was met in an earlier round: there is nothing to judge."""

    sentence = _("There is nothing to judge here: it was not shared in this round, or it is met already.")


class StaleJudgement(Exception):
    """Saved somewhere else in between. Both are kept: what stands, and what was typed here."""

    sentence = _(
        "This was changed somewhere else a moment ago. Nothing is lost: choose again if you want yours."
    )

    def __init__(self, current):
        super().__init__(str(self.sentence))
        self.current = current


class WordsMissing(Exception):
    """Some “more evidence” or “not yet” do not say what would show it; `.labels` names each."""

    def __init__(self, labels):
        self.labels = labels
        super().__init__(", ".join(labels))


class NothingJudged(Exception):
    """A reply says something: judge at least one thing first."""

    sentence = _("Judge at least one thing first. A reply says what you found.")


@operation
def judge(assessment, *, requirement, outcome, by, words="", revision=0, at=None):
    """Say what this round shows of a requirement; a draft until the reply. An empty outcome takes it back.

    `revision` is the one the assessor saw, 0 when there was none.
    """
    assessment = in_review(assessment, by)
    begin_reading(assessment, by=by, at=at)
    basis = versions_claiming(assessment.submission, requirement)
    current = Judgement.objects.filter(assessment=assessment, requirement=requirement).first()
    if not basis or (current and current.carried_from_id):
        raise NotInThisRound
    if (current.revision if current else 0) != revision:
        raise StaleJudgement(current)
    if not outcome:
        return take_back(current)
    judgement = write_judgement(assessment, requirement, current, outcome, by=by, at=at or timezone.now())
    JudgementWords.objects.update_or_create(judgement=judgement, defaults={"text": words})
    rest_on(judgement, basis)
    return judgement


@operation
def refer_back(assessment, *, by, at=None):
    """Reply: what is met, and for each other thing what would show it. The practitioner can share again.

    A trainee’s reply waits for whoever agrees to it: then the ProposedDecision comes back. Raises MayNotSign.
    """
    at = at or timezone.now()
    assessment = in_review(assessment, by)
    refuse_unanswered(assessment)
    refuse_saying_nothing(assessment)
    licence = licence_to_sign(assessment, by, at=at)
    if licence.is_trainee:
        return propose(assessment, licence, kind=ProposedDecision.Kind.REPLY, by=by, at=at)
    return give_reply(assessment, by=by, at=at)


def refuse_saying_nothing(assessment):
    fresh = judged_now(assessment)
    wordless = [j.requirement.label for j in fresh if not j.meets and not j.words.text.strip()]
    if wordless:
        raise WordsMissing(wordless)
    if not fresh:
        raise NothingJudged


def give_reply(assessment, *, by, at, agreed_by=None):
    """Inside an operation, once nothing stands in the way. `agreed_by`: who countersigned a trainee’s."""
    release(assessment, at=at)
    move(assessment, State.REPLIED, by=by, at=at)
    close_round(assessment.submission, by=by)
    told = {"agreed_by": agreed_by.code} if agreed_by else {}
    found = outcomes_of(judged_now(assessment))
    record("assessment.replied", by=by, subject=assessment, judgements=found, **told)
    tell(assessment.owner, "replied", about=assessment)
    return assessment


def judged_now(assessment):
    return list(assessment.judgements.filter(carried_from=None).select_related("requirement", "words"))


def in_review(assessment, by):
    """The review as it is now, held; refused unless it is in review and theirs. Raises StandsTooClose."""
    assessment = Assessment.objects.locked(assessment)
    if assessment.state != State.IN_REVIEW or assessment.assessor_id != by.pk:
        raise MoveNotAllowed(assessment.state)
    refuse_too_close(assessment.unit, by)
    return assessment


def write_judgement(assessment, requirement, current, outcome, *, by, at):
    if current is None:
        try:
            with transaction.atomic():
                return Judgement.objects.create(
                    assessment=assessment,
                    requirement=requirement,
                    outcome=outcome,
                    judged_by=by,
                    judged_at=at,
                )
        except IntegrityError as raced:
            raise StaleJudgement(
                Judgement.objects.get(assessment=assessment, requirement=requirement)
            ) from raced
    changed = Judgement.objects.filter(pk=current.pk, revision=current.revision, released_at=None)
    if not changed.update(outcome=outcome, judged_by=by, judged_at=at, revision=current.revision + 1):
        raise StaleJudgement(Judgement.objects.get(pk=current.pk))
    current.refresh_from_db()
    return current


def take_back(judgement):
    if judgement:
        JudgementWords.objects.filter(judgement=judgement).delete()
        judgement.delete()


def rest_on(judgement, versions):
    judgement.basis.all().delete()
    JudgementBasis.objects.bulk_create(
        JudgementBasis(judgement=judgement, evidence_version=version) for version in versions
    )


def release(assessment, *, at):
    """From here on the practitioner sees them and nobody changes them."""
    assessment.judgements.filter(released_at=None).update(released_at=at)


def outcomes_of(judgements):
    return {judgement.requirement.code: judgement.outcome for judgement in judgements}
