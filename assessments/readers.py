"""Who reads what in a place, and of whom."""

from django.db.models import Exists, OuterRef

from assessments.models import Assignment, SignOff
from people.models import User
from people.roles import Role
from portfolios.models import Unit


def read_by(assessor, organisation):
    """The units this person reads here and that are not signed off, or opened again, the longest with them first."""
    signed = SignOff.objects.filter(submission__unit=OuterRef("pk"), reopening=None)
    return (
        Unit.objects.filter(
            ~Exists(signed),
            assignments__assessor=assessor,
            assignments__ended_at=None,
            portfolio__organisation=organisation,
        )
        .select_related("portfolio__owner", "version")
        .order_by("assignments__assigned_at", "pk")
    )


def readers_in(organisation):
    """Everyone who reads something here now, also if they are no assessor here any more."""
    now = Assignment.objects.filter(ended_at=None, unit__portfolio__organisation=organisation)
    return User.objects.filter(pk__in=now.values("assessor")).order_by("name", "pk")


def practitioners_in(organisation):
    """Who practises here today."""
    here = organisation.memberships.current().filter(role=Role.PRACTITIONER)
    return User.objects.filter(pk__in=here.values("person")).order_by("name", "pk")
