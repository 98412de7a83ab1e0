"""The files of a piece of evidence, and what we draw of them."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.access import also_visible_to
from people.codes import CodeField
from portfolios.models.evidence import Evidence, evidence_storage


class EvidenceFileQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(
            models.Q(evidence__owner=person) | also_visible_to(person, EvidenceFile)
        ).distinct()

    def present(self):
        return self.filter(removed_at=None, is_consent=False)


class Scan(models.TextChoices):
    """What a search for viruses said of a file. While it waits, or when something was found, nobody opens it."""

    NOT_SCANNED = "not scanned", _("Not searched for viruses")
    WAITING = "waiting", _("Being searched for viruses")
    CLEAN = "clean", _("Searched for viruses: nothing found")
    TOO_LARGE = "too large", _("Too large for our search for viruses")
    FOUND = "found", _("A virus was found")


HELD = (Scan.WAITING, Scan.FOUND)  # nobody opens it


class Searched(models.Model):
    """A file with what the search for viruses said of it."""

    scan = models.CharField(max_length=12, choices=Scan.choices, default=Scan.NOT_SCANNED)
    scanned_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def is_released(self):
        """Nobody opens what still waits for its search, or did not come through it."""
        return self.scan not in HELD


class EvidenceFile(Searched):
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
    is_consent = models.BooleanField(
        default=False
    )  # someone’s yes, spoken: kept beside the evidence, never part of it
    redacted_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, editable=False, related_name="redactions"
    )
    page_count = models.PositiveIntegerField(null=True)  # of a PDF, as it says of itself: we may show fewer
    preview_trouble = models.CharField(max_length=300, blank=True)
    copy_trouble = models.CharField(max_length=300, blank=True)  # why others can't have a clean copy

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
    def came_from_owner(self):
        """Who sent a file has it as it was; others have our copy, also those whose evidence it is as well."""
        return self.uploaded_by_id == self.evidence.owner_id and not self.evidence.is_testimony

    @property
    def for_owner(self):
        """What its evidence’s owner may keep: as it was, or our copy, or None while there is none."""
        return self if self.came_from_owner else self.clean_copy

    @property
    def clean_copy(self):
        """What others may have of it: our copy without hidden data, a text as it is, or None while there is none."""
        return self if self.form == "text" else self.drawn(Rendition.Kind.CLEAN)

    @property
    def words(self):
        """The words of an office document as we read them, or None while, or where, we did not."""
        return self.drawn(Rendition.Kind.TEXT) if self.form == "other" else None

    @property
    def reads_here(self):
        """Whether it is read on our own page, paragraph by paragraph: a text, or a document whose words we have."""
        return self.form == "text" or self.words is not None

    @property
    def thumbnail(self):
        return self.drawn(Rendition.Kind.THUMBNAIL)

    @property
    def poster(self):
        return self.drawn(Rendition.Kind.POSTER)

    @property
    def pages(self):
        """What we drew of a document, page by page."""
        return [rendition for rendition in self.renditions.all() if rendition.kind == Rendition.Kind.PAGE]

    @property
    def pages_left_out(self):
        """How many pages of a document are not among those we drew: there are too many, or they took too long."""
        return max(0, self.page_count - len(self.pages)) if self.page_count and self.pages else 0

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
        POSTER = "poster"  # one picture of a film
        TEXT = "text"  # the words of a document, as portfolios.copies.words has them

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
