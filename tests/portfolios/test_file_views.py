import io

import pytest
from django.urls import reverse
from PIL import Image

from people.models import AuditEvent
from people.models.audit import Stream
from portfolios.models import EvidenceFile
from portfolios.operations.claims import set_claims
from portfolios.operations.evidence import withdraw_evidence
from portfolios.operations.previews import make_clean_copy, make_previews
from tests.factories import EvidenceFileFactory, PortfolioFactory, StandardVersionFactory, UnitFactory, files
from tests.factories.assessments import share
from tests.portfolios.made_files import picture_with_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(practitioner, organisation, assessor):
    """shared(content) → a file that the practitioner shared with the assessor, its pictures drawn."""

    def make(content=None, *, draw=True):
        portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
        unit = UnitFactory(portfolio=portfolio, version=StandardVersionFactory())
        file = EvidenceFileFactory(evidence__portfolio=portfolio, content=content)
        requirements = unit.version.requirements.all()
        set_claims(file.evidence, {unit: dict.fromkeys(requirements, "")}, by=practitioner)
        share(unit, assessor=assessor)
        if draw and file.form in ("image", "pdf"):
            make_previews(file.code)
        return file

    return make


def address(name, file, *more):
    return reverse(name, args=[file.code, *more])


def whole(response):
    """What came, read to the end so that the file behind it is closed."""
    return b"".join(response.streaming_content)


def opened():
    return [
        (event.actor_code, event.action, event.subject_code)
        for event in AuditEvent.objects.filter(stream=Stream.ACCESS)
    ]


# --- viewing --------------------------------------------------------------------------------


def test_a_picture_is_seen_as_our_own_drawing_of_it(robin, shared):
    file = shared()

    response = robin.get(address("file-view", file))

    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert (response["X-Content-Type-Options"], response["Content-Disposition"]) == ("nosniff", "inline")
    with file.file.open() as original:
        assert whole(response) != original.read()


def test_a_document_is_seen_page_by_page(robin, shared):
    file = shared(files.pdf(pages=2))

    pages = [robin.get(address("file-page", file, number)) for number in (1, 2, 3, 0)]

    assert [page.status_code for page in pages] == [200, 200, 404, 404]
    assert [Image.open(io.BytesIO(whole(page))).format for page in pages[:2]] == ["JPEG", "JPEG"]
    html = robin.get(address("file-read", file)).content.decode()
    assert [address("file-page", file, number) in html for number in (1, 2, 3)] == [True, True, False]


@pytest.mark.parametrize(
    ("asked", "status", "length"),
    [("bytes=0-9", 206, 10), ("bytes=40-", 206, 1604), ("bytes=99999-", 416, 0)],
)
def test_a_recording_can_be_wound_forward(robin, shared, asked, status, length):
    file = shared(files.sound())
    make_clean_copy(file.code)

    response = robin.get(address("file-view", file), headers={"Range": asked})

    assert response.status_code == status
    assert len(whole(response) if response.streaming else b"") == length


def test_text_is_read_on_our_own_page(robin, shared):
    file = shared(files.text(words="<script>alert(1)</script> Twelve people came."))

    html = robin.get(address("file-read", file)).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt; Twelve people came." in html
    assert robin.get(address("file-view", file))["Location"] == address("file-read", file)


def test_what_is_not_drawn_yet_says_so(robin, shared):
    file = shared(draw=False)

    assert "We are still drawing this." in robin.get(address("file-read", file)).content.decode()
    assert robin.get(address("file-view", file)).status_code == 404
    assert robin.get(address("file-thumbnail", file)).status_code == 404


# --- keeping a copy -------------------------------------------------------------------------


def test_the_owner_gets_the_original(pat, shared):
    content = picture_with_place("JPEG")
    file = shared(files.ContentFile(content, "meeting.jpg"))

    response = pat.get(address("file-download", file))

    assert response["Content-Disposition"] == 'attachment; filename="meeting.jpg"'
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert whole(response) == content


def test_nobody_else_gets_the_place_hidden_in_it(robin, shared):
    content = picture_with_place("JPEG")
    file = shared(files.ContentFile(content, "meeting.jpg"))

    response = robin.get(address("file-download", file))

    kept = whole(response)
    assert response["Content-Disposition"] == 'attachment; filename="meeting.jpg"'
    assert dict(Image.open(io.BytesIO(content)).getexif()) != {}
    assert dict(Image.open(io.BytesIO(kept)).getexif()) == {}


@pytest.mark.parametrize(("trouble", "status"), [("", 503), ("We can’t show this.", 404)])
def test_the_original_is_never_given_in_place_of_a_clean_copy(robin, shared, trouble, status):
    file = shared(draw=False)
    EvidenceFile.objects.update(preview_trouble=trouble)

    response = robin.get(address("file-download", file))

    assert (response.status_code, response["Content-Type"]) == (status, "text/html; charset=utf-8")


def test_what_is_no_picture_comes_as_it_is(robin, shared):
    file = shared(files.text())

    response = robin.get(address("file-download", file))

    assert whole(response) == b"We met on Tuesday. Twelve people came."
    assert response["Content-Disposition"] == 'attachment; filename="notes.txt"'


def test_a_file_that_is_gone_is_a_404(pat, shared):
    file = shared()
    file.file.storage.delete(file.file.name)

    assert pat.get(address("file-download", file)).status_code == 404


# --- who opened it --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["file-read", "file-view", "file-download"])
def test_opening_someone_elses_file_is_recorded_once(robin, assessor, shared, name):
    file = shared()

    for _twice in range(2):
        response = robin.get(address(name, file))
        if response.streaming:
            whole(response)

    assert opened() == [(assessor.code, "file.opened", file.code)]


def test_opening_ones_own_leaves_nothing_and_neither_does_a_list(pat, robin, shared):
    file = shared()

    responses = [pat.get(address(name, file)) for name in ("file-read", "file-view", "file-download")]
    responses.append(robin.get(address("file-thumbnail", file)))

    for response in responses:
        if response.streaming:
            whole(response)
    assert opened() == []


def test_being_turned_away_leaves_nothing(client_for, outsider, iqa, coordinator, shared):
    file = shared()
    names = ("file-read", "file-view", "file-download", "file-thumbnail")

    for person in (outsider, iqa, coordinator):
        assert [client_for(person).get(address(name, file)).status_code for name in names] == [404] * 4
    assert opened() == []


# --- taking a file off ----------------------------------------------------------------------


def test_a_file_nobody_has_seen_leaves_for_good(pat, practitioner, organisation):
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
    file = EvidenceFileFactory(evidence__portfolio=portfolio)

    answer = pat.send(address("file-remove", file))

    assert answer["Location"] == reverse("evidence-detail", args=[file.evidence.code])
    assert not EvidenceFile.objects.exists()


def test_a_shared_file_leaves_the_evidence_and_stays_with_the_assessor(pat, robin, shared):
    file = shared()

    pat.send(address("file-remove", file))

    assert file.name not in pat.get(reverse("evidence-detail", args=[file.evidence.code])).content.decode()
    assert robin.get(address("file-read", file)).status_code == 200


def test_nobody_else_takes_it_off(robin, client_for, outsider, shared):
    file = shared()

    assert [b.send(address("file-remove", file)).status_code for b in (robin, client_for(outsider))] == [
        403,
        404,
    ]
    file.refresh_from_db()
    assert file.removed_at is None


def test_evidence_that_was_taken_back_keeps_its_files(shared, pat, practitioner):
    file = shared()
    withdraw_evidence(file.evidence, by=practitioner)

    assert pat.send(address("file-remove", file)).status_code == 403

    file.refresh_from_db()
    assert file.removed_at is None
