"""The same standard in every layout class, whole and damaged, gives equal requirements."""

from itertools import permutations

import pytest

from standards.exchange.nos.reading import read_nos

from . import layouts, made_up

MADE = [pytest.param(made, id=name) for name, made in made_up.ALL.items()]


def requirements_of(document):
    return document.performance, document.knowledge, document.values, document.illustrations


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize("layout", layouts.CLASSES)
def test_a_layout_says_what_the_standard_says(layout, made):
    document = read_nos(layouts.CLASSES[layout](made))

    assert requirements_of(document) == made.requirements
    assert document.title == made.title
    assert document.status == ("legacy" if made.legacy else None)
    assert (document.scope_performance or "") == made.scope_performance
    assert document.errors == ()


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize("layout", ["web-flat", "web-header-urn", "web-header-no-urn", "P/K numbers"])
def test_the_overview_stays_whole(layout, made):
    document = read_nos(layouts.CLASSES[layout](made))

    assert document.overview == made.overview


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize("layout", ["web-header-urn", "P/K numbers", "PDF", "Word, two columns"])
def test_the_urn_is_found_where_the_layout_prints_it(layout, made):
    assert read_nos(layouts.CLASSES[layout](made)).urn == made.urn


@pytest.mark.parametrize("made", MADE)
def test_lost_numbers_stay_lost(made):
    document = read_nos(layouts.web_dash(made))

    assert document.performance == layouts.without_numbers(made.performance)
    assert document.knowledge == layouts.without_numbers(made.knowledge)
    assert (document.values, document.illustrations) == (made.values, made.illustrations)


def test_a_dash_that_stops_half_way_loses_no_item():
    document = read_nos(layouts.web_dash_broken(made_up.GARDEN))
    lines = [warning.line for warning in document.warnings if "no dash" in warning.message]

    assert document.performance == layouts.without_numbers(made_up.GARDEN.performance)
    assert [item.line for item in document.performance[4:]] == lines[:2]


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize("damage", layouts.DAMAGE)
@pytest.mark.parametrize("layout", layouts.CLASSES)
def test_a_damaged_layout_says_the_same(layout, damage, made):
    document = read_nos(layouts.DAMAGE[damage](layouts.CLASSES[layout](made)))

    assert requirements_of(document) == made.requirements
    assert document.title == made.title


TWICE = ["wrapped", "Windows line ends", "no-break spaces", "trailing spaces", "mojibake"]


@pytest.mark.parametrize("layout", layouts.CLASSES)
def test_layouts_damaged_twice_say_the_same(layout):
    for first, second in permutations(TWICE, 2):
        if (first, second) == ("no-break spaces", "wrapped"):
            continue  # nothing is left to break a line at
        words = layouts.CLASSES[layout](made_up.GARDEN)
        document = read_nos(layouts.DAMAGE[second](layouts.DAMAGE[first](words)))

        assert requirements_of(document) == made_up.GARDEN.requirements, (first, second)


@pytest.mark.parametrize("layout", layouts.CLASSES)
def test_a_layout_cut_anywhere_holds_only_whole_requirements(layout):
    """Cut at a line end inside an item, which no one can see there, it says that the last one may be no whole one."""
    text = layouts.CLASSES[layout](made_up.GARDEN)
    whole = {entry for part in made_up.GARDEN.requirements for entry in part}

    for end in range(20, text.index(made_up.GARDEN.illustrations[-1].text), 23):
        document = read_nos(text[:end])
        strange = set().union(*requirements_of(document)) - whole
        doubted = {warning.line for warning in document.warnings if "Is it whole?" in warning.message}
        assert {entry.line for entry in strange} <= doubted, end
