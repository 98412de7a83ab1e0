"""What someone brought in, kept beside the draft it becomes: the text as it came, and the reading a person corrects."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.codes import CodeField


class IntakeQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Trainers see what trainers brought in: it is nobody’s secret. Entering the admin is the first fence."""
        return self

    def locked(self, intake):
        """The row as it is now, held until the operation ends."""
        return self.select_for_update(of=("self",), no_key=True).get(pk=intake.pk)


class BroughtIn(models.Model):
    """A text on its way in. `reading` is a working document and no row judged by anyone."""

    class State(models.TextChoices):
        READING = "reading", _("Being read")
        REVIEW = "review", _("Waiting for your check")
        AGREED = "agreed", _("Brought in")
        SET_ASIDE = "set aside", _("Set aside")

    code = CodeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.REVIEW)
    source_name = models.CharField(max_length=255, blank=True)  # "pasted" is ""
    source_format = models.CharField(max_length=10)  # text, html, pdf, docx, json, case, csv, xlsx, ods
    original = models.TextField()  # as it was read, line by line: what warnings count their lines in
    sha256 = models.CharField(max_length=64)  # of the bytes that came
    reading = models.JSONField(default=dict)  # what was read, as the person corrected it
    revision = models.PositiveIntegerField(default=1)  # a stale save is told so, and keeps both
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return self.reading.get("title") or self.source_name or self.code


class Intake(BroughtIn):
    """A standard, or a whole suite: `reading` is a StandardDocument or SuiteDocument."""

    class Subject(models.TextChoices):
        STANDARD = "standard", _("A standard")
        SUITE = "suite", _("A whole suite")

    subject = models.CharField(max_length=10, choices=Subject.choices, default=Subject.STANDARD)
    suite = models.ForeignKey(
        "standards.SuitePage", models.SET_NULL, null=True, blank=True, related_name="intakes"
    )
    page = models.ForeignKey(
        "standards.StandardPage", models.SET_NULL, null=True, blank=True, related_name="intakes"
    )
    answers = models.JSONField(default=dict)  # doubtful pairs: what the person said of each

    class Meta(BroughtIn.Meta):
        verbose_name = _("text brought in")
        verbose_name_plural = _("texts brought in")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["reading", "review", "agreed", "set aside"]),
                name="intake_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(subject__in=["standard", "suite"]), name="intake_subject_is_known"
            ),
        ]
