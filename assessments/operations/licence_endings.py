"""Telling in good time that a licence ends: its holder, and whoever coordinates there. Once."""

from django.db import transaction
from django.utils import timezone

from assessments.licences import ENDS_SOON, ends_within
from assessments.models import Licence
from people.models import Organisation, User
from people.registry import TIDYING
from people.roles import Role
from people.telling import tell

KIND = "licence_ends"


def tell_of_endings(*, at=None):
    """Hourly: say of every licence that ends within 30 days, and that none follows, that it does. By each one’s own pace.

    Of two workers at once each licence is told by one; whoever coordinates gets one mail for all of a place.
    """
    at = at or timezone.now()
    for place in Organisation.objects.filter(pk__in=not_told_of(at).order_by().values("organisation")):
        tell_in(place, at=at)


@transaction.atomic
def tell_in(place, *, at):
    ending = not_told_of(at, on=place.date_of(at)).filter(organisation=place).select_related("person")
    told = [licence for licence in ending.order_by("pk") if is_first_to_tell(licence, at)]
    for licence in told:
        tell(licence.person, KIND, about=licence)
    holders = {licence.person_id for licence in told}
    for person in coordinators_in(place).exclude(pk__in=holders) if told else ():
        tell(person, KIND, about=told[0])


def not_told_of(at, *, on=None):
    return ends_within(ENDS_SOON, on=on or timezone.localdate(at)).filter(end_told_at=None)


def is_first_to_tell(licence, at):
    """Compare-and-swap: the mails are in the same transaction, so a kill tells nobody and notes nothing."""
    return Licence.objects.filter(pk=licence.pk, end_told_at=None).update(end_told_at=at)


def coordinators_in(place):
    held = place.memberships.current().filter(role=Role.COORDINATOR).values("person")
    return User.objects.filter(pk__in=held, is_active=True).order_by("pk")


TIDYING.append(tell_of_endings)
