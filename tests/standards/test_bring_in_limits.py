"""What is refused when a standard is brought in, who may do it, and what it costs."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from standards.models import Intake, SuitePage
from tests.standards.plain_form import OTHER, Form

# --- what is refused ------------------------------------------------------------------------


def test_nothing_and_both_are_refused_with_a_sentence(desk):
    empty = desk.send()
    assert empty.status == 422
    assert "Paste the text, or choose a file. One of the two." in empty.words
    both = desk.type(text=OTHER)
    both.fields["file"] = SimpleUploadedFile("a.txt", OTHER.encode())
    refused = both.send()
    assert (refused.status, refused.fields["text"].replace("\r\n", "\n")) == (422, OTHER)
    assert not Intake.objects.exists()


LOOK_ALIKES = [
    "Elements and Performance Criteria\n1 plan\nKnowledge Evidence\nknow it\n",
    "K1: the law\nS1: talk\nB1: be kind\n",
    "Outcome 1\n1.1 listens\nEvidence requirements\n",
]
BAD = [
    b"\x00" * 50, b"\xff\xfe\x00", b"PK\x03\x04broken", b"%PDF-1.7\n%broken", b"<html>", b"<html><body></body></html>",
    b"{}", b"[]", b"null", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"MZ\x90\x00",
    b"a" * 2_000_000,
    b"\n" * 20_000, "\ufeff".encode(), "\u202e\u0000".encode(), b"{\\rtf1 hello}", b"=1+1", b"<!DOCTYPE html><p>x</p>",
    b"Performance criteria\x1b[31m", b"URN:" + b" " * 30_000,
    *[text.encode() for text in LOOK_ALIKES],
]  # fmt: skip


def test_a_bad_file_gets_a_sentence(desk):
    for raw in BAD:
        desk.fields["file"] = SimpleUploadedFile("anything.docx", raw)
        refused = desk.send()
        assert refused.status == 422, raw[:20]
        assert len(refused.soup.select_one(".help-critical").get_text(strip=True)) > 40
    assert not Intake.objects.exists()


def test_a_bad_paste_gets_a_sentence_and_stays(desk):
    for text in ["hello", "\u0000", "\ud7ff" * 10, "<script>", *LOOK_ALIKES]:
        refused = desk.type(text=text).send()
        assert refused.status == 422, text
        assert refused.soup.select_one(".help-critical")
        assert refused.fields["text"].replace("\r\n", "\n") == text
    assert not Intake.objects.exists()


ODD = [
    {"rows": "99999999"}, {"rows": "-1"}, {"rows": ""}, {"revision": "x"}, {"revision": ""}, {"revision": "9" * 400},
    {"row-0-kind": "king"}, {"row-0-line": "1e9"}, {"row-0-line": "-4"}, {"row-0-number": "1" * 500},
    {"row-0-text": "x" * 300_000}, {"row-0-text": "\x00"}, {"title": "\x00"}, {"title": "t" * 5000}, {"urn": "u" * 500},
    {"status": "lost"}, {"belongs_to": "nobody"}, {"key_area": "\u202e"}, {"looked_at": ["x", "y"]},
    {"do": "split-0" * 99},
    {"row-0-text": "\r\n\r\n", "do": "split-0"}, {"row-0-text": "", "do": "merge-1"},
    {"overview": "<script>alert(1)</script>"},
    {"row-0-kind": "heading", "row-1-kind": "heading", "row-2-kind": "overview",
     "row-3-kind": "value", "row-4-kind": "illustration"},
    {"row-0-number": "١"}, {"developed_by": "d" * 400}, {"approved": "a" * 80},
]  # fmt: skip


def test_odd_corrections_never_break_a_page(paste, admin):
    url = paste(OTHER).url
    for fields in ODD:
        review = Form(admin, admin.get(url))
        answer = review.set({"do": "save"} | fields).send()
        assert answer.status in (200, 409, 422), fields
        assert not [script for script in answer.soup.select("#main script") if "alert" in script.get_text()]
        plan = Form(admin, admin.get(url + "plan/"))
        odd = {"do": "agree", "revision": "zero", "basis": "\u0000", "answer-x": "same"}
        assert plan.send(odd).status in (409, 422), fields


# --- who, how many, how fast ------------------------------------------------------------------


def doors_of(intake):
    own = [
        reverse(name, args=[intake.code])
        for name in ("bring-in-review", "bring-in-plan", "bring-in-set-aside")
    ]
    return [reverse("bring-in"), *own]


def test_only_trainers_bring_in(paste, client_for, practitioner, assessor, iqa, coordinator):
    paste(OTHER)
    for person in (practitioner, assessor, iqa, coordinator):
        for url in doors_of(Intake.objects.get()):
            assert client_for(person).send(url, {"do": "agree"}).status_code == 403
            assert client_for(person).get(url).status_code in (403, 405)


def test_strangers_are_asked_who_they_are(paste, client):
    paste(OTHER)
    for url in doors_of(Intake.objects.get()):
        assert client.get(url).status_code == 302


def test_there_is_no_other_address(admin, seed):
    for name in ("bring-in-review", "bring-in-plan"):
        assert admin.get(reverse(name, args=["nothing"])).status_code == 404


def make_intakes(count, home, trainer):
    return Intake.objects.bulk_create(
        Intake(
            suite=home,
            original=OTHER,
            sha256=str(n),
            source_format="text",
            made_by=trainer,
            reading={"title": f"T{n}"},
        )
        for n in range(count)
    )


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_the_same_number_of_questions_whatever_its_length(
    admin, seed, trainer, count, django_assert_num_queries
):
    make_intakes(count, SuitePage.objects.get(), trainer)
    admin.get(reverse("bring-in"))
    with django_assert_num_queries(LIST_QUERIES):
        page = admin.get(reverse("bring-in"))
    shown = BeautifulSoup(page.content, "html.parser").select("table.listing tbody tr")
    assert len(shown) == min(count, 20)


LIST_QUERIES = 16


def test_the_second_page_of_the_list(admin, seed, trainer):
    make_intakes(30, SuitePage.objects.get(), trainer)
    page = admin.get(reverse("bring-in"), {"page": "2"})
    assert len(BeautifulSoup(page.content, "html.parser").select("table.listing tbody tr")) == 10
    assert admin.get(reverse("bring-in"), {"page": "x"}).status_code == 200


def sixty(count):
    lines = "".join(f"{n} do thing number {n} with everybody in the community\n" for n in range(1, count + 1))
    return OTHER.replace(
        "1 listen first\n2 say what you heard\n3 ask what is missing and write it down\n", lines
    )


@pytest.mark.parametrize("count", [3, 60])
def test_the_review_asks_the_same_number_of_questions_whatever_its_length(
    paste, admin, count, django_assert_num_queries
):
    review = paste(sixty(count))
    admin.get(review.url)
    with django_assert_num_queries(REVIEW_QUERIES):
        assert len(Form(admin, admin.get(review.url)).rows()) == count + 2


REVIEW_QUERIES = 17


def test_a_paste_past_every_measure_gets_a_sentence(admin, desk):
    answer = admin.post(desk.url, desk.fields | {"text": "a" * 3_000_000})
    words = BeautifulSoup(answer.content, "html.parser").get_text(" ")
    assert answer.status_code == 400
    assert len(words.split()) > 10
    assert not Intake.objects.exists()
