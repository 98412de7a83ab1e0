import hashlib
import os
import subprocess
import time
from base64 import urlsafe_b64decode
from pathlib import Path

import pytest

from assessments.models import Certificate, CertificateDocument
from assessments.numbers import typed_number
from assessments.operations.certificates import choose_name_shown, commitment_to, make_document
from assessments.operations.tidying import discard_stray_papers
from assessments.paper import content_of
from people.models import AuditEvent, Job, OutboxMail
from people.operations.jobs import perform_everything
from tests.factories.assessments import share, sign, unit_with_evidence

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(practitioner, assessor, organisation):
    sign(share(unit_with_evidence(practitioner, organisation), assessor=assessor))
    return Certificate.objects.get()


def stored(certificate):
    folder = Path(CertificateDocument._meta.get_field("file").storage.location)
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_worker_makes_the_paper_once_and_says_it_is_ready(certificate, practitioner):
    perform_everything()

    document = CertificateDocument.objects.get(certificate=certificate)
    paper = Path(document.file.path).read_bytes()
    assert paper.startswith(b"%PDF-1.7")
    assert (document.sha256, document.size) == (hashlib.sha256(paper).hexdigest(), len(paper))
    assert Job.objects.get(kind="render_certificate").state == Job.State.DONE
    assert OutboxMail.objects.get(kind="certificate_ready").person == practitioner


def test_making_it_again_changes_nothing(certificate):
    make_document(certificate.code)
    before = CertificateDocument.objects.get()
    files = stored(certificate)

    make_document(certificate.code)

    assert CertificateDocument.objects.get().sha256 == before.sha256
    assert stored(certificate) == files


def test_the_paper_has_reached_the_disk_before_its_row_is_kept(certificate, monkeypatch):
    reached, really = [], os.fsync

    def watched(descriptor):
        assert not CertificateDocument.objects.exists()
        reached.append(os.readlink(f"/proc/self/fd/{descriptor}"))
        really(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    make_document(certificate.code)

    place = Path(CertificateDocument.objects.get().file.path)
    assert reached[:3] == [str(place), str(place.parent), str(place.parent.parent)]


def test_two_workers_at_once_keep_one_paper(practitioner, assessor, organisation, at_once):
    sign(share(unit_with_evidence(practitioner, organisation), assessor=assessor))
    certificate = Certificate.objects.get()
    before = len(stored(certificate))

    outcomes = at_once(*[lambda: make_document(certificate.code)] * 2)

    assert outcomes == [None, None]
    assert CertificateDocument.objects.count() == 1
    assert len(stored(certificate)) == before + 1
    assert OutboxMail.objects.filter(kind="certificate_ready").count() == 1


def test_the_salt_is_on_the_paper_and_nowhere_else(certificate, practitioner):
    make_document(certificate.code)

    document = CertificateDocument.objects.get()
    text = subprocess.run(
        ["pdftotext", "-raw", document.file.path, "-"], capture_output=True, text=True, check=True
    ).stdout
    salts = [word for word in text.split() if len(word) == 16 and set(word) <= set("0123456789abcdef")]
    assert [commitment_to(salt, certificate.number, practitioner.name) for salt in salts] == [
        document.commitment
    ]


def test_a_number_is_twelve_characters_and_look_alikes_are_taken(certificate):
    assert len(certificate.number) == 12
    assert set(certificate.number) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    assert typed_number(f" {certificate.number_in_groups.lower()} ") == certificate.number


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("OIL0-oil1-ABCD", "01100111ABCD"),
        ("7K4M 22QX 9TBC", "7K4M22QX9TBC"),
        ("7K4M", ""),
        ("", ""),
        ("7K4M22QX9TBCD", ""),
        ("7K4M22QX9TB\u0660", ""),
    ],
)
def test_numbers_as_people_type_them(typed, meant):
    assert typed_number(typed) == meant


def test_the_holder_chooses_whether_the_name_shows(certificate, practitioner):
    assert certificate.name.is_shown is False

    choose_name_shown(certificate, is_shown=True, by=practitioner)

    certificate.name.refresh_from_db()
    assert certificate.name.is_shown is True
    assert AuditEvent.objects.filter(action="certificate.name_shown").count() == 1


def test_the_square_code_leads_to_the_address_people_use(certificate, settings):
    settings.PUBLIC_URL = "https://portfolio.example.org"

    assert (
        content_of(certificate, salt="").verify_url == f"https://portfolio.example.org/c/{certificate.token}"
    )
    assert len(urlsafe_b64decode(certificate.token + "==")) * 8 == 128


def test_stray_papers_are_tidied_and_nothing_else(certificate):
    make_document(certificate.code)
    kept = Path(CertificateDocument.objects.get().file.path)
    stray, fresh = kept.with_name("c" * 32 + ".pdf"), kept.with_name("d" * 32 + ".pdf")
    for path in (stray, fresh):
        path.write_bytes(b"%PDF half")
    for path in (kept, stray):
        os.utime(path, (time.time() - 100_000,) * 2)

    discard_stray_papers()

    assert [path.exists() for path in (kept, stray, fresh)] == [True, False, True]
    fresh.unlink()
