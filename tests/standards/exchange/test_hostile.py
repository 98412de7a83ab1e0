"""Hostile and oversized files are turned away with a sentence, within two seconds of work and 150 MB."""

import json
import resource
import subprocess
import sys
import tempfile
import time

import pytest
from django.conf import settings

from standards.exchange.document import StandardDocument
from standards.exchange.files.bounded import CannotBeRead
from standards.exchange.reading import Reading, read_standard
from standards.exchange.sheets.files import SheetReading, inspect_sheet, write_ods, write_xlsx
from standards.exchange.suite import SuiteDocument

from . import hostile, prints, seed, word_files
from .sheet_samples import FULL

MOST_SECONDS, MOST_MEGABYTES = 2, 150


def work():
    """Seconds the processor worked for us and for our children: other programs on the machine don't count."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


@pytest.mark.parametrize("name", hostile.standards())
def test_a_hostile_standard_is_turned_away(name):
    code, source = hostile.standard(name)
    before = work()
    reading = read_standard(source, name="standard.txt")

    assert work() - before < MOST_SECONDS
    assert reading.document == StandardDocument.refused(str(CannotBeRead(code)))
    assert reading.original == ""


@pytest.mark.parametrize("name", hostile.sheets())
def test_a_hostile_sheet_is_turned_away(name):
    code, source = hostile.sheet(name)
    before = work()
    reading = inspect_sheet(source, name="suite.csv")

    assert work() - before < MOST_SECONDS
    assert reading.document == SuiteDocument(errors=(str(CannotBeRead(code)),))
    assert (reading.rows, reading.problems) == ((), ())


def test_a_pdf_with_a_password_is_turned_away(tmp_path):
    source = prints.one("one column")
    locked = hostile.with_qpdf(source, tmp_path, "--encrypt", "a", "b", "256", "--")

    assert read_standard(locked).document == StandardDocument.refused(str(CannotBeRead("locked")))


MEASURE = """
import resource, subprocess, sys
done = subprocess.run([sys.executable, "-c", sys.argv[1]], stdin=sys.stdin, capture_output=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


def megabytes(kind, source, tmp_path):
    """What the child needed at most, started by a process so small that its own memory is not taken for the child's."""
    file = tmp_path / "source"
    file.write_bytes(source)
    child = f"from standards.exchange.files.bounded_child import main; main({kind!r})"
    with file.open("rb") as opened:
        done = subprocess.run(
            [sys.executable, "-c", MEASURE, child], stdin=opened, capture_output=True, cwd=settings.BASE_DIR
        )
    return int(done.stdout)


@pytest.mark.parametrize(
    ("kind", "make"),
    [
        ("pdf", hostile.pdf_bomb),
        ("html", lambda: b"<p>" + b"<b>x</b>" * 620_000),
        ("html", lambda: b"<p>" + b"words " * 800_000),
        ("docx", lambda: hostile.standard("a docx of 200 MB in 200 KB")[1]),
        ("xlsx", lambda: hostile.sheet("1.5 million rows")[1]),
        ("xlsx", lambda: hostile.sheet("30,000 rows")[1]),
        ("ods", lambda: hostile.sheet("a row repeated a million times")[1]),
    ],
)
def test_the_child_stays_small(kind, make, tmp_path):
    assert megabytes(kind, make(), tmp_path) < MOST_MEGABYTES


CHILD = """
from standards.exchange.files import bounded_child
import json, pathlib, socket, subprocess, sys
bounded_child.set_limits()
def trying(what):
    try:
        what()
        return "done"
    except Exception as trouble:
        return type(trouble).__name__
print(json.dumps([
    trying(lambda: socket.create_connection(("127.0.0.1", 9))),
    trying(lambda: subprocess.run(["true"])),
    trying(lambda: pathlib.Path(sys.argv[1]).write_text("x")),
    trying(lambda: bytearray(400_000_000)),
    sorted(name for name in sys.modules if name.startswith(("django", "cms", "people"))),
]))
"""


def test_the_child_has_no_network_no_programs_no_files_to_write_and_no_django(tmp_path):
    written = tmp_path / "written"
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(written)], capture_output=True, cwd=settings.BASE_DIR, check=True
    )

    assert json.loads(done.stdout) == [
        "PermissionError",
        "PermissionError",
        "PermissionError",
        "MemoryError",
        [],
    ]
    assert not written.exists()


def test_what_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    files = [*map(hostile.standard, hostile.standards()), *map(hostile.sheet, hostile.sheets())]
    for _code, source in files:
        read_standard(source)

    assert list(tmp_path.iterdir()) == []


def test_harmless_neighbours_are_read():
    """The limits are not so tight that they turn away what people bring."""
    wordy = b"<html><body>" + b"<p>words</p>" * 60_000 + seed.TEXT.replace("\n", "<br>").encode()

    assert isinstance(read_standard(wordy), Reading)
    assert read_standard(word_files.with_lists()).document.errors == ()
    for write in (write_xlsx, write_ods):
        reading = inspect_sheet(write(FULL))
        assert isinstance(reading, SheetReading)
        assert reading.document.errors == ()
