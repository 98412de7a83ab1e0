"""The command: JSON alone on standard output, a draft with its text kept, and the same file twice is one draft."""

import hashlib
import io
from functools import partial
from types import SimpleNamespace

import pytest
from wagtail.models import Page, Revision

from community.exchange.shipped import FOLDER, shipped_charters
from community.models import CharterIntake, CharterPage
from people.models import AuditEvent
from tests.commands import file_with, outcome, outcome_as_json

KEYS = ["title", "preamble", "sections", "last_revised", "stewards", "warnings", "errors"]
STANDARD = "standards/shipped/community-development-2015/support-collaborative-and-partnership-work.txt"
SHEET = "This is a spreadsheet or a table of data. Copy the text of the charter and bring that in."
SMALL = "Ground rules for the Sample Hall\n\n1. Listen first.\n2. One person speaks at a time.\n"


@pytest.fixture
def run(capsys):
    """(exit code, standard output) of the command."""
    return partial(outcome, capsys, "import_charter")


@pytest.fixture
def run_json(capsys):
    return partial(outcome_as_json, capsys, "import_charter")


@pytest.fixture
def written(tmp_path):
    """A file with these words."""
    return partial(file_with, tmp_path, name="charter.txt")


def rows():
    return (
        Page.objects.count(),
        Revision.objects.count(),
        CharterIntake.objects.count(),
        AuditEvent.objects.count(),
    )


def shape_of(clauses):
    return [(clause["kind"], clause["label"], shape_of(clause["children"])) for clause in clauses]


def test_a_dry_run_says_everything_and_changes_nothing(db, run_json):
    before = rows()
    code, told = run_json(FOLDER / "neighbours-collective.txt", "--dry-run")

    assert (code, list(told), told["title"], told["errors"]) == (0, KEYS, None, [])
    assert [(section["heading"], len(section["clauses"])) for section in told["sections"]] == [
        ("ABOUT US", 2),
        ("VALUES AND PRINCIPLES", 12),
    ]
    last = told["sections"][1]["clauses"][-1]
    unmarked = ("unacceptable behaviour", None, [])
    assert shape_of([last]) == [
        (
            "value",
            "ZERO TOLERANCE POLICY",
            [("unacceptable behaviour", None, [unmarked] * 5), *[unmarked] * 5],
        )
    ]
    assert {tuple(warning) for warning in told["warnings"]} == {("line", "message")}
    assert rows() == before


def test_a_draft_is_made_with_every_word_and_its_text_is_kept(db, run_json):
    for charter in shipped_charters():
        arguments = ["--title", charter.title] if charter.title else []
        code, told = run_json(FOLDER / charter.file, *arguments)
        page = CharterPage.objects.order_by("-pk").first()
        document = charter.read().document

        assert (code, told) == (0, document.as_json())
        assert (page.title, page.live, page.preamble) == (document.title, False, document.preamble)
        held = [(row.level, row.kind, row.label, row.mark, row.text) for row in page.entries.all()]
        assert held == [(row.level, row.kind, row.label, row.mark, row.text) for row in document.rows]
        intake = CharterIntake.objects.get(page=page)
        assert (intake.original.encode(), intake.state) == (charter.text, CharterIntake.State.AGREED)
        assert [event.action for event in AuditEvent.objects.all()][-3:] == [
            "intake.brought_in",
            "charter.drafted",
            "intake.agreed",
        ]


def test_the_same_file_again_changes_nothing_and_says_so(db, run, run_json, written):
    code, out = run(written(SMALL))
    page = CharterPage.objects.get()
    assert (code, out.splitlines()[0]) == (0, "Ground rules for the Sample Hall")
    assert out.splitlines()[1] == "0 sections, 2 clauses"
    assert out.splitlines()[-1] == (
        f"Draft: Ground rules for the Sample Hall, page {page.pk}. A trainer checks it before it is adopted."
    )
    before = rows()
    sentence = (
        f"Nothing was changed: this file became “Ground rules for the Sample Hall” before, page {page.pk}."
    )

    assert run_json(written(SMALL, name="again.txt"))[1]["warnings"][0] == {"line": 1, "message": sentence}
    assert [line for line in run(written(SMALL))[1].splitlines() if "Nothing was changed" in line] == [
        f"Line 1: {sentence}"
    ]
    assert rows() == before
    page.delete()
    assert run_json(written(SMALL))[0] == 0
    assert CharterPage.objects.count() == 1


def test_a_text_that_somebody_checks_is_left_to_them(db, run_json, written):
    CharterIntake.objects.create(source_format="text", sha256=hashlib.sha256(SMALL.encode()).hexdigest())
    before = rows()
    told = run_json(written(SMALL))[1]

    assert told["warnings"][0]["message"] == (
        "Nothing was changed: somebody is checking this very text under “Bring in a charter”."
    )
    assert rows() == before


def test_what_is_no_charter_is_refused_in_json_too(db, run, run_json, written, settings):
    before = rows()
    told = {
        "": "This text is empty.",
        "--- *** ---\n\n123": "This holds no words.",
        "a,b,c\n1,2,3\nd,e,f\n": SHEET,
        (settings.BASE_DIR / STANDARD).read_text(): (
            "This is an occupational standard, “Support collaborative and partnership work”, not a charter. Bring it in"
            " under “Bring in a standard”."
        ),
    }
    for words, sentence in told.items():
        assert run_json(written(words)) == (
            1,
            dict(zip(KEYS, [None, "", [], None, [], [], [sentence]], strict=True)),
        )
    assert run("nowhere.txt") == (1, "We can’t read nowhere.txt: No such file or directory.\n")
    assert run_json()[1]["errors"] == ["Say which file to read, or - for standard input."]
    assert rows() == before


def test_standard_input_is_read(db, run_json, monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(SMALL.encode())))
    code, told = run_json("-", "--dry-run")

    assert (code, told["title"]) == (0, "Ground rules for the Sample Hall")
    assert [clause["text"] for clause in told["sections"][0]["clauses"]] == [
        "Listen first.",
        "One person speaks at a time.",
    ]
