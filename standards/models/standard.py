"""What a standard is, whatever its wording: the identity that versions, units and certificates hang on."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.codes import CodeField


class Status(models.TextChoices):
    CURRENT = "current", _("Current")
    LEGACY = "legacy", _("Legacy")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Suite(models.Model):
    """A family of standards that share key areas and values."""

    slug = models.SlugField(max_length=100, unique=True)
    title = models.CharField(_("title"), max_length=255)
    page = models.OneToOneField(
        "standards.SuitePage", models.PROTECT, null=True, editable=False, related_name="suite"
    )

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return self.title


class StandardQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Standards are for everyone to read."""
        return self


class Standard(models.Model):
    """One standard. Facts that may change without a change of wording live here, not on a version.

    It begins with its first published version, so every standard has words. A page points at nothing: the
    standard points at the page that edits it, and so a copy, an alias or a translation is never mistaken for it.
    """

    code = CodeField()
    lineage = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    suite = models.ForeignKey(Suite, models.PROTECT, related_name="standards")
    page = models.OneToOneField(
        "standards.StandardPage", models.PROTECT, null=True, editable=False, related_name="standard"
    )
    title = models.CharField(_("title"), max_length=255)
    urn = models.CharField(_("URN"), max_length=20, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.CURRENT)
    last_start_date = models.DateField(_("last day to start"), null=True, blank=True)
    last_assessment_date = models.DateField(_("last day to be assessed"), null=True, blank=True)
    current_version = models.ForeignKey(
        "standards.StandardVersion", models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = StandardQuerySet.as_manager()

    class Meta:
        ordering = ["suite", "urn", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=Status.values), name="standard_status_is_known"
            )
        ]

    def __str__(self):
        return self.title

    @property
    def is_legacy(self):
        return self.status == Status.LEGACY

    def is_open_to_start(self, on=None):
        """Whether someone may begin it on a day; a legacy one, with a warning. What was begun can always be finished."""
        on = on or timezone.localdate()
        return self.status != Status.WITHDRAWN and (not self.last_start_date or on <= self.last_start_date)
