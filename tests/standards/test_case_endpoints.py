"""The CASE service: what is public, for everyone, in the forms the specification asks for."""

import json
from collections import Counter

import pytest
from django.conf import settings
from django.test import Client

from standards.exchange.case.names import ITEM_TYPES
from standards.exchange.case.published import bare, put_together, write_suite
from standards.exchange.case.reading import read_case
from standards.exchange.suites.published import suite_document
from standards.models import KeyAreaPage, StandardPage, SuitePage
from standards.operations.glossary import add_term
from standards.operations.suite_imports import apply_suite, plan_suite
from tests.factories.suites import applied, shipped_suite
from tests.standards.case_service import (
    ROOT,
    address_of,
    get,
    package_of,
)
from tests.standards.exchange import case_schema as schema
from tests.standards.exchange.case_schema import troubles_in
from tests.standards.made_suites import made_suite
from tests.standards.suite_world import changed_standard, varied_suite


@pytest.fixture(autouse=True)
def nothing_kept():
    """What an earlier test put together is gone."""
    bare.cache_clear()
    put_together.cache_clear()


@pytest.fixture
def document():
    return varied_suite()


@pytest.fixture
def suite(db, document):
    return applied(document)


@pytest.fixture
def package(suite):
    return package_of(suite)


# --- what is there --------------------------------------------------------------------------------


def test_a_package_holds_against_the_schema_and_comes_back_equal(suite, package, document):
    assert troubles_in(package, schema.PACKAGE) == []
    assert read_case(package) == document == suite_document(suite, drafts=False)


def test_bringing_in_what_the_service_gives_changes_nothing(suite, package):
    changes = plan_suite(read_case(package)).changes

    assert {name: rows for name, rows in changes.items() if rows and name != "unchanged"} == {}
    assert len(changes["unchanged"]) > 60


def test_the_document_alone_is_the_one_in_the_package(suite, package):
    answer = get(f"CFDocuments/{suite.lineage}")

    link = answer.body.pop("CFPackageURI")
    assert answer.body == package["CFDocument"]
    assert link == {
        "title": suite.title,
        "identifier": str(suite.lineage),
        "uri": f"{settings.PUBLIC_URL}{ROOT}/CFPackages/{suite.lineage}",
    }


def test_the_list_holds_every_document(suite):
    answer = get("CFDocuments")

    assert troubles_in(answer.body, schema.DOCUMENTS) == []
    assert answer.body == {"CFDocuments": [get(f"CFDocuments/{suite.lineage}").body]}
    assert answer["X-Total-Count"] == "1"


def test_every_item_has_the_address_it_names(suite, package):
    link = {
        "title": suite.title,
        "identifier": str(suite.lineage),
        "uri": f"{settings.PUBLIC_URL}{ROOT}/CFDocuments/{suite.lineage}",
    }
    for item in package["CFItems"]:
        assert get(address_of(item)).body == item | {"CFDocumentURI": link}
    assert troubles_in(item | {"CFDocumentURI": link}, schema.ITEM_ALONE) == []
    assert len(package["CFItems"]) > 70


def test_every_association_has_the_address_it_names(suite, package):
    for link in package["CFAssociations"]:
        answer = get(address_of(link)).body
        assert troubles_in(answer, schema.ASSOCIATION_ALONE) == []
        assert answer.pop("CFDocumentURI")["identifier"] == str(suite.lineage)
        assert answer == link
    assert len(package["CFAssociations"]) > 100


def test_an_item_with_everything_linked_to_it(suite, package, document):
    value = document.values[0].lineage
    answer = get(f"CFItemAssociations/{value}").body

    assert troubles_in(answer, schema.ITEM_ASSOCIATIONS) == []
    assert answer["CFItem"] == get(f"CFItems/{value}").body
    assert answer["CFAssociations"] == [
        link
        for link in package["CFAssociations"]
        if value in (link["originNodeURI"]["identifier"], link["destinationNodeURI"]["identifier"])
    ]
    assert {link["associationType"] for link in answer["CFAssociations"]} == {
        "isChildOf",
        "isRelatedTo",
        "ext:illustrates",
    }


def test_a_kind_of_item_comes_with_the_kinds_below_it(suite, package):
    defined = {each["identifier"]: each for each in package["CFDefinitions"]["CFItemTypes"]}
    area, value = (get(f"CFItemTypes/{ITEM_TYPES[kind].identifier}").body for kind in ("area", "value"))

    assert troubles_in(area, schema.ITEM_TYPES) == []
    assert [each["hierarchyCode"] for each in area["CFItemTypes"]] == [
        "1", "1.1", "1.1.1", "1.1.2", "1.1.3", "1.1.4", "1.1.5",
    ]  # fmt: skip
    assert value == {"CFItemTypes": [defined[ITEM_TYPES["value"].identifier]]}


def test_a_word_explained_is_a_concept(suite, document):
    apply_suite(made_suite(1, 2, slug="another"), by=None)
    elsewhere = SuitePage.objects.get(slug="another")
    term = add_term(word="NOS", other_forms="nos\nthe NOS", meaning="What competence means.", by=None)
    add_term(word="Only there", meaning="Not in this suite.", suite=elsewhere, by=None)

    (concept,) = package_of(suite)["CFDefinitions"]["CFConcepts"]
    answer = get(address_of(concept)).body
    assert troubles_in(answer, schema.CONCEPTS) == []
    assert answer == {"CFConcepts": [concept]}
    assert (concept["title"], concept["keywords"], concept["description"], concept["hierarchyCode"]) == (
        "NOS",
        "nos|the NOS",
        "What competence means.",
        term.code,
    )
    assert [c["title"] for c in package_of(elsewhere)["CFDefinitions"]["CFConcepts"]] == ["NOS", "Only there"]


def test_what_was_retired_says_the_day(suite, document, time_machine):
    time_machine.move_to("2033-04-05T12:00:00Z")
    rows = document.standards[3].requirements
    less = changed_standard(document, 3, requirements=rows[1:])
    apply_suite(less, by=None, change="meaning", why="It is asked no more.")

    item = get(f"CFItems/{rows[0].lineage}").body
    assert (item["statusEndDate"], item["extensions"]["x_retired"]) == ("2033-04-05", True)
    assert item["lastChangeDateTime"] == "2033-04-05T12:00:00Z"
    assert get("CFDocuments").body["CFDocuments"][0]["lastChangeDateTime"] == "2033-04-05T12:00:00Z"


# --- only what is public ----------------------------------------------------------------------------


def test_a_draft_leaves_no_trace(suite, document):
    before = package_of(suite)
    standard = StandardPage.objects.get(lineage=document.standards[3].lineage)
    standard.title = "A title nobody published"
    standard.overview = "Words nobody published"
    standard.save_revision()
    StandardPage.objects.filter(lineage=document.standards[6].lineage).update(live=False)
    KeyAreaPage.objects.filter(lineage=document.key_areas[5].lineage).update(live=False)
    after = package_of(suite)

    hidden = {document.standards[6].lineage, document.key_areas[5].lineage}
    assert {i["identifier"] for i in before["CFItems"]} - {
        i["identifier"] for i in after["CFItems"]
    } == hidden
    assert "nobody published" not in json.dumps(after)
    assert get(f"CFItems/{document.standards[6].lineage}").status_code == 404


def test_a_suite_that_is_not_public_is_not_there(suite, package):
    SuitePage.objects.update(live=False)

    addresses = [f"{kind}/{suite.lineage}" for kind in ("CFDocuments", "CFPackages")]
    addresses += [address_of(package["CFItems"][0]), address_of(package["CFAssociations"][0])]
    assert [get(address).status_code for address in addresses] == [404] * 4
    assert get("CFDocuments").body == {"CFDocuments": []}


def test_the_suite_we_ship_leaves_whole(db):
    page = shipped_suite()
    package = package_of(page)

    assert troubles_in(package, schema.PACKAGE) == []
    assert read_case(package) == suite_document(page, drafts=False)
    assert b"".join(write_suite(page, suite_document(page))) == b"".join(
        Client().get(f"{ROOT}/CFPackages/{page.lineage}")
    )
    assert (package["CFDocument"]["creator"], package["CFDocument"]["adoptionStatus"]) == ("NYA", "Adopted")
    assert Counter(item["CFItemType"] for item in package["CFItems"]) == {
        "Key Area": 6,
        "Value": 5,
        "Standard": 23,
        "Performance Criterion": 9,
        "Knowledge Group": 3,
        "Knowledge and Understanding": 17,
        "Practice Example": 5,
    }


def test_a_suite_that_is_not_public_leaves_as_its_document_alone(suite, document):
    SuitePage.objects.update(live=False)
    add_term(word="NOS", meaning="What it means.", by=None)

    package = json.loads(b"".join(write_suite(suite, document)))
    assert troubles_in(package, schema.PACKAGE) == []
    assert read_case(package) == document
    assert list(package["CFDefinitions"]) == ["CFItemTypes"]
