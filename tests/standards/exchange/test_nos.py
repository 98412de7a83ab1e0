import hashlib

import pytest

from standards.exchange.document import StandardDocument
from standards.exchange.nos.reading import read_nos

from . import seed


@pytest.fixture
def document():
    return read_nos(seed.TEXT)


def test_the_shipped_text_is_the_published_one():
    digest = hashlib.sha256(seed.TEXT.encode()).hexdigest()

    assert digest == "81977b7035efdfcf76924d122d8e9a6f03e95859f0251b4911043301861f2f2e"


def test_requirements_are_those_of_the_text(document):
    assert seed.requirements_of(document) == seed.REQUIREMENTS
    assert [len(part) for part in seed.REQUIREMENTS] == [9, 17, 5, 5]


def test_knowledge_stands_in_three_groups(document):
    sizes = {group: sum(item.group == group for item in document.knowledge) for group in seed.GROUPS}

    assert tuple(sizes.values()) == (4, 6, 7)
    assert {item.group for item in document.performance} == {None}


def test_what_stands_around_the_requirements(document):
    assert document.title == "Support collaborative and partnership work"
    assert document.status == "legacy"
    assert document.key_area == "Key Area Four"
    assert document.overview == seed.OVERVIEW
    assert document.performance_introduction == "You must be able to:"
    assert document.knowledge_introduction == "You need to know and understand:"
    assert document.values_introduction == seed.VALUES_INTRODUCTION
    assert document.illustrations_introduction == seed.TURN


def test_what_the_text_does_not_say_stays_unsaid(document):
    assert document.urn is None
    assert document.suite is None
    assert document.scope is None
    assert document.scope_performance is None
    assert document.scope_knowledge is None
    assert document.facts == ()


def test_nothing_is_doubtful(document):
    assert document.warnings == ()
    assert document.errors == ()
    assert not document.is_refused


def test_every_line_of_the_text_has_its_place(document):
    requirements = (*document.performance, *document.knowledge, *document.illustrations)
    told = [
        f"{document.title} LEGACY",
        *document.overview.split("\n"),
        document.performance_introduction,
        document.knowledge_introduction,
        *dict.fromkeys(item.group for item in document.knowledge),
        document.values_introduction,
        document.illustrations_introduction,
        *(f"{item.number} {item.text}" for item in requirements),
        *(f"{value.number} {value.title}" for value in document.values),
    ]
    headings = ["Overview", "Performance criteria", "Knowledge and Understanding", "Scope/range"]
    headings += ["Scope Performance", "Scope Knowledge", "Values"]

    assert sorted(told + headings) == sorted(line for line in seed.LINES if line.strip())


def test_exchange_format(document):
    assert document.as_json() == {
        "title": "Support collaborative and partnership work",
        "urn": None,
        "suite": None,
        "key_area": "Key Area Four",
        "status": "legacy",
        "overview": seed.OVERVIEW,
        "performance": [{"group": None, "number": i.number, "text": i.text} for i in seed.PERFORMANCE],
        "knowledge": [{"group": i.group, "number": i.number, "text": i.text} for i in seed.KNOWLEDGE],
        "values": [{"number": value.number, "title": value.title} for value in seed.VALUES],
        "illustrations": [{"number": i.number, "text": i.text} for i in seed.ILLUSTRATIONS],
        "scope_performance": None,
        "scope_knowledge": None,
        "warnings": [],
        "errors": [],
        "changes": {"added": [], "changed": [], "moved": [], "retired": [], "unchanged": []},
    }


def test_exchange_format_of_warnings_and_refusals():
    doubtful = read_nos("Work together\nOverview\nWhat it is.\n")
    refused = StandardDocument.refused("This text is empty.")

    assert doubtful.as_json()["warnings"] == [
        {"line": 3, "message": "This text has no performance criteria."},
        {"line": 3, "message": "This text has no knowledge and understanding."},
    ]
    assert refused.as_json()["errors"] == ["This text is empty."]
    assert refused.as_json().keys() == doubtful.as_json().keys()


def test_bytes_and_text_are_read_alike(document):
    assert read_nos(seed.TEXT.encode()) == document
    assert read_nos(b"\xef\xbb\xbf" + seed.TEXT.encode()) == document


def test_suite_is_the_one_of_the_text_or_else_the_one_given():
    named = seed.TEXT.replace("Overview", "Business Sectors (Suites): Community Development\nOverview")

    assert read_nos(seed.TEXT, suite="community-development-2015").suite == "community-development-2015"
    assert read_nos(named, suite="community-development-2015").suite == "Community Development"
