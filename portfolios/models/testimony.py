"""Witnesses: people without an account who say what they saw, each by a link of their own."""

import hashlib

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from people.codes import CodeField
from portfolios.models.evidence import Evidence, Precision, WithMoment, evidence_storage
from portfolios.models.evidence_file import Searched
from portfolios.models.portfolio import Unit
from standards.models import Requirement


def hash_of(token):
    return hashlib.sha256(token.encode()).hexdigest()


class WitnessQuerySet(models.QuerySet["WitnessRequest"]):
    def visible_to(self, person):
        """Those you asked yourself. What they wrote reaches others as evidence, never as this row."""
        return self.filter(unit__portfolio__owner=person)

    def locked(self, request):
        rows = self.select_for_update(of=("self",), no_key=True).select_related(
            "unit__portfolio__owner", "evidence"
        )
        return rows.get(pk=request.pk)

    def with_token(self, token):
        """The request this link opens today, or None: unknown, too old and taken back are all alike."""
        found = self.filter(token_hash=hash_of(token)).select_related("unit__portfolio__owner", "evidence")
        request = found.first()
        return request if request and request.opens else None


class WitnessRequest(WithMoment):
    """Someone is asked to say what they saw. Opening the link changes nothing, and only its hash is kept.

    The link is worked out from the row, the number of the link and the site’s secret, so that no mail that waits to
    be sent holds it either.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Not asked yet")
        ASKED = "asked", _("Asked")
        CONFIRMED = "confirmed", _("Answered")
        DECLINED = "declined", _("Would rather not")
        ENDED = "ended", _("Taken back")
        REMOVED = "removed", _("Removed, as they asked")

    code = CodeField()
    token_hash = models.CharField(max_length=64, unique=True)
    links = models.PositiveIntegerField(default=0)  # how many there were: a new one ends the one before
    is_mailed = models.BooleanField(default=False)  # we sent it; else whoever asks has handed it over
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="witness_requests")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    is_expert = models.BooleanField(_("an expert witness"), default=False)
    event = models.CharField(_("what they were there for"), max_length=200)
    happened_on = models.DateField(_("when it was"), null=True)
    happened_precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    name = models.CharField(_("who they are"), max_length=120)  # as the practitioner knows them; erasable
    email = models.EmailField(_("their e-mail address"), blank=True)
    note = models.TextField(_("a few words to them"), blank=True)
    evidence = models.OneToOneField(Evidence, models.SET_NULL, null=True, related_name="testimony")

    objects = WitnessQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to a witness")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(answered_by=models.F("asked_by")), name="nobody_is_their_own_witness"
            ),
            models.UniqueConstraint(
                "unit",
                Lower("email"),
                "event",
                condition=models.Q(state="asked") & ~models.Q(email=""),
                name="one_open_request_per_address_and_event",
            ),
        ]

    def __str__(self):
        return self.event

    @property
    def organisation_id(self):
        return self.unit.organisation_id

    @property
    def owner(self):
        return self.unit.portfolio.owner

    @property
    def token(self):
        """Of its newest link. 256 bits; needs the site’s secret."""
        return salted_hmac("portfolios.witness", f"{self.code} {self.links}", algorithm="sha256").hexdigest()

    @property
    def is_expired(self):
        return self.state == self.State.ASKED and self.expires_at <= timezone.now()

    @property
    def opens(self):
        """Whether its link leads anywhere: until it is too old, and for good once something was said."""
        if self.state in (self.State.ASKED, self.State.DECLINED):
            return self.expires_at > timezone.now()
        return self.state in (self.State.CONFIRMED, self.State.REMOVED)

    @property
    def can_be_asked_again(self):
        """Not of someone who would rather not: their own link lets them think it over."""
        return self.state in (self.State.ASKED, self.State.ENDED) and bool(self.name)


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
    """Who the witness says they are, and what else they said. Erasure, or their own wish, clears it.

    `typed`: what stands in their form and was not saved yet.
    """

    request = models.OneToOneField(WitnessRequest, models.CASCADE, related_name="statement")
    name = models.CharField(_("your name"), max_length=120, blank=True)
    shown_as = models.CharField(_("the name to show instead"), max_length=120, blank=True)
    relation = models.CharField(_("how do you know them?"), max_length=250, blank=True)
    contact = models.CharField(_("how could someone reach you to check?"), max_length=250, blank=True)
    competence = models.TextField(_("what makes you an expert in this?"), blank=True)
    saw = models.TextField(_("what did you see or hear?"), blank=True)
    is_true = models.BooleanField(_("this is what I saw or heard myself"), default=False)
    typed = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)

    def __str__(self):
        return self.shown_as or self.name


class WitnessRecording(Searched):
    """What a witness said aloud instead of writing; about one question, or about everything."""

    code = CodeField()
    statement = models.ForeignKey(WitnessStatement, models.CASCADE, related_name="recordings")
    question = models.ForeignKey(WitnessQuestion, models.CASCADE, null=True, related_name="recordings")
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
