import hashlib
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from assessments.models import Certificate, SignOffWords
from assessments.operations.certificates import choose_name_shown, make_document
from assessments.sentences import certificates_named
from people.models import AuditEvent, Job
from people.operations.jobs import perform_everything
from tests.factories.assessments import TINY, share, sign, unit_with_evidence
from tests.tampering import let_change

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(practitioner, assessor, organisation):
    sign(share(unit_with_evidence(practitioner, organisation), assessor=assessor))
    return Certificate.objects.get()


def test_while_the_paper_is_made_the_page_says_so(client_for, certificate, practitioner):
    page = (
        client_for(practitioner).get(reverse("certificate-detail", args=[certificate.code])).content.decode()
    )

    assert "The certificate is being made" in page
    assert reverse("certificate-download", args=[certificate.code]) not in page


def test_the_paper_is_handed_out_byte_for_byte(client_for, certificate, practitioner):
    make_document(certificate.code)
    certificate = Certificate.objects.get()
    browser = client_for(practitioner)

    assert (
        "It is ready" in browser.get(reverse("certificate-detail", args=[certificate.code])).content.decode()
    )
    answer = browser.get(reverse("certificate-download", args=[certificate.code]))

    assert hashlib.sha256(b"".join(answer.streaming_content)).hexdigest() == certificate.document.sha256
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_that_someone_else_opened_the_paper_is_on_record_once_and_its_holder_reads_it(
    client_for, certificate, practitioner, assessor, iqa
):
    make_document(certificate.code)
    paper = reverse("certificate-download", args=[certificate.code])
    for person in (practitioner, assessor, iqa, iqa):
        b"".join(client_for(person).get(paper).streaming_content)

    opened = AuditEvent.objects.filter(action="file.opened", subject_code=certificate.code)
    assert list(opened.values_list("actor_code", "place_code")) == [
        (person.code, certificate.award.organisation.code) for person in (assessor, iqa)
    ]
    trail = client_for(practitioner).get("/my/trail/?group=files").content.decode()
    assert f"opened certificate {certificate.number_in_groups}." in trail


def test_a_paper_changed_on_disk_is_not_handed_out(client_for, certificate, practitioner, caplog):
    make_document(certificate.code)
    certificate = Certificate.objects.get()
    path = Path(certificate.document.file.path)
    paper = bytearray(path.read_bytes())
    paper[-20] ^= 1
    path.chmod(0o644)
    path.write_bytes(bytes(paper))

    answer = client_for(practitioner).get(reverse("certificate-download", args=[certificate.code]))

    assert answer.status_code == 503
    assert "The fault is ours" in answer.content.decode()
    assert certificate.code in caplog.text


def test_who_knows_of_a_certificate(
    client_for, certificate, practitioner, assessor, iqa, coordinator, outsider
):
    address = reverse("certificate-detail", args=[certificate.code])
    people = [practitioner, assessor, iqa, coordinator, outsider]

    assert [client_for(person).get(address).status_code for person in people] == [200, 200, 200, 404, 404]


def test_only_the_holder_decides_about_the_name(client_for, certificate, practitioner, assessor, outsider):
    address = reverse("certificate-name", args=[certificate.code])
    people = [assessor, outsider, practitioner]

    answers = [client_for(person).send(address, {"show": "yes"}).status_code for person in people]

    certificate.name.refresh_from_db()
    assert answers == [403, 404, 302]
    assert certificate.name.is_shown is True


def test_by_number_one_sees_status_standard_and_date(client_for, certificate, practitioner):
    choose_name_shown(certificate, is_shown=True, by=practitioner)
    typed = f" {certificate.number_in_groups.lower()} "

    page = client_for(None).get(reverse("verify"), {"n": typed}).content.decode()

    entry = certificate.entries.get()
    assert "Yes, this certificate is real" in page
    assert facts_in(page) == ["For", "Awarded on", "Issued on", "Runs out"]
    assert entry.title in page
    assert practitioner.name not in page
    assert certificate.award.organisation.name not in main_part(page)
    assert "What they showed" not in page
    assert certificate.token not in page


def facts_in(page):
    return re.findall(r"<dt>([^<]+)</dt>", page)


def main_part(page):
    """Without masthead and footer, which name the organisation of the site."""
    return re.search(r"<main.*?</main>", page, re.DOTALL)[0]


def test_dates_are_those_of_the_organisation(client_for, practitioner, assessor, organisation, time_machine):
    """Half past midnight in London is still yesterday in UTC."""
    time_machine.move_to(datetime(2029, 6, 14, 23, 30, tzinfo=UTC))
    sign(share(unit_with_evidence(practitioner, organisation), assessor=assessor))

    page = client_for(None).get(reverse("verify"), {"n": Certificate.objects.get().number}).content.decode()

    assert (page.count("15 June 2029"), page.count("14 June 2029")) == (2, 0)


@pytest.mark.parametrize(("is_shown", "times"), [(True, 1), (False, 0)])
def test_the_name_shows_by_the_long_link_if_the_holder_chose(
    client_for, certificate, practitioner, is_shown, times
):
    choose_name_shown(certificate, is_shown=is_shown, by=practitioner)

    answer = client_for(None).get(reverse("verify-token", args=[certificate.token]))

    assert answer.content.decode().count(practitioner.name) == times
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"


@pytest.mark.parametrize(
    "typed", ["", "7K4M", "7K4M-22QX-9TBC", "x" * 300, "'; drop table", "\u202e", '"', "٣" * 12]
)
def test_a_number_that_is_none_gets_a_sentence(client_for, certificate, typed):
    answer = client_for(None).get(reverse("verify"), {"n": typed})

    assert answer.status_code == 404
    assert "error" in answer.content.decode()


def test_unknown_and_malformed_links_look_the_same(client_for, certificate):
    answers = [
        client_for(None).get(f"/c/{token}") for token in ("nonsense", "A" * 22, certificate.token[:-1])
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


@time_machine.travel("2030-05-01 12:00:30Z", tick=False)
def test_guessing_numbers_is_slowed_down(client_for, certificate):
    browser = client_for(None)

    answers = [browser.get(reverse("verify"), {"n": f"{n:012d}"}).status_code for n in range(31)]

    assert answers == [404] * 30 + [429]


def test_whoever_holds_the_paper_can_check_its_name(client_for, certificate, practitioner, monkeypatch):
    monkeypatch.setattr(
        "assessments.operations.certificates.secrets.token_hex", lambda n: "0123456789abcdef"[: n * 2]
    )
    make_document(certificate.code)
    address = reverse("verify-token", args=[certificate.token])
    browser = client_for(None)

    right = browser.post(address, {"name": practitioner.name, "code": "0123 4567 89AB CDEF"}).content.decode()
    wrong = browser.post(address, {"name": "Somebody Else", "code": "0123456789abcdef"}).content.decode()
    empty = browser.post(address, {"name": "", "code": ""})

    assert "Yes, they belong together" in right
    assert "These do not belong together" in wrong
    assert empty.status_code == 422


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_of_certificates_costs_the_same_for_one_and_thirty(
    client_for, practitioner, assessor, organisation, count, django_assert_num_queries
):
    for _one in range(count):
        sign(share(unit_with_evidence(practitioner, organisation, **TINY), assessor=assessor))
    browser = client_for(practitioner)

    with django_assert_num_queries(8):
        page = browser.get(reverse("certificate-list")).content.decode()

    assert page.count("Sample standard") == min(count, 20)  # on a page


def test_the_assessors_words_stand_with_the_certificate(client_for, certificate, practitioner):
    let_change("assessments_signoffwords")
    SignOffWords.objects.update(text="You made room for people.")

    page = (
        client_for(practitioner).get(reverse("certificate-detail", args=[certificate.code])).content.decode()
    )

    assert "You made room for people." in page


def test_a_paper_that_could_not_be_made_is_said_and_can_be_tried_again(
    client_for, certificate, practitioner, capsys
):
    Job.objects.filter(kind="render_certificate").update(state=Job.State.STUCK, tries=5, trouble="OSError")
    address = reverse("certificate-detail", args=[certificate.code])
    assert "The paper could not be made" in client_for(practitioner).get(address).content.decode()

    call_command("retry_jobs")
    perform_everything()
    call_command("retry_jobs")

    told = f"render_certificate {certificate.code}: stopped by OSError; it will be tried again."
    assert capsys.readouterr().out.splitlines() == [told, "Nothing is stuck."]
    assert "It is ready" in client_for(practitioner).get(address).content.decode()


def test_the_trail_names_a_certificate_by_its_number_as_it_is_printed(certificate, practitioner):
    said = certificates_named([certificate.code], reader=practitioner)

    assert said == {certificate.code: f"certificate {certificate.number_in_groups}"}
    assert "-" in said[certificate.code]
