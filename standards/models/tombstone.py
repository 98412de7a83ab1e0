"""What was once asked for and is asked for no more. Nothing judged is deleted: its frozen rows stay, and this says so."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.frozen import FrozenModel, freeze_table
from standards.models.standard import Standard
from standards.models.version import Kind, StandardVersion
from standards.models.wording import label_of


class Tombstone(FrozenModel):
    """A retired requirement: its lineage and last words, for ever.

    `version` is the first one without it; None where another installation retired it before we knew it. One that
    comes back in a later version keeps its stone: `Standard.current_version` says what is asked today.
    """

    standard = models.ForeignKey(Standard, models.PROTECT, related_name="tombstones")
    version = models.ForeignKey(StandardVersion, models.PROTECT, null=True, related_name="tombstones")
    lineage = models.UUIDField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    number = models.CharField(max_length=12)
    group = models.CharField(max_length=255, blank=True)
    text = models.TextField()
    retired_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("retired requirement")
        ordering = ["standard", "retired_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["lineage", "version"], name="retired_once_by_a_version"),
            models.UniqueConstraint(
                fields=["standard", "lineage"],
                condition=models.Q(version__isnull=True),
                name="retired_elsewhere_once",
            ),
        ]

    def __str__(self):
        return f"{self.label} {self.text}"

    @property
    def label(self):
        return label_of(self.kind, self.number)


freeze_table(Tombstone)
