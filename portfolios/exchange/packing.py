"""From a portfolio to its bag: files first, a chunk at a time, then what is said of them, then the manifests."""

import json
import logging

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from portfolios.exchange import site
from portfolios.exchange.bag import Bag
from portfolios.exchange.cited import as_case
from portfolios.exchange.schema import PLACE
from portfolios.exchange.told import gather, place_of, tell
from portfolios.exchange.told_papers import record_of
from portfolios.exchange.typed import as_plain
from portfolios.files import open_file
from portfolios.registry import Paper

log = logging.getLogger(__name__)


def pack(portfolio, out, *, report=lambda done, total: None):
    """Write the bag of a portfolio to `out`, open for writing. `report(done, total)`: bytes of files, as they go.

    Returns the PortfolioTold that is in it. Memory does not grow with the files.
    """
    carried = gather(portfolio)
    progress = Progress(carried.total, report)
    bag = Bag(out, name=f"portfolio-{portfolio.code}", tell=progress)
    copy_files(carried, bag)
    progress.is_over_files = True
    told = tell(carried)
    for version in carried.versions:
        bag.add_pieces(place_of(version), as_case(version))
    for paper in [*told.certificates, *told.credentials]:
        bag.add(paper.record, json.dumps(record_of(paper), ensure_ascii=False, indent=1))
    bag.add("data/portfolio.json", json.dumps(as_plain(told), ensure_ascii=False, indent=1))
    bag.add("data/portfolio.schema.json", PLACE.read_bytes())
    for path, page in [*site.pages(told, carried.units), *site.styles()]:
        bag.add(path, page)
    bag.close(facts(told))
    return told


class Progress:
    """Counts what was written, and says so. After the files only text is left, which counts for nothing."""

    def __init__(self, total, report):
        self.done, self.total, self.report, self.is_over_files = 0, total, report, False
        report(0, total)

    def __call__(self, count):
        if not self.is_over_files:
            self.done = min(self.done + count, self.total)
        self.report(self.done, self.total)


def copy_files(carried, bag):
    for row, path in carried.files:
        found = carried.copies.get(row, row)
        try:
            kept = row.open() if isinstance(row, Paper) else open_file(found.file.name)
        except FileNotFoundError:
            log.error("A file of a portfolio to take along is not there: %s", getattr(row, "code", path))
            carried.lose(row, _("It is no longer where we kept it. Tell whoever looks after this site."))
            continue
        with kept:
            size, sha256 = bag.add_file(path, kept, size=found.size)
        if found is not row:
            carried.changed[row] = size, sha256
        elif sha256 != row.sha256:
            log.error(
                "A file of a portfolio to take along has changed on the disk: %s", getattr(row, "code", path)
            )
            carried.changed[row] = size, sha256
            why = _("It is in here, but no longer as it was when it was added.")
            carried.leave_out(row, _("the first form of a file"), why)


def facts(told):
    return {
        "Source-Organization": told.organisation,
        "External-Identifier": told.code,
        "External-Description": f"Portfolio of {told.owner}",
        "Bagging-Date": timezone.localdate().isoformat(),
        "Bag-Software-Agent": f"Practice Portfolio, {settings.PUBLIC_URL}",
    }
