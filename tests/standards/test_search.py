"""Searching in the editor: whatever is typed is looked for, and a lone quotation mark breaks nothing."""

import pytest
from django.urls import reverse

ODD = [
    '"',
    '""',
    'collaborative "',
    'a"b',
    '"collaborative" "partnership',
    "NEAR(",
    "*",
    "(",
    "'",
    "%",
    "\\",
    " ",
]


@pytest.fixture
def boxes(suite):
    """Every place with a box to search in."""
    return [
        reverse("wagtailadmin_pages:search") + "?q={}",
        reverse("wagtailadmin_choose_page_search") + "?q={}",
        reverse("wagtailadmin_explore", args=[suite.pk]) + "?q={}",
        "/admin/api/main/pages/?search={}",
    ]


@pytest.mark.parametrize("typed", ODD)
def test_nothing_typed_breaks_a_search(admin, boxes, typed):
    assert [admin.get(box.format(typed)).status_code for box in boxes] == [200] * 4


@pytest.mark.parametrize(
    "typed", ["collaborative", 'collaborative "', '"collaborative" "partnership', "collabor"]
)
def test_what_is_there_is_found(admin, seed, boxes, typed):
    pages = [admin.get(box.format(typed)).content.decode() for box in boxes[:3]]

    assert [seed.title in page for page in pages] == [True, True, True]
