"""What is said after a judgement: that someone sees it differently, or that what it rested on is gone."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment, Assignment
from assessments.models.judgement import Judgement
from people.codes import CodeField
from people.frozen import freeze_table
from people.roles import Role
from portfolios.models import Evidence


class SeenDifferentlyQuerySet(models.QuerySet):
    def visible_to(self, person):
        """One’s own; where one assesses today, what one judged or what is about work one reads now."""
        at = "judgement__assessment__"
        own = models.Q(**{f"{at}submission__unit__portfolio__owner": person})
        here = models.Q(**{f"{at}organisation__in": person.places_as(Role.ASSESSOR)})
        judged = models.Q(**{f"{at}assessor": person})
        now = Assignment.objects.filter(assessor=person, ended_at=None)
        reads = models.Q(**{f"{at}submission__unit__assignments__in": now})
        return self.filter(own | here & (judged | reads))


class SeenDifferently(models.Model):
    """“I see it differently”, and what the assessor says to that. The judgement itself stays as it was released."""

    code = CodeField()
    judgement = models.OneToOneField(Judgement, models.PROTECT, related_name="seen_differently")
    words = models.TextField(_("how do you see it?"))
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)
    reply = models.TextField(_("what do you say to that?"), blank=True)
    replied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    replied_at = models.DateTimeField(null=True)

    objects = SeenDifferentlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to a judgement")
        ordering = ["said_at", "pk"]

    def __str__(self):
        return self.code


freeze_table(  # nobody rewrites either text; erasure may empty it
    SeenDifferently,
    when="1 = 1",
    keeps=(
        (("code", "judgement_id", "said_by_id", "said_at"), "1 = 1"),
        (("words",), "NEW.words <> ''"),
        (("reply", "replied_by_id", "replied_at"), "OLD.replied_at IS NOT NULL AND NEW.reply <> ''"),
    ),
)


class SeenInPlace(models.Model):
    """An assessor went to see what stays in the workplace: when, and what they saw of it.

    What was written down wrongly is put right by another row, which says which one it `corrects`; that one stays.
    """

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="seen_in_place")
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seen_on = models.DateField(_("when did you see it?"))
    words = models.TextField(_("what did you see?"))
    recorded_at = models.DateTimeField(default=timezone.now)
    corrects = models.OneToOneField("self", models.CASCADE, null=True, related_name="corrected_by")

    class Meta:
        ordering = ["-seen_on", "-pk"]

    def __str__(self):
        return f"{self.evidence_id}: {self.seen_on}"


freeze_table(  # with evidence that nobody shared it goes
    SeenInPlace,
    keeps=(
        (("evidence_id", "seen_by_id", "seen_on", "recorded_at", "corrects_id"), "1 = 1"),
        (("words",), "NEW.words <> ''"),
    ),
)


class FlagQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those of what you judged, where you assess today; and of all of it where you are an IQA."""
        own = models.Q(assessment__submission__unit__portfolio__owner=person)
        here = models.Q(assessment__organisation__in=person.places_as(Role.ASSESSOR))
        assured = models.Q(assessment__organisation__in=person.places_as(Role.IQA))
        return self.filter((here & models.Q(assessment__assessor=person)) | (assured & ~own))


class BasisFlag(models.Model):
    """Something a decision rested on is no longer to be seen. The decision stands until someone looked again."""

    class Why(models.TextChoices):
        YES_TAKEN_BACK = "yes taken back", _("Someone in it took their yes back")
        YES_ENDED = "yes ended", _("The yes of someone in it was for a time that has passed")
        TAKEN_DOWN = "taken down", _("Someone in it asked for it to be taken down")
        WITNESS_REMOVED = "witness removed", _("The witness asked for their words to be removed")

    code = CodeField()
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="flags")
    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="+")
    why = models.CharField(max_length=20, choices=Why.choices)
    raised_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    words = models.TextField(_("what did you find?"), blank=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision to look at again")
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "evidence"],
                condition=models.Q(settled_at=None),
                name="one_open_flag_per_decision_and_evidence",
            )
        ]

    def __str__(self):
        return f"{self.assessment_id}: {self.why}"

    @property
    def organisation_id(self):
        return self.assessment.organisation_id


freeze_table(  # settled, it stays so
    BasisFlag,
    keeps=(
        (("code", "assessment_id", "evidence_id", "why", "raised_at"), "1 = 1"),
        (("settled_at", "settled_by_id"), "OLD.settled_at IS NOT NULL"),
        (("words",), "OLD.settled_at IS NOT NULL AND NEW.words <> ''"),
    ),
)
