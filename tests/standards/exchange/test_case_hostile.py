"""CASE files made to do harm, or by mistake: a sentence each, and never an exception."""

from time import process_time

import pytest

from standards.exchange.case.reading import read_case
from standards.exchange.suites.checks import troubles_in
from standards.exchange.suites.files import read_suite_file
from tests.standards.exchange.case_suites import (
    EVERYTHING,
    foreign_item,
    foreign_link,
    foreign_package,
    package_of,
)

NOT_CASE = "This is not a CASE package: it has no CFDocument."
DEEP = "This file goes deeper than any suite of standards does."


def chain(length):
    items = [foreign_item(f"i{n}", f"item {n}") for n in range(length)]
    links = [foreign_link(f"i{n}", f"i{n - 1}" if n else "document") for n in range(length)]
    return foreign_package(items, links)


REFUSED = {
    "a list": ([], NOT_CASE),
    "nothing": (None, NOT_CASE),
    "no document": ({"CFItems": []}, NOT_CASE),
    "a document that is text": ({"CFDocument": "x"}, NOT_CASE),
    "no items": ({"CFDocument": {}}, "This CASE file holds no items."),
    "items that are none": (
        {"CFDocument": {}, "CFItems": {"a": 1}},
        "In this file “CFItems” is not a list.",
    ),
    "a well without bottom": (chain(25), DEEP),
}


@pytest.mark.parametrize(("package", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_package_is_refused_with_a_sentence(package, reason):
    document = read_case(package)

    assert (document.errors, document.standards, document.title) == ((reason,), (), None)


@pytest.mark.parametrize(
    "source",
    [
        b"{",
        b'{"CFDocument": ',
        b"[" * 200_000,
        b'{"CFDocument":' * 100_000,
        b'{"CFDocument":{},"CFItems":NaN}',
    ],
    ids=["cut", "cut inside", "nested lists", "nested objects", "no number"],
)
def test_a_hostile_file_is_refused_with_a_sentence(source):
    reading = read_suite_file(source)

    assert (len(reading.document.errors), reading.document.standards) == (1, ())
    assert len(reading.document.errors[0]) < 200


def test_too_many_items_are_refused_at_once():
    package = foreign_package([{}] * 50_001, [])

    assert read_case(package).errors == (
        "This file holds 50001 of “CFItems”. No suite of standards has more than 50000.",
    )


WRONG = [None, 7, 1.5, True, [], {}, "", "x", [[]], {"identifier": []}, "\ud800", "\x00", 10**400]
FIELDS = ["identifier", "fullStatement", "humanCodingScheme", "listEnumeration", "CFItemType", "CFItemTypeURI",
          "statusEndDate", "extensions"]  # fmt: skip


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: repr(wrong)[:12])
def test_wrong_things_in_an_item_break_nothing(field, wrong):
    package = package_of(EVERYTHING)
    for item in package["CFItems"]:
        item[field] = wrong

    assert_told(read_case(package))


@pytest.mark.parametrize("place", ["CFDocument", "CFItems", "CFAssociations", "CFDefinitions", "CFRubrics"])
@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: repr(wrong)[:12])
def test_wrong_things_anywhere_break_nothing(place, wrong):
    for entry in (wrong, [wrong], {"title": wrong, "CFItemTypes": [wrong], "extensions": wrong}):
        assert_told(read_case(package_of(EVERYTHING) | {place: entry}))


@pytest.mark.parametrize("name", ["associationType", "originNodeURI", "destinationNodeURI", "sequenceNumber"])
@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: repr(wrong)[:12])
def test_wrong_things_in_a_link_break_nothing(name, wrong):
    package = package_of(EVERYTHING)
    for link in package["CFAssociations"]:
        link[name] = wrong

    assert_told(read_case(package))


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: repr(wrong)[:12])
def test_wrong_extensions_break_nothing(wrong):
    package = package_of(EVERYTHING)
    for item in package["CFItems"]:
        item["extensions"] = {name: wrong for name in item.get("extensions", {})}
    package["CFDocument"]["extensions"] |= {"x_slug": wrong, "x_edition": wrong, "x_lineage": wrong}

    assert_told(read_case(package))


def assert_told(document):
    """Read or refused, and what was read can be checked: no exception, and sentences that can be shown."""
    assert document.errors or document.standards or document.warnings
    assert isinstance(troubles_in(document), list)
    for warning in document.warnings:
        assert warning.message.encode()


def same_code(number):
    return foreign_item(f"a{number}", f"Area {number}", CFItemType="Key Area", humanCodingScheme="KA1")


HEAVY = {
    "areas of one number": lambda: foreign_package(
        [same_code(n) for n in range(8000)], [foreign_link(f"a{n}", "document") for n in range(8000)]
    ),
    "strays in one circle": lambda: foreign_package(
        [foreign_item(f"s{n}", f"Standard {n}", CFItemType="Standard") for n in range(8000)],
        [foreign_link(f"s{n}", f"s{(n + 1) % 8000 or 1}", sequenceNumber=8000 - n) for n in range(1, 8000)],
    ),
    "strays below one": lambda: foreign_package(
        [foreign_item(f"s{n}", f"Standard {n}", CFItemType="Standard") for n in range(8000)],
        [foreign_link(f"s{n}", "s0", sequenceNumber=8000 - n) for n in range(1, 8000)],
    ),
    "long numbers": lambda: foreign_package(
        [foreign_item("s", "Standard", CFItemType="Standard")]
        + [foreign_item(f"p{n}", "do", listEnumeration="1" * 2000) for n in range(8000)],
        [foreign_link("s", "document"), *(foreign_link(f"p{n}", "s") for n in range(8000))],
    ),
}


@pytest.mark.parametrize("make", HEAVY.values(), ids=HEAVY)
def test_what_is_made_to_keep_us_busy_does_not(make):
    package = make()
    started = process_time()
    document = read_case(package)
    seconds = process_time() - started

    assert document.errors or len(document.standards) + len(document.key_areas) > 0
    assert seconds < 5  # measured below 0.5 s


def test_of_two_standards_in_a_circle_one_stands_in_the_other():
    items = [foreign_item(name, f"Standard {name}", CFItemType="Standard") for name in "ab"]
    document = read_case(foreign_package(items, [foreign_link("a", "b"), foreign_link("b", "a")]))

    assert [standard.title for standard in document.standards] == ["Standard a"]
    assert [warning.message for warning in document.warnings] == [
        "“Standard a” is not said to belong anywhere. It is placed by its type or code.",
        "We don’t know “Standard” in this place. Items read by where they stand: 1.",
        "“Standard a”: not every item has a number, so they are counted in their order.",
    ]
