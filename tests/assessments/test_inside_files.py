"""The next round shows what a file says otherwise than the one it took the place of: texts, and documents we read."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from assessments.operations.assignment import assign_assessor
from assessments.operations.review import refer_back
from assessments.operations.ties import say_untied
from people.models import AuditEvent, Stream
from portfolios.copies.words import read_words
from portfolios.models import EvidenceFile, Rendition
from portfolios.operations.consent import ask_to_take_down
from portfolios.operations.evidence_files import remove_file
from portfolios.operations.previews import WORDS_TYPE, keep_renditions
from portfolios.operations.submission import share_unit
from tests.factories import EvidenceFileFactory, files
from tests.factories.assessments import DECLARATION, judge_all, share
from tests.portfolios.made_documents import a_docx
from tests.reading import text_of

pytestmark = pytest.mark.django_db
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def a_text(evidence, words, name="notes.txt"):
    return EvidenceFileFactory(evidence=evidence, content=files.text(name=name, words=words))


def a_document(evidence, words, folder):
    """A Word file with what the worker makes of it."""
    packed = a_docx(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
    given = files.ContentFile(packed, "report.docx")
    file = EvidenceFileFactory(evidence=evidence, content=given, content_type=DOCX)
    read_words(file.file.path, folder / "words", DOCX)
    made = [
        (Rendition.Kind.CLEAN, packed, DOCX),
        (Rendition.Kind.TEXT, (folder / "words").read_bytes(), WORDS_TYPE),
    ]
    keep_renditions(file, [(kind, 1, content, what) for kind, content, what in made])
    return file


@pytest.fixture
def rewrite(unit, assessor, practitioner):
    """rewrite(put): a first round with a file, answered; then another took its place. (the second round, the new file)"""

    def give(put):
        evidence = unit.portfolio.evidence.get()
        old = put(evidence, "We met in the hall. Twelve came.")
        refer_back(judge_all(share(unit, assessor=assessor), "not yet"), by=assessor)
        remove_file(EvidenceFile.objects.get(pk=old.pk), by=practitioner)
        new = put(evidence, "We met in the school hall. Twelve came.")
        return share_unit(unit, by=practitioner, declaration=DECLARATION).assessment, new

    return give


def address(assessment, file):
    version = assessment.submission.items.first().evidence_version
    return reverse("review-file-changes", args=[assessment.code, version.code, file.code])


def came(answer):
    return [one.get_text() for one in BeautifulSoup(answer.content, "html.parser").select(".diff ins")]


def test_what_a_text_says_otherwise_is_marked_and_said(robin, rewrite):
    assessment, file = rewrite(a_text)
    page = robin.get(reverse("review-work", args=[assessment.code]))

    answer = robin.get(address(assessment, file))

    assert f'hx-get="{address(assessment, file)}" hx-trigger="load"' in page.content.decode()
    assert page.content.decode().count("ignoreTitle:true") == 1  # the page keeps its own
    assert "notes.txt is another file now, under the same name." in text_of(page)
    assert "What changed in notes.txt" in text_of(page)
    assert came(answer) == ["[new: school ]"]


def test_what_a_word_file_says_otherwise_is_too(robin, rewrite, tmp_path):
    assessment, file = rewrite(lambda evidence, words: a_document(evidence, words, tmp_path))

    assert came(robin.get(address(assessment, file))) == ["[new: school ]"]


def test_a_file_under_another_name_is_compared_where_it_is_the_only_one(robin, rewrite):
    names = iter(["first.txt", "second.txt"])
    assessment, file = rewrite(lambda evidence, words: a_text(evidence, words, next(names)))

    assert "first.txt as it was, and second.txt as it is." in text_of(robin.get(address(assessment, file)))


def test_comparing_opens_both_and_is_on_record(robin, rewrite):
    assessment, file = rewrite(a_text)
    opened = AuditEvent.objects.filter(stream=Stream.ACCESS, action="file.opened")
    before = EvidenceFile.objects.exclude(removed_at=None).get()
    robin.get(reverse("review-work", args=[assessment.code]))
    assert not opened.exists()

    robin.get(address(assessment, file))

    assert set(opened.values_list("subject_code", flat=True)) == {file.code, before.code}


def test_who_may_not_open_the_earlier_one_compares_nothing(client_for, rewrite, colleague, coordinator):
    assessment, file = rewrite(a_text)
    assign_assessor(assessment.unit, assessor=colleague, by=coordinator)
    say_untied(assessment, by=colleague)
    cleo = client_for(colleague)

    assert "What changed in notes.txt" not in text_of(
        cleo.get(reverse("review-work", args=[assessment.code]))
    )
    assert cleo.get(address(assessment, file)).status_code == 404


def test_what_is_out_of_sight_is_not_compared(robin, rewrite):
    assessment, file = rewrite(a_text)
    ask_to_take_down(file.evidence)

    assert robin.get(address(assessment, file)).status_code == 404


def test_pictures_and_files_that_stayed_are_not_compared(robin, rewrite):
    assessment, file = rewrite(a_text)
    photo = EvidenceFile.objects.filter(content_type="image/jpeg").get()

    assert robin.get(address(assessment, photo)).status_code == 404
