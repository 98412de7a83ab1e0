"""Thinking for oneself: a journal nobody else reads, and where someone sees themselves."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.codes import CodeField
from portfolios.models.evidence import evidence_storage
from portfolios.models.evidence_file import Searched
from portfolios.models.portfolio import Portfolio, Unit
from standards.models import Requirement


class JournalQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Your own, and nobody else’s, whatever their role."""
        return self.filter(portfolio__owner=person)


class JournalEntry(models.Model):
    """Private. Sharing it makes a piece of evidence with the words as they were that day."""

    code = CodeField()
    portfolio = models.ForeignKey(Portfolio, models.PROTECT, related_name="journal")
    title = models.CharField(_("name it, if you like"), max_length=200, blank=True)
    prompt = models.CharField(_("what you were asked"), max_length=300, blank=True)
    value = models.ForeignKey(
        Requirement, models.SET_NULL, null=True, related_name="+"
    )  # the value the prompt was drawn from
    text = models.TextField(_("what you think"), blank=True)
    written_on = models.DateField(default=timezone.localdate)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = JournalQuerySet.as_manager()

    class Meta:
        verbose_name = _("journal entry")
        ordering = ["-written_on", "-pk"]

    def __str__(self):
        return self.title or str(_("Not named yet"))

    @property
    def organisation_id(self):
        return self.portfolio.organisation_id


class JournalRecordingQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(entry__portfolio__owner=person)


class JournalRecording(Searched):
    """A thought spoken instead of written."""

    code = CodeField()
    entry = models.ForeignKey(JournalEntry, models.CASCADE, related_name="recordings")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(storage=evidence_storage, max_length=200)
    made_at = models.DateTimeField(default=timezone.now)

    objects = JournalRecordingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name


class SelfAssessment(models.Model):
    """Where someone sees themselves on one requirement. It stands beside what an assessor finds, and counts nowhere."""

    class View(models.TextChoices):
        CAN = "can", _("I can do this")
        PARTLY = "partly", _("Partly")
        NOT_YET = "not yet", _("Not yet")

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="self_assessments")
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="+")
    view = models.CharField(_("how I see it"), max_length=10, choices=View.choices)
    words = models.TextField(_("why"), blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["requirement__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "requirement"], name="one_view_of_oneself_per_requirement"
            )
        ]

    def __str__(self):
        return f"{self.requirement_id}: {self.view}"
