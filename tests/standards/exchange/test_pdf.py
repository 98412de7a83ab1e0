"""A printed standard says what the same standard says as plain text, in every layout of the page."""

from dataclasses import replace

import pytest

from standards.exchange.reading import read_standard

from . import prints, seed

LAYOUTS = [
    "one column",
    "narrow pages",
    "paragraphs",
    "paragraphs close together",
    "justified",
    "two columns",
    "two columns of paragraphs",
    "landscape, two columns",
    "Core NOS template",
    "Core NOS template, small",
]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_print_says_what_the_text_says(layout):
    reading = read_standard(prints.prints()[layout])
    expected = read_standard(seed.TEXT).document

    assert reading.format == "pdf"
    assert reading.document.urn == "JETSCD16L"
    document = replace(reading.document, urn=None, suite=None, facts=(), warnings=())
    assert document == replace(expected, warnings=())
