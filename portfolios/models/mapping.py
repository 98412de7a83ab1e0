"""The last change to what evidence shows, kept so that it can be undone."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from portfolios.models.anchor import Anchored
from portfolios.models.claim import Claim
from portfolios.models.evidence import Evidence
from portfolios.models.portfolio import Unit
from standards.models import Requirement


class MappingQuerySet(models.QuerySet):
    def last_of(self, **side):
        """The newest of one piece (`evidence=`) or of one standard (`unit=`), or None."""
        touched = MappingLine.objects.filter(mapping=models.OuterRef("pk"), **side)
        return self.filter(models.Exists(touched)).order_by("-pk").first()


def last_change(**side):
    """Annotations for a piece (`evidence=`) or a standard (`unit=`): when it was changed last, and whether by undoing."""
    newest = MappingLine.objects.filter(**side).order_by("-mapping")
    return {
        "last_changed_at": models.Subquery(newest.values("mapping__made_at")[:1]),
        "last_was_undone": models.Subquery(newest.values("mapping__is_undoing")[:1]),
    }


class Mapping(models.Model):
    """One save, from whichever page: the newest that touched a piece, or a standard, is the one to be undone there."""

    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    is_undoing = models.BooleanField(
        default=False
    )  # it took the one before back, and can be taken back itself

    objects = MappingQuerySet.as_manager()

    def __str__(self):
        return f"{self.made_by_id} · {self.made_at:%Y-%m-%d %H:%M}"


class MappingLine(Anchored):
    """How one claim stood before that save, or after it. No line: it was not claimed."""

    mapping = models.ForeignKey(Mapping, models.CASCADE, related_name="lines")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="+")
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="+")
    is_after = models.BooleanField()
    note = models.TextField(blank=True)
    carried_from = models.ForeignKey(Claim, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["mapping", "requirement__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mapping", "unit", "evidence", "requirement", "is_after"],
                name="a_mapping_says_a_thing_once",
            )
        ]

    def __str__(self):
        return f"{self.requirement_id} {'after' if self.is_after else 'before'}"
