"""The figures promised for standards: reading, bringing in a suite, handing it out, showing and editing it."""

from functools import cache

from django.conf import settings
from django.test import Client
from django.urls import reverse

from standards.exchange.case.writing import write_case
from standards.exchange.nos.reading import read_nos
from standards.exchange.reading import read_standard
from standards.exchange.shipped import read_suite, shipped_text
from standards.exchange.suites.published import suite_document
from standards.models import StandardPage, StandardVersion
from standards.operations.suite_imports import apply_suite, plan_suite
from tests.benchmarks.pages import pdf_of
from tests.benchmarks.running import Figure, peak_megabytes, queries, seconds
from tests.standards.made_suites import made_suite

SUITES = {650: (25, 26), 2600: (100, 26), 6000: (240, 25)}
LIMITS = {
    650: 1.0,
    2600: 4.0,
    6000: 9.25,
}  # the second and third: as many times the first as there are requirements


@cache
def one_page_of_text():
    outline = next(outline for outline in read_suite().outlines if outline.text)
    return shipped_text(outline)


def reading_text():
    text = one_page_of_text()
    assert len(read_nos(text).performance) == 9
    yield Figure("parse one page of text", seconds(lambda: read_nos(text), 20), "s", 0.05)


def reading_pdf():
    source = pdf_of(one_page_of_text().decode(), pages=20)
    document = read_standard(source).document
    assert not document.is_refused, document.errors
    took = seconds(lambda: read_standard(source), 3)
    more = {"bytes": len(source), "criteria read": len(document.performance)}
    yield Figure("parse a PDF of 20 pages", took, "s", 2.0, more)


def bringing_in(requirements):
    document = made_suite(*SUITES[requirements], slug=f"made-{requirements}")
    apply_suite(made_suite(1, 1, slug=f"warm-{requirements}"), by=None)
    begun = StandardVersion.objects.count()
    asked = []

    def act():
        plan = plan_suite(document)
        asked.append(queries(lambda: apply_suite(plan, by=None)))

    took = seconds(act)
    made = StandardVersion.objects.count() - begun
    again = seconds(lambda: plan_suite(document))
    more = {"versions frozen": made, "queries": asked[0], "planning it again, in s": round(again, 4)}
    yield Figure(f"plan and apply {requirements} requirements", took, "s", LIMITS[requirements], more)


def bringing_in_650():
    yield from bringing_in(650)


def bringing_in_2600():
    yield from bringing_in(2600)


def bringing_in_6000():
    yield from bringing_in(6000)


def handing_out():
    small, large = (apply_suite(made_suite(*SUITES[n], slug=f"case-{n}"), by=None)[0] for n in (650, 2600))

    def package(page):
        return sum(map(len, write_case(suite_document(page), base_url=settings.PUBLIC_URL)))

    took, size = seconds(lambda: package(large), 3), package(large)
    asked = queries(lambda: package(large))
    yield Figure("CASE package of 2,600 items", took, "s", 1.0, {"bytes": size, "queries": asked})
    yield Figure("CASE package of 2,600 items, memory", peak_megabytes(lambda: package(large)), "MB", 100)
    more = asked - queries(lambda: package(small))
    yield Figure("CASE package, queries more for 2,600 than for 650", more, "queries", 0)


def showing():
    pages = {}
    for requirements in (10, 100):
        suite, _plan = apply_suite(made_suite(1, requirements, slug=f"shown-{requirements}"), by=None)
        pages[requirements] = StandardPage.objects.descendant_of(suite).get()
    asked = {}
    for requirements, page in pages.items():
        url, browser = page.url, Client()
        browser.get(url)
        asked[requirements] = queries(lambda: browser.get(url))  # noqa: B023  called at once
        took = seconds(lambda: browser.get(url), 5)  # noqa: B023
        more = {"seconds": round(took, 4)}
        yield Figure(
            f"standard page of {requirements} requirements", asked[requirements], "queries", None, more
        )
    yield Figure("standard page, queries more for 100 than for 10", asked[100] - asked[10], "queries", 0)


def editing():
    from tests.factories import UserFactory

    suite, _plan = apply_suite(made_suite(1, 60, slug="edited"), by=None)
    page = StandardPage.objects.descendant_of(suite).get()
    browser = Client()
    browser.force_login(UserFactory(is_superuser=True))
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert browser.get(url).status_code == 200
    more = {"queries": queries(lambda: browser.get(url))}
    yield Figure("admin edit form with 60 items", seconds(lambda: browser.get(url), 5), "s", 1.5, more)


FIGURES = [
    reading_text,
    reading_pdf,
    bringing_in_650,
    bringing_in_2600,
    bringing_in_6000,
    handing_out,
    showing,
    editing,
]
