"""One shared round of a unit: which evidence versions claimed what, frozen."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.access import also_visible_to
from people.codes import CodeField
from people.frozen import FrozenModel, freeze_table
from people.models import Organisation
from portfolios.models.anchor import Anchored
from portfolios.models.evidence_version import EvidenceVersion
from portfolios.models.portfolio import Unit
from portfolios.models.reflection import SelfAssessment
from standards.models import Requirement


class DeclarationText(FrozenModel):
    """What people are asked to declare when they share, in one of its versions. The newest is asked."""

    number = models.PositiveIntegerField(unique=True)
    words = models.TextField(_("what is declared"))
    no_tools = models.CharField(_("said by someone who used no AI tools"), max_length=250)
    tools = models.CharField(_("said by someone who did"), max_length=250)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("declaration")
        ordering = ["-number"]

    def __str__(self):
        return self.words


class SubmissionQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(
            models.Q(unit__portfolio__owner=person) | also_visible_to(person, Submission)
        ).distinct()


class Submission(models.Model):
    """What was shared. It closes once, when the round is answered or taken back; nothing else ever changes."""

    code = CodeField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="submissions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="submissions")
    round = models.PositiveIntegerField()
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(default=timezone.now)
    declaration = models.TextField()
    declared_on = models.ForeignKey(DeclarationText, models.PROTECT, null=True, related_name="+")
    recalled_at = models.DateTimeField(null=True)
    item_count = models.PositiveIntegerField()
    is_open = models.BooleanField(default=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("what you shared")
        ordering = ["unit", "round"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "round"], name="one_submission_per_round"),
            models.UniqueConstraint(
                fields=["unit"], condition=models.Q(is_open=True), name="one_open_round_per_unit"
            ),
        ]

    def __str__(self):
        return f"{self.unit} · {self.round}"


class SubmissionItem(FrozenModel):
    """In this round, this version of evidence was said to show this requirement."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="items")
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="+")
    evidence_version = models.ForeignKey(EvidenceVersion, models.PROTECT, related_name="items")
    digest = models.CharField(max_length=64)  # of the evidence version, as it was

    class Meta:
        verbose_name = _("item of a shared round")
        ordering = ["submission", "requirement__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "requirement", "evidence_version"], name="an_item_is_in_a_round_once"
            )
        ]

    def __str__(self):
        return f"{self.evidence_version_id} → {self.requirement_id}"


class SubmissionItemNote(Anchored):
    """“How this shows it”, as it was shared, in a row that erasure may clear."""

    item = models.OneToOneField(SubmissionItem, models.PROTECT, related_name="note")
    text = models.TextField(blank=True)

    def __str__(self):
        return self.text


class SubmissionSelfView(models.Model):
    """How someone saw themselves on the day they shared, if they wished to show it; erasure may clear it."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="self_views")
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="+")
    view = models.CharField(max_length=10, choices=SelfAssessment.View.choices)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["requirement__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "requirement"], name="one_view_of_oneself_per_round_and_requirement"
            )
        ]

    def __str__(self):
        return f"{self.requirement_id}: {self.view}"


freeze_table(  # once closed it stays; erasure may empty what was declared, where someone’s own words may stand
    Submission,
    when="OLD.is_open = {false}",
    keeps=(
        (
            ("code", "organisation_id", "unit_id", "round", "shared_by_id", "shared_at", "declared_on_id",
             "recalled_at", "item_count", "is_open"),
            "NOT OLD.is_open",
        ),
        (("declaration",), "NOT OLD.is_open AND NEW.declaration <> ''"),
    ),
)  # fmt: skip
freeze_table(SubmissionItem, room=("portfolios_submission", "submission_id", "item_count"))
freeze_table(  # as it was shared; erasure may empty it
    SubmissionItemNote,
    when="1 = 1",
    keeps=(
        (("item_id",), "1 = 1"),
        (("text",), "NEW.text <> ''"),
        *(((name,), f"NEW.{name} IS NOT NULL") for name in Anchored.SPOT),
    ),
)
freeze_table(DeclarationText)
