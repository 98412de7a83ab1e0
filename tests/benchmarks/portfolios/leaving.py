"""A portfolio to take along: how long it takes, what it holds in memory, and how soon one sees how far it is."""

import hashlib
import os
import resource
import tempfile
import time
from functools import cache

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from portfolios.exchange.opening import open_bag
from portfolios.exchange.packing import pack
from portfolios.files import new_path
from portfolios.models import EvidenceFile, PortfolioExport
from portfolios.operations.packing import make_copy
from portfolios.operations.taking_along import ask_for_everything
from tests.benchmarks.portfolios.sample import sample
from tests.benchmarks.running import Figure, peak_megabytes, queries, seconds

MEGABYTE = 1024 * 1024


def portfolio_with_files(count, size, **more):
    """A portfolio of twenty pieces with so many files of so many bytes between them, none of them compressible."""
    made = sample(units=4, requirements=26, claims=200, **more)
    portfolio, storage = made.units[0].portfolio, storages["evidence"]
    EvidenceFile.objects.filter(evidence__portfolio=portfolio).delete()
    for number in range(count):
        content, path = os.urandom(size), new_path()
        storage.save(path, ContentFile(content))
        EvidenceFile.objects.create(
            evidence=made.evidence[number % len(made.evidence)],
            name=f"film {number}.mp4",
            content_type="video/mp4",
            size=size,
            sha256=hashlib.sha256(content).hexdigest(),
            file=path,
            uploaded_by=portfolio.owner,
        )
    return portfolio


@cache
def twenty():
    return portfolio_with_files(20, MEGABYTE, evidence=20)


def packing():
    portfolio = twenty()

    def act():
        with tempfile.TemporaryFile() as out:
            pack(portfolio, out)

    act()
    took = seconds(act, 5)
    more = {"queries": queries(act)}
    yield Figure("export of 20 pieces and 20 files of 1 MiB", took, "s", 1.0, more)
    yield Figure("export of 20 pieces and 20 files of 1 MiB, memory", peak_megabytes(act), "MB")


def packing_by_the_worker():
    portfolio = twenty()

    def act():
        make_copy(ask_for_everything(portfolio, by=portfolio.owner).code)

    took = seconds(act, 3)
    assert PortfolioExport.objects.filter(portfolio=portfolio, state="ready").count() == 1
    yield Figure(
        "the same, asked for, made and kept by the worker", took, "s", 1.0, {"queries": queries(act)}
    )


def opening():
    with tempfile.NamedTemporaryFile() as out:
        pack(twenty(), out)
        out.flush()

        def act():
            with open_bag(out.name):
                pass

        yield Figure("opening that bag, every hash checked", seconds(act, 3), "s", 1.0)
        yield Figure("opening that bag, memory", peak_megabytes(act), "MB")


def packing_a_gigabyte():
    portfolio = portfolio_with_files(200, 5 * MEGABYTE + 128 * 1024, evidence=20)
    moments, begun = [], time.perf_counter()

    def report(done, total):
        if not moments or done != moments[-1][1]:
            moments.append((time.perf_counter() - begun, done, total))

    def act():
        nonlocal begun
        moments.clear()
        begun = time.perf_counter()
        with tempfile.TemporaryFile() as out:
            pack(portfolio, out, report=report)

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    took = seconds(act)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    gaps = [later[0] - earlier[0] for earlier, later in zip(moments, moments[1:], strict=False)]
    size = moments[-1][2] / 1024**3
    yield Figure("export of 1 GB in 200 files", took, "s", None, {"GiB": round(size, 2)})
    yield Figure("export of 1 GB in 200 files, first word of how far", moments[0][0], "s", 1.0)
    yield Figure("export of 1 GB in 200 files, longest silence", max(gaps), "s", 1.0)
    yield Figure(
        "export of 1 GB in 200 files, memory",
        peak_megabytes(act),
        "MB",
        30,
        {"RSS grown, MB": round(grown, 1)},
    )


FIGURES = [packing, packing_by_the_worker, opening, packing_a_gigabyte]
