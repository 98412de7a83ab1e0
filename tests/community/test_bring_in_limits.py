"""What is refused when a charter is brought in, who may do it, and what it costs; in the editor too."""

import time

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from community.exchange.document import CharterDocument, ClauseText, Section
from community.models import CharterIntake, CharterVersion
from community.operations.drafting import draft_charter
from tests.community.editor import ENTRIES, Editor
from tests.community.plain_form import CARE, CharterForm
from tests.standards.test_bring_in_limits import BAD


@pytest.fixture
def desk(admin):
    return CharterForm(admin, admin.get(reverse("charter-bring-in")))


def long_document(count):
    clauses = [ClauseText("principle", f"Sample {n}", "We do this together.", ":") for n in range(count)]
    return CharterDocument(title="A long charter Sample", sections=(Section("Principles", tuple(clauses)),))


def long_text(count):
    """In words, and not in figures, which would number them."""
    lines = [f"Label {chr(65 + n % 26)}{chr(65 + n // 26)}: We do this together." for n in range(count)]
    return "\n".join(["A long charter Sample", "", "OUR PRINCIPLES", "", *lines])


# --- what is refused ----------------------------------------------------------------------------


def test_nothing_and_both_are_refused_with_a_sentence(desk):
    assert "Paste the text, or choose a file. One of the two." in desk.send().words
    desk.type(text=CARE).fields["file"] = SimpleUploadedFile("a.txt", CARE.encode())
    refused = desk.send()
    assert (refused.status, refused.fields["text"].replace("\r\n", "\n")) == (422, CARE)
    assert not CharterIntake.objects.exists()


def test_a_bad_file_gets_a_sentence(desk):
    for raw in [raw for raw in BAD if b"riteria" not in raw and b"K1:" not in raw and b"Outcome" not in raw]:
        desk.fields["file"] = SimpleUploadedFile("anything.docx", raw)
        refused = desk.send()
        assert refused.status == 422, raw[:20]
        assert len(refused.soup.select_one(".help-critical").get_text(strip=True)) > 40
    assert not CharterIntake.objects.exists()


ODD = [
    {"rows": "99999999"}, {"rows": "-1"}, {"rows": ""}, {"revision": "x"}, {"revision": "9" * 400},
    {"row-0-kind": "king"}, {"row-0-line": "1e9"}, {"row-0-level": "-4"}, {"row-0-level": "9999999"},
    {"row-0-was": "king", "row-0-kind": "left out"}, {"row-0-label": "1" * 5000}, {"row-0-mark": "::::::"},
    {"row-1-text": "x" * 300_000}, {"row-1-text": "\x00"}, {"title": "\x00"}, {"title": "t" * 5000},
    {"last_revised": "0000-00-00"}, {"last_revised": "\u0661"}, {"stewards": "s\n" * 500},
    {"looked_at": ["x", "y"]}, {"do": "split-0-0-0-0"}, {"do": "split-1-99999999999"}, {"do": "fly-1"}, {"do": "up-x"},
    {"row-1-text": "\r\n\r\n", "do": "split-1"}, {"row-1-text": "", "do": "join-1"}, {"do": "title-99"},
    {"preamble": "<script>alert(1)</script>"}, {"do": "preamble-1", "row-1-kind": "left out"},
    {"row-0-kind": "statement", "row-1-kind": "section", "row-2-kind": "section", "do": "deeper-2"},
]  # fmt: skip


def test_odd_corrections_never_break_a_page(paste, admin):
    review = paste(CARE)
    as_read, typed = CharterIntake.objects.values("reading", "revision").get(), dict(review.fields)
    for place, fields in enumerate(ODD):
        CharterIntake.objects.update(**as_read)
        answer = admin.post(review.url, typed | {"do": "save", "once": f"a-sample-key-{place:04}"} | fields)
        assert answer.status_code in (302, 409, 422), fields
        shown = review.again()
        assert shown.status == 200, fields
        assert not [script for script in shown.soup.select("#main script") if "alert" in script.get_text()]


# --- who, how many, how fast ----------------------------------------------------------------------


def test_only_trainers_bring_in(paste, client_for, client, practitioner, assessor, iqa, coordinator):
    paste(CARE)
    code = CharterIntake.objects.get().code
    doors = [reverse(name, args=[code]) for name in ("charter-bring-in-review", "charter-bring-in-aside")]
    for person in (practitioner, assessor, iqa, coordinator):
        browser = client_for(person)
        for url in (reverse("charter-bring-in"), *doors):
            assert browser.send(url, {"do": "agree"}).status_code == 403
            assert browser.get(url).status_code in (403, 405)
        assert browser.get(reverse("charter-pages")).status_code == 403
    for url in (reverse("charter-pages"), reverse("charter-bring-in"), *doors):
        assert client.get(url).status_code in (302, 405)


def test_there_is_no_other_address(admin):
    assert admin.get(reverse("charter-bring-in-review", args=["nothing"])).status_code == 404


LIST_QUERIES, REVIEW_QUERIES, EDITOR_QUERIES = 11, 10, 66


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_the_same_number_of_questions_whatever_its_length(
    admin, trainer, count, django_assert_num_queries
):
    CharterIntake.objects.bulk_create(
        CharterIntake(
            original=CARE, sha256=str(n), source_format="text", made_by=trainer, reading={"title": f"T{n}"}
        )
        for n in range(count)
    )
    admin.get(reverse("charter-bring-in"))
    with django_assert_num_queries(LIST_QUERIES):
        page = admin.get(reverse("charter-bring-in"))
    shown = BeautifulSoup(page.content, "html.parser").select("table.listing tbody th a")
    assert (len(shown), shown[0].text) == (min(count, 20), f"T{count - 1}")


@pytest.mark.parametrize("count", [3, 60])
def test_the_review_asks_the_same_number_of_questions_whatever_its_length(
    paste, admin, count, django_assert_num_queries
):
    review = paste(long_text(count))
    with django_assert_num_queries(REVIEW_QUERIES):
        assert [row[1] for row in review.again().rows()].count("principle") == count


def test_the_editor_opens_in_time_and_asks_as_much_for_many_as_for_few(
    admin, trainer, django_assert_num_queries
):
    first, few, many = (
        reverse("wagtailadmin_pages:edit", args=[draft_charter(long_document(count), by=trainer).pk])
        for count in (3, 3, 500)
    )
    admin.get(first)
    with django_assert_num_queries(EDITOR_QUERIES):
        admin.get(few)
    started = time.process_time()
    with django_assert_num_queries(EDITOR_QUERIES):
        answer = admin.get(many)
    assert time.process_time() - started < 3  # of work; tests double it
    assert answer.content.decode().count("We do this together.") >= 500


def test_a_long_charter_is_saved_and_adopted_whole(admin, trainer):
    editor = Editor(admin, draft_charter(long_document(150), by=trainer))
    editor.type_in(ENTRIES, 150, text="The last one, in other words.").type(
        adopted_on="2020-03-02", how_adopted="By talk."
    )
    editor.publish()
    version = CharterVersion.objects.get()
    assert (version.number, version.clause_count) == (1, 151)
    assert version.clauses.last().text == "The last one, in other words."
