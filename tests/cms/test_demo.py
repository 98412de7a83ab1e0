"""One command, and the main job has been done once: by the operations the screens use, in a place of its own."""

import json
import re
import sqlite3
import stat
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assessments.models import Assessment, Certificate, State
from cms.demo import database, serving
from cms.demo.people import CAST
from community.models import Manner
from people.audit import broken_links
from people.models import AuditEvent, User
from people.roles import Role
from portfolios.models import EvidenceFile, EvidenceVersionWords
from tests.apart import apart
from tests.factories import UserFactory


@pytest.fixture
def demo(db, settings, tmp_path, monkeypatch):
    """Run the command in a data folder of its own; returns (what demo.json says, what was written)."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setenv("PUBLIC_URL", settings.PUBLIC_URL)

    def run():
        out = StringIO()
        call_command("demo", no_serve=True, stdout=out)
        return json.loads((tmp_path / "demo.json").read_text()), out.getvalue()

    return run


def test_the_main_job_is_done_and_it_says_where_to_look(demo, settings, client, monkeypatch):
    """Also when it was stopped before the paper was made. In one go, as people run it: with `--fresh`, below."""
    is_stopped_before_the_paper_is_made(demo, monkeypatch)

    told, written = demo()

    leads_to_the_certificate(told, settings, client)
    everyone_can_sign_in(told["people"], written, client)
    two_rounds_were_walked()
    the_record_holds_no_name_and_no_words()
    once_more_changes_nothing(demo, told)


def is_stopped_before_the_paper_is_made(demo, monkeypatch):
    def stopped():
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr("cms.management.commands.demo.perform_everything", stopped)
        with pytest.raises(KeyboardInterrupt):
            demo()
    assert not Certificate.objects.get().is_ready


def once_more_changes_nothing(demo, told):
    before = (User.objects.count(), AuditEvent.objects.count())
    again, _written = demo()
    assert again == told
    assert (User.objects.count(), AuditEvent.objects.count()) == before


def leads_to_the_certificate(told, settings, client):
    certificate = Certificate.objects.get()
    assert list(told) == ["url", "people", "certificate", "verify_url", "standard_url"]
    assert told["url"] == "http://127.0.0.1:8000/"
    assert told["certificate"] == str(settings.DATA_DIR / "certificates" / certificate.document.file.name)
    assert told["verify_url"] == f"http://127.0.0.1:8000/c/{certificate.token}"
    assert client.get(told["verify_url"]).status_code == client.get(told["standard_url"]).status_code == 200
    assert stat.S_IMODE((settings.DATA_DIR / "demo.json").stat().st_mode) == 0o600


def everyone_can_sign_in(people, written, client):
    assert [set(person) for person in people] == [{"role", "email", "password"}] * 6
    assert {person["role"] for person in people} == set(Role.values)
    for person in people:
        assert client.login(login=person["email"], email=person["email"], password=person["password"])
        assert re.search(rf"{person['role']} +{person['email']} +{person['password']}", written)


def two_rounds_were_walked():
    rounds = Assessment.objects.order_by("submission__round").values_list("submission__round", "state")
    assert list(rounds) == [(1, State.REPLIED), (2, State.SIGNED_OFF)]
    assert sorted(file.form for file in EvidenceFile.objects.all()) == ["audio", "image", "pdf", "text"]
    assert list(broken_links()) == []


def the_record_holds_no_name_and_no_words():
    """Codes, numbers, hashes, dates and our own terms: nothing a person typed or is called."""
    events = list(AuditEvent.objects.all())
    typed = [*EvidenceVersionWords.objects.values_list("name", flat=True), *(one.name for one in CAST)]
    typed += [word for sample in CAST for word in (*sample.name.split(), sample.email)]

    kept = [value for event in events for value in values_in(event.payload)]

    assert len(events) > 60
    assert len({event.action for event in events}) > 15
    terms = {"more evidence", "not yet", *Manner.values}
    assert [
        value for value in kept if not re.fullmatch(r"[0-9A-Za-z-]+", str(value)) and value not in terms
    ] == []
    # As whole words: a random code may well hold the letters of a short name.
    assert [words for words in typed for value in kept if is_said(words, in_=str(value))] == []


def test_a_name_is_found_as_a_word_and_not_inside_a_code():
    assert is_said("Ama", in_="shared by ama") is True
    assert is_said("Ama", in_="7k4ama22qx") is False


def is_said(words, *, in_):
    return re.search(rf"\b{re.escape(words)}\b", in_, re.IGNORECASE) is not None


def values_in(payload):
    for value in payload.values():
        yield from values_in(value) if isinstance(value, dict) else [value]


def test_where_people_are_it_makes_nobody(demo):
    UserFactory()

    with pytest.raises(CommandError, match="This database has people of its own"):
        demo()

    assert User.objects.count() == 1
    assert not AuditEvent.objects.exists()


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """As people run it: in a process of its own for each time."""
    with apart(tmp_path_factory.mktemp("demo")) as house:
        yield house


def test_a_database_with_tables_of_others_is_not_thrown_away(house):
    file = house.folder / "db.sqlite3"
    with sqlite3.connect(file) as others:
        others.execute("CREATE TABLE somebody_elses (words text)")
    others.close()

    done = house.manage("demo", "--no-serve", "--fresh")

    assert (done.returncode, b"This database has people of its own" in done.stderr) == (1, True)
    assert file.stat().st_size > 0


# What stands when an earlier demo was thrown away is written down; the tables then come from where tests keep them,
# as .ci/run makes them from nothing by the same words.
THROWN_AWAY = """
import sys
from pathlib import Path
from cms.demo import database
from django.conf import settings
throw_away = database.throw_away

def anew():
    throw_away()
    left = sorted(path.name for path in settings.DATA_DIR.iterdir())
    Path(settings.DATA_DIR / "left.txt").write_text(repr(left))
    from tests import database as tables
    tables.take_copy(settings.DATA_DIR / "db.sqlite3")

database.throw_away = anew
from django.core.management import execute_from_command_line
execute_from_command_line(sys.argv)
"""


def test_fresh_begins_anew_and_the_port_is_in_every_address(house):
    """All of it in one folder, then thrown away and made again, the tables too."""
    folder = house.begin_anew().folder
    told = []
    for options in ([], ["--fresh"]):
        done = house.run(THROWN_AWAY, "demo", "--no-serve", "--port", "8123", *options)
        assert done.returncode == 0, done.stderr
        told.append(json.loads((folder / "demo.json").read_text()))

    left = (folder / "left.txt").read_text()
    assert [name for name in ("sqlite3", "demo.json", "evidence", "certificates") if name in left] == []
    for one in told:
        places = [one["url"], one["verify_url"], one["standard_url"]]
        assert [place for place in places if not place.startswith("http://127.0.0.1:8123/")] == []
    assert told[0]["verify_url"] != told[1]["verify_url"]
    assert told[0]["people"][0]["password"] != told[1]["people"][0]["password"]
    assert len(list(folder.glob("certificates/*/*.pdf"))) == 1
    assert [path.name for path in folder.rglob("*.sqlite3")] == ["db.sqlite3"]


def test_an_address_from_outside_stays(settings, monkeypatch):
    monkeypatch.setenv("PUBLIC_URL", settings.PUBLIC_URL)

    serving.answer_at(8123)

    assert settings.PUBLIC_URL == "http://127.0.0.1:8000"


@pytest.mark.parametrize("port", [0, 65536])
def test_a_port_that_is_none_is_said(port):
    with pytest.raises(CommandError, match="--port takes a number from 1 to 65535"):
        call_command("demo", no_serve=True, port=port)


def test_a_new_database_is_ours(db):
    assert database.is_ours()
