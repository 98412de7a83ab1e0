from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """Slow work, written in the transaction that wants it. The worker may run it twice; it happens once."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Being done")
        DONE = "done", _("Done")
        STUCK = "stuck", _("Needs a look")

    kind = models.CharField(max_length=50)
    subject_code = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    woken_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    trouble = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_code"], name="one_job_per_kind_and_subject")
        ]
        indexes = [models.Index(fields=["state", "not_before"], name="jobs_that_are_due")]

    def __str__(self):
        return f"{self.kind} {self.subject_code}: {self.state}"
