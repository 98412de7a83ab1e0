"""What whoever looks a second time says before they see any of it."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from assessments.models.sampling import Sample


class UntiedLook(models.Model):
    """That an IQA was asked and said: nothing ties them to whoever did this. It goes with a tie that is named later, and
    is in the record once they noted something: see assessments.operations.looking_ties."""

    sample = models.ForeignKey(Sample, models.CASCADE, related_name="untied")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sample", "person"], name="asked_once_before_a_second_look")
        ]

    def __str__(self):
        return f"{self.sample_id}: {self.person_id}"
