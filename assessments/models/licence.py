"""Who may sign, from when, until when, and whose decisions another agrees to first."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment
from people.codes import CodeField
from people.frozen import freeze_table
from people.models import Organisation
from people.models.organisation import today
from people.roles import Role


class LicenceQuerySet(models.QuerySet):
    def current(self, on=None):
        """Those that count on a day: begun, not past their last day, not ended."""
        on = on or today()
        return self.filter(Q(until_date=None) | Q(until_date__gte=on), Q(ended_at=None), from_date__lte=on)

    def visible_to(self, person):
        """One's own, and those of the places where one coordinates or assures quality."""
        places = [*person.places_as(Role.COORDINATOR), *person.places_as(Role.IQA)]
        return self.filter(Q(person=person) | Q(organisation__in=places))


class Licence(models.Model):
    """That someone may assess here: their qualification, what they know from practice, and for how long."""

    code = CodeField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="licences")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="licences")
    qualification = models.CharField(_("assessor qualification"), max_length=200, blank=True)
    competence = models.TextField(_("what they know from practice"), blank=True)
    is_trainee = models.BooleanField(_("still learning to assess"), default=False)
    countersigner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("who agrees to their decisions"),
    )  # fmt: skip
    from_date = models.DateField(_("from"), default=today)
    until_date = models.DateField(_("last day"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    end_told_at = models.DateTimeField(null=True)  # when people were told that it ends soon: once

    objects = LicenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessor’s licence")
        ordering = ["organisation", "person__name", "-from_date", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_trainee=False) | Q(countersigner__isnull=False),
                name="a_trainee_has_a_countersigner",
            ),
            models.CheckConstraint(
                condition=Q(countersigner=None) | ~Q(countersigner=models.F("person")),
                name="nobody_countersigns_themselves",
            ),
            models.CheckConstraint(
                condition=Q(until_date=None) | Q(until_date__gte=models.F("from_date")),
                name="a_licence_does_not_end_before_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.person} · {self.qualification}"


class ProposedDecision(models.Model):
    """A trainee's reply or sign-off, waiting for the one who agrees to it. Nothing is released before."""

    class Kind(models.TextChoices):
        REPLY = "reply", _("Reply")
        SIGN_OFF = "sign-off", _("Sign-off")

    class Answer(models.TextChoices):
        AGREED = "agreed", _("Agreed")
        TALK_FIRST = "talk first", _("Let us look at it together")
        CHANGED = "changed", _("Something changed meanwhile")
        PASSED_ON = "passed on", _("Someone else reads it now")
        TAKEN_BACK = "taken back", _("Taken back before it was answered")

    code = CodeField()
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    countersigner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    untied_at = models.DateTimeField(null=True)  # when they said that nothing ties them to the practitioner
    seen_hash = models.CharField(max_length=64, blank=True)
    declaration = models.TextField(blank=True)
    words = models.TextField(blank=True)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answer_words = models.TextField(_("a few words"), blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("decision to agree to")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"], condition=Q(answer=""), name="one_decision_waits_per_round"
            ),
            models.CheckConstraint(
                condition=~Q(countersigner=models.F("proposed_by")),
                name="nobody_agrees_to_their_own_decision",
            ),
        ]

    def __str__(self):
        return f"{self.assessment_id}: {self.kind}"


BY_WHOM_IT_IS_ASKED = (  # what was agreed to before anybody was asked about ties stays as it is
    "NEW.answered_by_id = NEW.countersigner_id AND (NEW.untied_at IS NOT NULL OR OLD.answer = 'agreed')"
)
freeze_table(  # what was proposed stays as it was, and its answer too; erasure may empty the words
    ProposedDecision,
    when="OLD.answer <> ''",
    keeps=(
        (("code", "assessment_id", "kind", "proposed_by_id", "proposed_at", "seen_hash"), "1 = 1"),
        (("countersigner_id", "untied_at", "answer", "answered_at", "answered_by_id"), "OLD.answer <> ''"),
        (("declaration",), "NEW.declaration <> ''"),
        (("words",), "NEW.words <> ''"),
        (("answer_words",), "OLD.answer <> '' AND NEW.answer_words <> ''"),
    ),
    asks=("UPDATE", f"NEW.answer <> 'agreed' OR ({BY_WHOM_IT_IS_ASKED})"),
)
