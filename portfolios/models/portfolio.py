from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.access import also_visible_to
from people.codes import CodeField
from people.models import Organisation
from standards.models import AwardVersion, StandardVersion


class PortfolioQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(owner=person)


class Portfolio(models.Model):
    """The folder of all one person's evidence in one organisation."""

    code = CodeField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="portfolios")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="portfolios")
    started_at = models.DateTimeField(default=timezone.now)

    objects = PortfolioQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "organisation"], name="one_portfolio_per_person_and_organisation"
            )
        ]

    def __str__(self):
        return str(self.owner)


class UnitQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(models.Q(portfolio__owner=person) | also_visible_to(person, Unit)).distinct()

    def locked(self, unit):
        """The row as it is now, held until the operation ends."""
        return (
            self.select_for_update(of=("self",), no_key=True)
            .select_related("portfolio", "version__standard")
            .get(pk=unit.pk)
        )


class Unit(models.Model):
    """One standard in a portfolio, pinned to the version it was started on."""

    code = CodeField()
    portfolio = models.ForeignKey(Portfolio, models.PROTECT, related_name="units")
    version = models.ForeignKey(StandardVersion, models.PROTECT, related_name="units")
    started_at = models.DateTimeField(default=timezone.now)
    carried_from = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="carried_to"
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("standard in a portfolio")
        ordering = ["started_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["portfolio", "version"], name="a_version_is_in_a_portfolio_once")
        ]

    def __str__(self):
        return self.version.title

    @property
    def owner(self):
        return self.portfolio.owner

    @property
    def organisation_id(self):
        return self.portfolio.organisation_id


class PursuitQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(models.Q(portfolio__owner=person) | also_visible_to(person, Pursuit)).distinct()


class Pursuit(models.Model):
    """Someone works towards an award, by the rules they started on."""

    code = CodeField()
    portfolio = models.ForeignKey(Portfolio, models.PROTECT, related_name="pursuits")
    version = models.ForeignKey(AwardVersion, models.PROTECT, related_name="pursuits")
    started_at = models.DateTimeField(default=timezone.now)
    set_aside_at = models.DateTimeField(null=True, blank=True)

    objects = PursuitQuerySet.as_manager()

    class Meta:
        verbose_name = _("award someone works towards")
        ordering = ["started_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["portfolio", "version"], name="an_award_is_pursued_once")
        ]

    def __str__(self):
        return self.version.title

    @property
    def organisation_id(self):
        return self.portfolio.organisation_id
