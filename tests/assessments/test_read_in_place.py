"""Texts and documents are read beside the judging: by themselves, at their spot, and on record."""

import pytest
from django.urls import reverse

from people.models import AuditEvent, Stream
from portfolios.models import Claim
from tests.factories.assessments import share
from tests.factories.witnesses import confirmed
from tests.reading import shown, text_of

from .test_inside_files import a_document, a_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(unit, labelled, tmp_path):
    """A Word file in the one piece there is; P1 points at its paragraph."""
    evidence = unit.portfolio.evidence.get()
    evidence.files.update(removed_at=evidence.created_at)
    file = a_document(evidence, "We met in the hall.", tmp_path)
    Claim.objects.filter(requirement=labelled["P1"]).update(anchor_file=file, anchor_paragraph=1)
    return file


def opened(file):
    return AuditEvent.objects.filter(stream=Stream.ACCESS, subject_code=file.code).count()


def work(browser, assessment, **asked):
    version = assessment.submission.items.first().evidence_version
    return browser.get(reverse("review-evidence", args=[assessment.code, version.code]), asked)


@pytest.mark.parametrize("is_text", [True, False])
def test_it_is_read_without_a_press_and_that_is_on_record(robin, unit, document, assessor, is_text):
    evidence = unit.portfolio.evidence.get()
    file = a_text(evidence, "Three stayed.") if is_text else document
    page = shown(work(robin, share(unit, assessor=assessor), file=file.code))
    address = reverse("file-read", args=[file.code])

    assert f'hx-get="{address}" hx-trigger="load, click"' in page  # without scripts, a link to press
    assert opened(file) == 0

    read = text_of(robin.get(address))

    assert ("Three stayed." if is_text else "We met in the hall.") in read
    assert opened(file) == 1


def test_a_document_opens_at_its_paragraph_beside_the_judging(robin, unit, document, assessor):
    assessment = share(unit, assessor=assessor)
    way = f"?file={document.code}&amp;at=paragraph-1#paragraph-1"
    assert f'href="{way}"' in work(robin, assessment).content.decode()

    page = shown(work(robin, assessment, file=document.code, at="paragraph-1"))

    assert 'class="para is-here" id="paragraph-1" data-here' in page
    assert "We met in the hall." in page
    assert opened(document) == 1


def test_a_page_that_refuses_opens_nothing_by_itself(robin, unit, document, labelled, assessor):
    assessment = share(unit, assessor=assessor)
    version = assessment.submission.items.first().evidence_version
    judged = reverse("judge", args=[assessment.code, version.code, labelled["P1"].code])

    answer = robin.send(f"{judged}?file={document.code}&at=paragraph-1", {"outcome": "nonsense"})

    assert answer.status_code == 422
    assert "We met in the hall." not in shown(answer)
    assert f'hx-get="{reverse("file-read", args=[document.code])}' in shown(answer)  # and that is on record


def test_a_small_screen_is_led_back_to_the_part_it_came_from(robin, unit, document, labelled, assessor):
    assessment = share(unit, assessor=assessor)
    asked = {"file": document.code, "at": "paragraph-1", "for": labelled["P1"].code}

    assert f'href="#j-{labelled["P1"].code}"' in viewer(work(robin, assessment, **asked))
    assert "Back to P1" in viewer(work(robin, assessment, **asked))
    assert "Back to" not in viewer(work(robin, assessment, **asked | {"for": "nobody"}))


def test_what_a_witness_said_is_read_in_place_with_who_they_are(robin, unit, assessor):
    said = confirmed(unit)
    assessment = share(unit, assessor=assessor)

    page = text_of(robin.get(reverse("review-evidence", args=[assessment.code, said.versions.get().code])))

    assert "A witness: Wil Specimen We are neighbours" in page
    asked = unit.version.requirements.count()
    assert page.count("Pat listened first.") == asked
    assert "To check, reach them here: 01632 960000" in page


def viewer(answer):
    page = shown(answer)
    return page[page.index('id="viewer"') : page.index("</section>", page.index('id="viewer"'))]
