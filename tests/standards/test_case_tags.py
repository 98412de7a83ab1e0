"""The CASE service tells cheaply whether anything changed, and asks little of the database."""

from dataclasses import replace

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from standards.exchange.case.published import bare, put_together
from standards.models import KeyAreaPage
from standards.operations.glossary import add_term, change_term, remove_term
from standards.operations.suite_imports import apply_suite
from tests.factories.suites import applied
from tests.standards.case_service import SOMETHING, address_of, every_address, get, package_of
from tests.standards.made_suites import made_suite
from tests.standards.suite_world import changed_standard, reworded, varied_suite


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


def test_whoever_has_it_is_told_it_is_the_same(package):
    for address in every_address(package):
        tag = get(address)["ETag"]
        again = get(address, if_none_match=tag)
        assert (again.status_code, again.body, again["ETag"]) == (304, None, tag)
        assert again["Access-Control-Allow-Origin"] == "*"
        assert get(address, if_none_match='"something else"').status_code == 200
        assert get(address, if_none_match="*").status_code == 304
    assert get(f"CFItems/{SOMETHING}", if_none_match="*").status_code == 404


def test_each_address_has_a_tag_of_its_own(package):
    tags = [get(address)["ETag"] for address in every_address(package)]
    assert len(set(tags)) == len(tags)


def test_that_it_is_the_same_is_told_without_reading_a_word(suite):
    tag = get(f"CFPackages/{suite.lineage}")["ETag"]
    with CaptureQueriesContext(connection) as captured:
        assert get(f"CFPackages/{suite.lineage}", if_none_match=tag).status_code == 304

    assert len(captured) == 8
    assert [query["sql"] for query in captured if "standards_requirement" in query["sql"]] == []


def other_words(document):
    row = document.standards[3]
    return changed_standard(
        document, 3, requirements=reworded(row, 0, f"{row.requirements[0].text} too").requirements
    )


CHANGES = {
    "a word": lambda suite, document: apply_suite(
        other_words(document), by=None, change="wording", why="A word was missing."
    ),
    "a status": lambda suite, document: apply_suite(changed_standard(document, 3, status="legacy"), by=None),
    "a last day": lambda suite, document: apply_suite(
        changed_standard(document, 3, last_assessment_date="2042-01-01"), by=None
    ),
    "a source": lambda suite, document: apply_suite(
        changed_standard(document, 3, source="elsewhere"), by=None
    ),
    "the edition": lambda suite, document: apply_suite(replace(document, edition="2032"), by=None),
    "an outline": lambda suite, document: apply_suite(
        changed_standard(document, 6, title="Renamed"), by=None
    ),
    "an area": lambda suite, document: KeyAreaPage.objects.filter(number=2).update(title="Renamed"),
    "a word explained": lambda suite, document: add_term(word="NOS", meaning="What it means.", by=None),
    "another address": lambda suite, document: setattr(settings, "PUBLIC_URL", "https://elsewhere.example"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_noticed(suite, document, change, settings):
    settings.PUBLIC_URL = "https://portfolio.example"
    before = get(f"CFPackages/{suite.lineage}")
    change(suite, document)
    after = get(f"CFPackages/{suite.lineage}", if_none_match=before["ETag"])

    assert after.status_code == 200
    assert after["ETag"] != before["ETag"]
    assert after.body != before.body


def test_a_word_explained_otherwise_or_no_more_is_noticed(suite):
    term = add_term(word="NOS", meaning="What it means.", by=None)
    tags = [get("CFDocuments")["ETag"]]
    term = change_term(term, word="NOS", meaning="Something else.", revision=1, by=None)
    tags.append(get("CFDocuments")["ETag"])
    remove_term(term, by=None)
    tags.append(get("CFDocuments")["ETag"])

    assert len(set(tags)) == 3


def test_nothing_changes_while_nothing_changes(suite, document):
    before = get(f"CFPackages/{suite.lineage}")
    bare.cache_clear()
    put_together.cache_clear()
    apply_suite(document, by=None)
    after = get(f"CFPackages/{suite.lineage}")

    assert (after["ETag"], after.body) == (before["ETag"], before.body)


# --- how much it asks of the database -----------------------------------------------------------------


def queries_for(address):
    with CaptureQueriesContext(connection) as captured:
        assert get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize(("standards", "requirements"), [(1, 2), (30, 4)])
def test_a_larger_suite_asks_no_more(db, standards, requirements):
    suite = apply_suite(made_suite(standards, requirements), by=None)[0]
    package = package_of(suite)

    counts = {}
    for address in every_address(package):
        bare.cache_clear()
        put_together.cache_clear()
        counts[address.partition("/")[0] + ("/" if "/" in address else "")] = queries_for(address)
    assert counts == {
        "CFDocuments": 8,
        "CFDocuments/": 8,
        "CFPackages/": 15,
        "CFItems/": 15,
        "CFItemAssociations/": 15,
        "CFAssociations/": 15,
        "CFItemTypes/": 0,
    }
    assert [queries_for(address_of(item)) for item in package["CFItems"][:2]] == [15, 8]
