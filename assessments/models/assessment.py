"""Reading one shared round: who reads it, and how far they are."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.codes import CodeField
from people.frozen import FrozenModel, freeze_table
from people.models import Organisation
from people.roles import Role
from portfolios.models import Submission, Unit


class State(models.TextChoices):
    ON_OFFER = "on offer", _("Waiting for an assessor")
    IN_REVIEW = "in review", _("With an assessor")
    TO_AGREE = "to agree", _("Waiting for a second assessor to agree")
    REPLIED = "replied", _("Replied")
    SIGNED_OFF = "signed off", _("Signed off")
    RECALLED = "recalled", _("Taken back before it was read")


class AssignmentQuerySet(models.QuerySet):
    def visible_to(self, person):
        """What you read yourself; and, to say who reads it, everything where you coordinate."""
        here = Q(unit__portfolio__organisation__in=person.places_as(Role.COORDINATOR))
        return self.filter(Q(assessor=person) | here)


class Assignment(models.Model):
    """Who reads a unit, said by a coordinator or by accepting an offer. Handing it on ends the old one."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments")
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField(default=timezone.now)
    untied_at = models.DateTimeField(null=True)  # when they said that nothing ties them to the practitioner
    ended_at = models.DateTimeField(null=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["-assigned_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(ended_at=None), name="one_assessor_for_a_unit_at_a_time"
            )
        ]

    def __str__(self):
        return f"{self.unit} · {self.assessor}"

    @property
    def organisation_id(self):
        return self.unit.portfolio.organisation_id


WHOSE = ("submission__unit__portfolio__owner", "submission__unit__version__standard")


def is_asked_of(person):
    """Rounds whose decision this person is asked to agree to, or agreed to."""
    return Q(proposals__countersigner=person, proposals__answer__in=("", "agreed"))


def opens_to(person):
    """Of those, the rounds whose evidence they may open: they said that nothing ties them, or agreed before."""
    said = Q(proposals__answer="", proposals__untied_at__isnull=False)
    return Q(proposals__countersigner=person) & (said | Q(proposals__answer="agreed"))


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Yours to read or to agree to, and on offer, where you are an assessor today; signed off where an IQA."""
        here = Q(organisation__in=person.places_as(Role.ASSESSOR))
        mine, offered = here & Q(assessor=person), here & Q(state=State.ON_OFFER)
        signed_off = Q(state=State.SIGNED_OFF, organisation__in=person.places_as(Role.IQA))
        own = Q(submission__unit__portfolio__owner=person)
        agrees = here & Q(pk__in=self.model._base_manager.filter(is_asked_of(person)).values("pk"))
        return self.filter(mine | agrees | ((offered | signed_off) & ~own))

    def of_assessor(self, person):
        """Theirs to read, or answered by them, in the places where they are an assessor today."""
        return self.filter(assessor=person, organisation__in=person.places_as(Role.ASSESSOR))

    def taken_on(self):
        """Nothing on offer: a round that nobody reads is opened by nobody, and there is no such page (404).

        Whoever read it until its owner wished for someone else could tell it, by a 403, from one that was passed on.
        """
        return self.exclude(state=State.ON_OFFER)

    def locked(self, assessment, related=WHOSE):
        """The row as it is now, with what it is about. `related`: less, where an operation names nobody."""
        held = self.select_for_update(of=("self",), no_key=True)
        return held.select_related(*related).get(pk=assessment.pk)

    def all_locked(self, assessments):
        """Several at once, always in the same order."""
        rows = self.filter(pk__in=[assessment.pk for assessment in assessments]).order_by("pk")
        return rows.select_for_update(of=("self",), no_key=True)


class Assessment(models.Model):
    code = CodeField()
    submission = models.OneToOneField(Submission, models.PROTECT, related_name="assessment")
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="assessments"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )  # for the constraint
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", db_index=False
    )  # that of the submission: lists of a place ask for nothing else
    state = models.CharField(max_length=12, choices=State.choices, default=State.ON_OFFER)
    opened_at = models.DateTimeField(default=timezone.now)
    begun_at = models.DateTimeField(
        null=True
    )  # when whoever reads it now first looked: till then it can go back
    decided_at = models.DateTimeField(null=True)  # when it was replied to or signed off

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        ordering = ["opened_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="assessment_state_is_known"),
            models.CheckConstraint(
                condition=~Q(assessor=models.F("owner")), name="nobody_assesses_their_own_work"
            ),
            models.CheckConstraint(
                condition=Q(state__in=(State.ON_OFFER, State.RECALLED)) | Q(assessor__isnull=False),
                name="whoever_reviews_is_named",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "opened_at"],
                condition=Q(state=State.ON_OFFER),
                name="rounds_on_offer_here",
            ),
            models.Index(
                fields=["organisation", "decided_at"],
                condition=Q(decided_at__isnull=False),
                name="rounds_decided_here",
            ),
            models.Index(
                fields=["assessor", "opened_at"],
                condition=Q(state=State.IN_REVIEW),
                name="rounds_someone_reads",
            ),
            models.Index(
                fields=["assessor", "decided_at"],
                condition=Q(decided_at__isnull=False),
                name="rounds_someone_decided",
            ),
        ]

    def __str__(self):
        return str(self.submission)

    @property
    def unit(self):
        return self.submission.unit

    @property
    def version(self):
        return self.submission.unit.version


IS_DECIDED = "OLD.decided_at IS NOT NULL"
freeze_table(  # nobody moves it to another place; decided, it does not go, nor become someone else’s
    Assessment,
    when=IS_DECIDED,
    keeps=(
        (("submission_id", "organisation_id"), "1 = 1"),
        (("assessor_id", "owner_id", "decided_at"), IS_DECIDED),
    ),
    asks=(
        "INSERT",
        "NEW.organisation_id = (SELECT organisation_id FROM portfolios_submission WHERE id = NEW.submission_id)",
    ),
)


class Transition(FrozenModel):
    """A state that followed another: what the screens show. The audit event is the record."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="transitions")
    from_state = models.CharField(max_length=12)
    to_state = models.CharField(max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("step of a review")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.from_state} → {self.to_state}"


freeze_table(Transition)
