import io
import os
import shutil
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from people.models import AuditEvent, Job
from people.operations.jobs import perform_everything, perform_job
from people.operations.mail import deliver_mail  # noqa: F401  the worker delivers
from portfolios.models import EvidenceFile, Rendition, Scan
from portfolios.operations.evidence import add_evidence
from portfolios.operations.scanning import take_up_again
from portfolios.operations.submission import NotReadyToShare, share_unit
from portfolios.scanning import ScannerAway, TooLargeToSearch, search
from tests.factories import (
    ClaimFactory,
    EvidenceFileFactory,
    PortfolioFactory,
    StandardVersionFactory,
    UnitFactory,
    files,
)
from tests.factories.assessments import share
from tests.portfolios.clamd import clamd_double, nobody_there, real_clamd
from tests.portfolios.hostile_files import EICAR
from tests.portfolios.operations.test_evidence import upload

INFECTED = b"Dear diary. " + EICAR
DOORS = ("file-read", "file-view", "file-thumbnail", "file-poster", "file-download")


@pytest.fixture
def scanner(settings):
    with clamd_double() as server:
        settings.CLAMD = server.server_address
        yield server


@pytest.fixture
def put(practitioner, organisation, django_db_blocker):
    """put(file) → its row, as putting it to evidence leaves it."""

    def make(content):
        portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
        evidence = add_evidence(portfolio, by=practitioner, name="A meeting", uploads=[upload(content)])
        assert evidence.refused == []
        return EvidenceFile.objects.get(evidence=evidence)

    return make


def infected():
    return files.ContentFile(INFECTED, "notes.txt")


def doors_of(browser, file):
    """How each way to the file answers."""
    answers = [browser.get(reverse(name, args=[file.code])) for name in DOORS]
    for answer in answers:
        if answer.streaming:
            b"".join(answer.streaming_content)
    return [answer.status_code for answer in answers]


def scan_job():
    return Job.objects.get(kind="scan_file")


# --- speaking to clamd ----------------------------------------------------------------------


def test_what_clamd_says_is_understood():
    with clamd_double(most=100_000) as server:
        at = server.server_address
        assert search(io.BytesIO(b"words" * 9000), at) == ""
        assert search(io.BytesIO(INFECTED), at) == "Eicar-Test-Signature"
        assert search(io.BytesIO(b""), at) == ""
        with pytest.raises(TooLargeToSearch):
            search(io.BytesIO(bytes(5_000_000)), at)
        assert server.seen == [b"words" * 9000, INFECTED, b""]


@pytest.mark.parametrize("mood", ["away", "slow", "COMMAND READ TIMED OUT", "stream: OK. Or not"])
def test_an_answer_that_is_none_means_later(mood):
    with clamd_double() as server:
        server.moods = [mood]
        with pytest.raises(ScannerAway):
            search(io.BytesIO(b"words"), server.server_address, patience=0.3)


def test_nobody_there_means_later(tmp_path):
    for address in (nobody_there(), str(tmp_path / "no.sock")):
        with pytest.raises(ScannerAway):
            search(io.BytesIO(b"words"), address)


@pytest.mark.skipif(
    not shutil.which("clamd") and not os.environ.get("CI"), reason="clamd is not installed here"
)
def test_the_real_clamd(tmp_path):
    with real_clamd(tmp_path) as path:
        assert search(io.BytesIO(INFECTED), path) == "Eicar-Test-Signature.UNOFFICIAL"
        assert search(io.BytesIO(b"words"), path) == ""
        with pytest.raises(TooLargeToSearch):
            search(io.BytesIO(bytes(9_000_000)), path)


# --- quarantine -----------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_file_waits_unopened_then_is_searched_and_released(scanner, put, pat):
    file = put(files.photo())

    assert (file.scan, Rendition.objects.count()) == (Scan.WAITING, 0)
    assert doors_of(pat, file) == [503, 503, 404, 404, 503]
    page = pat.get(reverse("evidence-detail", args=[file.evidence.code])).content.decode()
    assert "We are searching this file for viruses." in page

    perform_everything()

    file.refresh_from_db()
    assert (file.scan, file.scanned_at is None, file.renditions.count()) == (Scan.CLEAN, False, 3)
    with file.file.open() as original:
        assert scanner.seen == [original.read()]
    assert doors_of(pat, file) == [200, 200, 200, 404, 200]
    page = pat.get(reverse("file-read", args=[file.code])).content.decode()
    assert "Searched for viruses: nothing found" in page
    said = AuditEvent.objects.filter(action="evidence.file_searched").values_list("payload", flat=True)
    assert [told["scan"] for told in said] == ["clean"]


@pytest.mark.django_db
def test_a_file_with_a_virus_is_held_its_owner_told_and_it_can_not_be_shared(
    scanner, put, pat, practitioner, organisation, mail_on
):
    file = put(infected())
    unit = UnitFactory(portfolio=file.evidence.portfolio, version=StandardVersionFactory())
    ClaimFactory(unit=unit, evidence=file.evidence)

    perform_everything()

    file.refresh_from_db()
    assert (file.scan, file.renditions.count()) == (Scan.FOUND, 0)
    assert doors_of(pat, file) == [404] * 5
    page = pat.get(reverse("evidence-detail", args=[file.evidence.code])).content.decode()
    assert "Take it off this evidence. Then search the phone or computer it came from" in page
    assert reverse("file-download", args=[file.code]) not in page
    [told] = mail.outbox
    assert [word in told.body + told.subject for word in ("A meeting", "notes.txt")] == [False, False]
    assert reverse("evidence-detail", args=[file.evidence.code]) in told.body
    with pytest.raises(NotReadyToShare) as refusal:
        share_unit(unit, by=practitioner, declaration="It is mine.")
    assert "A virus was found in one of its files. Take that file off." in str(refusal.value)


@pytest.mark.django_db
def test_an_assessor_sees_that_a_file_is_missing_and_why(
    scanner, robin, practitioner, organisation, assessor
):
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
    unit = UnitFactory(portfolio=portfolio, version=StandardVersionFactory())
    file = EvidenceFileFactory(evidence__portfolio=portfolio, content=infected(), scan=Scan.WAITING)
    ClaimFactory(unit=unit, evidence=file.evidence)
    review = share(unit, assessor=assessor)
    version = review.submission.items.first().evidence_version
    page = reverse("review-evidence", args=[review.code, version.code])

    assert "We are searching this file for viruses." in robin.get(page).content.decode()
    EvidenceFile.objects.update(scan=Scan.FOUND)
    told = robin.get(page).content.decode()

    assert "Our search found a virus in this file, so nobody can open it." in told
    assert "Dear diary" not in told
    assert doors_of(robin, file) == [404] * 5
    assert not AuditEvent.objects.filter(action="file.opened").exists()


@pytest.mark.django_db
def test_more_than_clamd_takes_is_released_and_says_so(scanner, put, pat):
    scanner.most = 10
    file = put(files.text())

    perform_everything()

    file.refresh_from_db()
    assert file.scan == Scan.TOO_LARGE
    page = pat.get(reverse("file-read", args=[file.code]))
    assert (page.status_code, "Too large for our search for viruses" in page.content.decode()) == (200, True)


@pytest.mark.django_db
def test_while_clamd_is_away_a_file_waits_however_long(scanner, put):
    scanner.moods = ["away"] * 6
    file = put(files.text())
    now = timezone.now()
    for _try in range(6):
        now += timedelta(hours=1)
        perform_job(scan_job().pk, at=now)
    assert (scan_job().state, EvidenceFile.objects.get().scan) == (Job.State.STUCK, Scan.WAITING)
    assert scanner.calls == 5

    scanner.moods = []
    take_up_again()
    perform_everything()

    file.refresh_from_db()
    assert (file.scan, scan_job().state) == (Scan.CLEAN, Job.State.DONE)


@pytest.mark.django_db
def test_without_a_scanner_files_are_released_and_the_page_says_so_once(put, pat, settings):
    assert settings.CLAMD is None
    file = put(files.text())

    page = pat.get(reverse("evidence-detail", args=[file.evidence.code])).content.decode()

    assert (file.scan, page.count("Files are not searched for viruses here.")) == (Scan.NOT_SCANNED, 1)
    assert "Not searched for viruses" in pat.get(reverse("file-read", args=[file.code])).content.decode()


@pytest.mark.django_db
def test_files_that_wait_are_released_when_the_scanner_is_switched_off(scanner, put, settings):
    file = put(files.text())
    settings.CLAMD = None

    perform_everything()

    file.refresh_from_db()
    assert file.scan == Scan.NOT_SCANNED
