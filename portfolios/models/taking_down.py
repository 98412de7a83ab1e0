"""Someone who is in evidence asks for it to be taken down. They need no account and give no reason."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.codes import CodeField
from portfolios.models.evidence import Evidence


class TakedownQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(evidence__owner=person)


class TakedownRequest(models.Model):
    """From the moment it is made the evidence is seen by its owner only. `contact` and `words` are erasable."""

    code = CodeField()
    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="takedown_requests")
    words = models.TextField(_("anything you want to say"), blank=True)
    contact = models.CharField(_("how to reach you, if you want an answer"), max_length=200, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=200, blank=True)

    objects = TakedownQuerySet.as_manager()

    class Meta:
        verbose_name = _("wish to be taken down")
        ordering = ["-asked_at", "-pk"]

    def __str__(self):
        return self.code
