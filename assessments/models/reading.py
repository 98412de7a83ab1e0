"""What belongs to a round beside its judgements: soundness, one feedback for several, questions, and steps to undo."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment
from assessments.models.judgement import Judgement, Outcome
from people.codes import CodeField
from people.frozen import freeze_table
from standards.models import Requirement


class Test(models.TextChoices):
    VALID = "valid", _("Valid: it is about what the standard asks")
    AUTHENTIC = "authentic", _("Authentic: it is their own work")
    RELIABLE = "reliable", _("Reliable: another assessor would find the same")
    CURRENT = "current", _("Current: they could do it today")
    SUFFICIENT = "sufficient", _("Sufficient: there is enough of it")

    __test__ = False  # no test of ours


class Soundness(models.Model):
    """Whether a round's evidence passes one of the five tests; where it does not wholly, words say why."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="soundness")
    test = models.CharField(max_length=10, choices=Test.choices)
    holds = models.BooleanField()
    words = models.TextField(_("what is different here"), blank=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)
    released_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["assessment", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "test"], name="a_test_is_said_once_per_round")
        ]

    def __str__(self):
        return f"{self.assessment_id}: {self.test} {self.holds}"


class Feedback(models.Model):
    """Words that belong to several requirements of a round at once. A draft until the round is answered."""

    code = CodeField()
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="feedback")
    text = models.TextField(_("what would show it, or what you saw"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    released_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)
    judgements = models.ManyToManyField(Judgement, related_name="feedback")

    class Meta:
        verbose_name = _("feedback")
        ordering = ["assessment", "pk"]

    def __str__(self):
        return self.code


class Question(models.Model):
    """Something an assessor asks about one requirement, answered without sharing again.

    While nobody answered it, it belongs to the newest round.
    """

    code = CodeField()
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="questions")
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="+")
    words = models.TextField(_("what would you like to ask?"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(_("your answer"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    let_go_at = models.DateTimeField(null=True)  # nobody waits for an answer any more

    class Meta:
        verbose_name = _("question")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at=None) | models.Q(let_go_at=None),
                name="a_question_is_answered_or_let_go",
            )
        ]

    def __str__(self):
        return self.code


class DraftStep(models.Model):
    """What a draft judgement was before it changed, so that it can be put back. Gone once the round is answered.

    `revision`: the one it had then, 0 when there was none. What is judged anew goes on counting from the highest, so
    that no number ever stands for two different judgements.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="draft_steps")
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=14, choices=Outcome.choices, blank=True)  # "": there was none
    words = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    undone_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["assessment", "pk"]

    def __str__(self):
        return f"{self.requirement_id}: {self.outcome}"


RELEASED = "OLD.released_at IS NOT NULL"
UNANSWERED_ROUND = (  # a round that was answered takes nothing more in
    "NOT EXISTS (SELECT 1 FROM assessments_assessment WHERE id = NEW.assessment_id "
    "AND state IN ('replied', 'signed off', 'recalled'))"
)

# Released with the round, nobody changes or removes them; erasure may empty the words.
freeze_table(
    Soundness,
    when=RELEASED,
    keeps=(
        (("assessment_id", "test", "holds", "said_by_id", "said_at", "released_at"), RELEASED),
        (("words",), f"{RELEASED} AND NEW.words <> ''"),
    ),
    asks=("INSERT", UNANSWERED_ROUND),
)
freeze_table(
    Feedback,
    when=RELEASED,
    keeps=(
        (("code", "assessment_id", "written_by_id", "written_at", "released_at", "revision"), RELEASED),
        (("text",), f"{RELEASED} AND NEW.text <> ''"),
    ),
    asks=("INSERT", UNANSWERED_ROUND),
)
freeze_table(
    Feedback.judgements.through,
    closed_by=("assessments_feedback", "feedback_id", "released_at IS NOT NULL"),
)
freeze_table(  # what was asked stays as it was asked; with its answer, it stays
    Question,
    when="OLD.answered_at IS NOT NULL",
    keeps=(
        (("code", "requirement_id", "asked_by_id", "asked_at"), "1 = 1"),
        (("words",), "NEW.words <> ''"),
        (("assessment_id", "answered_by_id", "answered_at", "let_go_at"), "OLD.answered_at IS NOT NULL"),
        (("answer",), "OLD.answered_at IS NOT NULL AND NEW.answer <> ''"),
    ),
)
