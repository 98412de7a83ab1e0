"""Taking everything along: asked for by its owner, made by the worker, kept for some days, for nobody else."""

import os
import time
from pathlib import Path

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from people.registry import EACH_MINUTE, TIDYING
from people.telling import enqueue
from portfolios.files import discard_file
from portfolios.models import Bringing, Evidence, PersonInEvidence, PortfolioExport, Upload, WitnessRequest
from portfolios.operations.heart import GOING, revive
from portfolios.operations.units import held

KIND = "pack_portfolio"
State = PortfolioExport.State
A_DAY = 24 * 60 * 60
DID_NOT_WORK = _(
    "It did not work, and the fault is ours. Nothing of yours is lost; try again, or tell a coordinator."
)


# --- asking ---------------------------------------------------------------------------------


@operation
def ask_for_everything(portfolio, *, by):
    """Have a portfolio packed for its owner. Asked twice at once it is made once; it takes the place of an older copy."""
    portfolio = held(portfolio)
    mine = PortfolioExport.objects.filter(portfolio=portfolio, asked_by=by)
    going = mine.filter(state__in=GOING).first()
    if going:
        return going
    for older in mine.filter(state__in=[State.READY, State.STOPPED]):
        drop_copy(older)
    export = PortfolioExport.objects.create(portfolio=portfolio, asked_by=by)
    record("portfolio.copy_asked", by=by, subject=export, portfolio=portfolio.code)
    enqueue(KIND, export)
    return export


def drop_copy(export):
    """Take a copy out of the store; the row says that there was one."""
    path = export.file.name
    PortfolioExport.objects.filter(pk=export.pk).update(state=State.GONE, file="", changed_at=timezone.now())
    if path:
        transaction.on_commit(lambda: discard_file(path, storage=storages["exports"]))


def is_overtaken(export):
    """Whether someone in it took their yes, or their words, back since it was asked for: then it is handed out no more."""
    since = Q(hidden_at__gte=export.asked_at) | Q(sealed_at__gte=export.asked_at)
    evidence = Evidence.objects.filter(since, portfolio=export.portfolio_id)
    people = PersonInEvidence.objects.filter(
        evidence__portfolio=export.portfolio_id, withdrawn_at__gte=export.asked_at
    )
    witnesses = WitnessRequest.objects.filter(  # their words may be in it without any evidence of that
        unit__portfolio=export.portfolio_id,
        state=WitnessRequest.State.REMOVED,
        answered_at__gte=export.asked_at,
    )
    return evidence.exists() or people.exists() or witnesses.exists()


# --- looking after --------------------------------------------------------------------------


def revive_copies(*, at=None):
    """Begin again what a killed worker left, within a minute; and say so where it was given up."""
    revive(PortfolioExport, KIND, at=at, trouble=str(DID_NOT_WORK))


@operation
def drop_expired(*, at=None):
    """Take copies out of the store whose days are over, or that someone in them no longer agrees to."""
    at = at or timezone.now()
    ready = PortfolioExport.objects.filter(state=State.READY)
    for export in ready:
        if export.expires_at <= at or is_overtaken(export):
            drop_copy(export)


def places_of_copies():
    """Where copies stand, and bags on their way in."""
    yield PortfolioExport.objects.exclude(file="").values_list("file")
    yield Bringing.objects.exclude(file="").values_list("file")
    yield Upload.objects.filter(is_bag=True).exclude(place="").values_list("place")


def discard_stray_copies(*, older_than=A_DAY):
    """Remove files among the copies that no row knows, `older_than` seconds; says how many."""
    root, removed = Path(storages["exports"].location), 0  # type: ignore[attr-defined]
    known = {path for rows in places_of_copies() for (path,) in rows.iterator()}
    for path in root.glob("??/??/*"):
        if path.stat().st_mtime < time.time() - older_than and os.fspath(path.relative_to(root)) not in known:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


TIDYING += [drop_expired, discard_stray_copies]
EACH_MINUTE.append(revive_copies)
