"""Awarded, then issued: two facts. The register holds no name; names stand in a row that erasure may clear."""

import secrets

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.sign_off import SignOff
from assessments.numbers import LENGTH, in_groups
from people.access import also_visible_to
from people.codes import ALPHABET, CodeField
from people.frozen import FrozenModel, FrozenQuerySet, freeze_table, keep_words
from people.models import Organisation
from people.roles import Role
from portfolios.models import Submission
from standards.models import AwardVersion


def certificate_storage():
    return storages["certificates"]


def new_number():
    """Twelve random characters, 60 bits, of Crockford’s base 32."""
    return "".join(secrets.choice(ALPHABET.upper()) for _place in range(LENGTH))


def new_token():
    """128 random bits for the long link."""
    return secrets.token_urlsafe(16)


class Award(FrozenModel):
    """That something was achieved. A certificate says so on paper; the award stands without it."""

    code = CodeField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="awards")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="awards")
    awarded_on = models.DateField()
    awarded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    rules = models.ForeignKey(
        AwardVersion, models.PROTECT, null=True, related_name="given"
    )  # None: one standard
    instead_of = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="given_again"
    )  # an earlier one whose certificate has ended

    class Meta:
        verbose_name = _("award")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "holder", "rules"],
                condition=Q(rules__isnull=False, instead_of=None),
                name="an_award_is_given_once",
            )
        ]

    def __str__(self):
        return self.code


class CertificateQuerySet(FrozenQuerySet):
    def visible_to(self, person):
        """The holder; whoever signed it off or agreed, while an assessor of the organisation; an IQA of it."""
        holder = Q(award__holder=person)
        signed = Q(entries__sign_off__signed_by=person) | Q(entries__sign_off__countersigned_by=person)
        signer = signed & Q(award__organisation__in=person.places_as(Role.ASSESSOR))
        iqa = Q(award__organisation__in=person.places_as(Role.IQA))
        return self.filter(holder | signer | iqa | also_visible_to(person, Certificate)).distinct()


class Certificate(FrozenModel):
    code = CodeField()
    award = models.ForeignKey(Award, models.PROTECT, related_name="certificates")
    number = models.CharField(max_length=LENGTH, unique=True, default=new_number)
    token = models.CharField(max_length=32, unique=True, default=new_token)
    issued_at = models.DateTimeField(default=timezone.now)
    title = models.CharField(max_length=255, blank=True)  # of the award; "" where it is for one standard
    wording = models.TextField(blank=True)
    entry_count = models.PositiveIntegerField(default=1)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")

    objects = CertificateQuerySet.as_manager()  # type: ignore[misc]  # narrower than that of every frozen row

    class Meta:
        verbose_name = _("certificate")
        ordering = ["-issued_at", "-pk"]

    def __str__(self):
        return self.number_in_groups

    @property
    def number_in_groups(self):
        return in_groups(self.number)

    @property
    def is_ready(self):
        """Whether the worker has made the paper."""
        return hasattr(self, "document")

    @property
    def is_in_force(self):
        return not hasattr(self, "end")

    @property
    def is_withheld(self):
        """Its holder was erased: it counts as it did, and there is neither name nor paper."""
        return self.award.holder.erased_at is not None

    @property
    def newer(self):
        """The one that took its place, or None."""
        return getattr(self, "replaced_by", None)

    @property
    def verify_url(self):
        return settings.PUBLIC_URL + reverse("verify-token", args=[self.token])


class CertificateEntry(FrozenModel):
    """One signed-off unit on a certificate, with the words it certifies."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="entries")
    sign_off = models.ForeignKey(SignOff, models.PROTECT, related_name="entries")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=255)
    suite_title = models.CharField(max_length=255)
    key_area = models.CharField(max_length=255, blank=True)
    version_number = models.PositiveIntegerField()
    urn = models.CharField(max_length=20, blank=True)
    was_legacy = models.BooleanField()
    second_look_date = models.DateField(null=True)  # where it was sampled before it was issued
    second_look_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("entry on a certificate")
        ordering = ["certificate", "position"]
        constraints = [
            models.UniqueConstraint(fields=["certificate", "position"], name="one_entry_per_position")
        ]

    def __str__(self):
        return self.title


class CertificateName(models.Model):
    """The holder’s name as printed, and whether the long link may show it. Erasure clears it."""

    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="name")
    text = models.CharField(max_length=200)
    is_shown = models.BooleanField(default=False)

    def __str__(self):
        return self.text


class CertificateDocument(FrozenModel):
    """The PDF, made once. `commitment` is SHA-256(salt, number, name); the salt is on the paper only."""

    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="document")
    file = models.FileField(storage=certificate_storage, max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    commitment = models.CharField(max_length=64)
    rendered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("certificate document")

    def __str__(self):
        return self.sha256


class CertificateEnd(FrozenModel):
    """A certificate that no longer counts; the one that `replaces` it may follow. What it said stays on record."""

    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="end")
    ended_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("end of a certificate")

    def __str__(self):
        return str(self.certificate)


for model in (Award, CertificateEnd, Certificate, CertificateDocument):
    freeze_table(model)
keep_words(CertificateName, "certificate_id", "text")
freeze_table(CertificateEntry, room=("assessments_certificate", "certificate_id", "entry_count"))
