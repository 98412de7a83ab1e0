"""An import that is killed half-way, as power cuts do: nothing of it is there, and it can be brought in again."""

import signal
import sqlite3
from contextlib import closing

import pytest

from standards.exchange.suites import json as suite_json
from tests.apart import DJANGO, apart
from tests.standards.made_suites import made_suite

KILLED = """
import os, signal, sys
from standards.exchange.suites import json as suite_json
from standards.operations.suite_imports import apply_suite
from standards.registry import AT_VERSION_PUBLISHED
from wagtail.signals import page_published

seen = []

def die(*args, **told):
    seen.append(1)
    if len(seen) == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

if sys.argv[3] == "writing":
    page_published.connect(die)
else:
    AT_VERSION_PUBLISHED.append(die)
document = suite_json.read(open(sys.argv[1], "rb").read())
answer = {"change": "meaning", "why": "A sample change."} if len(sys.argv) > 4 else {}
apply_suite(document, by=None, **answer)
print("done")
"""
TABLES = [
    "wagtailcore_page", "wagtailcore_revision", "wagtailcore_pagelogentry", "standards_standardpage",
    "standards_standardversion", "standards_requirement", "standards_tombstone", "people_auditevent",
    "standards_performancecriterion",
]  # fmt: skip


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    with apart(tmp_path_factory.mktemp("house"), ready=DJANGO) as begun:
        yield begun


@pytest.fixture
def house(begun):
    """A folder with a database of its own, and processes that are killed in it."""
    return begun.begin_anew()


def run(house, document, *words):
    (house.folder / "suite.json").write_bytes(suite_json.write(document))
    return house.run(KILLED, house.folder / "suite.json", *words)


def rows(house):
    with closing(sqlite3.connect(house.folder / "db.sqlite3")) as connection:
        return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}


@pytest.mark.parametrize(("at", "when"), [(1, "writing"), (9, "writing"), (1, "freezing"), (3, "freezing")])
def test_a_killed_import_leaves_nothing(house, at, when):
    document, before = made_suite(3, 6), rows(house)

    assert run(house, document, at, when).returncode == -signal.SIGKILL
    assert rows(house) == before

    assert run(house, document, 0, "writing").stdout == b"done\n"
    after = rows(house)
    assert after["standards_standardversion"] == 3
    assert run(house, document, 0, "writing").stdout == b"done\n"
    assert rows(house) == after


def test_a_killed_change_leaves_what_was_there(house):
    document = made_suite(3, 6)
    assert run(house, document, 0, "writing").stdout == b"done\n"
    before = rows(house)
    fewer = made_suite(3, 4)

    assert run(house, fewer, 2, "freezing", "change").returncode == -signal.SIGKILL
    assert rows(house) == before

    assert run(house, fewer, 0, "freezing", "change").stdout == b"done\n"
    assert rows(house)["standards_standardversion"] == 6
