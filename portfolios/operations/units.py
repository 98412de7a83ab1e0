"""Starting: the folder, and a standard in it."""

from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from portfolios.models import Portfolio, Unit
from standards.models import Standard


class CannotBeStarted(Exception):
    """Its wording is not loaded, it was withdrawn, or its last day to start has passed."""

    sentence = _("This standard can no longer be started here. Choose another, or ask a coordinator.")


@operation
def open_portfolio(person, *, organisation, by):
    """The person's folder in an organisation, made when first wanted."""
    portfolio, is_new = Portfolio.objects.get_or_create(owner=person, organisation=organisation)
    if is_new:
        record("portfolio.opened", by=by, subject=portfolio, organisation=organisation.code)
    return portfolio


@operation
def open_portfolios(people, *, organisation, by):
    """The folders of several people, made where there is none, and held until the operation ends."""
    theirs = Portfolio.objects.filter(owner__in=people, organisation=organisation)
    had = set(theirs.values_list("owner", flat=True))
    wanted = [person for person in people if person.pk not in had]
    Portfolio.objects.bulk_create(
        (Portfolio(owner=person, organisation=organisation) for person in wanted), ignore_conflicts=True
    )
    folders = list(theirs.select_for_update(of=("self",), no_key=True).order_by("pk"))
    for folder in folders:
        if folder.owner_id not in had:
            record("portfolio.opened", by=by, subject=folder, organisation=organisation.code)
    return folders


def held(portfolio):
    """Held until the operation ends: two tabs that begin the same thing in it come one after the other."""
    return Portfolio.objects.select_for_update(of=("self",), no_key=True).get(pk=portfolio.pk)


@operation
def start_unit(standard, *, organisation, by):
    """Begin a standard on its newest version. Beginning it twice is having begun it."""
    standard = Standard.objects.select_related("current_version").get(pk=standard.pk)
    portfolio = held(open_portfolio(by, organisation=organisation, by=by))
    begun = portfolio.units.filter(version__standard=standard).order_by("-pk").first()
    if begun:
        return begun
    if not standard.current_version or not standard.is_open_to_start():
        raise CannotBeStarted
    unit = Unit.objects.create(portfolio=portfolio, version=standard.current_version)
    record("unit.started", by=by, subject=unit, version=standard.current_version.code)
    return unit
