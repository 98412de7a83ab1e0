from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portfolios.models.anchor import Anchored
from portfolios.models.evidence import Evidence
from portfolios.models.portfolio import Unit
from standards.models import Requirement


class Claim(Anchored):
    """“This shows that.” It carries no verdict: a judgement belongs to a requirement in a round."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="claims")
    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="claims")
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="claims")
    note = models.TextField(_("how this shows it"), blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    carried_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, editable=False, related_name="carried_to"
    )

    class Meta:
        ordering = ["requirement__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "evidence", "requirement"], name="evidence_claims_a_requirement_once"
            )
        ]

    def __str__(self):
        return f"{self.evidence_id} → {self.requirement_id}"
