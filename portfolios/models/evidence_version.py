"""Evidence as it was when shared: frozen, with its words in a row of their own that erasure may clear."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.codes import CodeField
from people.frozen import FrozenModel, freeze_table
from portfolios.models.evidence import Evidence, Identifiable, Precision, WithMoment
from portfolios.models.evidence_file import EvidenceFile


def in_sight(version="", evidence="evidence__"):
    """Of a shared version: nobody in it took their yes back, or asked for it to be taken down, since it was shared.

    `version`, `evidence`: how a query gets to them from where it asks, such as "evidence_version__".
    """
    frozen_later = Q(**{f"{evidence}sealed_at__lt": F(f"{version}frozen_at")})
    return Q(**{f"{evidence}hidden_at": None}) & (Q(**{f"{evidence}sealed_at": None}) | frozen_later)


class EvidenceVersion(FrozenModel):
    """Evidence as it was when shared. The digest covers its words and its files' hashes."""

    code = CodeField()
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    digest_form = models.PositiveSmallIntegerField(default=1)  # see portfolios.fingerprints
    file_count = models.PositiveIntegerField()
    frozen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("shared evidence")
        ordering = ["evidence", "number"]
        constraints = [
            models.UniqueConstraint(fields=["evidence", "number"], name="one_evidence_version_per_number")
        ]

    def __str__(self):
        return f"{self.code} · {self.number}"

    @property
    def is_in_sight(self):
        """What `in_sight` asks of the database, of one that is at hand with its evidence."""
        evidence = self.evidence
        return not evidence.hidden_at and not (evidence.sealed_at and evidence.sealed_at >= self.frozen_at)


class EvidenceVersionWords(WithMoment):
    """The words of a shared version, in a row that erasure may clear without touching what was judged."""

    version = models.OneToOneField(EvidenceVersion, models.PROTECT, related_name="words")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30)
    kind_name = models.CharField(max_length=80, blank=True)
    details = models.JSONField(default=list, blank=True)  # [{"question", "answer"}] of its short form
    happened_on = models.DateField()
    happened_precision = models.CharField(max_length=5, choices=Precision.choices)
    identifiable = models.CharField(max_length=10, choices=Identifiable.choices)
    part = models.TextField(blank=True)  # of something several people did: what they did themselves
    people = models.JSONField(
        default=list
    )  # as portfolios.consent.people_as_shared: never asked of by a query
    story = models.TextField(blank=True)
    result = models.TextField(blank=True)
    next_time = models.TextField(blank=True)

    def __str__(self):
        return self.name


class EvidenceVersionFile(FrozenModel):
    version = models.ForeignKey(EvidenceVersion, models.PROTECT, related_name="file_links")
    file = models.ForeignKey(EvidenceFile, models.PROTECT, related_name="shared_in")
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("file of shared evidence")
        ordering = ["version", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "file"], name="a_file_is_in_a_version_once")
        ]

    def __str__(self):
        return self.sha256


freeze_table(EvidenceVersion)
freeze_table(EvidenceVersionFile, room=("portfolios_evidenceversion", "version_id", "file_count"))
