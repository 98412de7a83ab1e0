"""What a second look found, what it asks of the assessor, and a decision that is taken up again."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment
from assessments.models.judgement import Outcome
from assessments.models.no_part import is_anothers
from assessments.models.reading import Test
from assessments.models.sampling import Sample
from assessments.models.sign_off import SignOff
from people.codes import CodeField
from people.frozen import FrozenModel, FrozenQuerySet, freeze_table, keep_words
from people.models import Organisation
from people.roles import Role
from portfolios.models import EvidenceVersion
from standards.models import Requirement


class NotedFirst(FrozenModel):
    """What an IQA found of a requirement before they were shown what the assessor found."""

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="noted")
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=14, choices=Outcome.choices)

    class Meta:
        verbose_name = _("what was found before it was shown")
        ordering = ["sample", "requirement__position"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "requirement"], name="noted_once_per_requirement")
        ]

    def __str__(self):
        return f"{self.requirement_id}: {self.outcome}"


class SampleRecordQuerySet(FrozenQuerySet):
    def visible_to(self, person):
        """Whoever judged, signed or agreed to it, while an assessor there; and the IQAs of the place, except of their own
        work."""
        judged = Q(sample__assessment__assessor=person) | Q(sample__assessment__sign_off__signed_by=person)
        agreed = Q(sample__assessment__sign_off__countersigned_by=person)
        assesses = Q(sample__plan__organisation__in=person.places_as(Role.ASSESSOR))
        here = Q(sample__plan__organisation__in=person.places_as(Role.IQA))
        return self.filter((assesses & (judged | agreed)) | (here & ~Q(sample__assessment__owner=person)))


class SampleRecord(FrozenModel):
    """What an IQA found. It goes to the assessor first; the practitioner hears only if a decision changes."""

    code = CodeField()
    sample = models.OneToOneField(Sample, models.PROTECT, related_name="record")
    looked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    looked_at = models.DateTimeField(default=timezone.now)
    agrees = models.BooleanField()
    part_count = models.PositiveIntegerField()
    piece_count = models.PositiveIntegerField()
    doubt_count = models.PositiveIntegerField()

    objects = SampleRecordQuerySet.as_manager()  # type: ignore[misc]  # narrower than that of every frozen row

    class Meta:
        verbose_name = _("record of a second look")

    def __str__(self):
        return self.code

    @property
    def organisation_id(self):
        return self.sample.plan.organisation_id

    @property
    def day(self):
        """On which day that was, where it was."""
        return self.sample.assessment.submission.organisation.date_of(self.looked_at)

    @property
    def has_doubts_alone(self):
        """Every part was found the same, and a test of soundness is in doubt."""
        return bool(self.doubt_count) and not self.parts.filter(agrees=False).exists()


class SampleWords(models.Model):
    """What they say to it, in a row that erasure may clear."""

    record = models.OneToOneField(SampleRecord, models.PROTECT, related_name="words")
    text = models.TextField(blank=True)

    def __str__(self):
        return self.text


class SampledPart(FrozenModel):
    """A requirement that was looked at, and whether the IQA finds the same."""

    record = models.ForeignKey(SampleRecord, models.PROTECT, related_name="parts")
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="+")
    agrees = models.BooleanField()

    class Meta:
        verbose_name = _("part looked at again")
        ordering = ["record", "pk"]

    def __str__(self):
        return f"{self.requirement_id}: {self.agrees}"


class SampledPiece(FrozenModel):
    """A piece of evidence that was looked at, as it was."""

    record = models.ForeignKey(SampleRecord, models.PROTECT, related_name="pieces")
    evidence_version = models.ForeignKey(EvidenceVersion, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("evidence looked at again")
        ordering = ["record", "pk"]

    def __str__(self):
        return str(self.evidence_version_id)


class SampleDoubt(FrozenModel):
    """A test of soundness that the IQA does not see passed; for one requirement, or for the whole round."""

    record = models.ForeignKey(SampleRecord, models.PROTECT, related_name="doubts")
    requirement = models.ForeignKey(Requirement, models.PROTECT, null=True, related_name="+")
    test = models.CharField(max_length=10, choices=Test.choices)

    class Meta:
        verbose_name = _("test in doubt")
        ordering = ["record", "pk"]

    def __str__(self):
        return self.test


class ActionQuerySet(models.QuerySet):
    def visible_to(self, person):
        """One's own to do, while an assessor there; and those of the places where one is an IQA."""
        own = Q(assessor=person, organisation__in=person.places_as(Role.ASSESSOR))
        return self.filter(own | Q(organisation__in=person.places_as(Role.IQA)))


class Action(models.Model):
    """What an assessor is asked to do after a second look: to grow by, or to put something right."""

    class Kind(models.TextChoices):
        DEVELOPMENTAL = "developmental", _("To grow by")
        CORRECTIVE = "corrective", _("To put right")

    code = CodeField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    record = models.ForeignKey(SampleRecord, models.PROTECT, related_name="actions")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    words = models.TextField(_("what is asked"))
    due_date = models.DateField(_("by when"))
    answer = models.TextField(_("what you did"), blank=True)
    answered_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("action")
        ordering = ["due_date", "pk"]

    def __str__(self):
        return self.code


class Reopening(FrozenModel):
    """A signed-off decision is looked at anew: a new round takes it up, and the old one stays as it was."""

    code = CodeField()
    sign_off = models.OneToOneField(SignOff, models.PROTECT, related_name="reopening")
    record = models.ForeignKey(SampleRecord, models.PROTECT, null=True, related_name="reopenings")
    again = models.OneToOneField(Assessment, models.PROTECT, related_name="reopened_from")
    reopened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reopened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("decision opened again")

    def __str__(self):
        return self.code


class ReopeningWords(models.Model):
    """Why, in a row that erasure may clear."""

    reopening = models.OneToOneField(Reopening, models.PROTECT, related_name="words")
    text = models.TextField()

    def __str__(self):
        return self.text


freeze_table(NotedFirst, closed_by=("assessments_sample", "sample_id", "noted_at IS NOT NULL"))
freeze_table(SampleRecord, asks=("INSERT", is_anothers("NEW.looked_by_id", sample="NEW.sample_id")))
keep_words(SampleWords, "record_id", "text")
freeze_table(SampledPart, room=("assessments_samplerecord", "record_id", "part_count"))
freeze_table(SampledPiece, room=("assessments_samplerecord", "record_id", "piece_count"))
freeze_table(SampleDoubt, room=("assessments_samplerecord", "record_id", "doubt_count"))
freeze_table(  # what was asked, of whom and by when; settled, it stays so. Erasure may empty the words
    Action,
    when="OLD.settled_at IS NOT NULL",
    keeps=(
        (("code", "organisation_id", "record_id", "kind", "assessor_id", "due_date"), "1=1"),
        (("answered_at", "settled_at", "settled_by_id"), "OLD.settled_at IS NOT NULL"),
        (("words",), "OLD.settled_at IS NOT NULL AND NEW.words <> ''"),
        (("answer",), "OLD.settled_at IS NOT NULL AND NEW.answer <> ''"),
    ),
)
freeze_table(Reopening)
keep_words(ReopeningWords, "reopening_id", "text")
