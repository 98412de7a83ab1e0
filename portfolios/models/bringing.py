"""A bag that comes in from elsewhere: on its way through the worker, and the papers that stay of it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.codes import CodeField
from people.models import Organisation
from portfolios.models.evidence import evidence_storage
from portfolios.models.evidence_file import Searched
from portfolios.models.taking_along import BroughtAlong, HistoryBrought, exports_storage


class BringingQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Whoever brings it, and nobody else."""
        return self.filter(person=person)


class Bringing(models.Model):
    """A bag in the hands of the worker, or looked at and waiting for a yes. `lines`: what would come, came, or is wrong."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to begin")
        MAKING = "making", _("Being read")
        LOOKED = "looked", _("Looked at")
        DONE = "done", _("Brought in")
        REFUSED = "refused", _("Can’t be brought in")
        STOPPED = "stopped", _("Something went wrong")
        GONE = "gone", _("No longer here")

    code = CodeField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    file = models.FileField(storage=exports_storage, max_length=200, blank=True)
    size = models.BigIntegerField()
    is_look = models.BooleanField(default=False)  # say what would come, and change nothing
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveBigIntegerField(default=0)  # bytes, of `total`: each is read twice
    total = models.PositiveBigIntegerField(default=0)
    lines = models.JSONField(default=list)
    brought = models.ForeignKey(BroughtAlong, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = BringingQuerySet.as_manager()

    class Meta:
        verbose_name = _("portfolio on its way in")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=models.Q(state__in=["waiting", "making"]),
                name="one_bag_at_a_time_comes_in",
            )
        ]

    def __str__(self):
        return self.name


class PaperBroughtQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Its owner only, like what was said."""
        return self.filter(said__brought__portfolio__owner=person)


class PaperBrought(Searched):
    """A file that belongs to what was said elsewhere, such as the paper of a certificate: never a certificate of here."""

    code = CodeField()
    said = models.ForeignKey(HistoryBrought, models.CASCADE, related_name="papers")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(storage=evidence_storage, max_length=200)

    objects = PaperBroughtQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper from elsewhere")
        ordering = ["pk"]

    def __str__(self):
        return self.name
