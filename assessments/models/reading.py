"""What belongs to a round beside its judgements: soundness, one feedback for several, questions, and steps to undo."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment
from assessments.models.judgement import Judgement, Outcome
from people.codes import CodeField
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
    """Something an assessor asks about one requirement, answered while the round is open."""

    code = CodeField()
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="questions")
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="+")
    words = models.TextField(_("what would you like to ask?"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(_("your answer"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("question")
        ordering = ["assessment", "pk"]

    def __str__(self):
        return self.code


class DraftStep(models.Model):
    """What a draft judgement was before it changed, so that it can be put back. Gone once the round is answered."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="draft_steps")
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=14, choices=Outcome.choices, blank=True)  # "": there was none
    words = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["assessment", "pk"]

    def __str__(self):
        return f"{self.requirement_id}: {self.outcome}"
