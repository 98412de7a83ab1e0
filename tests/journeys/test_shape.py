"""That a page of the same make is not searched twice must not hide anything: what is new in it is searched."""

import pytest

from tests.journeys.promises import accessibility_troubles
from tests.journeys.shape import shape_of

pytestmark = pytest.mark.journey
PAGE = """<html lang="en"><title>A page</title>
<style>li { padding: 1em } .pale { color: #ccc }</style><main><h1>Words</h1><h2>Of two</h2>
<ul><li><a href="/a/0123456789/">One</a></li><li><a href="/b/abcdefghij/">Two</a></li></ul>%s</main></html>"""
OTHER = (  # what axe finds wrong, and what was put at the end of a page that was looked at
    ("color-contrast", '<p class="pale">Too pale to read</p>'),
    ("link-name", '<ul><li><a href="/c/"></a></li></ul>'),
    ("label", "<input>"),
    ("heading-order", "<h4>Too deep</h4>"),
    ("landmark-unique", '<nav aria-label="Ways">A</nav><nav aria-label="Ways">B</nav>'),
    ("aria-valid-attr-value", '<button aria-controls="nowhere">Open</button>'),
)


@pytest.fixture
def page(new_context):
    return new_context().new_page()


def shown(page, more=""):
    page.set_content(PAGE % more)
    return shape_of(page)


def test_other_words_codes_and_numbers_of_things_are_of_the_same_shape(page):
    elements, whole = shown(page)
    page.set_content((PAGE % "").replace("One", "Three").replace("</ul>", '<li><a href="/q">Q</a></li></ul>'))
    assert shape_of(page) == (elements, whole)


def test_whatever_is_wrong_in_something_new_is_found_there(page):
    known, of_page = shown(page)
    assert accessibility_troubles(page) == []
    found = []
    for _rule, more in OTHER:
        elements, whole = shown(page, more)
        new = None if whole - of_page else elements - known
        found.append([trouble.split(":")[0] for trouble in accessibility_troubles(page, new)])
    assert [(rule, rule in told) for (rule, _more), told in zip(OTHER, found, strict=True)] == [
        (rule, True) for rule, _more in OTHER
    ], found
