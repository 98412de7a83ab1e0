"""The suite that ships, as `load_suite` brings it in."""

from dataclasses import replace

from standards.exchange.shipped import read_suite
from standards.models import SuitePage
from standards.operations.suite_imports import apply_suite
from standards.operations.suites import load_suite
from tests.made_once import made_once
from tests.remembering import remembered


def shipped_suite():
    """All of it: an outline of each standard, and the wording of one."""
    return brought_in("the shipped suite", read_suite())


def small_suite():
    """With the one standard whose wording ships: enough for most, and quick to make."""
    shipped = read_suite()
    outlines = tuple(outline for outline in shipped.outlines if outline.text)
    return brought_in("the small suite", replace(shipped, outlines=outlines))


@remembered
def brought_in(name, shipped):
    made_once(name, lambda: load_suite(shipped))
    return SuitePage.objects.get(slug=shipped.slug)


@remembered
def applied(document, *, by=None):
    """A document of a suite, brought in as the screens bring it in."""
    return apply_suite(document, by=by)[0]
