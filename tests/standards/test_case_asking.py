"""Asking the CASE service: for some of the documents, for what is not there, and in which way."""

from dataclasses import replace

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client

from tests.factories.suites import applied
from tests.standards.case_service import ROOT, SOMETHING, assert_status, every_address, get, package_of
from tests.standards.exchange import case_schema as schema
from tests.standards.exchange.case_schema import troubles_in
from tests.standards.made_suites import made_suite
from tests.standards.suite_world import varied_suite


@pytest.fixture
def document():
    return varied_suite()


@pytest.fixture
def suite(db, document):
    return applied(document)


@pytest.fixture
def package(suite):
    return package_of(suite)


# --- asking for some of the documents -----------------------------------------------------------------


@pytest.fixture
def suites(db):
    for place, name in enumerate(["blue", "Amber", "crimson"]):
        suite = replace(made_suite(1, 2, slug=name.lower()), title=name, edition=str(2030 - place))
        applied(suite)


def titles(query):
    answer = get(f"CFDocuments?{query}")
    assert answer.status_code == 200
    return [document["title"] for document in answer.body["CFDocuments"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["blue", "Amber", "crimson"]),
        ("limit=2", ["blue", "Amber"]),
        ("limit=2&offset=2", ["crimson"]),
        ("offset=7", []),
        ("sort=title", ["Amber", "blue", "crimson"]),
        ("sort=title&orderBy=desc", ["crimson", "blue", "Amber"]),
        ("sort=version&orderBy=asc", ["crimson", "Amber", "blue"]),
        ("filter=title='amber'", ["Amber"]),
        ("filter=title!='amber'", ["blue", "crimson"]),
        ("filter=title~'b'", ["blue", "Amber"]),
        ("filter=version>='2029'", ["blue", "Amber"]),
        ("filter=version<'2029'", ["crimson"]),
        ("filter=title~'b' AND version='2030'", ["blue"]),
        ("filter=title='blue' OR title='crimson'", ["blue", "crimson"]),
        ("filter=publisher='nobody'", []),
        ("filter=title='it''s'", []),
    ],
)
def test_some_of_the_documents(suites, query, found):
    assert titles(query) == found


def test_pages_say_where_the_others_are(suites):
    answer = get("CFDocuments?limit=1&offset=1&sort=title&fields=title")
    base = f"{settings.PUBLIC_URL}{ROOT}/CFDocuments?sort=title&fields=title&limit=1&offset="

    assert answer["X-Total-Count"] == "3"
    assert answer["Link"] == ", ".join(
        [
            f'<{base}0>; rel="first"',
            f'<{base}0>; rel="prev"',
            f'<{base}2>; rel="next"',
            f'<{base}2>; rel="last"',
        ]
    )
    assert answer.body == {"CFDocuments": [{"title": "blue"}]}


def test_the_first_page_has_none_before_it_and_the_last_none_after(suites):
    first, last = get("CFDocuments?limit=2")["Link"], get("CFDocuments?limit=2&offset=2")["Link"]

    assert ('rel="prev"' in first, 'rel="next"' in first) == (False, True)
    assert ('rel="prev"' in last, 'rel="next"' in last) == (True, False)


def test_fields_may_be_said_together_or_one_by_one(suites):
    together = get("CFDocuments?fields=title,version").body
    assert together == get("CFDocuments?fields=title&fields=version").body
    assert [set(each) for each in together["CFDocuments"]] == [{"title", "version"}] * 3


@pytest.mark.parametrize(
    ("query", "name", "minor"),
    [
        ("limit=0", "limit", "invalid_selection_field"),
        ("limit=-1", "limit", "invalid_selection_field"),
        ("limit=x", "limit", "invalid_selection_field"),
        (f"limit={'9' * 5000}", "limit", "invalid_selection_field"),
        ("offset=-1", "offset", "invalid_selection_field"),
        ("offset=", "offset", "invalid_selection_field"),
        ("sort=colour", "sort", "invalid_sort_field"),
        ("sort=extensions", "sort", "invalid_sort_field"),
        ("sort=title&orderBy=up", "orderBy", "invalid_sort_field"),
        ("fields=", "fields", "invalid_selection_field"),
        ("fields=title,colour", "fields", "invalid_selection_field"),
        ("filter=colour='red'", "filter", "invalid_selection_field"),
        ("filter=title", "filter", "invalid_selection_field"),
        ("filter=title='a", "filter", "invalid_selection_field"),
        ("filter=title='a' AND", "filter", "invalid_selection_field"),
        ("filter=title='a' title='b'", "filter", "invalid_selection_field"),
        ("filter=title='a' AND title='b' OR title='c'", "filter", "invalid_selection_field"),
        (f"filter=title='{'a' * 1000}'", "filter", "invalid_selection_field"),
    ],
)
def test_what_cannot_be_understood_is_said(db, query, name, minor):
    answer = get(f"CFDocuments?{query}")

    assert answer.status_code == 400
    assert_status(answer, name, minor)


# --- what is not there --------------------------------------------------------------------------------


ONE_BY_ID = [
    "CFDocuments", "CFPackages", "CFItems", "CFItemAssociations", "CFAssociations", "CFAssociationGroupings",
    "CFItemTypes", "CFConcepts", "CFSubjects", "CFLicenses", "CFRubrics",
]  # fmt: skip


@pytest.mark.parametrize("kind", ONE_BY_ID)
@pytest.mark.parametrize(
    ("identifier", "minor"),
    [
        (SOMETHING, "unknownobject"),
        (SOMETHING.replace("-", ""), "invalid_uuid"),
        ("not-an-id", "invalid_uuid"),
        ("é", "invalid_uuid"),
        ("0" * 5000, "invalid_uuid"),
    ],
    ids=["unknown", "without dashes", "words", "a letter", "long"],
)
def test_an_id_nothing_public_has(suite, kind, identifier, minor):
    answer = get(f"{kind}/{identifier}")

    assert answer.status_code == 404
    assert_status(answer, "sourcedId", minor)


@pytest.mark.parametrize(
    "path", ["", "CFDocuments/", "CFItems", "CFItems/a/b", "../v1p0/CFDocuments", "CFNothing/x"]
)
def test_other_addresses_below_are_told_so_too(db, path):
    answer = get(path)

    assert answer.status_code == 404
    assert_status(answer, "path", "unknownobject")


def test_capital_letters_make_no_other_id(suite):
    assert get(f"CFDocuments/{str(suite.lineage).upper()}").status_code == 200


# --- how it is asked ------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_the_service_is_for_reading_only(suite, method):
    client = Client(enforce_csrf_checks=True)
    answer = getattr(client, method)(f"{ROOT}/CFPackages/{suite.lineage}")

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert troubles_in(answer.json(), schema.STATUS) == []
    assert "Access-Control-Allow-Origin" not in answer


def test_head_says_what_get_would(package):
    for address in every_address(package):
        whole, head = get(address), Client().head(f"{ROOT}/{address}")
        names = ["ETag", "Content-Type", "Access-Control-Allow-Origin", "Cache-Control"]
        assert (head.status_code, b"".join(head)) == (200, b"")
        assert [head[name] for name in names] == [whole[name] for name in names]
        assert head.get("Content-Length") == whole.get("Content-Length")
    assert Client().head(f"{ROOT}/CFDocuments")["X-Total-Count"] == "1"


def test_any_site_may_read(package):
    for address in every_address(package):
        answer = get(address)
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Access-Control-Expose-Headers"] == "ETag, Link, X-Total-Count"
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize(
    ("trouble", "status", "minor"),
    [
        (OperationalError("away"), 503, "server_busy"),
        (ZeroDivisionError("a mistake of ours"), 500, "internal_server_error"),
    ],
)
def test_when_something_goes_wrong_it_is_said_in_the_same_words(db, trouble, status, minor):
    def broken(*_statement):
        raise trouble

    with connection.execute_wrapper(broken):
        answer = Client(raise_request_exception=False).get(f"{ROOT}/CFDocuments")

    answer.body = answer.json()
    assert answer.status_code == status
    assert_status(answer, "server", minor)
