"""A practitioner would rather have another assessor: no reason, no event, and nobody is told."""

from assessments.models import Assignment
from assessments.operations.answering_proposals import ask_no_more
from assessments.operations.assignment import let_go
from assessments.quiet import say_no, unsay_no, who_said_no
from people.audit import operation
from portfolios.models import Unit


class NotTheirPortfolio(Exception):
    """Only its owner says who reads what is in it."""


@operation
def choose_readers(portfolio, *, among, rather_not, by):
    """Of the assessors in `among`, those in `rather_not` are neither offered nor given anything of it; the others may be.

    What they read of it now goes on offer, as if they had handed it back. Saying it twice is saying it once.
    """
    if portfolio.owner_id != by.pk:
        raise NotTheirPortfolio
    said = {person.pk for person in who_said_no(among, portfolio)}
    for person in among:
        if person in rather_not and person.pk not in said:
            refuse(portfolio, person, by=by)
        elif person not in rather_not and person.pk in said:
            unsay_no(person, portfolio)


def refuse(portfolio, person, *, by):
    """Its units are held first: whoever is assigning or accepting is before or after, and never in between."""
    units = hold_units(portfolio)
    say_no(person, portfolio)
    let_go_of_all(units, person, by=by)


def hold_units(portfolio):
    """Every unit of a portfolio, held until the operation ends, always in the same order."""
    units = (
        Unit.objects.filter(portfolio=portfolio)
        .select_for_update(of=("self",), no_key=True)
        .select_related("portfolio")
    )
    return list(units.order_by("pk"))


def let_go_of_all(units, person, *, by):
    """Those of these units that this person reads now go on offer, and nothing says that they did. What they were to
    agree to in the others goes back.
    """
    reads = Assignment.objects.filter(unit__in=units, assessor=person, ended_at=None)
    read = set(reads.values_list("unit_id", flat=True))
    for unit in units:
        if unit.pk in read:
            let_go(unit, person, by=by)
    ask_no_more(units, person)
