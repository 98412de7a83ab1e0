"""A stranger reads charters: from the list to a clause, what changed, and on paper."""

import pypdfium2
import pytest

from standards.models import Term
from tests.community.charter_reading import at, shipped_charter
from tests.factories.community import next_version

pytestmark = pytest.mark.journey
SHIPPED = ["neighbours-collective", "place-partnership", "care-charter"]


def test_reading_a_charter_and_what_changed_in_it(visit, organisation):
    Term.objects.create(word="empathy", meaning="Feeling with someone.")
    _shipped, charter = shipped_charter("care-charter", organisation)
    first = charter.current_version
    next_version(charter, text="We share what we know.")
    someone = visit("charters")

    someone.open("/charters/")
    someone.follow(charter.title)
    someone.page.get_by_role("button", name="empathy").focus()
    someone.page.keyboard.press("Enter")
    assert someone.page.locator(".gloss", has_text="Feeling with someone.").is_visible()
    someone.page.keyboard.press("Escape")
    someone.follow("Compare every word of versions 1 and 2")
    assert someone.page.locator(".diff ins").first.is_visible()
    someone.open(at("charter-version", first))
    someone.follow("A link to “Look to Reuse” that stays")
    someone.follow("Read it in its place")
    assert someone.page.locator(":target", has_text="Look to Reuse").first.is_visible()
    someone.open(at("charter-versions", charter))

    in_the_dark = visit("charters in the dark", dark=True)
    in_the_dark.open(charter.page.url)
    in_the_dark.open(at("charter-compare", charter))


def test_each_text_is_one_sheet_of_paper_and_the_page_says_so(visit, db):
    someone = visit("paper")
    for slug in SHIPPED:
        _shipped, charter = shipped_charter(slug)
        someone.page.goto(charter.page.url)
        assert someone.page.get_by_text("It prints on one sheet of A4, both sides.").is_visible()
        assert sides_of(someone.page) <= 2
        someone.page.goto(f"{charter.page.url}?print")
        assert sides_of(someone.page) <= 2
    someone.open(f"{charter.page.url}?print")


def sides_of(page):
    """How many the browser would print."""
    return len(pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)))
