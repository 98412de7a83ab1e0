"""Pools: who reads work towards an award in a place. Without one, every assessor of the place does."""

from django.db.models import Exists, OuterRef, Q

from assessments.models import Pool, PoolMember
from people.models import Membership, User
from people.roles import Role
from people.rows import how_many
from portfolios.models import Pursuit
from standards.models import AwardDefinition, AwardMember


def counting_members():
    """Those who assess there today: a pool whose people all left is none."""
    here = Membership.objects.current().filter(
        role=Role.ASSESSOR,
        person=OuterRef("assessor"),
        organisation=OuterRef("organisation"),
        person__is_active=True,
    )
    return PoolMember.objects.filter(Exists(here)).order_by()


def pool_for(unit=""):
    """The pool members for a unit, asked from a row that reaches it by the path `unit`, as in "submission__unit__".

    Those of every award its owner works towards that counts this standard.
    """
    return counting_members().filter(
        organisation=OuterRef(f"{unit}portfolio__organisation"),
        award__versions__pursuits__portfolio=OuterRef(f"{unit}portfolio"),
        award__versions__pursuits__set_aside_at=None,
        award__versions__members__standard=OuterRef(f"{unit}version__standard"),
    )


def goes_to(person, unit=""):
    """Whether a unit is read by a pool this person is in, or by no pool. A condition, for rows as in pool_for."""
    return ~Q(has_pool(unit)) | Q(has_pool(unit, assessor=person))


def has_pool(unit="", **member):
    """Whether what its owner works towards has a pool, with such a member: asked unit by unit, of what they pursue.

    With pool_for a database may read all that anybody pursues first, once for everyone in a pool.
    """
    members = counting_members().filter(
        organisation=OuterRef("portfolio__organisation"), award=OuterRef("version__award"), **member
    )
    counts_it = AwardMember.objects.filter(
        version=OuterRef("version"), standard=OuterRef(OuterRef(f"{unit}version__standard"))
    )
    pursued = Pursuit.objects.filter(portfolio=OuterRef(f"{unit}portfolio"), set_aside_at=None)
    return Exists(pursued.filter(Exists(counts_it), Exists(members)))


def awards_with_pools(organisation):
    """Every award people can work towards, with `pooled`: how many read for it here."""
    pool = counting_members().filter(organisation=organisation, award=OuterRef("pk"))
    return (
        AwardDefinition.objects.filter(current_version__isnull=False)
        .select_related("suite", "current_version")
        .annotate(pooled=how_many(pool, "award"))
        .order_by("title", "pk")
    )


def pool_of(award, organisation):
    """The Pool of an award here, with who chose it last; one that is not kept where nobody ever did."""
    here = {"award": award, "organisation": organisation}
    return Pool.objects.filter(**here).select_related("set_by").first() or Pool(**here)


def members_of(pool):
    """Who was chosen, also those who assess here no more, by name."""
    chosen = PoolMember.objects.filter(award=pool.award_id, organisation=pool.organisation_id)
    return User.objects.filter(pk__in=chosen.order_by().values("assessor")).order_by("name", "pk")
