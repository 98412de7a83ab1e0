"""People who set out together: invited from one list, enrolled on one award."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.codes import CodeField
from people.models import Invitation, Organisation
from people.roles import Role
from portfolios.models import Pursuit
from standards.models import AwardDefinition


class CohortQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those of the places where one coordinates."""
        return self.filter(organisation__in=person.places_as(Role.COORDINATOR))

    def locked(self, cohort):
        return self.select_for_update(of=("self",), no_key=True).get(pk=cohort.pk)


class Cohort(models.Model):
    code = CodeField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="cohorts")
    name = models.CharField(_("name of the group"), max_length=200)
    award = models.ForeignKey(
        AwardDefinition, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("award")
    )
    revision = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name = _("cohort")
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name


class CohortMemberQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those of the places where one coordinates."""
        return self.filter(cohort__organisation__in=person.places_as(Role.COORDINATOR))


class CohortMember(models.Model):
    """Someone in a cohort: invited, or here already. `person` None until the invitation is accepted.

    One invitation may lead into several cohorts: nobody is asked twice to join one place.
    """

    code = CodeField()
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="members")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    invitation = models.ForeignKey(Invitation, models.PROTECT, null=True, related_name="+")
    pursuit = models.ForeignKey(Pursuit, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True)

    objects = CohortMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of a cohort")
        ordering = ["cohort", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "person"],
                condition=models.Q(left_at=None, person__isnull=False),
                name="someone_is_in_a_cohort_once",
            ),
            models.UniqueConstraint(
                fields=["cohort", "invitation"],
                condition=models.Q(left_at=None, invitation__isnull=False),
                name="an_invitation_leads_into_a_cohort_once",
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | models.Q(invitation__isnull=False),
                name="a_member_is_someone_or_invited",
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def organisation_id(self):
        return self.cohort.organisation_id
