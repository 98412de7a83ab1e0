"""Working towards an award: begun, set aside and taken up again, by the rules it was begun on."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from portfolios.models import Pursuit, Unit
from portfolios.operations.units import held, open_portfolio, open_portfolios
from portfolios.queries import signed_off_in
from portfolios.registry import AFTER_PURSUING
from standards.models import AwardDefinition


class AwardCannotBeStarted(Exception):
    """It is not published, was withdrawn, or its last day to start has passed."""

    sentence = _("This award can no longer be started here. Choose another, or ask a coordinator.")


@operation
def start_pursuit(award, *, organisation, by):
    """Work towards an award, by its newest rules. Starting it twice is having started it."""
    award = AwardDefinition.objects.select_related("current_version").get(pk=award.pk)
    portfolio = held(open_portfolio(by, organisation=organisation, by=by))
    begun = portfolio.pursuits.filter(version__award=award).order_by("-pk").first()
    if begun:
        return take_up(begun, by=by)
    if not award.is_open_to_start():
        raise AwardCannotBeStarted
    pursuit = Pursuit.objects.create(portfolio=portfolio, version=award.current_version)
    record("pursuit.started", by=by, subject=pursuit, version=award.current_version.code)
    look_what_is_whole(pursuit, by=by)
    return pursuit


@operation
def start_pursuits(award, *, people, organisation, by):
    """Have several people work towards an award, by its newest rules: {person pk: pursuit}.

    Whoever began it has it as they left it, set aside or not; whoever can't begin it any more is left out. As many
    statements for forty as for one, unless something of theirs was signed off before.
    """
    award = AwardDefinition.objects.select_related("current_version").get(pk=award.pk)
    portfolios = open_portfolios(people, organisation=organisation, by=by)
    begun = Pursuit.objects.filter(portfolio__in=portfolios, version__award=award).order_by("pk")
    found = {pursuit.portfolio_id: pursuit for pursuit in begun}
    fresh = [folder for folder in portfolios if folder.pk not in found] if award.is_open_to_start() else []
    made = Pursuit.objects.bulk_create(
        Pursuit(portfolio=folder, version=award.current_version) for folder in fresh
    )
    for pursuit in made:
        record("pursuit.started", by=by, subject=pursuit, version=award.current_version.code)
    for pursuit in with_work_signed_off(made):
        look_what_is_whole(pursuit, by=by)
    found |= {pursuit.portfolio_id: pursuit for pursuit in made}
    return {folder.owner_id: found[folder.pk] for folder in portfolios if folder.pk in found}


def with_work_signed_off(pursuits):
    units = list(Unit.objects.filter(portfolio__in=[pursuit.portfolio_id for pursuit in pursuits]))
    signed_off = signed_off_in(units) if units else set()
    folders = {unit.portfolio_id for unit in units if unit.pk in signed_off}
    return [pursuit for pursuit in pursuits if pursuit.portfolio_id in folders]


@operation
def set_aside(pursuit, *, by):
    """Rest it. Nothing is lost, and nobody is told."""
    if Pursuit.objects.filter(pk=pursuit.pk, set_aside_at=None).update(set_aside_at=timezone.now()):
        record("pursuit.set_aside", by=by, subject=pursuit)
    return Pursuit.objects.get(pk=pursuit.pk)


@operation
def take_up(pursuit, *, by):
    if Pursuit.objects.filter(pk=pursuit.pk, set_aside_at__isnull=False).update(set_aside_at=None):
        record("pursuit.taken_up", by=by, subject=pursuit)
        look_what_is_whole(pursuit, by=by)
    return Pursuit.objects.get(pk=pursuit.pk)


@operation
def follow_newest_rules(pursuit, *, by):
    """Go on by the award's newest rules, because the person wants to. The other way round nobody moves them.

    Also when the award is closed to newcomers: they are none.
    """
    newest = pursuit.version.award.current_version
    if newest == pursuit.version:
        return pursuit
    portfolio = held(pursuit.portfolio)
    newer = portfolio.pursuits.filter(version=newest).first()
    if newer is None:
        newer = Pursuit.objects.create(portfolio=portfolio, version=newest)
        record("pursuit.started", by=by, subject=newer, version=newest.code, follows=pursuit.code)
        look_what_is_whole(newer, by=by)
    set_aside(pursuit, by=by)
    return take_up(newer, by=by)


def look_what_is_whole(pursuit, *, by):
    """What was signed off before may be everything the award asks for."""
    for look in AFTER_PURSUING:
        look(pursuit.portfolio, by=by)
