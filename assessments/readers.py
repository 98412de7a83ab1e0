"""Who reads what in a place, and of whom."""

from django.db.models import Exists, OuterRef, Q, Subquery

from assessments.models import Assessment, Assignment, ProposedDecision, SignOff, State
from people.models import User
from people.roles import Role
from people.rows import found_by_key
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


def waits_to_be_agreed(assessor):
    """Of a unit: that a round of it waits for someone to agree to what this person decided."""
    rounds = Assessment.objects.filter(submission__unit=OuterRef("pk"), state=State.TO_AGREE)
    return Exists(rounds.filter(assessor=assessor))


def units_in(organisation, *, on_offer=False):
    """Every standard somebody works on here, by whose it is; `on_offer`: those whose round waits for an assessor."""
    units = Unit.objects.filter(portfolio__organisation=organisation)
    if on_offer:
        waiting = Assessment.objects.filter(organisation=organisation, state=State.ON_OFFER)
        units = units.filter(pk__in=waiting.order_by().values("submission__unit"))
    return units.order_by("portfolio__owner__name", "pk")


def rows_of(units):
    """[Unit] of a page, in its order, each with its practitioner, who reads it (`reader_id`, `reader_code`) and
    `round_now`: how the newest round stands, or None before the first. Two queries."""
    read = Assessment.objects.filter(submission__unit=OuterRef("pk")).exclude(state=State.RECALLED)
    newest = read.order_by("-submission__round")
    reader = Assignment.objects.filter(unit=OuterRef("pk"), ended_at=None)
    whole = Unit.objects.select_related("version__standard", "portfolio__owner").annotate(
        round_now=Subquery(newest.values("state")[:1]),
        reader_id=Subquery(reader.values("assessor")[:1]),
        reader_code=Subquery(reader.values("assessor__code")[:1]),
    )
    return found_by_key(units, whole.order_by())


def readers_in(organisation):
    """Everyone with whom something lies here now, to read or to agree to, also if they are no assessor here any more."""
    now = Assignment.objects.filter(ended_at=None, unit__portfolio__organisation=organisation)
    asked = ProposedDecision.objects.filter(answer="", assessment__organisation=organisation)
    either = Q(pk__in=now.values("assessor")) | Q(pk__in=asked.order_by().values("countersigner"))
    return User.objects.filter(either).order_by("name", "pk")


def assessors_in(organisation):
    """Who may read work here today."""
    return User.objects.filter(
        pk__in=organisation.memberships.current().filter(role=Role.ASSESSOR).values("person"), is_active=True
    )


def judges_in(organisation):
    """Who may judge work here today, or look at what was judged: a tie can name them."""
    held = organisation.memberships.current().filter(role__in=[Role.ASSESSOR, Role.IQA])
    return User.objects.filter(pk__in=held.values("person"), is_active=True)


def practitioners_in(organisation):
    """Who practises here today."""
    here = organisation.memberships.current().filter(role=Role.PRACTITIONER)
    return User.objects.filter(pk__in=here.values("person")).order_by("name", "pk")
