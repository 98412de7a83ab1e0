"""What is under a box is gone: no words, no dots, no notes, no earlier state; and what was shared stays as it was."""

import io
import re

import pikepdf
import pypdfium2
import pytest
from django.urls import reverse
from PIL import Image

from people.models import AuditEvent
from people.operations.jobs import perform_everything
from portfolios.models import Claim, EvidenceFile
from portfolios.operations.claims import set_claims
from portfolios.operations.previews import make_previews
from portfolios.operations.submission import freeze_evidence
from tests.factories import EvidenceFileFactory, PortfolioFactory, StandardVersionFactory, UnitFactory, files
from tests.factories.assessments import share
from tests.portfolios.made_files import pdf_of_size, picture_with_place
from tests.portfolios.telling_files import SECRETS, telling_pdf

pytestmark = pytest.mark.django_db
COVERED = {"left": "0", "top": "0", "width": "50", "height": "50"}  # the red quarter of made_files.colours


def typed(*boxes, **more):
    """The form as a browser sends it: (page, box) pairs."""
    sent = {"form-TOTAL_FORMS": str(len(boxes)), "form-INITIAL_FORMS": "0"}
    for number, (page, box) in enumerate(boxes):
        sent |= {f"form-{number}-{name}": value for name, value in (box | {"page": str(page)}).items()}
    return sent | more


@pytest.fixture
def portfolio(practitioner, organisation):
    return PortfolioFactory(owner=practitioner, organisation=organisation)


@pytest.fixture
def kept(portfolio):
    """kept(name, content) → a file of the practitioner, drawn."""

    def make(name, content):
        file = EvidenceFileFactory(evidence__portfolio=portfolio, content=files.ContentFile(content, name))
        make_previews(file.code)
        return file

    return make


def redact(file):
    return reverse("file-redact", args=[file.code])


def keep(browser, file, *boxes, **more):
    return browser.send(reverse("file-redact-keep", args=[file.code]), typed(*boxes, **more))


def content_of(file):
    with file.file.open() as kept:
        return kept.read()


def newest():
    return EvidenceFile.objects.latest("pk")


# --- what becomes of it ---------------------------------------------------------------------


def test_words_under_a_box_are_nowhere_in_the_new_pdf(pat, kept):
    file = kept("minutes.pdf", telling_pdf())
    with pypdfium2.PdfDocument(content_of(file)) as before:
        assert before[0].get_textpage().get_text_bounded() == "What we did"

    assert keep(pat, file, (1, {"left": "10", "top": "45", "width": "60", "height": "20"})).status_code == 302

    content = content_of(newest())
    with pypdfium2.PdfDocument(content) as made:
        page = made[0]
        assert (len(made), page.get_size()) == (1, (320, 240))
        assert page.get_textpage().get_text_bounded() == ""
        assert [thing.type for thing in page.get_objects()] == [pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
        seen = page.render(scale=4).to_pil()
        assert set(seen.crop((140, 440, 880, 610)).get_flattened_data()) == {(0, 0, 0)}
        assert seen.getpixel((100, 200))[0] > 200
    with pikepdf.open(io.BytesIO(content)) as pdf:
        everything = b"".join(
            thing.read_bytes() if isinstance(thing, pikepdf.Stream) and "/Width" not in thing else b""
            for thing in pdf.objects
        )
        assert [
            word for word in (*SECRETS, b"What we did", b"Well done") if word in content + everything
        ] == []
        assert (sorted(pdf.Root.keys()), "/Info" in pdf.trailer) == (["/Pages", "/Type"], False)
        assert content.count(b"%%EOF") == 1


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_dots_under_a_box_are_one_black(pat, kept, form):
    name = {"JPEG": "walk.jpg", "PNG": "walk.png", "WEBP": "walk.webp", "HEIF": "walk.heic"}[form]
    file = EvidenceFile.objects.get(pk=made_as(kept, name, form).pk)

    assert keep(pat, file, (1, COVERED)).status_code == 302

    content = content_of(newest())
    seen = Image.open(io.BytesIO(content)).convert("RGB")
    assert set(seen.crop((0, 0, 160, 120)).get_flattened_data()) == {(0, 0, 0)}
    assert len(set(seen.crop((170, 130, 320, 240)).get_flattened_data())) > 50
    assert [secret for secret in SECRETS if secret in content] == []
    assert not dict(Image.open(io.BytesIO(content)).getexif())
    ending = "png" if form == "PNG" else "jpg"
    assert newest().name == f"walk, blacked out.{ending}"


def made_as(kept, name, form):
    file = kept("walk.jpg", picture_with_place(form))
    types = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "HEIF": "image/heic"}
    EvidenceFile.objects.filter(pk=file.pk).update(name=name, content_type=types[form])
    return file


def test_every_page_becomes_pixels_and_only_the_boxed_one_is_covered(pat, kept):
    file = kept("plan.pdf", pdf_of_size(200, 100, count=3))

    keep(pat, file, (2, COVERED))

    with pypdfium2.PdfDocument(content_of(newest())) as made:
        corners = [page.render().to_pil().getpixel((5, 5)) for page in made]
    assert corners == [(255, 255, 255), (0, 0, 0), (255, 255, 255)]


# --- what becomes of the other --------------------------------------------------------------


def test_the_new_file_takes_its_place_and_the_old_one_is_sealed(
    pat, robin, kept, portfolio, practitioner, assessor
):
    file = kept("meeting.jpg", picture_with_place("JPEG"))
    evidence = file.evidence
    unit = UnitFactory(portfolio=portfolio, version=StandardVersionFactory())
    set_claims(evidence, {unit: dict.fromkeys(unit.version.requirements.all(), "")}, by=practitioner)
    Claim.objects.update(anchor_file=file, anchor_page=1)

    assert keep(pat, file, (1, COVERED), afterwards="seal").status_code == 302
    perform_everything()
    share(unit, assessor=assessor)

    new = newest()
    assert (new.redacted_from, list(evidence.files.present())) == (file, [new])
    assert set(Claim.objects.values_list("anchor_file", flat=True)) == {new.pk}
    read = [reverse("file-read", args=[one.code]) for one in (new, file)]
    assert [robin.get(address).status_code for address in read] == [200, 404]
    sealed = pat.get(read[1]).content.decode()
    assert "Sealed: only you can open this" in sealed
    assert read[1] in pat.get(reverse("evidence-detail", args=[evidence.code])).content.decode()
    assert AuditEvent.objects.get(action="evidence.file_blacked_out").payload == {
        "file": new.code,
        "of": file.code,
    }

    assert pat.send(reverse("file-remove", args=[file.code])).status_code == 302
    assert list(EvidenceFile.objects.all()) == [new]


def test_the_old_one_may_go_for_good(pat, kept, django_capture_on_commit_callbacks):
    file = kept("meeting.jpg", picture_with_place("JPEG"))

    with django_capture_on_commit_callbacks(execute=True):
        keep(pat, file, (1, COVERED), afterwards="remove")

    assert list(EvidenceFile.objects.values_list("redacted_from", flat=True)) == [None]
    assert not file.file.storage.exists(file.file.name)


def test_what_was_shared_stays_as_it_was_shared(pat, robin, kept, portfolio, practitioner, assessor):
    file = kept("meeting.jpg", picture_with_place("JPEG"))
    unit = UnitFactory(portfolio=portfolio, version=StandardVersionFactory())
    set_claims(file.evidence, {unit: dict.fromkeys(unit.version.requirements.all(), "")}, by=practitioner)
    share(unit, assessor=assessor)

    keep(pat, file, (1, COVERED), afterwards="remove")

    assert robin.get(reverse("file-read", args=[file.code])).status_code == 200
    assert robin.get(reverse("file-read", args=[newest().code])).status_code == 404
    now = freeze_evidence(file.evidence, at=file.uploaded_at)
    assert [link.file for link in now.file_links.all()] == [newest()]


# --- the screens ----------------------------------------------------------------------------


def test_it_is_looked_at_before_it_is_kept(pat, kept):
    file = kept("minutes.pdf", telling_pdf())

    look = pat.send(redact(file), typed((1, COVERED)))

    page = look.content.decode()
    assert (look.status_code, page.count("data:image/jpeg;base64,")) == (200, 1)
    assert EvidenceFile.objects.count() == 1
    assert re.findall(r'name="form-0-width"[^>]*value="([^"]+)"', page) == ["50"]
    assert (
        'name="form-0-left" value="0"'
        in pat.send(redact(file), typed((1, COVERED), change="yes")).content.decode()
    )


@pytest.mark.parametrize(
    ("boxes", "says"),
    [
        ([], "There is no box yet."),
        ([(1, dict.fromkeys(COVERED, ""))], "There is no box yet."),
        ([(1, COVERED | {"left": "120"})], "Give a number from 0 to 100."),
        ([(1, COVERED | {"top": "nan"})], "Give a number from 0 to 100."),
        ([(1, COVERED | {"width": ""})], "Give a number from 0 to 100."),
        ([(1, COVERED | {"height": "0"})], "Give a width and a height above 0."),
        ([(9, COVERED)], "There is no box yet."),
    ],
)
def test_what_is_no_box_is_said_and_nothing_typed_is_lost(pat, kept, boxes, says):
    file = kept("walk.jpg", picture_with_place("JPEG"))

    for answer in (pat.send(redact(file), typed(*boxes)), keep(pat, file, *boxes)):
        page = answer.content.decode()
        assert (answer.status_code, says in page, "<title>Problem:" in page) == (422, True, True)
        assert not boxes or boxes[0][0] != 1 or all(f'value="{v}"' in page for v in boxes[0][1].values() if v)
    assert EvidenceFile.objects.count() == 1


def test_without_scripts_a_box_is_added_by_a_button(pat, kept):
    file = kept("minutes.pdf", pdf_of_size(200, 100, count=2))

    page = pat.send(redact(file), typed((1, COVERED), add="2")).content.decode()

    assert re.findall(r'name="form-(\d)-page" value="(\d)"', page) == [("0", "1"), ("1", "2")]


def test_more_than_anyone_counts_to_is_no_page_and_no_box(pat, kept):
    file, most = kept("minutes.pdf", pdf_of_size(200, 100)), "9" * 5000

    assert pat.send(redact(file), typed((most, COVERED))).status_code == 422
    page = pat.send(redact(file), {"form-TOTAL_FORMS": most, "add": "1"}).content.decode()
    assert re.findall(r'name="form-(\d+)-page" value="(\d)"', page) == [("0", "1")]


def test_what_is_not_drawn_can_not_be_covered_yet(pat, portfolio):
    file = EvidenceFileFactory(evidence__portfolio=portfolio)

    assert "We are still drawing this." in pat.get(redact(file)).content.decode()
    assert (
        pat.get(redact(EvidenceFileFactory(evidence__portfolio=portfolio, content=files.text()))).status_code
        == 404
    )


def test_a_file_that_breaks_off_is_a_sentence_and_leaves_nothing(pat, kept, settings):
    file = kept("walk.jpg", picture_with_place("JPEG"))
    with file.file.storage.open(file.file.name, "wb") as broken:
        broken.write(b"\xff\xd8\xff\xe0 no more")
    before = sorted(path.name for path in settings.FILE_UPLOAD_TEMP_DIR.iterdir())

    for answer in (pat.send(redact(file), typed((1, COVERED))), keep(pat, file, (1, COVERED))):
        assert (answer.status_code, "We can’t black out parts of this file" in answer.content.decode()) == (
            422,
            True,
        )
    assert EvidenceFile.objects.count() == 1
    assert sorted(path.name for path in settings.FILE_UPLOAD_TEMP_DIR.iterdir()) == before
