"""What of people's portfolios hangs on requirements that a trainer is about to change."""

from collections import defaultdict

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from people.roles import Role
from portfolios.models import Claim, Submission, SubmissionItem, Unit
from portfolios.queries import signed_off_in
from standards.registry import Touch


def units_touched(standards, lineages, *, person):
    """People's standards that match evidence to them. Names: a coordinator's own practitioners. Three queries."""
    claims = Claim.objects.filter(
        requirement__version__standard__in=standards, requirement__lineage__in=lineages
    )
    total = Unit.objects.filter(version__standard__in=standards).count()
    return Touch(
        _("People with evidence for it"), counted(claims, "unit"), total, names_in(claims, person=person)
    )


def rounds_touched(standards, lineages, *, person):
    """Rounds that were shared for review. Two queries."""
    items = SubmissionItem.objects.filter(
        requirement__version__standard__in=standards, requirement__lineage__in=lineages
    )
    total = Submission.objects.filter(unit__version__standard__in=standards).count()
    return Touch(_("Times it was shared"), counted(items, "submission"), total)


def counted(rows, what):
    """{lineage: how many different ones}"""
    found = rows.order_by().values_list("requirement__lineage").annotate(Count(what, distinct=True))
    return {str(lineage): count for lineage, count in found}


def people_at_work(standards):
    """How many people have one of these in their portfolio, not signed off yet."""
    units = list(Unit.objects.filter(version__standard__in=standards).select_related("portfolio"))
    done = signed_off_in(units)
    return len({unit.portfolio.owner_id for unit in units if unit.pk not in done})


def names_in(claims, *, person):
    """{lineage: [names]} of practitioners in the organisations this person coordinates, and of nobody else."""
    theirs = claims.filter(unit__portfolio__organisation__in=person.places_as(Role.COORDINATOR))
    owner = "unit__portfolio__owner__"
    rows = theirs.order_by(f"{owner}name", f"{owner}code").distinct()
    names = defaultdict(list)
    for lineage, name, code in rows.values_list("requirement__lineage", f"{owner}name", f"{owner}code"):
        names[str(lineage)].append(name or code)
    return dict(names)
