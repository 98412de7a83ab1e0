"""A suite in Moodle: fourteen columns by place, one framework, and no row that Moodle would drop without a word."""

import csv
import io
import json

from standards.exchange.moodle import COLUMNS, write_moodle
from standards.exchange.suite import (
    AreaRow,
    IllustrationRow,
    RequirementRow,
    StandardRow,
    SuiteDocument,
    ValueRow,
)

from .sheet_samples import FULL


def rows_of(document):
    headings, *rows = csv.reader(io.StringIO(write_moodle(document).decode()))
    assert tuple(headings) == COLUMNS
    assert len(headings) == 14
    assert {len(row) for row in rows} == {14}
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def test_one_row_is_the_framework():
    framework, *rest = rows_of(FULL)

    assert framework == {
        "Parent ID number": "",
        "ID number": "community-development",
        "Short name": "Community Development 2015",
        "Description": "<p>Community Development 2015</p>",
        "Description format": "1",
        "Scale values": "Not yet,Meets",
        "Scale configuration": framework["Scale configuration"],
        "Rule type (optional)": "",
        "Rule outcome (optional)": "",
        "Rule config (optional)": "null",
        "Cross-referenced competency ID numbers": "",
        "Exported ID (optional)": "",
        "Is framework": "1",
        "Taxonomy": "domain,competency,behaviour,behaviour",
    }
    assert json.loads(framework["Scale configuration"]) == [
        {"scaleid": "1"},
        {"id": 1, "scaledefault": 1, "proficient": 0},
        {"id": 2, "scaledefault": 0, "proficient": 1},
    ]
    assert {row["Is framework"] for row in rest} == {""}
    assert {row["Rule config (optional)"] for row in rest} == {"null"}


def test_the_tree():
    rows = rows_of(FULL)
    above = {row["ID number"]: row["Parent ID number"] for row in rows}

    assert [above[each] for each in ("KA1", "KA4", "V")] == ["", "", ""]
    assert [above[each] for each in ("V1", "V3")] == ["V", "V"]
    assert above["JETSCD16L"] == "KA4"
    assert above["JETSCD16L/P8"] == "JETSCD16L"
    assert above["JETSCD16L/P8.1"] == above["JETSCD16L/P8.10"] == "JETSCD16L/P8"
    assert above["JETSCD16L/K90"] == "JETSCD16L"
    assert set(above.values()) - {""} <= set(above)


def test_no_id_and_no_short_name_is_empty_long_or_there_twice():
    words = "support communities " * 30
    twice = RequirementRow(None, "performance", "1", "", words)
    rows = rows_of(
        SuiteDocument(
            standards=(
                StandardRow(
                    None,
                    words,
                    None,
                    requirements=(twice, twice, RequirementRow(None, "knowledge", "", "", "x")),
                ),
                StandardRow(None, words, None, requirements=(twice,)),
            )
        )
    )
    ids = [row["ID number"] for row in rows]

    assert len(rows) == 7
    assert len({each.casefold() for each in ids}) == 7
    assert all(0 < len(row["ID number"]) <= 100 for row in rows)
    assert all(0 < len(row["Short name"]) <= 100 for row in rows)
    assert [row["Description"] for row in rows][2] == f"<p>{words}</p>"


def test_a_comma_in_an_id_is_written_as_addresses_write_it():
    values = (ValueRow(None, "1,2", "Justice"), ValueRow(None, "3", "Learning"))
    row = StandardRow(None, "Work", 1, illustrations=(IllustrationRow("1,2", "a"), IllustrationRow("3", "b")))
    rows = rows_of(
        SuiteDocument(key_areas=(AreaRow(None, 1, "One", "Area"),), values=values, standards=(row,))
    )

    related = {row["Short name"]: row["Cross-referenced competency ID numbers"] for row in rows}
    assert related["Work"] == "V1%2C2,V3"


def test_nothing_in_it_can_run():
    cells = [cell for row in rows_of(FULL) for cell in row.values()]
    rows = rows_of(
        SuiteDocument(title="=1+1", slug="@x", standards=(StandardRow(None, "+1", None, urn="-1"),))
    )
    cells += [cell for row in rows for cell in row.values()]

    assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\0")] == []
