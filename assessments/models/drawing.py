"""What drawing leaves behind: which rounds a plan weighed, and what each of its samples covers."""

from django.conf import settings
from django.db import models

from assessments.models.assessment import Assessment
from assessments.models.sampling import Sample, SamplingPlan
from people.frozen import FrozenModel, freeze_table
from standards.models import Standard


class Weighed(models.Model):
    """A round that a plan weighed and did not draw. Taken away where what spoke against it has changed."""

    plan = models.ForeignKey(SamplingPlan, models.PROTECT, related_name="weighed")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["plan", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "assessment"], name="a_plan_weighs_a_round_once")
        ]

    def __str__(self):
        return f"{self.plan_id}: {self.assessment_id}"


class Covered(FrozenModel):
    """What looking at a sample covers: whose judging, of which standard, with which kind of evidence, as it stood when
    the round was put in."""

    sample = models.ForeignKey(Sample, models.CASCADE, related_name="covers")
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    standard = models.ForeignKey(Standard, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=30)

    class Meta:
        ordering = ["sample", "pk"]
        constraints = [models.UniqueConstraint(fields=["sample", "kind"], name="a_sample_covers_a_kind_once")]
        indexes = [models.Index(fields=["assessor", "standard"], name="covered_of_assessor_standard")]

    def __str__(self):
        return f"{self.assessor_id} {self.standard_id} {self.kind}"


freeze_table(Covered)
