"""export_suite and import_suite as someone at a terminal, or a script, meets them."""

import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from standards.exchange.suites import json as suite_json
from standards.exchange.suites.writers import WAYS
from standards.models import StandardPage, SuitePage
from tests.apart import apart
from tests.commands import outcome_as_json
from tests.factories.suites import applied
from tests.standards.made_suites import made_suite
from tests.standards.suite_world import changed_standard, counts, reworded

OURS = b'{"format": "practice-portfolio-suite", "version": %s}'
TEXT = "Support gardens\nOverview\nPlots.\nPerformance criteria\n1 dig\nKnowledge and Understanding\n1 soil\n"
EMPTY = {"added": [], "changed": [], "moved": [], "retired": [], "unchanged": []}


@pytest.fixture
def document():
    return made_suite(2, 4)


@pytest.fixture
def brought(db, document):
    return applied(document)


@pytest.fixture
def file(tmp_path):
    def keep(document, name="suite.json"):
        source = document if isinstance(document, bytes) else suite_json.write(document)
        (tmp_path / name).write_bytes(source)
        return str(tmp_path / name)

    return keep


def said(capsys, *words):
    """(exit code, what was printed as JSON)."""
    return outcome_as_json(capsys, "import_suite", *words)


def lengths(told):
    return {name: len(rows) for name, rows in told["changes"].items()}


# --- import_suite -----------------------------------------------------------------------------


def test_json_alone_is_printed(db, capsys, document, file):
    code, told = said(capsys, file(document))

    assert code == 0
    assert list(told) == ["changes", "warnings", "errors"]
    assert list(told["changes"]) == list(EMPTY)
    assert lengths(told)["added"] == 1 + 6 + 5 + 2 + 2 * 4 + 2 * 5
    assert SuitePage.objects.get().slug == document.slug


def test_a_dry_run_says_the_same_and_changes_nothing(db, capsys, document, file):
    before = counts()
    code, dry = said(capsys, file(document), "--dry-run")

    assert (code, counts()) == (0, before)
    assert said(capsys, file(document)) == (0, dry)


def test_again_is_an_empty_plan(brought, capsys, document, file):
    before = counts()
    code, told = said(capsys, file(document))

    assert (code, lengths(told) | {"unchanged": 0}, counts()) == (0, lengths({"changes": EMPTY}), before)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (b"", "This file is empty."),
        (OURS % b"9", "This file is version 9 of our JSON, and we read version 1."),
        (OURS % b"1", "This file names no standard."),
    ],
)  # fmt: skip
def test_a_refusal_is_json_too(db, capsys, file, source, sentence):
    before = counts()

    assert said(capsys, file(source)) == (1, {"changes": EMPTY, "warnings": [], "errors": [sentence]})
    assert counts() == before


@pytest.mark.parametrize("name", ["/nowhere/at/all.json", "a\0b", "/"])
def test_a_file_that_cannot_be_read_is_a_sentence(db, capsys, name):
    code, told = said(capsys, name)

    assert code == 1
    assert told["errors"][0].startswith(f"We can’t read {name}: ")


def test_no_file_is_a_sentence(db, capsys):
    assert said(capsys)[1]["errors"] == ["Say which file to read, or - for standard input."]


def test_it_reads_standard_input(db, capsys, document, monkeypatch):
    class Piped:
        buffer = io.BytesIO(suite_json.write(document))

    monkeypatch.setattr(sys, "stdin", Piped)

    assert said(capsys, "-")[0] == 0
    assert StandardPage.objects.count() == 2


def test_a_suite_that_is_not_here_is_a_sentence(brought, capsys, document, file):
    code, told = said(capsys, file(document), "--suite", "elsewhere")

    assert (code, told["errors"]) == (1, ["There is no suite called elsewhere here."])


def test_the_first_suite_is_called_what_someone_wants(db, capsys, document, file):
    bare = replace(document, slug=None, lineage=None)

    assert said(capsys, file(bare), "--suite", "our-own")[0] == 0
    assert SuitePage.objects.get().slug == "our-own"
    assert lengths(said(capsys, file(bare), "--suite", "our-own")[1])["added"] == 0


def test_a_file_knows_its_own_name_for_a_suite_that_is_not_here(brought, capsys, file):
    assert said(capsys, file(made_suite(1, 1, slug="other")), "--suite", "other")[0] == 0
    assert set(SuitePage.objects.values_list("slug", flat=True)) == {"made-suite", "other"}


def test_it_goes_into_the_suite_named(brought, capsys, document, file):
    other = replace(made_suite(1, 2, slug="other"), title=None, key_areas=())
    code, told = said(capsys, file(other), "--suite", document.slug)

    assert (code, SuitePage.objects.count()) == (0, 1)
    assert [row["kind"] for row in told["changes"]["retired"]].count(
        "standard"
    ) == 1  # the other has the URN of one that is here


def test_changed_words_wait_unless_someone_says_what_changed(brought, capsys, document, file):
    row = reworded(document.standards[0], 0, f"{document.standards[0].requirements[0].text} always")
    changed = file(changed_standard(document, 0, requirements=row.requirements))
    page = StandardPage.objects.get(lineage=document.standards[0].lineage)

    assert said(capsys, changed, "--change", "wording")[1]["errors"] == [
        "Say why in a few words. People who work with these standards will wonder."
    ]
    assert lengths(said(capsys, changed)[1])["changed"] == 1
    assert page.standard.versions.count() == 1
    assert lengths(said(capsys, changed, "--change", "wording", "--why", "Clearer.")[1])["changed"] == 1
    assert page.standard.versions.count() == 2


def test_doubts_are_told_and_answered(brought, capsys, document, file):
    row = document.standards[0]
    words = row.requirements[0].text.split()
    text = " ".join([*words[:10], "quite", "another", "matter", "altogether", "here"])
    doubtful = replace(row.requirements[0], lineage=None, number="77", text=text)
    other = file(changed_standard(document, 0, requirements=(doubtful, *row.requirements[1:])))

    code, dry = said(capsys, other, "--dry-run")
    key = dry["warnings"][0]["message"].split(":")[0]
    assert code == 0
    assert said(capsys, other)[0] == 1
    assert said(capsys, other, "--answer", f"{key}=perhaps")[0] == 1
    assert lengths(said(capsys, other, "--answer", f"{key}=new")[1])["added"] == 1


def test_in_words(brought, capsys, document, file):
    call_command("import_suite", file(document), "--dry-run")

    assert capsys.readouterr().out.splitlines() == [
        "31 unchanged",
        "Nothing was changed.",
    ]


# --- export_suite -----------------------------------------------------------------------------


@pytest.mark.parametrize("way", list(WAYS))
def test_every_format_is_written(brought, tmp_path, way):
    call_command("export_suite", brought.slug, "--to", way, "-o", str(tmp_path / "out"))

    assert (tmp_path / "out").stat().st_size > 500
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_suite_that_is_not_here_cannot_leave(brought):
    with pytest.raises(CommandError, match="There is no suite called elsewhere here. There is: made-suite."):
        call_command("export_suite", "elsewhere")


@pytest.mark.parametrize("name", ["nowhere/out.json", "."])
def test_a_file_that_cannot_be_written_is_a_sentence(brought, tmp_path, name):
    with pytest.raises(CommandError, match="We can’t write "):
        call_command("export_suite", brought.slug, "-o", str(tmp_path / name))


def test_an_interrupted_write_leaves_the_old_file(brought, tmp_path):
    from standards.management.given_files import write_whole

    target = tmp_path / "out.json"
    target.write_bytes(b"as it was")

    def pieces():
        yield b"half "
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(str(target), pieces())
    assert target.read_bytes() == b"as it was"
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_a_pipe_is_written_to(brought, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
    call_command("export_suite", brought.slug, "-o", str(pipe))

    assert reader.communicate(timeout=30)[0] == b"".join(WAYS["json"].write(suite_json.read(_json(brought))))
    assert Path(settings.BASE_DIR).exists()


@pytest.fixture(scope="module")
def unmade(tmp_path_factory):
    """A house in which nobody has said `migrate` yet."""
    with apart(tmp_path_factory.mktemp("new")) as unmade:
        yield unmade


@pytest.mark.parametrize("command", ["import_suite", "import_standard"])
def test_a_database_that_is_not_set_up_is_said_in_json_alone(command, document, file, unmade):
    source = file(document) if command == "import_suite" else file(TEXT.encode(), "standard.txt")
    done = unmade.manage(command, source, "--dry-run", "--format", "json")

    sentence = "The database is not set up yet. Run “manage.py migrate” first."
    assert (done.returncode, json.loads(done.stdout)["errors"], done.stderr) == (1, [sentence], b"")


def _json(suite):
    from standards.exchange.suites.writers import suite_in_pieces

    return b"".join(suite_in_pieces(suite, "json"))
