from django.conf import settings
from django.db import models
from django.utils import timezone


class OnceKey(models.Model):
    """A form already carried out: its second post is shown the first result."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    digest = models.CharField(
        max_length=64, blank=True
    )  # of what was sent, to notice other words with the same key
    result_url = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="a_form_counts_once_per_person")
        ]

    def __str__(self):
        return self.key
