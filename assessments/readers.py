"""Who reads what in a place, and of whom."""

from django.db.models import Exists, OuterRef, Subquery

from assessments.models import Assessment, Assignment, SignOff, State
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


def units_in(organisation):
    """Every standard somebody works on here, with its practitioner, `reader_id` and `round_now`: how the
    newest round stands, or None before the first. One query."""
    read = Assessment.objects.filter(submission__unit=OuterRef("pk")).exclude(state=State.RECALLED)
    newest = read.order_by("-submission__round")
    reader = Assignment.objects.filter(unit=OuterRef("pk"), ended_at=None)
    return (
        Unit.objects.filter(portfolio__organisation=organisation)
        .select_related("version__standard", "portfolio__owner")
        .annotate(
            round_now=Subquery(newest.values("state")[:1]), reader_id=Subquery(reader.values("assessor")[:1])
        )
        .order_by("portfolio__owner__name", "pk")
    )


def readers_in(organisation):
    """Everyone who reads something here now, also if they are no assessor here any more."""
    now = Assignment.objects.filter(ended_at=None, unit__portfolio__organisation=organisation)
    return User.objects.filter(pk__in=now.values("assessor")).order_by("name", "pk")


def assessors_in(organisation):
    """Who may read work here today."""
    return User.objects.filter(
        pk__in=organisation.memberships.current().filter(role=Role.ASSESSOR).values("person"), is_active=True
    )


def practitioners_in(organisation):
    """Who practises here today."""
    here = organisation.memberships.current().filter(role=Role.PRACTITIONER)
    return User.objects.filter(pk__in=here.values("person")).order_by("name", "pk")
