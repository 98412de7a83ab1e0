from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.codes import CodeField
from people.roles import Role


def today():
    return timezone.localdate()


def default_time_zone():
    return settings.TIME_ZONE


class Organisation(models.Model):
    """Who people practise with. One installation hosts several; nothing leaks across."""

    code = CodeField()
    name = models.CharField(_("name"), max_length=200)
    time_zone = models.CharField(_("time zone"), max_length=64, default=default_time_zone)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    def date_of(self, moment):
        """The day it was here at that moment."""
        return moment.astimezone(ZoneInfo(self.time_zone)).date()


class MembershipQuerySet(models.QuerySet):
    def current(self, on=None):
        """Those that count on a day: begun, and not ended. A role taken away today no longer counts."""
        on = on or today()
        return self.filter(Q(until_date=None) | Q(until_date__gt=on), from_date__lte=on)

    def visible_to(self, person):
        """A coordinator sees the people of their own organisation."""
        return self.filter(organisation__in=person.places_as(Role.COORDINATOR))


class Membership(models.Model):
    """A person holds a role in an organisation, from a day, until a day."""

    code = CodeField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    from_date = models.DateField(_("from"), default=today)
    until_date = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "role", "person__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=Q(until_date=None),
                name="a_role_is_held_once_at_a_time",
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_is_known"),
        ]

    def __str__(self):
        return f"{self.person} · {self.get_role_display()}"
