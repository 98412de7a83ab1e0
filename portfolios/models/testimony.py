"""Witnesses: people without an account who say what they saw, each by a link of their own."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.codes import CodeField
from portfolios.models.evidence import Evidence, evidence_storage
from portfolios.models.portfolio import Unit
from standards.models import Requirement


class WitnessQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those you asked yourself. What they wrote reaches others as evidence, never as this row."""
        return self.filter(unit__portfolio__owner=person)


class WitnessRequest(models.Model):
    """Someone was asked to say what they saw. The link is kept as a hash; opening it changes nothing."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        CONFIRMED = "confirmed", _("Confirmed")
        DECLINED = "declined", _("Would rather not")
        ENDED = "ended", _("Taken back")
        REMOVED = "removed", _("Removed, as they asked")

    code = CodeField()
    token_hash = models.CharField(max_length=64, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="witness_requests")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    answered_at = models.DateTimeField(null=True)
    is_expert = models.BooleanField(_("an expert witness"), default=False)
    event = models.CharField(_("what they were there for"), max_length=200)
    name = models.CharField(_("who they are"), max_length=120)  # as the practitioner knows them; erasable
    email = models.EmailField(_("their e-mail address"), blank=True)
    note = models.TextField(_("a few words to them"), blank=True)
    evidence = models.OneToOneField(Evidence, models.SET_NULL, null=True, related_name="testimony")

    objects = WitnessQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to a witness")
        ordering = ["-asked_at", "-pk"]

    def __str__(self):
        return self.event

    @property
    def organisation_id(self):
        return self.unit.organisation_id


class WitnessQuestion(models.Model):
    """One thing a witness is asked: a requirement someone claims, in a plain question."""

    request = models.ForeignKey(WitnessRequest, models.CASCADE, related_name="questions")
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="+")
    words = models.CharField(max_length=500)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["requirement__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "requirement"], name="asked_of_a_witness_once")
        ]

    def __str__(self):
        return self.words


class WitnessStatement(models.Model):
    """Who the witness says they are, and what else they said. Erasure, or their own wish, clears it."""

    request = models.OneToOneField(WitnessRequest, models.CASCADE, related_name="statement")
    name = models.CharField(_("your name"), max_length=120, blank=True)
    shown_as = models.CharField(_("the name to show instead"), max_length=120, blank=True)
    relation = models.CharField(_("how do you know them?"), max_length=250, blank=True)
    contact = models.CharField(_("how could someone reach you to check?"), max_length=250, blank=True)
    competence = models.TextField(_("what makes you an expert in this?"), blank=True)
    saw = models.TextField(_("what did you see or hear?"), blank=True)
    is_true = models.BooleanField(_("this is what I saw or heard myself"), default=False)
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)

    def __str__(self):
        return self.shown_as or self.name


class WitnessRecording(models.Model):
    """What a witness said aloud instead of writing."""

    code = CodeField()
    statement = models.ForeignKey(WitnessStatement, models.CASCADE, related_name="recordings")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(storage=evidence_storage, max_length=200)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name
