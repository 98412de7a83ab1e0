"""CASE files of other systems: read by type or by place, nothing dropped or made up without a sentence."""

import json
from datetime import date
from time import process_time

import pytest

from standards.exchange.case.reading import read_case
from standards.exchange.case.writing import is_case
from standards.exchange.suite import AreaRow, IllustrationRow, RequirementRow, RetiredRow, ValueRow
from standards.exchange.suites.checks import troubles_in
from tests.standards.exchange.case_suites import (
    EVERYTHING,
    foreign_item,
    foreign_link,
    foreign_package,
    lineage,
    package_of,
)

TODAY = date(2026, 1, 1)
TYPED = foreign_package(
    [
        foreign_item("k1", "know why", CFItemType="Knowledge and Understanding", listEnumeration="1."),
        foreign_item("area", "Collaboration", CFItemType="Key Area", humanCodingScheme="KA4"),
        foreign_item("p2", "do more", CFItemType="Performance Criterion", humanCodingScheme="SAMPLE9/P2"),
        foreign_item("p1", "do", CFItemType="performance criterion", humanCodingScheme="SAMPLE9/P1"),
        foreign_item("p1.1", "do a part", CFItemType="Performance Criterion", listEnumeration="1.1"),
        foreign_item("standard", "Work together", CFItemType="Standard", humanCodingScheme="SAMPLE9"),
        foreign_item("group", "Reasons", CFItemType="Knowledge Group"),
        foreign_item("value", "Fairness", CFItemType="Value", humanCodingScheme="V1"),
        foreign_item("example", "share fairly", CFItemType="Practice Example"),
    ],
    [
        foreign_link("p2", "standard", sequenceNumber=2),
        foreign_link("p1", "standard", sequenceNumber=1),
        foreign_link("p1.1", "p1", sequenceNumber=1),
        foreign_link("group", "standard", sequenceNumber=3),
        foreign_link("k1", "group", sequenceNumber=1),
        foreign_link("example", "standard", sequenceNumber=9),
        foreign_link("standard", "area"),
        foreign_link("area", "document", sequenceNumber=1),
        foreign_link("value", "document", sequenceNumber=2),
        foreign_link("example", "value", "isRelatedTo"),
        foreign_link("standard", "value", "isRelatedTo"),
    ],
    adoptionStatus="Deprecated",
    version="2015",
    officialSourceURL="https://elsewhere.example/source",
)


def said(document):
    return [warning.message for warning in document.warnings]


def row(kind, number, text, name, group=""):
    return RequirementRow(lineage(name), kind, number, group, text)


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_typed_package_of_version_1_0(wrapped):
    package = {"CFPackage": TYPED} if wrapped else TYPED
    document = read_case(package, today=TODAY)

    assert is_case(package) == "1.0"
    assert said(document) == []
    assert (document.title, document.edition, document.lineage, document.slug) == (
        "A framework from elsewhere",
        "2015",
        lineage("document"),
        None,
    )
    assert document.key_areas == (AreaRow(lineage("area"), 4, None, "Collaboration"),)
    assert document.values == (ValueRow(lineage("value"), "1", "Fairness"),)
    (standard,) = document.standards
    assert (standard.lineage, standard.title, standard.urn, standard.key_area, standard.status) == (
        lineage("standard"),
        "Work together",
        "SAMPLE9",
        4,
        "legacy",
    )
    assert (standard.developed_by, standard.source) == (
        "Elsewhere Council",
        "https://elsewhere.example/source",
    )
    assert standard.requirements == (
        row("performance", "1", "do", "p1"),
        row("performance", "1.1", "do a part", "p1.1"),
        row("performance", "2", "do more", "p2"),
        row("knowledge", "1", "know why", "k1", "Reasons"),
    )
    assert standard.illustrations == (IllustrationRow(lineage("value"), "share fairly"),)
    assert troubles_in(document) == []


def test_the_name_of_a_type_may_stand_in_its_definition_only():
    package = foreign_package(
        [
            foreign_item("standard", "Work together", CFItemTypeURI={"identifier": "t1"}),
            foreign_item("p", "do", CFItemTypeURI={"title": "Criterion"}, listEnumeration="1"),
        ],
        [foreign_link("standard", "document"), foreign_link("p", "standard")],
    )
    package["CFDefinitions"]["CFItemTypes"] = [{"identifier": "t1", "title": "Standard"}]

    document = read_case(package, today=TODAY)
    assert said(document) == []
    assert [s.requirements for s in document.standards] == [(row("performance", "1", "do", "p"),)]


def test_without_types_three_levels_are_areas_standards_and_criteria():
    items = [foreign_item(name, f"words {name}") for name in ("a", "s", "p", "q")]
    links = [("a", "document"), ("s", "a"), ("p", "s"), ("q", "s")]
    document = read_case(foreign_package(items, [foreign_link(*link) for link in links]), today=TODAY)

    assert [area.title for area in document.key_areas] == ["words a"]
    (standard,) = document.standards
    assert (standard.title, standard.key_area, standard.status) == ("words s", 1, None)
    assert standard.requirements == (
        row("performance", "1", "words p", "p"),
        row("performance", "2", "words q", "q"),
    )
    assert said(document) == [
        "Items without a type, read by their place among 3 levels: 4.",
        "“words s”: not every item has a number, so they are counted in their order.",
    ]


def test_without_types_two_levels_are_standards_and_criteria():
    items = [foreign_item(name, name) for name in ("s", "p", "t")]
    links = [("s", "document"), ("t", "document"), ("p", "s")]
    document = read_case(foreign_package(items, [foreign_link(*link) for link in links]), today=TODAY)

    assert document.key_areas == ()
    assert [(s.title, len(s.requirements)) for s in document.standards] == [("s", 1), ("t", 0)]


def test_a_list_under_its_own_title_and_a_heading_in_it():
    items = [
        foreign_item("s", "Work together", CFItemType="Standard"),
        foreign_item("list", "Knowledge and understanding:"),
        foreign_item("head", "Reasons"),
        foreign_item("k", "know why", listEnumeration="1"),
        foreign_item("p", "do", listEnumeration="1"),
        foreign_item("p.1", "a part", listEnumeration="1.1"),
    ]
    links = [("s", "document"), ("p", "s"), ("p.1", "p"), ("list", "s"), ("head", "list"), ("k", "head")]
    document = read_case(foreign_package(items, [foreign_link(*link) for link in links]), today=TODAY)

    assert document.standards[0].requirements == (
        row("knowledge", "1", "know why", "k", "Reasons"),
        row("performance", "1", "do", "p"),
        row("performance", "1.1", "a part", "p.1"),
    )


def test_a_type_nobody_knows_is_said_and_read_by_its_place():
    items = [
        foreign_item("s", "Work together", CFItemType="Standard"),
        foreign_item("p", "do", CFItemType="Component", listEnumeration="a"),
    ]
    links = [foreign_link("s", "document"), foreign_link("p", "s")]
    document = read_case(foreign_package(items, links), today=TODAY)

    assert document.standards[0].requirements == (row("performance", "a", "do", "p"),)
    assert said(document) == ["We don’t know “Component” in this place. Items read by where they stand: 1."]


def test_what_ended_is_retired():
    items = [
        foreign_item("s", "Work together", CFItemType="Standard"),
        foreign_item("p", "do", CFItemType="Criterion", listEnumeration="1", statusEndDate="2025-12-31"),
        foreign_item("q", "do yet", CFItemType="Criterion", listEnumeration="2", statusEndDate="2026-12-31"),
    ]
    links = [foreign_link("s", "document"), foreign_link("p", "s"), foreign_link("q", "s")]
    (standard,) = read_case(foreign_package(items, links), today=TODAY).standards

    assert standard.retired == (RetiredRow(lineage("p"), "performance", "1", "", "do"),)
    assert standard.requirements == (row("performance", "2", "do yet", "q"),)


# --- a tree that is none ------------------------------------------------------------------------


def test_items_in_a_circle_are_left_out_and_named():
    items = [
        foreign_item("s", "Work together", CFItemType="Standard"),
        foreign_item("p", "round", CFItemType="Criterion"),
        foreign_item("q", "and round", CFItemType="Criterion"),
    ]
    links = [foreign_link("s", "document"), foreign_link("p", "q"), foreign_link("q", "p")]
    document = read_case(foreign_package(items, links), today=TODAY)

    assert [s.requirements for s in document.standards] == [()]
    assert [(w.message, w.level) for w in document.warnings] == [
        ("“round” belongs to nothing in this file, and is left out.", "red"),
        ("“and round” belongs to nothing in this file, and is left out.", "red"),
    ]


def test_its_own_parent_is_a_circle_too():
    items = [foreign_item("s", "Work together", CFItemType="Standard"), foreign_item("p", "self")]
    document = read_case(
        foreign_package(items, [foreign_link("s", "document"), foreign_link("p", "p")]), today=TODAY
    )

    assert said(document) == ["“self” belongs to nothing in this file, and is left out."]


def test_missing_associations_are_made_good_by_type_and_code():
    items = [
        foreign_item("s", "Work together", CFItemType="Standard", humanCodingScheme="SAMPLE9"),
        foreign_item("p", "do", CFItemType="Criterion", humanCodingScheme="SAMPLE9/P1"),
        foreign_item("v", "Fairness", CFItemType="Value", humanCodingScheme="V1"),
    ]
    document = read_case(foreign_package(items, []), today=TODAY)

    assert [(s.title, s.requirements) for s in document.standards] == [
        ("Work together", (row("performance", "1", "do", "p"),))
    ]
    assert [v.title for v in document.values] == ["Fairness"]
    assert said(document) == [
        f"“{name}” is not said to belong anywhere. It is placed by its type or code."
        for name in ("SAMPLE9 Work together", "SAMPLE9/P1 do", "V1 Fairness")
    ]


def test_a_second_place_and_a_place_outside_are_said():
    items = [
        foreign_item("s", "Work together", CFItemType="Standard"),
        foreign_item("t", "Work alone", CFItemType="Standard"),
        foreign_item("p", "do", CFItemType="Criterion", listEnumeration="1"),
    ]
    links = [
        foreign_link("s", "document"),
        foreign_link("t", "document"),
        foreign_link("p", "s"),
        foreign_link("p", "t"),
        foreign_link("t", "nowhere"),
    ]
    document = read_case(foreign_package(items, links), today=TODAY)

    assert [len(s.requirements) for s in document.standards] == [1, 0]
    assert said(document) == [
        "“1 do” stands in more than one place. Only the first is kept.",
        "“Work alone” is said to belong to something this file does not hold.",
    ]


def test_a_criterion_in_no_standard_is_left_out_and_named():
    items = [
        foreign_item("s", "Work together", CFItemType="Standard"),
        foreign_item("p", "do", CFItemType="Criterion"),
    ]
    links = [foreign_link("s", "document"), foreign_link("p", "document")]
    document = read_case(foreign_package(items, links), today=TODAY)

    assert [w.message for w in document.warnings if w.level == "red"] == [
        "“do” stands in no standard, and is left out."
    ]


def test_what_has_no_place_here_is_counted():
    items = [
        foreign_item("s", "Work together", CFItemType="Standard", educationLevel=["09"], notes="a note"),
        foreign_item("p", "do", CFItemType="Criterion", listEnumeration="1", notes="another"),
    ]
    links = [
        foreign_link("s", "document"),
        foreign_link("p", "s"),
        foreign_link("s", "elsewhere", "exactMatchOf"),
    ]
    package = foreign_package(items, links) | {"CFRubrics": [{"identifier": "r"}]}
    package["CFDefinitions"] |= {"CFLicenses": [{"title": "A licence"}], "CFConcepts": [{}, {}]}

    assert said(read_case(package, today=TODAY)) == [
        "There is no place here for these, so they stay behind: notes (2), educationLevel (1).",
        "Rubrics stay behind: 1.",
        "CFConcepts stay behind, because a suite holds only its standards: 2.",
        "CFLicenses stay behind, because a suite holds only its standards: 1.",
        "Links of the type exactMatchOf stay behind: 1. What became of what is agreed here, by people.",
    ]


def test_ids_that_are_no_uuids_are_no_lineages():
    package = json.loads(json.dumps(TYPED).replace(lineage("p1"), "item-one"))
    document = read_case(package, today=TODAY)

    assert [each.lineage for each in document.standards[0].requirements][:2] == [None, lineage("p1.1")]
    assert said(document) == ["Items whose id is not a UUID, so that only their words tell them apart: 1."]


def test_two_items_with_one_id():
    package = foreign_package(
        [foreign_item("s", "Kept", CFItemType="Standard"), foreign_item("s", "Not", CFItemType="Standard")],
        [foreign_link("s", "document")],
    )
    document = read_case(package, today=TODAY)

    assert [s.title for s in document.standards] == ["Kept"]
    assert said(document) == ["Two items have one id. Kept: “Kept”. Left out: “Not”."]


def test_a_title_too_long_is_cut_and_kept_whole_in_the_overview():
    words = "very " * 80 + "long"
    package = foreign_package(
        [foreign_item("s", words, CFItemType="Standard")], [foreign_link("s", "document")]
    )
    document = read_case(package, today=TODAY)

    assert (len(document.standards[0].title), document.standards[0].overview) == (255, words)
    assert said(document) == [f"Too long for its place, and cut: “{words}”"]
    assert troubles_in(document) == []


def test_our_own_extensions_mean_nothing_in_a_file_that_is_not_ours():
    package = package_of(EVERYTHING)
    del package["CFDocument"]["extensions"]
    document = read_case(package, today=TODAY)

    assert {each.lineage for s in document.standards for each in s.requirements} == {
        item["identifier"] for item in package["CFItems"] if item["CFItemType"][:4] in ("Perf", "Know")
    } - {item["identifier"] for item in package["CFItems"] if item["CFItemType"].endswith("Group")}
    assert document.slug is None


def test_a_file_of_a_newer_version_of_ours_is_read_with_a_warning():
    package = package_of(EVERYTHING)
    package["CFDocument"]["extensions"]["x_practice_portfolio"] = 2

    document = read_case(package)
    assert said(document) == [
        "A newer version of this software wrote the file. Not all of it may be understood."
    ]
    assert document.standards == EVERYTHING.standards


def test_a_large_package_is_read_quickly():
    standards = [foreign_item(f"s{n}", f"Standard {n}", CFItemType="Standard") for n in range(100)]
    criteria = [
        foreign_item(f"p{n}", f"do {n}", CFItemType="Criterion", listEnumeration=str(n)) for n in range(2600)
    ]
    links = [foreign_link(f"s{n}", "document") for n in range(100)]
    links += [foreign_link(f"p{n}", f"s{n % 100}") for n in range(2600)]
    package = foreign_package([*standards, *criteria], links)

    started = process_time()
    document = read_case(package, today=TODAY)
    seconds = process_time() - started

    assert sum(len(standard.requirements) for standard in document.standards) == 2600
    assert seconds < 2  # measured about 0.05 s
