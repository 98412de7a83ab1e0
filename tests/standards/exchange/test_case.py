"""A suite leaves as CASE 1.1: what stands where, what holds against the schema, and that all of it comes back."""

import tracemalloc
from dataclasses import replace
from datetime import UTC, date, datetime
from time import process_time
from uuid import UUID, uuid5

import pytest

from standards.exchange.case.nodes import Concept, Told
from standards.exchange.case.reading import read_case
from standards.exchange.case.writing import is_case, write_case
from standards.exchange.suite import RequirementRow, RetiredRow, StandardRow, SuiteDocument
from tests.standards.exchange.case_schema import PACKAGE, troubles_in
from tests.standards.exchange.case_suites import (
    EVERYTHING,
    FULL,
    HERE,
    VERSION_SEVEN,
    WITHOUT_LINEAGES,
    item_named,
    lineage,
    links_of,
    package_of,
)
from tests.standards.made_suites import made_suite

AT = datetime(2026, 1, 15, 10, 30, tzinfo=UTC)
SUITES = {
    "everything": EVERYTHING,
    "without lineages": WITHOUT_LINEAGES,
    "made": made_suite(4, 12),
    "made without lineages": made_suite(3, 9, lineages=False),
    "nothing in it": SuiteDocument(title="Empty", slug="empty", lineage=lineage("empty")),
}


@pytest.fixture
def package():
    return package_of(EVERYTHING, told=Told(AT, language="en-GB"))


@pytest.mark.parametrize("document", SUITES.values(), ids=SUITES)
def test_a_package_holds_against_the_schema(document):
    package = package_of(document)

    assert troubles_in(package, PACKAGE) == []
    assert is_case(package) == "1.1"


@pytest.mark.parametrize("spoil", ["null", "unknown key", "version 7", "no description"])
def test_the_schema_would_notice(package, spoil):
    if spoil == "null":
        package["CFItems"][0]["notes"] = None
    elif spoil == "unknown key":
        package["CFItems"][0]["CFDocumentURI"] = package["CFItems"][0]["CFItemTypeURI"]
    elif spoil == "version 7":
        package["CFItems"][0]["identifier"] = VERSION_SEVEN
    else:
        del package["CFDefinitions"]["CFItemTypes"][0]["description"]

    assert len(troubles_in(package, PACKAGE)) == 1


@pytest.mark.parametrize("document", SUITES.values(), ids=SUITES)
def test_no_id_is_given_twice(document):
    package = package_of(document)
    ids = [each["identifier"] for each in [*package["CFItems"], *package["CFAssociations"]]]

    assert len(set(ids)) == len(ids)
    assert package["CFDocument"]["identifier"] not in ids


@pytest.mark.parametrize("name", ["everything", "without lineages", "made"])
def test_what_goes_out_comes_back_equal(name):
    document = SUITES[name]

    assert read_case(package_of(document)) == document


def test_the_document(package):
    assert package["CFDocument"] == {
        "identifier": lineage("suite"),
        "uri": f"{HERE}/ims/case/v1p1/CFDocuments/{lineage('suite')}",
        "lastChangeDateTime": "2026-01-15T10:30:00Z",
        "caseVersion": "1.1",
        "creator": "Placeholder Council",
        "title": "A sample suite",
        "language": "en-GB",
        "version": "2015",
        "adoptionStatus": "Adopted",
        "extensions": {"x_practice_portfolio": 1, "x_slug": "sample-suite"},
    }


def test_an_item(package):
    assert item_named(package, "those who speak") == {
        "identifier": lineage("performance/those who speak"),
        "uri": f"{HERE}/ims/case/v1p1/CFItems/{lineage('performance/those who speak')}",
        "lastChangeDateTime": "2026-01-15T10:30:00Z",
        "fullStatement": "those who speak",
        "humanCodingScheme": "SAMPLE01/P8.1",
        "listEnumeration": "8.1",
        "CFItemType": "Performance Criterion",
        "CFItemTypeURI": package["CFItems"][6]["CFItemTypeURI"],
        "language": "en-GB",
    }


@pytest.mark.parametrize(
    ("words", "parent"),
    [
        ("The fourth area", "A sample suite"),
        ("Fairness", "A sample suite"),
        ("A sample standard with everything", "KA4 The fourth area"),
        ("begin", "SAMPLE01 A sample standard with everything"),
        ("Together", "SAMPLE01 A sample standard with everything"),
        ("listen to:", "Together"),
        ("those who speak", "SAMPLE01/P8 listen to:"),
        ("but under another heading", "Apart"),
        ("why", "Reasons"),
        ("how", "SAMPLE01 A sample standard with everything"),
        ("how fairness might look", "SAMPLE01 A sample standard with everything"),
        ("asked once", "SAMPLE01 A sample standard with everything"),
    ],
)
def test_the_tree(package, words, parent):
    assert links_of(package, words, "isChildOf") == [parent]


def test_an_illustration_is_never_assessed(package):
    item = item_named(package, "how fairness might look")

    assert item["CFItemType"] == "Practice Example"
    assert item["extensions"] == {"x_assessable": False}
    assert links_of(package, "how fairness might look", "ext:illustrates") == ["V1 Fairness"]
    assert item_named(package, "an example for no value")["extensions"] == {
        "x_assessable": False,
        "x_value": "",
    }


def test_a_standard_is_related_to_its_values_once_it_has_words(package):
    related = {words: links_of(package, words, "isRelatedTo") for words in (FULL.title, "An outline")}

    assert related == {FULL.title: ["V1 Fairness", "V2 Learning"], "An outline": []}
    assert [item["fullStatement"] for item in package["CFItems"] if item["CFItemType"] == "Value"] == [
        "Fairness",
        "Learning",
    ]


def test_what_was_retired_says_when():
    told = Told(AT, retired_on={(FULL.lineage, lineage("old")): date(2025, 3, 1)})
    package = package_of(EVERYTHING, told=told)

    item = item_named(package, "asked once")
    assert (item["statusEndDate"], item["extensions"]) == (
        "2025-03-01",
        {"x_retired": True, "x_group": "Together"},
    )
    assert {item["fullStatement"] for item in package["CFItems"] if "statusEndDate" in item} == {"asked once"}
    assert read_case(package) == EVERYTHING


def test_an_id_that_does_not_fit_is_made_from_the_standard_and_kept_beside_it(package):
    item = item_named(package, "an id that CASE does not allow")

    assert item["identifier"] == str(uuid5(UUID(FULL.lineage), VERSION_SEVEN))
    assert item["extensions"] == {"x_lineage": VERSION_SEVEN}


def test_an_id_that_stands_twice_is_nobodys(package):
    twins = [item for item in package["CFItems"] if item["fullStatement"] == "an id that stands twice"]

    assert [item["identifier"] for item in twins] == [
        str(uuid5(UUID(lineage(f"standard/{name}")), lineage("shared"))) for name in ("full", "other")
    ]
    assert [item["extensions"] for item in twins] == [{"x_lineage": lineage("shared")}] * 2


def test_what_is_asked_keeps_its_id_when_it_is_retired_elsewhere(package):
    assert item_named(package, "moved here")["identifier"] == lineage("performance/elsewhere")
    assert item_named(package, "moved to the other standard")["extensions"]["x_lineage"] == lineage(
        "performance/elsewhere"
    )


def test_ids_are_the_same_in_every_export():
    again = replace(
        EVERYTHING,
        standards=(*EVERYTHING.standards, replace(FULL, lineage=lineage("new"), requirements=(), retired=())),
    )
    first, second = package_of(EVERYTHING), package_of(again)

    kept = {item["identifier"] for item in first["CFItems"]}
    assert kept <= {item["identifier"] for item in second["CFItems"]}


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        (["current", "legacy"], "Adopted"),
        (["legacy", "withdrawn"], "Deprecated"),
        ([None], "Adopted"),
        ([], "Adopted"),
    ],
)
def test_a_suite_is_deprecated_when_nothing_in_it_is_current(statuses, status):
    standards = tuple(
        StandardRow(lineage(str(place)), "A standard", None, status=each)
        for place, each in enumerate(statuses)
    )

    assert package_of(replace(EVERYTHING, standards=standards))["CFDocument"]["adoptionStatus"] == status


def test_nobody_is_made_up_as_the_creator():
    assert package_of(WITHOUT_LINEAGES)["CFDocument"]["creator"] == "Not known"


def test_a_day_all_standards_were_approved_on_is_the_suites():
    one = replace(EVERYTHING, standards=(FULL,))

    assert package_of(one)["CFDocument"]["statusStartDate"] == "2015-02-28"
    assert item_named(package_of(one), FULL.title)["statusStartDate"] == "2015-02-28"
    assert "statusStartDate" not in item_named(package_of(EVERYTHING), "Another sample standard")


def test_words_explained_are_concepts():
    concept = Concept(lineage("term"), "NOS", ("nos", "the NOS"), "abc", "What it means.", AT)
    package = package_of(EVERYTHING, told=Told(AT, concepts=(concept,)))

    assert troubles_in(package, PACKAGE) == []
    assert package["CFDefinitions"]["CFConcepts"] == [
        {
            "identifier": lineage("term"),
            "uri": f"{HERE}/ims/case/v1p1/CFConcepts/{lineage('term')}",
            "lastChangeDateTime": "2026-01-15T10:30:00Z",
            "title": "NOS",
            "keywords": "nos|the NOS",
            "hierarchyCode": "abc",
            "description": "What it means.",
        }
    ]


def test_hostile_words_stay_words():
    words = '</script><img src=x onerror=alert(1)> "quoted" \\ \u2028 =1+1'
    standard = replace(FULL, requirements=(RequirementRow(lineage("x"), "performance", "1", words, words),))
    document = replace(EVERYTHING, standards=(replace(standard, retired=(), illustrations=()),))

    package = package_of(document)
    assert troubles_in(package, PACKAGE) == []
    assert read_case(package) == document


def test_one_lineage_asked_and_retired_in_one_standard_is_two_items():
    row = RequirementRow(lineage("x"), "performance", "1", "", "asked again")
    gone = RetiredRow(lineage("x"), "performance", "1", "", "asked once")
    document = replace(EVERYTHING, standards=(replace(FULL, requirements=(row,), retired=(gone,)),))

    package = package_of(document)
    assert item_named(package, "asked again")["identifier"] == lineage("x")
    assert read_case(package) == document


def test_a_large_suite_is_written_in_pieces_and_little_memory():
    document = made_suite(100, 26)
    tracemalloc.start()
    started = process_time()
    sizes = [len(piece) for piece in write_case(document, base_url=HERE)]
    seconds, (_now, peak) = process_time() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert sum(sizes) > 3_000_000
    assert max(sizes) < 200_000
    assert peak < 30_000_000
    assert seconds < 5  # measured about 0.2 s without the counting of memory
