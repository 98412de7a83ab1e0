"""Evidence: what someone did, in their words and files. It changes freely; what was shared of it is kept beside it."""

import hashlib
import json
from typing import Any

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from people.codes import CodeField
from portfolios.models.kind import EvidenceKind
from portfolios.models.portfolio import Portfolio


def evidence_storage():
    return storages["evidence"]


def standing(row, columns):
    """What these columns hold, in 16 letters: a form carries it, so that a save of something older is told apart."""
    held = json.dumps([str(getattr(row, name)) for name in columns])
    return hashlib.sha256(held.encode()).hexdigest()[:16]


class Precision(models.TextChoices):
    DAY = "day", _("On this day")
    MONTH = "month", _("In this month")
    YEAR = "year", _("In this year")


class Identifiable(models.TextChoices):
    """Who can be seen, heard or named."""

    NOBODY = "nobody", _("Only me, or nobody")
    OTHERS = "others", _("Other people")


class WithMoment(models.Model):
    """When it happened, as exactly as the person knows it."""

    happened_on: Any
    happened_precision: Any

    class Meta:
        abstract = True

    @property
    def moment(self):
        """“14 March 2027”, “March 2027”, “2027”, or nothing"""
        if not self.happened_on:
            return ""
        return date_format(
            self.happened_on, {"day": "j F Y", "month": "F Y", "year": "Y"}[self.happened_precision]
        )


class EvidenceQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Your own. What an assessor sees is the version that was shared, never this."""
        return self.filter(owner=person)

    def locked(self, evidence):
        return self.select_for_update(of=("self",), no_key=True).get(pk=evidence.pk)


class EvidenceManager(models.Manager.from_queryset(EvidenceQuerySet)):  # type: ignore[misc]
    """Evidence is always shown with what kind it is."""

    def get_queryset(self):
        return super().get_queryset().select_related("kind")


class Evidence(WithMoment):
    code = CodeField()
    portfolio = models.ForeignKey(Portfolio, models.PROTECT, related_name="evidence")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="evidence")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=200, blank=True)
    kind = models.ForeignKey(
        EvidenceKind,
        models.PROTECT,
        to_field="slug",
        db_column="kind",
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("what kind of evidence it is"),
    )
    details = models.JSONField(default=dict, blank=True)  # {key of a question of its kind: what was answered}
    happened_on = models.DateField(_("when it happened"), null=True, blank=True)
    happened_precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    identifiable = models.CharField(
        _("who can be seen, heard or named"), max_length=10, choices=Identifiable.choices, blank=True
    )
    story = models.TextField(_("what was going on, and what did you do?"), blank=True)
    result = models.TextField(_("what happened because of it?"), blank=True)
    next_time = models.TextField(_("what would you do differently?"), blank=True)
    part_of = models.ForeignKey("self", models.SET_NULL, null=True, editable=False, related_name="parts")
    from_entry = models.ForeignKey(
        "portfolios.JournalEntry", models.SET_NULL, null=True, editable=False, related_name="shared_as"
    )
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)  # someone in it took their yes back: nobody else sees it now
    sealed_at = models.DateTimeField(null=True)  # and what was shared up to here stays out of sight for good

    objects = EvidenceManager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["-changed_at", "-pk"]

    def __str__(self):
        return self.name or str(_("Not named yet"))

    @property
    def organisation_id(self):
        return self.portfolio.organisation_id

    @property
    def answers(self):
        """What was answered to the questions of its kind, also to one no longer asked: [{"question", "answer"}]."""
        asked = self.kind.questions.all() if self.details and self.kind else ()
        return self.told + [
            {"question": question.words, "answer": self.details[question.key]}
            for question in asked
            if self.details.get(question.key)
        ]

    @property
    def is_recorded(self):
        """Whether someone else wrote it down: its words are theirs, what becomes of it is its owner’s."""
        return self.recorded_by_id != self.owner_id

    @property
    def told(self):
        """What a witness said, by a link of their own, with the questions they were asked."""
        told = self.details.get("told")
        return told if isinstance(told, list) else []

    @property
    def is_testimony(self):
        """Whether a witness said it: nobody else changes a word or a sound of it, not even when nothing is left."""
        return isinstance(self.details.get("told"), list)

    @property
    def is_kept_up(self):
        """Something learned before, of which its owner said how they keep it fresh: its date says little."""
        return self.kind_id == EvidenceKind.PRIOR_LEARNING and bool(self.details.get("current"))

    @property
    def face(self):
        """The file that stands for it in a list: one we drew a small picture of, else the first. Files come along."""
        files = list(self.files.all())
        return next((file for file in files if file.thumbnail), files[0] if files else None)


class PersonInEvidence(models.Model):
    """Someone who can be recognised, and on what basis they may be shown. A description, not a name.

    `recording`: their yes as they said it. `withdrawn_at`: they took it back; the row stays, as the reason why.
    """

    class Basis(models.TextChoices):
        AGREED = "agreed", _("They said yes")
        TOLD = "told", _("They know, and did not mind")
        NOT_ASKED = "not asked", _("I haven’t asked yet")
        CANNOT_ASK = "cannot ask", _("I can’t ask them")

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="people")
    description = models.CharField(_("how to tell who is meant, without their name"), max_length=200)
    basis = models.CharField(_("did they agree?"), max_length=12, choices=Basis.choices)
    purpose = models.CharField(_("what did they say yes to?"), max_length=200, blank=True)
    agreed_on = models.DateField(_("when did they say it?"), null=True, blank=True)
    until = models.DateField(_("until when?"), null=True, blank=True)
    is_at_risk = models.BooleanField(_("a child, or an adult who may be at risk"), default=False)
    recording = models.ForeignKey(
        "portfolios.EvidenceFile", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)

    SAID = ("description", "basis", "purpose", "agreed_on", "until", "is_at_risk", "recording_id")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.description

    @property
    def revision(self):
        return standing(self, self.SAID)
