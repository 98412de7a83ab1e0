"""What someone works towards: which standards, how much evidence, who looks, and what the certificate says.

An award is edited as a draft and published like a standard: publishing freezes an AwardVersion, and whoever works
towards the award keeps the version they started on.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.codes import CodeField
from people.frozen import FrozenModel, freeze_table
from standards.models.standard import Standard, Suite


class AwardRules(models.Model):
    """How much is enough. None or False: not asked. The same fields stand on the draft and on what was published."""

    title = models.CharField(_("title"), max_length=255)
    summary = models.TextField(_("in a few words"), blank=True)
    claims_per_criterion = models.PositiveSmallIntegerField(
        _("pieces of evidence for each criterion"), default=1
    )
    distinct_kinds = models.PositiveSmallIntegerField(
        _("different kinds of evidence in each standard"), default=1
    )
    must_be_observed = models.BooleanField(_("at least one observed piece in each standard"), default=False)
    evidence_months = models.PositiveSmallIntegerField(
        _("how old evidence may be, in months"), null=True, blank=True
    )
    every_value = models.BooleanField(_("each value has to be shown"), default=False)
    has_sampling = models.BooleanField(_("an internal quality assurer may look at it"), default=False)
    has_panel = models.BooleanField(_("it ends with a talk with a panel"), default=False)
    certificate_title = models.CharField(_("title on the certificate"), max_length=255, blank=True)
    certificate_wording = models.TextField(_("words on the certificate"), blank=True)
    last_start_date = models.DateField(_("last day to start"), null=True, blank=True)
    last_assessment_date = models.DateField(_("last day to be assessed"), null=True, blank=True)

    class Meta:
        abstract = True


class AwardDefinitionQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Once published, for everyone; the editor asks for a trainer."""
        return self

    def locked(self, award):
        return self.select_for_update(of=("self",), no_key=True).get(pk=award.pk)


class AwardDefinition(AwardRules):
    """The draft a trainer edits. `current_version` is what people can start on, None until it is published."""

    code = CodeField()
    suite = models.ForeignKey(
        Suite, models.PROTECT, related_name="award_definitions", verbose_name=_("suite")
    )
    revision = models.PositiveIntegerField(default=1)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    current_version = models.ForeignKey(
        "standards.AwardVersion", models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = AwardDefinitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        ordering = ["suite", "title", "pk"]

    def __str__(self):
        return self.title

    def is_open_to_start(self, on=None):
        """Whether someone may begin it on a day. What was begun can always be finished."""
        rules, on = self.current_version, on or timezone.localdate()
        if rules is None or self.withdrawn_at:
            return False
        return not rules.last_start_date or on <= rules.last_start_date


class AwardGroup(models.Model):
    """All of these standards, or any `needed` of them. `needed` None: all."""

    award = models.ForeignKey(AwardDefinition, models.CASCADE, related_name="groups")
    title = models.CharField(_("heading"), max_length=255, blank=True)
    needed = models.PositiveSmallIntegerField(_("how many of them"), null=True, blank=True)
    standards = models.ManyToManyField(Standard, related_name="+", verbose_name=_("standards"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("group of standards")
        ordering = ["award", "position", "pk"]

    def __str__(self):
        return self.title


class AwardVersion(AwardRules, FrozenModel):
    """The rules as published: frozen, and what someone’s pursuit and certificate point at."""

    code = CodeField()
    award = models.ForeignKey(AwardDefinition, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    why = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    member_count = models.PositiveIntegerField()
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("published version of an award")
        ordering = ["award", "number"]
        constraints = [
            models.UniqueConstraint(fields=["award", "number"], name="one_award_version_per_number")
        ]

    def __str__(self):
        return f"{self.title}, version {self.number}"


class AwardMember(FrozenModel):
    """One standard in one group of a published award. `needed` None: every one of the group."""

    version = models.ForeignKey(AwardVersion, models.PROTECT, related_name="members")
    standard = models.ForeignKey(Standard, models.PROTECT, related_name="+")
    group = models.PositiveSmallIntegerField()
    group_title = models.CharField(max_length=255, blank=True)
    needed = models.PositiveSmallIntegerField(null=True)
    position = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("standard in a published award")
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="one_award_member_per_position")
        ]

    def __str__(self):
        return str(self.standard)


freeze_table(AwardVersion)
freeze_table(AwardMember, room=("standards_awardversion", "version_id", "member_count"))
