"""A suite in Mahara: requirements and nothing else are elements, and no word is lost to its limits."""

import json
from dataclasses import replace

from standards.exchange.matrix import write_matrix
from standards.exchange.suite import RequirementRow, StandardRow, SuiteDocument

from .sheet_samples import FULL, SPARE


def framework(document):
    told = json.loads(write_matrix(document))
    assert list(told) == ["framework"]
    return told["framework"]


def test_the_keys_mahara_reads():
    told = framework(FULL)

    assert list(told) == [
        "institution", "name", "description", "selfassess", "evidencestatuses", "standards", "standardelements",
    ]  # fmt: skip
    assert (told["institution"], told["name"], told["selfassess"]) == (
        "all",
        "Community Development 2015",
        False,
    )
    assert [list(status) for status in told["evidencestatuses"]] == [
        ["begun"], ["incomplete"], ["partialcomplete"], ["completed"],
    ]  # fmt: skip


def test_every_requirement_is_an_element_of_its_standard_and_nothing_else_is():
    told = framework(FULL)

    numbers = [(standard["shortname"], standard["standardid"]) for standard in told["standards"]]
    assert numbers == [("JETSCD16L", 1), ("An outline", 2), ("An outline", 3), ("JETSCD99", 4)]
    assert {type(element["standardid"]) for element in told["standardelements"]} == {int}
    names = [element["name"] for element in told["standardelements"]]
    assert names == [" ".join(row.text.split()) for row in FULL.standards[0].requirements]


def test_a_sub_item_names_its_parent_both_ways_and_stands_after_it():
    elements = {element["shortname"]: element for element in framework(FULL)["standardelements"]}

    above = elements["P8"]["elementid"]
    assert [elements[label]["parentelementid"] for label in ("P8.1", "P8.10")] == [above, above]
    assert [elements[label]["parentid"] for label in ("P8.1", "P8.10")] == [above, above]
    assert [label for label, element in elements.items() if "parentid" in element] == ["P8.1", "P8.10"]
    assert list(elements)[:3] == ["P8", "P8.1", "P8.10"]


def test_long_words_go_on_in_the_description():
    words = "support communities " * 30
    row = StandardRow(None, words, 1, requirements=(RequirementRow(None, "performance", "1", "", words),))
    told = framework(SuiteDocument(title=words, standards=(row,)))

    for entry in (*told["standards"], *told["standardelements"]):
        assert (len(entry["name"]), len(entry["shortname"]) <= 100) == (255, True)
        assert entry["description"] == f"<p>{words}</p>"
    assert len(told["name"]) == 255


def test_values_and_illustrations_stand_in_the_description_of_the_framework():
    assert framework(SPARE)["description"] == (
        "<h2>Values</h2><h3>1 Collective action</h3><ul><li>Work together: aims are shared</li></ul>"
    )
    assert framework(replace(SPARE, values=()))["description"] == ""


def test_words_are_words_and_no_tags():
    row = StandardRow(None, "<b>Work</b>", None, overview="<script>1</script>")

    assert framework(SuiteDocument(standards=(row,)))["standards"][0]["description"] == (
        "<p>&lt;script&gt;1&lt;/script&gt;</p>"
    )
