"""Evidence: what someone did, in their words and files. It changes freely; what was shared of it is kept beside it."""

from typing import Any

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from people.access import also_visible_to
from people.codes import CodeField
from portfolios.models.portfolio import Portfolio


def evidence_storage():
    return storages["evidence"]


class EvidenceKind(models.TextChoices):
    WORK_PRODUCT = "work product", _("Something from the work itself")
    REFLECTIVE_ACCOUNT = "reflective account", _("My own account of what I did")
    OBSERVATION = "observation", _("An assessor saw it")
    DISCUSSION = "discussion", _("A talk with an assessor")
    WITNESS = "witness", _("Someone else’s account")


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
        return self.select_for_update(of=("self",)).get(pk=evidence.pk)


class Evidence(WithMoment):
    code = CodeField()
    portfolio = models.ForeignKey(Portfolio, models.PROTECT, related_name="evidence")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="evidence")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=200, blank=True)
    kind = models.CharField(
        _("what kind of evidence it is"), max_length=30, choices=EvidenceKind.choices, blank=True
    )
    happened_on = models.DateField(_("when it happened"), null=True, blank=True)
    happened_precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    identifiable = models.CharField(
        _("who can be seen, heard or named"), max_length=10, choices=Identifiable.choices, blank=True
    )
    story = models.TextField(_("what was going on, and what did you do?"), blank=True)
    result = models.TextField(_("what happened because of it?"), blank=True)
    next_time = models.TextField(_("what would you do differently?"), blank=True)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    objects = EvidenceQuerySet.as_manager()

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
    def face(self):
        """The file that stands for it in a list: one we drew a small picture of, else the first. Files come along."""
        files = list(self.files.all())
        return next((file for file in files if file.thumbnail), files[0] if files else None)


class PersonInEvidence(models.Model):
    """Someone who can be recognised, and on what basis they may be shown. A description, not a name."""

    class Basis(models.TextChoices):
        AGREED = "agreed", _("They said yes")
        NOT_ASKED = "not asked", _("I haven’t asked yet")
        CANNOT_ASK = "cannot ask", _("I can’t ask them")

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="people")
    description = models.CharField(_("how to tell who is meant, without their name"), max_length=200)
    basis = models.CharField(_("did they agree?"), max_length=12, choices=Basis.choices)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.description


class EvidenceFileQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(
            models.Q(evidence__owner=person) | also_visible_to(person, EvidenceFile)
        ).distinct()

    def present(self):
        return self.filter(removed_at=None)


class EvidenceFile(models.Model):
    """A file as it was uploaded. Once part of something shared it stays; before that it can be removed."""

    code = CodeField()
    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="files")
    name = models.CharField(_("name"), max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(storage=evidence_storage, max_length=200)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True)
    preview_trouble = models.CharField(max_length=300, blank=True)

    objects = EvidenceFileQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name

    @property
    def form(self):
        """What it is to look at: image, pdf, audio, video, text or other."""
        major, _slash, minor = self.content_type.partition("/")
        if major in ("image", "audio", "video", "text"):
            return major
        return "pdf" if minor == "pdf" else "other"

    @property
    def thumbnail(self):
        return self.drawn(Rendition.Kind.THUMBNAIL)

    @property
    def pages(self):
        """What we drew of a document, page by page."""
        return [rendition for rendition in self.renditions.all() if rendition.kind == Rendition.Kind.PAGE]

    def drawn(self, kind):
        """Our picture of this kind, or None while there is none. Renditions come along in lists."""
        return next((rendition for rendition in self.renditions.all() if rendition.kind == kind), None)


class Rendition(models.Model):
    """What we show of a file: a picture without its hidden data, or one page of a document."""

    class Kind(models.TextChoices):
        VIEW = "view"
        THUMBNAIL = "thumbnail"
        CLEAN = "clean"  # full size, without hidden data: what others may keep
        PAGE = "page"

    of = models.ForeignKey(EvidenceFile, models.CASCADE, related_name="renditions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    page = models.PositiveIntegerField(default=1)
    file = models.FileField(storage=evidence_storage, max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.BigIntegerField()

    class Meta:
        ordering = ["of", "kind", "page"]
        constraints = [
            models.UniqueConstraint(fields=["of", "kind", "page"], name="one_rendition_per_kind_and_page")
        ]

    def __str__(self):
        return f"{self.of} · {self.kind} {self.page}"
