"""A CASE file arrives: from another installation of ours, and from another system."""

from dataclasses import replace

from standards.exchange.case.reading import read_case
from standards.exchange.suites.published import suite_document
from standards.models import KeyAreaPage, Standard, Tombstone
from standards.operations.suite_imports import apply_suite, plan_suite
from tests.standards.exchange.case_suites import EVERYTHING, FULL, foreign_package, package_of
from tests.standards.exchange.test_case_reading import TODAY, TYPED
from tests.standards.suite_world import told, varied_suite


def test_a_second_installation_holds_the_same_lineages(db):
    document = varied_suite()
    suite, plan = apply_suite(read_case(package_of(document)), by=None)

    assert suite_document(suite) == document
    assert Tombstone.objects.count() == sum(len(standard.retired) for standard in document.standards)
    assert told(plan_suite(read_case(package_of(document)))) == {}


def test_ids_that_case_does_not_allow_are_the_same_lineages_there(db):
    moved = replace(FULL, illustrations=FULL.illustrations[:1], retired=FULL.retired[:1])
    document = replace(
        EVERYTHING, standards=(moved, *EVERYTHING.standards[2:]), key_areas=EVERYTHING.key_areas[:2]
    )
    suite, _plan = apply_suite(read_case(package_of(document)), by=None)

    (standard, _outline) = suite_document(suite).standards
    assert {row.lineage for row in standard.requirements} == {row.lineage for row in FULL.requirements}
    assert told(plan_suite(read_case(package_of(document)))) == {}


def test_another_systems_file_becomes_a_suite_and_coming_again_changes_nothing(db):
    suite, plan = apply_suite(read_case(TYPED, today=TODAY), by=None)

    assert told(plan) == {"added": 9}
    assert (suite.title, suite.live, suite.edition) == ("A framework from elsewhere", True, "2015")
    assert KeyAreaPage.objects.get().title == "Collaboration"
    standard = Standard.objects.get()
    assert (standard.title, standard.urn, standard.status) == ("Work together", "SAMPLE9", "legacy")
    assert [row.label for row in standard.current_version.requirements.order_by("position")] == [
        "P1", "P1.1", "P2", "K1", "V1",
    ]  # fmt: skip
    assert told(plan_suite(read_case(TYPED, today=TODAY))) == {}


def test_a_file_with_nothing_to_bring_in_is_refused_with_a_sentence(db):
    document = read_case(foreign_package([], []))

    assert document.errors == ("This CASE file holds no items.",)
