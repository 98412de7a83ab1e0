"""Long documents: fewer pages may be drawn than there are. Whoever looks is told so, and where the others are."""

import re

import pytest
from django.urls import reverse

from people.models import Job
from portfolios.models import EvidenceFile, Link
from portfolios.operations import previews
from portfolios.operations.claims import set_claims
from portfolios.operations.previews import (
    count_pages,
    look_after_older_files,
    make_clean_copy,
    make_previews,
)
from portfolios.spots import BadSpot, Spot, spot_typed
from tests.factories import EvidenceFileFactory, PortfolioFactory, StandardVersionFactory, UnitFactory, files
from tests.factories.assessments import share
from tests.portfolios.made_files import pdf_of_size
from tests.portfolios.test_behind_the_scenes import endless_pdf
from tests.reading import shown, text_of

pytestmark = pytest.mark.django_db
LAST = 55


@pytest.fixture
def unit(practitioner, organisation):
    portfolio = PortfolioFactory(owner=practitioner, organisation=organisation)
    version = StandardVersionFactory(performance=1, knowledge=0, values=0)
    return UnitFactory(portfolio=portfolio, version=version)


@pytest.fixture
def put(unit):
    """put(content) → the file as it is kept, with its pages drawn and its copy made."""

    def make(content=None, *, name="book.pdf"):
        content = content or pdf_of_size(100, 100, count=LAST)
        file = EvidenceFileFactory(
            evidence__portfolio=unit.portfolio, content=files.ContentFile(content, name)
        )
        make_previews(file.code)
        make_clean_copy(file.code)
        return EvidenceFile.objects.get(pk=file.pk)

    return make


@pytest.fixture
def look(unit, robin, practitioner, assessor):
    """look(file, page) → what an assessor finds who presses the spot that the practitioner named."""

    def follow(file, page):
        requirement = unit.version.requirements.get()
        set_claims(file.evidence, {unit: {requirement: Link("", file, page=page)}}, by=practitioner)
        assessment = share(unit, assessor=assessor)
        version = assessment.submission.items.get().evidence_version
        address = reverse("review-evidence", args=[assessment.code, version.code])
        [way] = re.findall(rf'href="(\?file={file.code}[^"]*#[^"]+)"', robin.get(address).content.decode())
        asked, _hash, place = way.replace("&amp;", "&").partition("#")
        return robin.get(address + asked), place

    return follow


def test_whoever_looks_is_told_how_many_pages_of_how_many_are_shown_and_where_the_rest_is(put, look, pat):
    file = put()

    page, place = look(file, 3)

    said = "The first 50 of 55 pages are shown here. Save a copy to read the rest."
    assert (file.page_count, len(file.pages), file.pages_left_out) == (LAST, 50, 5)
    assert [said in text_of(page), 'id="page-3" data-here' in shown(page), place] == [True, True, "page-3"]
    assert said in text_of(pat.get(reverse("file-read", args=[file.code])))
    assert said in text_of(pat.get(reverse("evidence-shows", args=[file.evidence.code])))


def test_a_link_to_a_later_page_leads_to_what_is_said_of_it_and_to_the_file(put, look, pat):
    file = put()

    page, place = look(file, 52)

    link = f'<a href="{reverse("file-download", args=[file.code])}" download>'
    said = "Page 52 is not shown here. The first 50 of 55 pages are shown here. Save a copy, and turn to page 52 there."
    assert said in text_of(page)
    assert f'<div class="pages-left" id="{place}" data-here tabindex="-1">' in shown(page)
    assert f"{link}Save a copy, and turn to page 52 there.</a>" in shown(page)
    assert said in text_of(pat.get(reverse("file-read", args=[file.code]), {"at": "page-52"}))


def test_a_page_that_is_not_in_it_is_said_too(put, pat):
    file = put(pdf_of_size(100, 100, count=2))
    address = reverse("file-read", args=[file.code])

    assert "There is no page 7 in it: it has 2 pages." in text_of(pat.get(address, {"at": "page-7"}))
    assert "pages-left" not in shown(pat.get(address, {"at": "page-2"}))


def test_a_spot_is_checked_against_all_pages_there_are(put):
    file = put()

    assert spot_typed("52", file) == Spot(page=52)
    with pytest.raises(BadSpot, match="“book.pdf” has 55 pages."):
        spot_typed("56", file)


def test_what_took_too_long_to_draw_is_said_too(put, look, monkeypatch):
    monkeypatch.setattr(previews, "PATIENCE", 2)
    file = put(endless_pdf())

    page, place = look(file, 2)

    assert (file.page_count, len(file.pages), place) == (2, 1, "page-2")
    assert "Page 2 is not shown here. The first of 2 pages is shown here." in text_of(page)


def test_documents_drawn_before_anyone_counted_are_counted_once_and_their_spots_lead_somewhere(put, pat):
    file, whole = put(pdf_of_size(100, 100, count=2)), put(pdf_of_size(100, 100), name="note.pdf")
    EvidenceFile.objects.update(page_count=None)
    page = pat.get(reverse("file-read", args=[file.code]), {"at": "page-7"})
    assert "Page 7 is not shown here. Save a copy, and turn to page 7 there." in text_of(page)

    for _twice in range(2):
        look_after_older_files()
        asked = Job.objects.filter(kind="count_pages")
        assert {job.subject_code for job in asked} == {file.code, whole.code}
    count_pages(file.code)

    file.refresh_from_db()
    assert file.page_count == 2
