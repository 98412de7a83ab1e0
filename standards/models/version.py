"""The words of a standard as published: frozen, and what evidence, judgements and certificates point at."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.codes import CodeField
from people.frozen import FrozenModel, freeze_table
from standards.models.standard import Standard, Status
from standards.models.wording import label_of


class Change(models.TextChoices):
    FIRST = "first", _("First version")
    WORDING = "wording", _("A wording fix: it means the same")
    MEANING = "meaning", _("A change of meaning")


class Kind(models.TextChoices):
    PERFORMANCE = "performance", _("Performance criterion")
    KNOWLEDGE = "knowledge", _("Knowledge item")
    VALUE = "value", _("Value")

    @property
    def plural(self):
        """What a list of them is headed with."""
        return {
            "performance": _("Performance criteria"),
            "knowledge": _("Knowledge and understanding"),
            "value": _("Values"),
        }[self.value]


class StandardVersion(FrozenModel):
    code = CodeField()
    standard = models.ForeignKey(Standard, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=255)
    suite_title = models.CharField(max_length=255)
    key_area = models.CharField(max_length=255, blank=True)  # "Key Area Four: Collaboration and …"
    key_area_number = models.PositiveSmallIntegerField(null=True)
    urn = models.CharField(max_length=20, blank=True)
    status = models.CharField(
        max_length=10, choices=Status.choices
    )  # when published; today's is the standard's
    overview = models.TextField(blank=True)
    performance_lead = models.TextField(blank=True)
    knowledge_lead = models.TextField(blank=True)
    values_introduction = models.TextField(blank=True)
    illustrations_introduction = models.TextField(blank=True)
    scope_performance = models.TextField(blank=True)
    scope_knowledge = models.TextField(blank=True)
    change = models.CharField(max_length=10, choices=Change.choices)
    why = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    requirement_count = models.PositiveIntegerField()
    illustration_count = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("published version of a standard")
        ordering = ["standard", "number"]
        constraints = [models.UniqueConstraint(fields=["standard", "number"], name="one_version_per_number")]

    def __str__(self):
        return f"{self.title}, version {self.number}"


class Requirement(FrozenModel):
    """One thing to show. `number` is as printed; `lineage` is what stays the same across versions."""

    code = CodeField()
    version = models.ForeignKey(StandardVersion, models.PROTECT, related_name="requirements")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    number = models.CharField(max_length=12)
    group = models.CharField(max_length=255, blank=True)
    text = models.TextField()
    lineage = models.UUIDField(default=uuid.uuid4)
    position = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("published requirement")
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "lineage"], name="a_requirement_is_in_a_version_once"),
            models.UniqueConstraint(fields=["version", "position"], name="one_requirement_per_position"),
        ]

    def __str__(self):
        return f"{self.label} {self.text}"

    @property
    def label(self):
        return label_of(self.kind, self.number)


class Illustration(FrozenModel):
    """How a value might inform practice in this standard. Context: shown, never assessable, so no claim can reach it."""

    version = models.ForeignKey(StandardVersion, models.PROTECT, related_name="illustrations")
    value_lineage = models.UUIDField(null=True)
    number = models.CharField(max_length=12)
    text = models.TextField()
    position = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("published illustration of a value")
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="one_illustration_per_position")
        ]

    def __str__(self):
        return self.text


freeze_table(StandardVersion)
freeze_table(Requirement, room=("standards_standardversion", "version_id", "requirement_count"))
freeze_table(Illustration, room=("standards_standardversion", "version_id", "illustration_count"))
