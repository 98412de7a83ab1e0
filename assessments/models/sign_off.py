"""Saying, once and for good, that everything in a round is met."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment
from assessments.models.licence import licensed
from people.codes import CodeField
from people.frozen import FrozenModel, freeze_table, keep_words
from portfolios.models import EvidenceFile, EvidenceVersion, Submission

AGREED = (  # what this trainee proposed was agreed to by this person
    "EXISTS (SELECT 1 FROM assessments_proposeddecision d WHERE d.assessment_id = a.id AND d.kind = 'sign-off' "
    "AND d.answer = 'agreed' AND d.proposed_by_id = NEW.signed_by_id AND d.countersigner_id = NEW.countersigned_by_id)"
)


def may_be_signed(vendor):
    """SQL: whoever signs reads this round, has a licence that counts there on that day, a trainee only with someone
    who agreed to just that; it is nobody’s own work; and nothing else is signed off in its unit, unless it was opened
    again."""
    on = {"place": "s.organisation_id", "at": "NEW.signed_at"}
    return (  # of our own tables and columns
        "EXISTS (SELECT 1 FROM assessments_assessment a JOIN portfolios_submission s ON s.id = a.submission_id "  # noqa: S608
        "WHERE a.id = NEW.assessment_id AND s.id = NEW.submission_id AND a.assessor_id = NEW.signed_by_id "
        "AND a.state IN ('in review', 'to agree') AND a.owner_id <> NEW.signed_by_id "
        "AND (NEW.countersigned_by_id IS NULL OR NEW.countersigned_by_id NOT IN (a.owner_id, NEW.signed_by_id)) "
        f"AND {licensed(vendor, 'NEW.signed_by_id', 'NOT l.is_trainee OR NEW.countersigned_by_id IS NOT NULL', **on)} "
        f"AND (NEW.countersigned_by_id IS NULL OR {AGREED}) "
        f"AND (NEW.countersigned_by_id IS NULL OR {licensed(vendor, 'NEW.countersigned_by_id', 'NOT l.is_trainee', **on)}) "
        "AND NOT EXISTS (SELECT 1 FROM assessments_signoff o JOIN portfolios_submission t ON t.id = o.submission_id "
        "WHERE t.unit_id = s.unit_id AND NOT EXISTS "
        "(SELECT 1 FROM assessments_reopening r WHERE r.sign_off_id = o.id)))"
    )


class PieceOpened(models.Model):
    """When someone who reads a round first opened a piece of it. Handing the round back takes this with it."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="openings")
    evidence_version = models.ForeignKey(EvidenceVersion, models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["assessment", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "evidence_version", "person"], name="a_piece_is_first_opened_once"
            )
        ]

    def __str__(self):
        return f"{self.person_id}: {self.evidence_version_id}"


class SignOff(FrozenModel):
    """Who signed, when, and one hash over exactly what they had before them. Never undone."""

    code = CodeField()
    submission = models.OneToOneField(Submission, models.PROTECT, related_name="sign_off")
    assessment = models.OneToOneField(Assessment, models.PROTECT, related_name="sign_off")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=timezone.now)
    countersigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )  # of a trainee's
    countersigned_at = models.DateTimeField(null=True)
    declaration = models.TextField()
    seen_count = models.PositiveIntegerField()
    seen_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("sign-off")

    def __str__(self):
        return self.code


class SignOffSeen(FrozenModel):
    """One thing seen: an evidence version (`file` empty, its digest) or one of its files (its SHA-256).

    `opened_at`: when whoever signed first opened it, `agreed_opened_at` whoever countersigned; None where they never did.
    """

    sign_off = models.ForeignKey(SignOff, models.PROTECT, related_name="seen")
    evidence_version = models.ForeignKey(EvidenceVersion, models.PROTECT, related_name="+")
    file = models.ForeignKey(EvidenceFile, models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64)
    opened_at = models.DateTimeField(null=True)
    agreed_opened_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("what was seen at sign-off")
        ordering = ["sign_off", "pk"]

    def __str__(self):
        return self.sha256


class SignOffWords(models.Model):
    """A few words for the practitioner, in a row that erasure may clear."""

    sign_off = models.OneToOneField(SignOff, models.PROTECT, related_name="words")
    text = models.TextField(blank=True)

    def __str__(self):
        return self.text


freeze_table(SignOff, asks=("INSERT", may_be_signed))
freeze_table(SignOffSeen, room=("assessments_signoff", "sign_off_id", "seen_count"))
keep_words(SignOffWords, "sign_off_id", "text")
