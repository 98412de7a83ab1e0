"""What an assessor finds about one requirement in one round. A draft until the round is answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment
from people.frozen import freeze_table
from portfolios.models import EvidenceVersion
from standards.models import Requirement


class Outcome(models.TextChoices):
    MEETS = "meets", _("Meets")
    MORE_EVIDENCE = "more evidence", _("More evidence")
    NOT_YET = "not yet", _("Not yet")


class Judgement(models.Model):
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="judgements")
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=14, choices=Outcome.choices)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(default=timezone.now)
    released_at = models.DateTimeField(null=True)
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="carried_to")
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["requirement__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "requirement"], name="one_judgement_per_round_and_requirement"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="judgement_outcome_is_known"
            ),
        ]

    def __str__(self):
        return f"{self.requirement_id}: {self.outcome}"

    @property
    def meets(self):
        return self.outcome == Outcome.MEETS


class JudgementWords(models.Model):
    """What would show it, or how a value was seen: in a row that erasure may clear."""

    judgement = models.OneToOneField(Judgement, models.PROTECT, related_name="words")
    text = models.TextField(blank=True)

    def __str__(self):
        return self.text


class JudgementBasis(models.Model):
    """An evidence version a judgement rests on."""

    judgement = models.ForeignKey(Judgement, models.CASCADE, related_name="basis")
    evidence_version = models.ForeignKey(EvidenceVersion, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["judgement", "evidence_version"], name="a_judgement_rests_on_a_version_once"
            )
        ]

    def __str__(self):
        return f"{self.judgement_id} ← {self.evidence_version_id}"


freeze_table(Judgement, when="OLD.released_at IS NOT NULL")
RELEASED = ("assessments_judgement", "judgement_id", "released_at IS NOT NULL")
freeze_table(JudgementBasis, closed_by=RELEASED)
freeze_table(JudgementWords, closed_by=RELEASED, empties=("text",))
