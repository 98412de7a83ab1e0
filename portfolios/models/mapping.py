"""The last change to what a piece of evidence shows, kept so that it can be undone."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from portfolios.models.anchor import Anchored
from portfolios.models.claim import Claim
from portfolios.models.evidence import Evidence
from portfolios.models.portfolio import Unit
from standards.models import Requirement


class Mapping(models.Model):
    """One save of the mapping screen: the newest of a piece of evidence is the one that can be undone."""

    evidence = models.OneToOneField(Evidence, models.CASCADE, related_name="last_mapping")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    is_undoing = models.BooleanField(
        default=False
    )  # it took the one before back, and can be taken back itself

    def __str__(self):
        return f"{self.evidence_id} · {self.made_at:%Y-%m-%d %H:%M}"


class MappingLine(Anchored):
    """How one claim stood before that save, or after it. No line: it was not claimed."""

    mapping = models.ForeignKey(Mapping, models.CASCADE, related_name="lines")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="+")
    is_after = models.BooleanField()
    note = models.TextField(blank=True)
    carried_from = models.ForeignKey(Claim, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["mapping", "requirement__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mapping", "unit", "requirement", "is_after"], name="a_mapping_says_a_thing_once"
            )
        ]

    def __str__(self):
        return f"{self.requirement_id} {'after' if self.is_after else 'before'}"
