"""The house as HOUSE promised it: what may import what, what a thing is called, where it lives."""

import inspect
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import rules
from django.conf import settings
from django.core.management import call_command
from django.urls import URLPattern, get_resolver

HOUSE = Path(settings.BASE_DIR)
APPS = ["people", "standards", "community", "portfolios", "assessments", "cms"]  # from the ground up

# Kept in the order one meets them. A new name at the top is a decision, not an accident.
AT_THE_TOP = {
    ".ci", ".gitignore", ".python-version", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "SECURITY.md",
    "assessments", "cms", "community", "deploy", "docs", "locale", "manage.py", "people", "portfolios",
    "pyproject.toml", "standards", "templates", "tests", "uv.lock",
}  # fmt: skip

# Views that change nothing anybody would mind happening twice, each with its reason.
MAY_HAPPEN_TWICE = {
    "cms.views.log_in": "the library’s own log-in, with its limits: who is in already is in",
    "cms.views.appearance": "light or dark, in a cookie: twice is the same as once",
    "assessments.views.cohort_invitations.cohort_invite": "shows what a list would do; agreeing is its own form",
    "people.views.invitation.invitation": "an invitation lets one person in once, whoever asks; many ask as strangers",
    "assessments.views.verify.verify_token": "asks whether a name belongs to a certificate, and changes nothing",
    "assessments.views.queue.offer_decline": "saying no twice is saying it once; a key kept of it would be a mark",
    "assessments.views.room.your_room": "resting twice is resting once; a key kept of it would be a mark",
    "assessments.views.who_reads.who_reads": "saying whom twice is saying it once; a key kept would be a mark",
    "portfolios.views.testimony.witness_keep": "what is typed takes the place of what was typed, as for anyone else",
    "portfolios.views.blacking_out.file_redact": "shows boxes and what would become of them; keeping is its own form",
    "portfolios.views.drafts.draft_keep": "what is typed takes the place of what was typed: twice is the same as once",
    "portfolios.views.bringing_along.bag_upload_list": "announcing a bag twice makes two empty ones, as with any file",
    "portfolios.views.uploads.upload_list": "announcing a file twice makes two empty ones; what is not filled goes",
    "portfolios.views.witness_uploads.witness_uploads": "the same, by the link of a witness",
    "portfolios.views.witness_uploads.witness_upload": "the same, by the link of a witness",
    "portfolios.views.uploads.upload_detail": "bytes have their place: the same ones a second time are refused",
    "standards.views.closed.closed": "leads to nothing, whatever is sent",
    "standards.views.deleting.delete": "Wagtail's own form, with its own key; what is gone can't be deleted again",
}


def kept_files():
    """Every file the project keeps, new ones included; not what .gitignore names."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=HOUSE, check=True, capture_output=True, text=True).stdout.split("\0")
    return [HOUSE / name for name in names if name and (HOUSE / name).is_file()]


FILES = kept_files()
SOURCES = [path for path in FILES if path.suffix == ".py" and path.relative_to(HOUSE).parts[0] in APPS]
TEMPLATES = [path for path in FILES if path.suffix in (".html", ".txt") and "templates" in path.parts]


def where(path):
    return str(path.relative_to(HOUSE))


# --- imports --------------------------------------------------------------------------------


def test_imports_point_one_way():
    """In a process of its own: it takes over the log."""
    done = subprocess.run(["lint-imports", "--no-cache"], cwd=HOUSE, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout
    assert "Contracts: 2 kept, 0 broken." in done.stdout


def test_every_app_is_in_the_contracts():
    contracts = tomllib.loads((HOUSE / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]

    assert contracts[0]["layers"] == APPS[::-1]
    assert set(contracts[1]["containers"]) == set(APPS) - {"cms"}


def test_fetching_is_checking():
    shortcut = re.compile(r"get_object_or_404|get_list_or_404")

    assert [where(path) for path in SOURCES if shortcut.search(path.read_text())] == []


def test_who_holds_a_row_never_stops_those_who_only_point_at_it():
    """FOR UPDATE keeps every row out that points at it, also at the very end, when the head of the record is held:
    two operations would wait for each other. PostgreSQL ends one of them with an error nobody can read."""
    lock = re.compile(r"select_for_update\((?:[^()]|\([^)]*\))*\)")
    held = [(where(path), found) for path in SOURCES for found in lock.findall(path.read_text())]

    assert len(held) > 50
    assert [(path, found) for path, found in held if "no_key=True" not in found] == []


# --- names and places -----------------------------------------------------------------------


def test_nothing_new_stands_at_the_top():
    assert {where(path).split("/")[0] for path in FILES} <= AT_THE_TOP


def test_every_idea_has_a_name():
    nameless = {"utils", "helpers", "services", "common", "core", "misc", "lib"}

    assert [where(path) for path in FILES if {path.stem, *path.relative_to(HOUSE).parts} & nameless] == []


def test_no_file_is_longer_than_one_keeps_in_mind():
    """Past 250 lines one begins to look for the second idea; at 300 it is overdue. Settings are one file on purpose."""
    long = [path for path in SOURCES if len(path.read_text().splitlines()) > 300]

    assert [where(path) for path in long if "migrations" not in path.parts] == ["cms/settings.py"]


def test_every_permission_is_asked_for():
    """By a view, or where a button is drawn: one that nobody asks for says who may do what cannot be done."""
    asked = "".join(path.read_text() for path in [*SOURCES, *TEMPLATES] if path.name != "rules.py")
    ours = {name for name in rules.permissions.permissions if name.split(".")[0] in APPS}

    assert len(ours) > 15
    assert {name for name in ours if f'"{name}"' not in asked} == set()


def test_runtime_data_stays_out_of_the_project():
    assert [where(path) for path in FILES if path.suffix in (".sqlite3", ".pyc", ".mo", ".log")] == []


# --- words ----------------------------------------------------------------------------------


def text_of(path):
    try:
        return path.read_text()
    except UnicodeDecodeError:
        return ""


def test_nothing_is_said_about_the_machine_it_was_made_on():
    machine = re.compile(r"(?<![\w.<%}])/(?:work|root|Users)/|\.{2}/shared\b|(?<!\w)/hom[e]/")

    assert [where(path) for path in FILES if machine.search(text_of(path))] == []


SHOWN = [
    re.compile(r"\b_\(\s*f?\"((?:[^\"\\]|\\.)+)\""),
    re.compile(r"\bgettext(?:_lazy)?\(\s*\"((?:[^\"\\]|\\.)+)\""),
    re.compile(r"{% translate \"([^\"]+)\""),
    re.compile(r"{% translate '([^']+)'"),
    re.compile(r"{% blocktranslate[^%]*%}(.*?){% endblocktranslate %}", re.DOTALL),
]
NOT_OUR_WORDS = re.compile(
    r"\b(fail(s|ed|ing|ure)?|incomplete|overdue|candidates?|users?|submit(s|ted|ting)?|submissions?)\b",
    re.IGNORECASE,
)


def sentences():
    for path in [*SOURCES, *TEMPLATES]:
        for pattern in SHOWN:
            for words in pattern.findall(path.read_text()):
                yield where(path), words


def test_there_is_something_to_read():
    assert len(set(sentences())) > 100


def test_we_never_speak_of_people_as_a_system_does():
    assert {(path, words) for path, words in sentences() if NOT_OUR_WORDS.search(words)} == set()


def test_apostrophes_are_curly():
    assert {(path, words) for path, words in sentences() if re.search(r"\w'\w", words)} == set()


# --- what changes things --------------------------------------------------------------------


def our_views():
    """Every view of ours that an address leads to: {dotted name: view}."""
    found = {}
    for view in views_in(get_resolver()):
        view = getattr(view, "view_class", view)
        if view.__module__.split(".")[0] in APPS:
            found[f"{view.__module__}.{view.__qualname__}"] = view
    return found


def views_in(resolver):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield entry.callback
        else:
            yield from views_in(entry)


def only_looks(view):
    return bool(re.search(r"@(require_safe|require_GET)\b", inspect.getsource(inspect.unwrap(view))))


def test_every_form_counts_once():
    changing = {name for name, view in our_views().items() if not only_looks(view)}
    counting = {name for name, view in our_views().items() if getattr(view, "counts_once", False)}

    assert changing - counting == set(MAY_HAPPEN_TWICE)


# --- papers ---------------------------------------------------------------------------------


def test_every_dependency_has_its_reason():
    listed = re.findall(r"^  \"[^\"]+\",?(.*)$", dependency_lists(), re.MULTILINE)

    assert len(listed) > 20
    assert [line for line in listed if not re.search(r"# \w+ ?\w*", line)] == []


def dependency_lists():
    text = (HOUSE / "pyproject.toml").read_text()
    return text[text.index("dependencies = [") : text.index("[tool.uv]")]


def settings_read():
    """Every name that cms/settings.py reads from the environment."""
    reads = r"(?:env\.\w+|number|say)\(\s*\"([A-Z_]+)\""
    return set(re.findall(reads, (HOUSE / "cms/settings.py").read_text()))


def test_the_readme_names_every_setting_and_no_other():
    table = re.findall(r"^\| `([A-Z_]+)`", (HOUSE / "README.md").read_text(), re.MULTILINE)

    assert sorted(table) == sorted(settings_read())


def test_tests_are_deaf_to_every_setting_from_outside():
    from tests.settings import FROM_OUTSIDE

    assert {*FROM_OUTSIDE, "DATA_DIR", "DATABASE_URL"} == settings_read()


def test_every_ability_names_a_test_that_exists():
    """In full, so that it is found by searching; those among the limits too."""
    rows = [
        line.split("|")[1:-1]
        for line in (HOUSE / "docs/features.md").read_text().splitlines()
        if line[:1] == "|"
    ]

    tests = [name for row in rows for name in re.findall(r"`(tests/[^`]+)`", row[2])]
    tests += [name for row in rows for cell in row for name in re.findall(r"`([^`]*\btest_[^`]*)`", cell)]
    assert len(tests) > 1000
    assert [name for name in tests if not exists(*name.partition("::")[::2])] == []


def test_every_ability_lives_where_it_says():
    rows = [
        line.split("|")[1:-1]
        for line in (HOUSE / "docs/features.md").read_text().splitlines()
        if line[:1] == "|"
    ]
    places = [place for row in rows for place in re.findall(r"`([\w.-]+/[\w./-]*|[\w-]+\.\w+)`", row[1])]

    assert len(places) > 300
    assert [place for place in places if not (HOUSE / place).exists()] == []


def exists(file, test):
    return (HOUSE / file).is_file() and (not test or f"def {test}(" in (HOUSE / file).read_text())


@pytest.mark.parametrize("paper", ["README.md", "LICENSE", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"])
def test_the_papers_are_there(paper):
    assert len((HOUSE / paper).read_text()) > 300


# --- rows -----------------------------------------------------------------------------------


def test_models_and_migrations_agree(db):
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


def test_migrations_are_named_for_what_they_do():
    automatic = re.compile(r"_(auto|initial|alter|remove|rename|delete)_|_auto\d|_initial$")
    ours = [path for path in SOURCES if path.parent.name == "migrations" and path.stem != "__init__"]

    assert len(ours) > 4
    assert [where(path) for path in ours if automatic.search(path.stem)] == []
