"""A document as JSON holds it: the working form loses nothing, the exchange format tells only what it promises."""

import json

import pytest

from standards.exchange.document import (
    Fact,
    Illustration,
    Item,
    StandardDocument,
    Value,
    Warning,
)

FULL = StandardDocument(
    title="Grow food together",
    urn="GARDN07L",
    suite="Shared gardens",
    key_area="Key Area Two",
    status="legacy",
    overview="About gardens.\nAnd neighbours.",
    performance=(Item(None, "1", "agree what to grow", 9), Item("Beds", "2.1", "share the digging", 11)),
    knowledge=(Item(None, None, "how soil works", 14),),
    values=(Value("1", "Sharing", 20),),
    illustrations=(Illustration("1", "tools are lent", 23),),
    scope_performance="in groups",
    scope_knowledge="soil",
    warnings=(Warning(3, "Look here."), Warning(30, "Something is missing.", "red")),
    errors=(),
    performance_introduction="You must be able to:",
    knowledge_introduction="You need to know and understand:",
    values_introduction="The values are:",
    illustrations_introduction="For example:",
    scope="everywhere",
    facts=(Fact("Approved on", "2015"),),
)


def lines_in(document):
    rows = (*document.performance, *document.knowledge, *document.values, *document.illustrations)
    return [row.line for row in rows]


@pytest.mark.parametrize(
    "document",
    [FULL, StandardDocument(), StandardDocument.refused("This text is empty.")],
    ids=["full", "empty", "refused"],
)
def test_the_working_form_loses_nothing(document):
    again = StandardDocument.from_working(json.loads(json.dumps(document.as_working())))

    assert again == document
    assert lines_in(again) == lines_in(document)
    assert again.as_working() == document.as_working()


def test_the_working_form_may_leave_parts_out():
    assert StandardDocument.from_working({"title": "Grow food"}) == StandardDocument(title="Grow food")


def test_where_an_item_stood_is_no_part_of_what_it_says():
    assert Item(None, "1", "dig", 4) == Item(None, "1", "dig", 7)
    assert Value("1", "Sharing", 4) == Value("1", "Sharing")
    assert Illustration("1", "tools", 4) == Illustration("1", "tools")


def test_the_exchange_format_tells_neither_lines_of_items_nor_levels():
    told = FULL.as_json()

    assert told["performance"][0] == {"group": None, "number": "1", "text": "agree what to grow"}
    assert told["values"] == [{"number": "1", "title": "Sharing"}]
    assert told["illustrations"] == [{"number": "1", "text": "tools are lent"}]
    assert told["warnings"] == [
        {"line": 3, "message": "Look here."},
        {"line": 30, "message": "Something is missing."},
    ]
