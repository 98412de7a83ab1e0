"""Making a copy to take along: what the worker does, once, whatever is killed when."""

import hashlib
import logging
import os
import tempfile
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import storages
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from people.registry import job, notice
from people.telling import tell
from portfolios.exchange.packing import pack
from portfolios.files import NO_ROOM, new_path, reach_disk
from portfolios.models import Portfolio, PortfolioExport
from portfolios.operations.heart import GOING, Heart, SomeoneIsAtIt
from portfolios.operations.taking_along import KIND, State

CHUNK = 1024 * 1024
NO_ROOM_LEFT = _(
    "There is no room left for it here. The fault is ours. Nothing of yours is lost; try again later."
)
log = logging.getLogger(__name__)


def make_copy(code):
    """What the worker does. Killed half-way it begins again, and leaves nothing half-made."""
    exports = PortfolioExport.objects.select_related(
        "portfolio__owner", "portfolio__organisation", "asked_by"
    )
    export = exports.get(code=code)
    if export.state not in GOING:
        return
    heart = Heart(export)
    try:
        with staged(export) as (path, out):
            pack(export.portfolio, out, report=heart.beat)
            finish(export, heart, path, out)
    except OSError as trouble:
        if trouble.errno not in NO_ROOM:
            heart.stop(State.WAITING, trouble="")
            raise
        log.error("A portfolio could not be packed: %s", os.strerror(trouble.errno))
        heart.stop(State.STOPPED, trouble=str(NO_ROOM_LEFT))
    except SomeoneIsAtIt:
        raise
    except Exception:
        heart.stop(State.WAITING, trouble="")  # tried again by the worker, later each time
        raise


@contextmanager
def staged(export):
    """(its path, an open file) beside the store, gone at the end. What a killed worker left of this copy goes first."""
    folder, prefix = settings.FILE_UPLOAD_TEMP_DIR or tempfile.gettempdir(), f"leaving-{export.code}-"
    for left in Path(folder).glob(f"{prefix}*"):
        left.unlink(missing_ok=True)
    descriptor, path = tempfile.mkstemp(prefix=prefix, dir=folder)
    try:
        with open(descriptor, "w+b") as out:
            yield path, out
    finally:
        Path(path).unlink(missing_ok=True)


class Made(File):
    """A file the storage may move into its place instead of copying it."""

    def temporary_file_path(self):
        return self.name


def finish(export, heart, path, out):
    """Put the whole bag where it is kept, then say so: the disk has it before the row does."""
    out.flush()
    os.fsync(out.fileno())
    made = {"size": out.seek(0, os.SEEK_END), "sha256": digest_of(out, heart)}
    storage, place = storages["exports"], new_path()
    try:
        storage.save(place, Made(out, path))
        reach_disk(storage, place)
        keep_copy(export, heart, file=place, **made)
    except BaseException:
        with suppress(OSError):
            storage.delete(place)
        raise


def digest_of(out, heart):
    out.seek(0)
    digest = hashlib.sha256()
    while chunk := out.read(CHUNK):
        digest.update(chunk)
        heart.beat()
    return digest.hexdigest()


@operation
def keep_copy(export, heart, **made):
    ends = timezone.now() + timedelta(days=settings.EXPORT_DAYS)
    heart.say(state=State.READY, done=heart.total, trouble="", expires_at=ends, **made)
    record(
        "portfolio.copy_made", by=export.asked_by, subject=export, sha256=made["sha256"], size=made["size"]
    )
    tell(export.asked_by, "portfolio_packed", about=export)


# --- by hand --------------------------------------------------------------------------------


def portfolio_called(code):
    """The portfolio with this code, or the only one of the person with it; None otherwise."""
    named = Portfolio.objects.filter(Q(code=code) | Q(owner__code=code)).select_related(
        "owner", "organisation"
    )
    found = list(named[:2])
    return found[0] if len(found) == 1 else None


@operation
def record_handing_out(portfolio):
    """Whoever looks after the installation wrote a copy; the record says so."""
    record("portfolio.copy_written", by=None, subject=portfolio)


job(KIND)(make_copy)
notice("portfolio_packed", lambda code: reverse("take-along"))
