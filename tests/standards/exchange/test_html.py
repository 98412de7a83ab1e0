"""A saved web page says what the same standard says as plain text."""

from dataclasses import replace

import pytest

from standards.exchange.reading import read_standard

from . import pages, seed


def without_lines(warnings):
    return [warning.message for warning in warnings]


@pytest.mark.parametrize("name", pages.PAGES)
def test_a_page_says_what_the_text_says(name):
    reading = read_standard(pages.PAGES[name].encode())
    expected = read_standard(seed.TEXT).document

    assert reading.format == "html"
    document = replace(reading.document, urn=None, suite=None, facts=(), warnings=())
    assert document == replace(expected, warnings=())
    assert without_lines(reading.document.warnings) == without_lines(expected.warnings)
