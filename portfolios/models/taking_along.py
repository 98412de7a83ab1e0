"""Leaving with everything, and what came along from somewhere else."""

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.codes import CodeField
from portfolios.models.portfolio import Portfolio


def exports_storage():
    return storages["exports"]


class OwnersOnly(models.QuerySet):
    def visible_to(self, person):
        return self.filter(asked_by=person)


class PortfolioExport(models.Model):
    """Everything of a portfolio in one file, made in the background for the person who asked, and for nobody else."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to begin")
        MAKING = "making", _("Being made")
        READY = "ready", _("Ready")
        STOPPED = "stopped", _("Something went wrong")
        GONE = "gone", _("No longer here")

    code = CodeField()
    portfolio = models.ForeignKey(Portfolio, models.PROTECT, related_name="exports")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveBigIntegerField(default=0)  # bytes of files, of `total`
    total = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True)
    file = models.FileField(storage=exports_storage, max_length=200, blank=True)
    size = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    trouble = models.CharField(max_length=300, blank=True)

    objects = OwnersOnly.as_manager()

    class Meta:
        verbose_name = _("portfolio to take along")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "asked_by"],
                condition=models.Q(state__in=["waiting", "making"]),
                name="one_copy_at_a_time_is_made_for_someone",
            )
        ]

    def __str__(self):
        return self.code


class BroughtByMe(models.QuerySet):
    def visible_to(self, person):
        """Its owner only: what was said elsewhere weighs nothing here."""
        return self.filter(portfolio__owner=person)


class BroughtAlong(models.Model):
    """A portfolio that came from another installation: what it says was decided there, which nobody here has checked.

    `digest` is the SHA-256 of the bag’s own manifest, so that the same file comes in once.
    """

    code = CodeField()
    portfolio = models.ForeignKey(Portfolio, models.PROTECT, related_name="brought_along")
    source = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(default=timezone.now)

    objects = BroughtByMe.as_manager()

    class Meta:
        ordering = ["-brought_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["portfolio", "digest"], name="a_bag_is_brought_along_once")
        ]

    def __str__(self):
        return self.source


class HistoryBrought(models.Model):
    """One thing the other installation said: a claim, a decision, a certificate. To read, and for nothing else."""

    brought = models.ForeignKey(BroughtAlong, models.CASCADE, related_name="history")
    standard = models.CharField(max_length=300)
    requirement = models.TextField()
    label = models.CharField(max_length=20, blank=True)
    said = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    by = models.CharField(max_length=200, blank=True)
    on = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.said
