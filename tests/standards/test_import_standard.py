"""The command: JSON alone on standard output, drafts only, and the same text twice is one draft."""

import io
from functools import partial
from types import SimpleNamespace

import pytest
from wagtail.models import Page, Revision

from people.models import AuditEvent
from standards.exchange.shipped import FOLDER
from standards.models import Standard, StandardPage, StandardVersion, SuitePage
from tests.commands import file_with, outcome, outcome_as_json
from tests.standards.editor import Editor

SHIPPED = FOLDER / "support-collaborative-and-partnership-work.txt"
KEYS = [
    "title",
    "urn",
    "suite",
    "key_area",
    "status",
    "overview",
    "performance",
    "knowledge",
    "values",
    "illustrations",
    "scope_performance",
    "scope_knowledge",
    "warnings",
    "errors",
    "changes",
]
CHANGES = ["added", "changed", "moved", "retired", "unchanged"]
OTHER = """Listen to communities
URN: SAMPLE01
Overview
This standard is about listening.
This standard is within Key Area Two.
Performance criteria
You must be able to:
1 listen first
2 say what you heard
Knowledge and Understanding
You need to know and understand:
1 why people stay silent
"""


@pytest.fixture
def run(capsys):
    """(exit code, standard output) of the command."""
    return partial(outcome, capsys, "import_standard")


@pytest.fixture
def run_json(capsys):
    return partial(outcome_as_json, capsys, "import_standard")


@pytest.fixture
def written(tmp_path):
    """A file with these words."""
    return partial(file_with, tmp_path, name="standard.txt")


def counts(told):
    return {name: len(entries) for name, entries in told["changes"].items() if entries}


def rows():
    return (
        Page.objects.count(),
        Revision.objects.count(),
        Standard.objects.count(),
        AuditEvent.objects.count(),
    )


def test_a_dry_run_needs_no_suite_and_changes_nothing(db, run_json):
    before = rows()
    code, told = run_json(SHIPPED, "--dry-run")

    assert (code, list(told), list(told["changes"])) == (0, KEYS, CHANGES)
    assert (told["title"], told["urn"], told["key_area"], told["status"]) == (
        "Support collaborative and partnership work",
        None,
        "Key Area Four",
        "legacy",
    )
    assert (told["suite"], told["scope_performance"], told["scope_knowledge"]) == (None, None, None)
    assert [len(told[k]) for k in ("performance", "knowledge", "values", "illustrations")] == [9, 17, 5, 5]
    assert counts(told) == {"added": 26}
    assert told["errors"] == []
    assert rows() == before


def test_the_suite_is_named_by_its_slug(db, run_json):
    code, told = run_json(SHIPPED, "--dry-run", "--suite", "community-development-2015")
    assert (code, told["suite"]) == (0, "community-development-2015")


def test_the_same_text_again_is_an_empty_plan_and_no_draft(seed, run_json):
    before = rows()
    code, told = run_json(SHIPPED)
    assert (code, counts(told)) == (0, {"unchanged": 26})
    assert rows() == before


def test_another_wording_is_a_draft_of_the_same_page(seed, run_json, written):
    words = SHIPPED.read_text().splitlines()
    at = words.index(next(line for line in words if line.startswith("9 support monitoring")))
    words[at : at + 1] = ["9 celebrate", words[at].replace("9 support", "10 support")]
    words = [w.replace("transparent and accountable", "open and accountable") for w in words]
    words = [w for w in words if not w.startswith("17 how to monitor")]
    code, told = run_json(written("\n".join(words) + "\n"))

    assert (code, counts(told)) == (0, {"added": 1, "changed": 1, "moved": 1, "retired": 1, "unchanged": 23})
    assert told["changes"]["added"] == [
        {"kind": "performance", "number": "9", "group": None, "text": "celebrate"}
    ]
    assert told["changes"]["moved"][0]["was_number"] == "9"
    assert "transparent and accountable" in told["changes"]["changed"][0]["was"]
    assert told["changes"]["retired"][0]["number"] == "17"
    page = StandardPage.objects.get(pk=seed.pk)
    assert (page.version, page.has_unpublished_changes) == (seed.version, True)
    assert page.performance_criteria.count() == 9
    draft = page.get_latest_revision_as_object()
    before = {r.number: r.lineage for r in page.performance_criteria.all()}
    after = {r.number: r.lineage for r in draft.performance_criteria.all()}
    assert after == before | {"9": after["9"], "10": before["9"]}
    assert after["9"] not in before.values()
    assert AuditEvent.objects.filter(action="standard.drafted").last().actor_code == ""


def test_an_imported_draft_is_published_by_a_trainer(seed, run_json, written, admin):
    run_json(written(SHIPPED.read_text().replace("mutual respect", "respect")))
    Editor(admin, seed).type(change="wording", why="As published now.").publish()

    version = StandardPage.objects.get(pk=seed.pk).version
    assert version.number == 2
    assert [r.lineage for r in version.requirements.all()] == [
        r.lineage for r in seed.version.requirements.all()
    ]


def test_a_new_standard_is_a_draft_in_its_key_area(seed, run_json, written):
    code, told = run_json(written(OTHER))

    assert (code, told["urn"], counts(told)) == (0, "SAMPLE01", {"added": 3})
    page = StandardPage.objects.get(urn="SAMPLE01")
    assert (page.live, page.title, page.version) == (False, "Listen to communities", None)
    assert page.key_area.words == "Two"
    assert [(r.number, r.text) for r in page.performance_criteria.all()] == [
        ("1", "listen first"),
        ("2", "say what you heard"),
    ]
    assert counts(run_json(written(OTHER))[1]) == {"unchanged": 3}
    assert StandardPage.objects.filter(urn="SAMPLE01").count() == 1


def test_a_title_matches_only_where_the_urn_does_not_speak_against_it(seed, run_json, written):
    words = SHIPPED.read_text().replace("LEGACY\n", "LEGACY\nURN: CLDSCCD15\n", 1)
    assert counts(run_json(written(words))[1]) == {"added": 26}
    assert StandardPage.objects.filter(title=seed.title).count() == 2
    assert StandardPage.objects.get(pk=seed.pk).latest_revision_id == seed.latest_revision_id


def test_a_text_without_key_area_goes_to_the_first_with_a_warning(seed, run_json, written):
    words = OTHER.replace("This standard is within Key Area Two.\n", "")
    code, told = run_json(written(words))
    assert code == 0
    assert "We can’t tell which key area" in told["warnings"][-1]["message"]
    assert StandardPage.objects.get(urn="SAMPLE01").key_area.words == "One"


def test_without_a_suite_the_shipped_one_is_loaded_first(db, run_json, written):
    code, _told = run_json(written(OTHER))
    assert code == 0
    assert SuitePage.objects.get().slug == "community-development-2015"
    assert StandardPage.objects.get(urn="SAMPLE01").key_area.words == "Two"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (b"", "This text is empty."),
        (
            b"\x89PNG\r\n\x1a\n\x00\x00\xff",
            "This is a picture. Copy the text of the standard and bring that in.",
        ),
        (b"some\x00thing", "This is not plain text: it holds characters that only programs use."),
        (
            b"%PDF-1.7",
            "This file is damaged or cut short, so it could not be read. Please save it again and try again.",
        ),
        (b"hello", "This text has none of the headings of a national occupational standard."),
        (b"a" * 1_000_001, "This text is larger than 1 MB. A standard is a few pages of text."),
    ],
)
def test_what_is_no_standard_is_refused(seed, run_json, written, words, sentence):
    before = rows()
    code, told = run_json(written(words))
    assert (code, list(told), told["errors"], told["title"]) == (1, KEYS, [sentence], None)
    assert rows() == before


@pytest.mark.parametrize("file", ["missing.txt", "", "a" * 300, "nul\x00byte", "."])
def test_a_file_that_can_not_be_read_is_refused(db, run_json, file):
    code, told = run_json(file)
    assert (code, list(told), len(told["errors"])) == (1, KEYS, 1)


def test_an_unknown_suite_is_refused(seed, run_json):
    code, told = run_json(SHIPPED, "--suite", "nowhere", "--dry-run")
    assert (code, told["errors"]) == (1, ["There is no suite called nowhere here."])


def test_standard_input_is_read(seed, run_json, monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(OTHER.encode())))
    code, told = run_json("-", "--dry-run")
    assert (code, told["title"]) == (0, "Listen to communities")


def test_people_get_words(seed, run, written):
    code, out = run(written(OTHER))
    page = StandardPage.objects.get(urn="SAMPLE01")
    assert code == 0
    assert out.splitlines()[:2] == ["Listen to communities · SAMPLE01", "3 added"]
    assert out.splitlines()[-1] == (
        f"Draft: Listen to communities, page {page.pk}. A trainer checks and publishes it."
    )
    assert run("nowhere.txt") == (1, "We can’t read nowhere.txt: No such file or directory.\n")


def test_numbers_the_layout_lost_are_counted(seed, run_json, written):
    words = OTHER.replace("1 listen", "- listen").replace("2 say", "- say").replace("1 why", "- why")
    code, told = run_json(written(words))
    assert (code, [item["number"] for item in told["performance"]]) == (0, [None, None])
    page = StandardPage.objects.get(urn="SAMPLE01")
    assert [row.number for row in page.performance_criteria.all()] == ["1", "2"]
    assert StandardVersion.objects.count() == 1


@pytest.fixture
def two_suites(seed):
    other = SuitePage(title="Another suite", slug="another")
    SuitePage.objects.get().get_parent().add_child(instance=other)
    return other


def test_a_dry_run_among_several_suites_reads_the_text_and_asks_which(two_suites, run_json, written):
    code, told = run_json(written(OTHER), "--dry-run")
    refused, nothing = run_json(written(OTHER))

    sentence = (
        "There are several suites here. Say which one with --suite: community-development-2015, another"
    )
    assert (code, told["errors"], told["warnings"][0]) == (0, [], {"line": 1, "message": sentence})
    assert [item["text"] for item in told["performance"]] == ["listen first", "say what you heard"]
    assert (refused, nothing["errors"], nothing["performance"]) == (1, [sentence], [])


def test_among_several_suites_the_one_that_holds_the_standard_is_meant(two_suites, run_json):
    code, told = run_json(SHIPPED, "--dry-run")

    assert (code, told["errors"]) == (0, [])
    assert {name: len(rows) for name, rows in told["changes"].items() if rows} == {"unchanged": 26}
