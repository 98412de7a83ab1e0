"""What leaves comes back as it was: an export brought in again is an empty plan, whatever the format."""

import json
from dataclasses import replace

import pytest

from standards.exchange.suites import json as suite_json
from standards.exchange.suites.files import read_suite_file
from standards.exchange.suites.published import suite_document
from standards.exchange.suites.writers import WAYS, suite_in_pieces
from standards.models import StandardPage
from standards.operations.suite_imports import apply_suite, plan_suite
from tests.apart import apart
from tests.factories.suites import shipped_suite
from tests.remembering import remembered
from tests.standards.suite_world import changed_standard, counts, reworded, told, varied_suite

COME_BACK = [name for name, way in WAYS.items() if way.comes_back]
EXACT = ["json", "case11", "csv", "xlsx", "ods"]


@pytest.fixture
def lived_in(db):
    return suite_with_a_life()


@remembered
def suite_with_a_life():
    """A suite with everything in it, and with a life behind it: words changed, a requirement retired, a draft begun."""
    document = varied_suite()
    row = document.standards[3]
    changed = changed_standard(
        document, 3, requirements=reworded(row, 1, "say it in other words").requirements[1:]
    )
    for each in (document, changed):
        suite, _plan = apply_suite(each, by=None, change="meaning", why="A sample change.")
    draft = StandardPage.objects.get(lineage=row.lineage).get_latest_revision_as_object()
    draft.overview = "Half a thought"
    draft.save_revision()
    return suite


def exported(suite, way):
    return b"".join(suite_in_pieces(suite, way))


def test_the_formats_that_come_back_are_the_ones_promised():
    assert COME_BACK == EXACT


@pytest.mark.parametrize("way", EXACT)
def test_an_export_brought_in_again_is_an_empty_plan(lived_in, way):
    reading = read_suite_file(exported(lived_in, way))
    before = counts()

    assert (reading.format, reading.document.errors) == (way, ())
    _suite, plan = apply_suite(reading.document, suite=lived_in, by=None)
    assert told(plan) == {}
    assert plan.open_questions == []
    assert counts() == before
    assert plan_suite(reading.document).is_empty  # and it finds its suite by itself


@pytest.mark.parametrize("way", EXACT)
def test_every_row_and_lineage_is_in_the_file(lived_in, way):
    here = suite_document(lived_in)
    there = read_suite_file(exported(lived_in, way)).document

    assert (there.title, there.slug, there.lineage, there.edition) == (
        here.title,
        here.slug,
        here.lineage,
        here.edition,
    )
    assert there.key_areas == here.key_areas
    assert there.values == here.values
    bare = [replace(row, line=0, requirements=(), illustrations=(), retired=()) for row in there.standards]
    assert bare == [replace(row, requirements=(), illustrations=(), retired=()) for row in here.standards]
    for name in ("requirements", "illustrations"):
        lists = [[replace(each, line=0) for each in getattr(row, name)] for row in there.standards]
        assert lists == [list(getattr(row, name)) for row in here.standards]
    assert [row.retired for row in there.standards] == [row.retired for row in here.standards]


@pytest.mark.parametrize("way", [way for way in WAYS if way not in ("xlsx", "ods")])  # those say when, too
def test_the_same_suite_is_the_same_file(lived_in, way):
    assert exported(lived_in, way) == exported(lived_in, way)


@pytest.mark.parametrize("way", EXACT)
def test_a_change_in_the_file_is_the_only_change_in_the_plan(lived_in, way):
    document = suite_document(lived_in)
    row = reworded(document.standards[0], 0, f"{document.standards[0].requirements[0].text} every day")
    changed = changed_standard(document, 0, requirements=row.requirements)
    there = read_suite_file(b"".join(WAYS[way].write(changed))).document

    plan = plan_suite(there)

    assert told(plan) == {"changed": 1}
    assert plan.changes["changed"][0]["was"] == document.standards[0].requirements[0].text


@pytest.mark.parametrize("way", EXACT)
def test_the_shipped_suite_comes_back(db, way):
    suite = shipped_suite()

    plan = plan_suite(read_suite_file(exported(suite, way)).document)

    assert (told(plan), plan.warnings) == ({}, [])


@pytest.mark.parametrize("way", EXACT)
def test_an_export_brought_in_as_another_suite_is_whole(lived_in, way):
    """Into a suite of its own: everything is added, and nothing of the first suite is touched."""
    here = suite_document(lived_in)
    there = read_suite_file(exported(lived_in, way)).document
    other, plan = apply_suite(replace(there, title="A copy", slug="a-copy", lineage=None), by=None)

    assert other.pk != lived_in.pk
    assert set(told(plan)) == {"added", "retired"}
    copy = suite_document(other)
    assert [row.requirements for row in copy.standards] == [row.requirements for row in here.standards]
    assert suite_document(lived_in) == here


# --- a second installation --------------------------------------------------------------------


@pytest.fixture
def elsewhere(tmp_path):
    """Another installation: its own folder, its own database, its own processes."""
    with apart(tmp_path) as elsewhere:
        yield elsewhere.begin_anew()


def test_a_second_installation_holds_the_same_lineages(lived_in, elsewhere):
    ours = exported(lived_in, "json")

    brought = elsewhere.manage("import_suite", "-", "--format", "json", source=ours)
    assert (brought.returncode, brought.stderr) == (0, b"")
    assert json.loads(brought.stdout)["errors"] == []

    theirs = elsewhere.manage("export_suite", lived_in.slug, "--to", "json")
    assert (theirs.returncode, theirs.stderr) == (0, b"")
    assert theirs.stdout == ours
    document = suite_json.read(ours)
    assert [len(row.retired) for row in document.standards] == [1, 0, 0, 1, 0, 0, 0]

    again = elsewhere.manage("import_suite", "-", "--format", "json", source=ours)
    changes = json.loads(again.stdout)["changes"]
    assert {name: len(rows) for name, rows in changes.items() if name != "unchanged"} == {
        "added": 0, "changed": 0, "moved": 0, "retired": 0,
    }  # fmt: skip
