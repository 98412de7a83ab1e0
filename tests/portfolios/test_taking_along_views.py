"""The button, how far it is, and the file for whoever asked and for nobody else."""

import errno
import io
import os
import zipfile
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from people.models import Job
from people.operations.jobs import perform_everything, perform_job
from people.roles import Role
from portfolios.models import BroughtAlong, Evidence, PortfolioExport, WitnessRequest, WitnessStatement
from portfolios.operations import packing
from portfolios.operations.confirming import remove_testimony
from portfolios.operations.taking_along import (
    ask_for_everything,
    discard_stray_copies,
    drop_expired,
    revive_copies,
)
from tests.factories import MembershipFactory, UnitFactory

pytestmark = pytest.mark.django_db
URL = "/my/take-along/"
State = PortfolioExport.State


def kept_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture
def portfolio(folder_with_notes):
    return folder_with_notes


@pytest.fixture
def ready(pat, portfolio):
    pat.send(URL, {"portfolio": portfolio.code})
    perform_everything()
    return PortfolioExport.objects.get()


def test_one_button_one_file(pat, portfolio, exports):
    answer = pat.send(URL, {"portfolio": portfolio.code})
    assert (answer.status_code, answer.url) == (302, f"{URL}#p-{portfolio.code}")
    assert "It waits to be packed" in pat.get(URL).text

    perform_everything()

    export = PortfolioExport.objects.get()
    page = pat.get(URL).text
    assert (export.state, export.done, len(kept_in(exports))) == (State.READY, export.total, 1)
    assert export.sha256 in page
    answer = pat.get(reverse("take-along-download", args=[export.code]))
    content = b"".join(answer)
    assert (answer["Content-Disposition"], answer["Content-Length"]) == (
        f'attachment; filename="portfolio-{portfolio.code}-{export.asked_at:%Y-%m-%d}.zip"',
        str(export.size),
    )
    assert (answer["Content-Security-Policy"], answer["Cache-Control"]) == (
        "sandbox; default-src 'none'",
        "no-store, private",
    )
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None


def test_it_is_for_whoever_asked_and_nobody_else(ready, client_for, assessor, coordinator, iqa, outsider):
    url = reverse("take-along-download", args=[ready.code])
    for person in (assessor, coordinator, iqa, outsider):
        assert client_for(person).get(url).status_code == 404
        assert client_for(person).send(URL, {"portfolio": ready.portfolio.code}).status_code == 404
    assert client_for(None).get(url).status_code == 302


def test_asked_twice_it_is_made_once(practitioner, portfolio):
    first, second = (ask_for_everything(portfolio, by=practitioner) for _each in range(2))

    assert first == second
    assert Job.objects.filter(kind="pack_portfolio").count() == 1


def test_asked_at_the_same_moment_it_is_made_once(at_once, portfolio, practitioner):
    first, second = at_once(*[lambda: ask_for_everything(portfolio, by=practitioner)] * 2)

    assert first == second
    assert PortfolioExport.objects.count() == 1


def test_a_new_copy_takes_the_place_of_the_old(pat, ready, exports, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        pat.send(URL, {"portfolio": ready.portfolio.code})
    perform_everything()

    assert sorted(PortfolioExport.objects.values_list("state", flat=True)) == ["gone", "ready"]
    assert len(kept_in(exports)) == 1
    assert pat.get(reverse("take-along-download", args=[ready.code])).status_code == 404


def test_after_its_days_it_is_gone(pat, ready, exports, settings, django_capture_on_commit_callbacks):
    assert ready.expires_at - ready.changed_at <= timedelta(days=settings.EXPORT_DAYS)
    PortfolioExport.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert pat.get(reverse("take-along-download", args=[ready.code])).status_code == 404
    assert "handed out no more" in pat.get(URL).text
    with django_capture_on_commit_callbacks(execute=True):
        drop_expired()
    assert (PortfolioExport.objects.get().state, kept_in(exports)) == (State.GONE, [])


def test_a_yes_taken_back_stops_it_at_once(pat, ready):
    Evidence.objects.update(hidden_at=timezone.now())

    answer = pat.get(reverse("take-along-download", args=[ready.code]))

    assert (answer.status_code, answer.url) == (302, URL)
    assert "took their yes back since then" in pat.get(URL).text


def test_words_a_witness_took_back_stop_it_at_once(pat, practitioner, portfolio):
    """Also where what was made of them in the folder is gone."""
    asked = WitnessRequest.objects.create(
        unit=UnitFactory(portfolio=portfolio), asked_by=practitioner, token_hash="0" * 64, event="A meeting",
        state="confirmed", answered_at=timezone.now(),
    )  # fmt: skip
    WitnessStatement.objects.create(
        request=asked, name="Wendy Example", saw="All of it.", confirmed_at=timezone.now()
    )
    pat.send(URL, {"portfolio": portfolio.code})
    perform_everything()
    url = reverse("take-along-download", args=[PortfolioExport.objects.get().code])
    assert holds(pat.get(url), b"All of it.")

    remove_testimony(asked, by=None)

    assert (pat.get(url).status_code, "handed out no more" in pat.get(URL).text) == (302, True)
    pat.send(URL, {"portfolio": portfolio.code})
    perform_everything()
    again = reverse("take-along-download", args=[PortfolioExport.objects.get(state=State.READY).code])
    assert not holds(pat.get(again), b"All of it.")


def holds(answer, words):
    bag = zipfile.ZipFile(io.BytesIO(b"".join(answer)))
    return any(words in bag.read(name) for name in bag.namelist())


def test_how_far_it_is_shows_while_it_is_made(pat, portfolio, practitioner, monkeypatch):
    ask_for_everything(portfolio, by=practitioner)
    seen = []
    pack = packing.pack

    def watched(*args, **more):
        pack(*args, **more)
        seen.append(pat.get(URL).text)

    monkeypatch.setattr(packing, "pack", watched)
    perform_everything()

    (page,) = seen
    assert '<progress id="progress-' in page
    assert 'hx-trigger="every 1s"' in page


def test_a_killed_worker_begins_again_and_leaves_no_half(
    portfolio, practitioner, exports, store, monkeypatch
):
    """Killed: nothing after the moment runs, so the row says “making” and a half file stays."""
    export = ask_for_everything(portfolio, by=practitioner)
    (store.incoming / f"leaving-{export.code}-half").write_bytes(b"half")
    long_ago = timezone.now() - timedelta(minutes=2)
    PortfolioExport.objects.update(state=State.MAKING, changed_at=long_ago)
    Job.objects.filter(kind="pack_portfolio").update(state=Job.State.RUNNING, started_at=long_ago, tries=1)

    revive_copies()
    perform_everything()

    export.refresh_from_db()
    assert (export.state, store.left_over, len(kept_in(exports))) == (State.READY, [], 1)


def test_two_workers_never_make_the_same_copy(portfolio, practitioner, exports):
    export = ask_for_everything(portfolio, by=practitioner)
    PortfolioExport.objects.update(state=State.MAKING, changed_at=timezone.now())

    perform_job(Job.objects.get(kind="pack_portfolio").pk)

    assert (PortfolioExport.objects.get(pk=export.pk).state, kept_in(exports)) == (State.MAKING, [])


def test_a_full_disk_is_a_sentence(pat, portfolio, practitioner, exports, store, monkeypatch, caplog):
    def full(*args, **more):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(packing, "pack", full)
    ask_for_everything(portfolio, by=practitioner)
    perform_everything()

    assert (PortfolioExport.objects.get().state, kept_in(exports), store.left_over) == (State.STOPPED, [], [])
    assert "There is no room left for it here. The fault is ours." in pat.get(URL).text


def test_what_no_row_knows_is_tidied_away(ready, exports):
    (stray := exports / "aa/bb/stray").parent.mkdir(parents=True)
    stray.write_bytes(b"stray")

    assert discard_stray_copies(older_than=-1) == 1
    assert len(kept_in(exports)) == 1


# --- the commands ---------------------------------------------------------------------------


def test_commands_write_and_read_a_bag(portfolio, practitioner, tmp_path):
    target = tmp_path / "taken.zip"
    call_command("export_portfolio", portfolio.code, "-o", str(target))
    assert [path.name for path in tmp_path.glob("*.part")] == []

    place = MembershipFactory(
        person=practitioner, role=Role.PRACTITIONER, organisation__name="Harbour Sample"
    ).organisation
    with pytest.raises(CommandError, match="by --organisation"):
        call_command("import_portfolio", str(target), "--for", practitioner.email)
    said = {"organisation": place.code}
    call_command("import_portfolio", str(target), "--for", practitioner.email, dry_run=True, **said)
    assert not BroughtAlong.objects.exists()
    call_command("import_portfolio", str(target), "--for", practitioner.code, **said)
    assert Evidence.objects.filter(portfolio__organisation=place, name="A meeting").count() == 1
    with pytest.raises(CommandError, match="came in before"):
        call_command("import_portfolio", str(target), "--for", practitioner.code, **said)


def test_commands_say_what_is_wrong(portfolio, tmp_path, practitioner):
    with pytest.raises(CommandError, match="no one portfolio called nobody"):
        call_command("export_portfolio", "nobody", "-o", str(tmp_path / "x.zip"))
    with pytest.raises(CommandError, match="We can’t write"):
        call_command("export_portfolio", portfolio.code, "-o", str(tmp_path / "nowhere/x.zip"))
    with pytest.raises(CommandError, match="We can’t read"):
        call_command("import_portfolio", str(tmp_path / "x.zip"), "--for", practitioner.code)
    with pytest.raises(CommandError, match="Nobody here has this code"):
        call_command("import_portfolio", str(tmp_path / "x.zip"), "--for", "nobody")
