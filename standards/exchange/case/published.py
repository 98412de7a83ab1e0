"""The public suites as CASE: each whole, with its crosswalks.

A suite is put together once and kept in memory until something in it changes, so that reading two thousand items one
by one does not put it together two thousand times.
"""

from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from functools import lru_cache

from django.conf import settings

from standards.exchange.case.crosswalks import crosswalks_in
from standards.exchange.case.graph import Framework
from standards.exchange.case.nodes import Told
from standards.exchange.case.standing import Standing, standings
from standards.exchange.case.writing import write_framework
from standards.exchange.suite import SuiteDocument
from standards.exchange.suites.published import suite_document
from standards.models import Tombstone

KEPT = 8  # suites in memory


def write_suite(suite_page, document: SuiteDocument, *, base_url: str | None = None) -> Iterator[bytes]:
    """CASE 1.1 of the document in pieces, with what is known of the suite beside it: when things changed, which day
    something was retired, words explained, agreed crosswalks. Of a suite that is not public, the document alone.
    """
    everything = standings()
    standing = next((one for one in everything if one.page.pk == suite_page.pk), None)
    framework = Framework(document, told_in_full(standing) if standing else Told())
    if standing:
        with_crosswalks(framework, standing, neighbours_of(standing, everything))
    return write_framework(framework, base_url=base_url or settings.PUBLIC_URL)


def whole(standing: Standing, everything: list[Standing]) -> Framework:
    """The suite with every agreed crosswalk that begins in it. `everything`: all public suites."""
    return put_together(standing, tuple(neighbours_of(standing, everything)))


def neighbours_of(standing: Standing, everything: list[Standing]) -> Iterator[Standing]:
    """The other suites its crosswalks lead to or come from."""
    known = {crosswalk.pk for crosswalk in standing.crosswalks}
    for other in everything:
        if other.page.pk != standing.page.pk and any(one.pk in known for one in other.crosswalks):
            yield other


@lru_cache(maxsize=KEPT)
def put_together(standing: Standing, neighbours: tuple[Standing, ...]) -> Framework:
    return with_crosswalks(copy(bare(standing)), standing, neighbours)


def with_crosswalks(framework, standing, neighbours):
    if standing.crosswalks:
        others = [bare(each) for each in neighbours]
        framework.groupings, links = crosswalks_in(framework, standing.crosswalks, others)
        framework.links = [*framework.links, *links]
    return framework


@lru_cache(maxsize=KEPT)
def bare(standing: Standing) -> Framework:
    """The suite without its crosswalks."""
    return Framework(suite_document(standing.page, drafts=False), told_in_full(standing))


def told_in_full(standing: Standing) -> Told:
    stones = Tombstone.objects.filter(standard__page__path__startswith=standing.page.path)
    rows = stones.order_by("retired_at", "pk").values_list("standard__page__lineage", "lineage", "retired_at")
    days = {(str(standard), str(lineage)): at.date() for standard, lineage, at in rows}
    return replace(standing.told, retired_on=days)
