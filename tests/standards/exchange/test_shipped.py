import json
from collections import Counter
from uuid import NAMESPACE_URL, UUID, uuid5

import pytest

from standards.exchange.document import StandardDocument
from standards.exchange.nos.reading import read_nos
from standards.exchange.shipped import FOLDER, lineage_of, lineages_for, read_suite, shipped_text

from . import seed

SUITE = json.loads((FOLDER / "suite.json").read_text())
LINEAGES = json.loads((FOLDER / "lineages.json").read_text())
VERIFIED = [1, 5, 10, 11, 13, 14, 15, 16, 17, 18, 19, 20, 24, 25]
INFERRED = [2, 3, 4, 6, 7, 8, 9, 23]


def named_lineages():
    yield from ((f"key-area/{area['number']}", area["lineage"]) for area in SUITE["key_areas"])
    yield from ((f"value/{value['number']}", value["lineage"]) for value in SUITE["values"])
    yield from ((f"standard/{each['number']}", each["lineage"]) for each in SUITE["standards"])
    for kind in ("performance", "knowledge"):
        yield from ((f"standard/16/{kind}/{number}", lineage) for number, lineage in LINEAGES[kind].items())


def test_every_lineage_is_the_one_its_name_makes():
    namespace = uuid5(NAMESPACE_URL, SUITE["lineage_namespace_name"])

    assert SUITE["lineage_namespace"] == str(namespace)
    assert dict(named_lineages()) == {name: str(uuid5(namespace, name)) for name, _ in named_lineages()}


def test_every_lineage_is_valid_and_unique():
    lineages = [UUID(lineage) for _, lineage in named_lineages()]

    assert len(lineages) == 6 + 5 + 23 + 9 + 17
    assert {lineage.version for lineage in lineages} <= {4, 5}
    assert max(Counter(lineages).values()) == 1


def test_lineages_never_change():
    """Other installations hold these; a change here would cut the tie to them."""
    assert str(lineage_of("performance", "1")) == "41025980-c847-5962-a2d4-341abf5e7b9f"
    assert str(lineage_of("knowledge", "17")) == "00cf662a-07fe-5784-9ca8-56f33a9db213"
    assert str(lineage_of("value", "1")) == "f8f80eff-39a2-5cb2-8fa9-2854618beac3"


def test_the_suite_lists_every_standard_whose_title_is_known():
    outlines = read_suite().outlines

    assert [outline.number for outline in outlines] == sorted([*VERIFIED, *INFERRED, 12])
    assert [outline.number for outline in outlines if not outline.title_confirmed] == INFERRED
    assert {outline.number: outline.urn for outline in outlines if outline.urn} == {
        number: f"JETSCD{number:02}L" for number in VERIFIED
    }


def test_the_suite_says_no_more_than_was_seen():
    outlines = read_suite().outlines

    assert {outline.number: outline.approved for outline in outlines if outline.approved} == {
        10: "2015-02-28", 18: "2015", 19: "2015-02-28", 24: "2015-02-28", 25: "2015-02-28",
    }  # fmt: skip
    assert [outline.number for outline in outlines if outline.developed_by == "NYA"] == [10, 18, 19, 24, 25]
    assert [outline.number for outline in outlines if outline.status == "legacy"] == VERIFIED
    assert {outline.urn in outline.source for outline in outlines if outline.urn and outline.source} == {True}
    assert not [outline for outline in outlines if outline.source and not outline.title_confirmed]


def test_key_areas_and_values_are_those_of_the_published_text():
    suite = read_suite()
    bullets = [line for line in seed.OVERVIEW.split("\n") if line.startswith("•")]

    assert [f"• {area.words} - {area.title}" for area in suite.key_areas] == bullets
    assert [area.number for area in suite.key_areas] == [1, 2, 3, 4, 5, 6]
    assert [(value.number, value.title) for value in suite.values] == [
        (value.number, value.title) for value in seed.VALUES
    ]


def test_key_areas_hold_their_ranges():
    counts = Counter(outline.key_area for outline in read_suite().outlines)

    assert counts == {1: 6, 2: 3, 3: 4, 4: 4, 5: 2, 6: 4}
    assert [outline.key_area for outline in read_suite().outlines] == sorted(counts.elements())


def test_one_standard_ships_its_wording():
    texts = {outline.urn: shipped_text(outline) for outline in read_suite().outlines if outline.text}

    assert texts == {"JETSCD16L": seed.TEXT.encode()}
    assert shipped_text(read_suite().outlines[0]) is None


@pytest.fixture
def document():
    return read_nos(seed.TEXT)


def test_every_requirement_that_ships_has_its_lineage(document):
    lineages = lineages_for(document)

    assert sorted(lineages) == sorted(
        [("performance", item.number) for item in document.performance]
        + [("knowledge", item.number) for item in document.knowledge]
        + [("value", value.number) for value in document.values]
    )
    assert all(lineages[key] == lineage_of(*key) for key in lineages)
    assert len(set(lineages.values())) == 9 + 17 + 5


def test_another_wording_or_number_has_no_shipped_lineage(document):
    reworded = read_nos(seed.TEXT.replace("improve future practice", "improve practice"))
    inserted = read_nos(
        seed.TEXT.replace("9 support monitoring", "9 act within the law\n10 support monitoring")
    )
    everything = lineages_for(document)

    assert everything.keys() - lineages_for(reworded).keys() == {("performance", "9")}
    assert everything.keys() - lineages_for(inserted).keys() == {("performance", "9")}


def test_another_standard_has_no_shipped_lineages():
    other = read_nos(
        seed.TEXT.replace("Support collaborative and partnership work", "Facilitate community leadership")
    )

    assert lineages_for(other) == {}


def test_a_number_that_does_not_ship_has_no_lineage():
    assert lineage_of("performance", "10") is None
    assert lineage_of("value", "6") is None


def test_a_document_finds_its_outline(document):
    outline_of = read_suite().outline_of

    assert outline_of(document).urn == "JETSCD16L"
    assert outline_of(StandardDocument(title="Anything", urn="jetscd 16l")).number == 16
    assert outline_of(StandardDocument(title=document.title, key_area="Key Area One")) is None
    assert (
        outline_of(StandardDocument(title=document.title, key_area="Key Area Four", urn="CLDSCCD15")) is None
    )
