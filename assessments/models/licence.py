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


def licensed(vendor, person, how, *, place, at):
    """SQL: a licence of theirs counts in this place at this moment. `how`: SQL on it, as `l`."""
    latest, earliest = days_of(vendor, at)
    return (  # of our own tables and columns
        "EXISTS (SELECT 1 FROM assessments_licence l JOIN people_organisation p ON p.id = l.organisation_id "  # noqa: S608
        f"WHERE l.person_id = {person} AND l.organisation_id = {place} AND ({how}) "
        f"AND (l.ended_at IS NULL OR l.ended_at > {at}) "
        f"AND l.from_date <= {latest} AND (l.until_date IS NULL OR l.until_date >= {earliest}))"
    )


def days_of(vendor, at):
    """SQL: (the last, the first) day that this moment may be in the place `p`. SQLite knows no time zones."""
    return (
        days_anywhere(vendor, at) if vendor == "sqlite" else (f"({at} AT TIME ZONE p.time_zone)::date",) * 2
    )


def days_anywhere(vendor, at):
    """SQL: (the last, the first) day that it is anywhere at this moment."""
    if vendor == "sqlite":
        return f"date({at}, '+14 hours')", f"date({at}, '-12 hours')"
    here = f"{at} AT TIME ZONE 'UTC'"
    return f"({here} + interval '14 hours')::date", f"({here} - interval '12 hours')::date"


def may_agree(vendor):
    """SQL: whoever agrees is the one who is asked, to what the reader of this round proposed; they assess in its place
    on that day, with a licence and not as a trainee, it is not their own work, nothing ties them to whose it is, and they
    said so. What was agreed to before is not asked about again: erasure may empty its words years later."""
    # Roles count by the day of the site, not of a place.
    latest, earliest = days_anywhere(vendor, "NEW.answered_at")
    on = {"place": "a.organisation_id", "at": "NEW.answered_at"}
    return (  # of our own tables and columns
        "NEW.answer <> 'agreed' "  # noqa: S608
        "OR EXISTS (SELECT 1 FROM assessments_proposeddecision w WHERE w.id = NEW.id AND w.answer = 'agreed') "
        "OR EXISTS (SELECT 1 FROM assessments_assessment a JOIN people_organisation p ON p.id = a.organisation_id "
        "JOIN people_membership m ON m.organisation_id = p.id AND m.person_id = NEW.countersigner_id "
        "WHERE a.id = NEW.assessment_id AND a.assessor_id = NEW.proposed_by_id "
        "AND NEW.answered_by_id = NEW.countersigner_id AND a.owner_id <> NEW.countersigner_id "
        "AND NEW.untied_at IS NOT NULL "
        f"AND m.role = 'assessor' AND m.from_date <= {latest} AND (m.until_date IS NULL OR m.until_date > {earliest}) "
        f"AND {licensed(vendor, 'NEW.countersigner_id', 'NOT l.is_trainee', **on)} "
        "AND NOT EXISTS (SELECT 1 FROM assessments_tie t WHERE t.organisation_id = a.organisation_id "
        "AND t.assessor_id = NEW.countersigner_id AND t.practitioner_id = a.owner_id AND t.ended_at IS NULL))"
    )


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


freeze_table(  # what was proposed stays as it was, and its answer too; erasure may empty the words
    ProposedDecision,
    when="OLD.answer NOT IN ('', 'taken back')",  # which go where the round is handed back
    keeps=(
        (("code", "assessment_id", "kind", "proposed_by_id", "proposed_at", "seen_hash"), "1 = 1"),
        (("countersigner_id", "untied_at", "answer", "answered_at", "answered_by_id"), "OLD.answer <> ''"),
        (("declaration",), "NEW.declaration <> ''"),
        (("words",), "NEW.words <> ''"),
        (("answer_words",), "OLD.answer <> '' AND NEW.answer_words <> ''"),
    ),
    asks=("INSERT OR UPDATE", may_agree),
)
