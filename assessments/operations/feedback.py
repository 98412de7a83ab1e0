"""Writing once what belongs to several requirements of a round."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.feedback import loose_in
from assessments.models import Feedback, Judgement
from assessments.operations.holding import in_review
from people.audit import operation


class NotJudgedYet(Exception):
    """Words belong to judgements: one of those chosen has none in this round."""

    sentence = _("One of these is not judged in this round any more. Judge it first, or untick it.")


class StaleFeedback(Exception):
    """Saved somewhere else in between. Both are kept: what stands, and what was typed here."""

    sentence = _(
        "This was changed somewhere else a moment ago. Nothing is lost: save again if you want yours."
    )

    def __init__(self, current):
        self.current = current
        super().__init__(str(self.sentence))


class FeedbackIsLoose(Exception):
    """What it was written for was taken back, so nobody would ever read it."""

    sentence = _(
        "Some words you wrote for several parts belong to none of them now. Say what they are for, or take them away."
    )


@operation
def write_feedback(assessment, *, text, requirements, by, feedback=None, revision=0, at=None):
    """Say something once for several requirements judged in this round; a draft until the reply. Returns the feedback.

    `feedback`: what is changed, at the `revision` its page showed. Raises StaleFeedback, NotJudgedYet.
    """
    assessment = in_review(assessment, by)
    drafts = Judgement.objects.filter(assessment=assessment, carried_from=None, released_at=None)
    judgements = list(drafts.filter(requirement__in=requirements))
    if not judgements or len(judgements) != len(requirements):
        raise NotJudgedYet
    written = written_anew(assessment, feedback, text, revision=revision, by=by, at=at or timezone.now())
    written.judgements.set(judgements)
    return written


def written_anew(assessment, feedback, text, *, revision, by, at):
    told = {"text": text, "written_by": by, "written_at": at}
    if feedback is None:
        return Feedback.objects.create(assessment=assessment, **told)
    rows = Feedback.objects.filter(pk=feedback.pk, assessment=assessment, released_at=None)
    if not rows.filter(revision=revision).update(revision=revision + 1, **told):
        raise StaleFeedback(Feedback.objects.filter(pk=feedback.pk).first())
    feedback.refresh_from_db()
    return feedback


@operation
def remove_feedback(feedback, *, by):
    """Take it away while it is a draft."""
    in_review(feedback.assessment, by)
    Feedback.objects.filter(pk=feedback.pk, released_at=None).delete()


def refuse_loose(assessment):
    if loose_in(assessment).exists():
        raise FeedbackIsLoose
