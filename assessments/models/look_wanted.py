"""An award that ends with a second look, and is whole but for that and what comes of it."""

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from assessments.models.allocation import Tie
from assessments.models.sampling import Sample, Stage
from people.models import Organisation
from people.roles import Role
from portfolios.models import Pursuit
from standards.models import AwardMember


class LookWantedQuerySet(models.QuerySet):
    def visible_to(self, person):
        """In the places where one is an IQA, except of one's own work and that of those one is tied to."""
        tied = Tie.objects.between(person, OuterRef("pursuit__portfolio__owner"), OuterRef("organisation"))
        here = self.filter(~Exists(tied), organisation__in=person.places_as(Role.IQA))
        return here.exclude(pursuit__portfolio__owner=person)

    def unplanned(self):
        """Where nobody looked at any of it and no look is planned: somebody has to put a round in by hand."""
        seen_to = Sample.objects.filter(
            stage=Stage.SUMMATIVE,
            state__in=[Sample.State.PLANNED, Sample.State.LOOKED_AT],
            assessment__sign_off__reopening=None,
            assessment__submission__unit__portfolio=OuterRef("pursuit__portfolio"),
            assessment__submission__unit__version__standard__in=AwardMember.objects.filter(
                version=OuterRef(OuterRef("pursuit__version"))
            ).values("standard"),
        )
        return self.filter(~Exists(seen_to), pursuit__set_aside_at=None)


class LookWanted(models.Model):
    """Written and taken away where awards are given: assessments.operations.certificates."""

    pursuit = models.OneToOneField(Pursuit, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    since = models.DateTimeField(default=timezone.now)

    objects = LookWantedQuerySet.as_manager()

    class Meta:
        verbose_name = "award that waits for a second look"
        ordering = ["since", "pk"]

    def __str__(self):
        return f"{self.pursuit_id}"
