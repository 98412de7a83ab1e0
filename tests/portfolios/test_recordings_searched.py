"""Recordings that belong to no evidence yet wait, are searched, and are heard only after."""

import pytest
from django.urls import reverse

from people.models import AuditEvent, Job, OutboxMail
from people.operations.jobs import perform_everything
from portfolios.exchange.told import gather
from portfolios.models import EvidenceFile, JournalRecording, Scan, Upload, WitnessRecording
from portfolios.operations.scanning import take_up_again
from portfolios.operations.witnesses import path_of
from tests.factories import files
from tests.factories.witnesses import asked, to_say
from tests.portfolios.clamd import clamd_double
from tests.portfolios.hostile_files import EICAR
from tests.reading import text_of

pytestmark = pytest.mark.django_db
WRITE = reverse("journal-write")
VIRUS = "Our search found a virus in this recording, so nobody can hear it."
WAITS = "We are searching this recording for viruses."


@pytest.fixture
def scanner(settings):
    with clamd_double() as server:
        settings.CLAMD = server.server_address
        yield server


def infected():
    """Sound that a player plays, with something after it."""
    return files.ContentFile(
        files.sound().read() + b"junk" + (len(EICAR)).to_bytes(4, "little") + EICAR, "a.wav"
    )


def heard(browser, url):
    answer = browser.get(url)
    if answer.streaming:
        b"".join(answer)
    return answer.status_code


@pytest.mark.parametrize(
    ("content", "then", "status"), [(files.sound, Scan.CLEAN, 200), (infected, Scan.FOUND, 404)]
)
def test_a_thought_is_heard_copied_and_taken_along_only_after_its_search(
    pat, practitioner, scanner, store, content, then, status
):
    pat.send(WRITE, {"written_on": "2026-03-14", "files": content()})
    said = JournalRecording.objects.get()
    door, entry = reverse("journal-recording", args=[said.code]), said.entry
    share, page = reverse("journal-share", args=[entry.code]), reverse("journal-entry", args=[entry.code])
    copy = {"name": "A day", "revision": 1, "recordings": [said.code]}

    assert (said.scan, heard(pat, door), WAITS in text_of(pat.get(page))) == (Scan.WAITING, 503, True)
    assert pat.send(share, copy).status_code == 422
    events = AuditEvent.objects.filter(action__startswith="evidence").count()

    perform_everything()

    said.refresh_from_db()
    assert (said.scan, said.scanned_at is None, heard(pat, door)) == (then, False, status)
    assert (VIRUS in text_of(pat.get(page))) == (then == Scan.FOUND)
    assert AuditEvent.objects.filter(action__startswith="evidence").count() == events
    assert not OutboxMail.objects.exists()
    taken = gather(entry.portfolio)
    assert (said in taken.places, len(taken.left_out)) == (then == Scan.CLEAN, int(then == Scan.FOUND))
    assert pat.send(share, copy).status_code == (302 if then == Scan.CLEAN else 422)
    assert [file.scan for file in EvidenceFile.objects.all()] == [Scan.WAITING] * (then == Scan.CLEAN)
    assert not Upload.objects.filter(file=None).exists()


@pytest.mark.parametrize(
    ("content", "then", "status"), [(files.sound, Scan.CLEAN, 200), (infected, Scan.FOUND, 404)]
)
def test_a_witness_is_heard_only_after_the_search(wil, unit, scanner, store, content, then, status):
    request = asked(unit)
    link = path_of(request)
    wil.send(link, {"press": "save", "revision": "1", "sound": content()})
    said = WitnessRecording.objects.get()
    door = reverse("witness-recording", args=[request.token, said.code])
    assert (said.scan, heard(wil, door), WAITS in text_of(wil.get(link))) == (Scan.WAITING, 503, True)

    perform_everything()

    said.refresh_from_db()
    assert (said.scan, heard(wil, door)) == (then, status)
    answer = wil.send(link, to_say(request))
    if then == Scan.FOUND:
        assert (answer.status_code, EvidenceFile.objects.count()) == (422, 0)
        assert VIRUS in text_of(answer)
        assert "A virus was found in one of your recordings." in text_of(answer)
        wil.send(link, {"press": f"drop:{said.code}"})
        assert wil.send(link, to_say(request)).status_code == 302
    else:
        assert [(file.scan, file.is_released) for file in EvidenceFile.objects.all()] == [
            (Scan.WAITING, False)
        ]


def test_what_waited_too_long_is_taken_up_again(pat, wil, unit, scanner, store):
    pat.send(WRITE, {"written_on": "2026-03-14", "files": files.sound()})
    wil.send(path_of(asked(unit)), {"press": "save", "revision": "1", "sound": files.sound()})
    Job.objects.update(state=Job.State.STUCK)

    take_up_again()
    perform_everything()

    states = [model.objects.get().scan for model in (JournalRecording, WitnessRecording)]
    assert states == [Scan.CLEAN, Scan.CLEAN]


def test_without_a_scanner_both_pages_say_so_once(pat, wil, unit, store, settings):
    assert settings.CLAMD is None
    pat.send(WRITE, {"written_on": "2026-03-14", "files": files.sound()})
    request = asked(unit)
    wil.send(path_of(request), {"press": "save", "revision": "1", "sound": files.sound()})
    entry = JournalRecording.objects.get().entry
    pages = [pat.get(reverse("journal-entry", args=[entry.code])), wil.get(path_of(request))]

    assert [text_of(page).count("Recordings are not searched for viruses here.") for page in pages] == [1, 1]
