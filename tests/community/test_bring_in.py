"""A trainer brings in a charter without scripts: paste, correct, agree. Every step is a real POST."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from community.exchange.reading import read_charter
from community.models import Charter, CharterEntry, CharterIntake, CharterPage
from community.operations.drafting import draft_charter
from community.operations.intakes import agree_charter, bring_in_charter
from people.models import AuditEvent
from people.states import MoveNotAllowed
from standards.operations.brought_in import set_aside
from tests.community.plain_form import CARE, CharterForm
from tests.factories.community import SMALL

LINES = CARE.splitlines()


@pytest.fixture
def titled(paste):
    """The review, with its title and what stands before the first heading put right."""
    return paste(CARE).press("title-0").press("preamble-0").look_at_everything()


def test_pasted_checked_agreed_a_draft_and_nothing_public(titled, trainer, admin):
    assert (titled.status, titled.fields["title"]) == (200, "How we treat each other Sample")
    assert (titled.fields["last_revised"], titled.fields["preamble"]) == (
        "2023-08-08",
        "We wrote this together, for everyone who comes.",
    )

    editor = titled.press("agree")

    page, intake = CharterPage.objects.get(), CharterIntake.objects.get()
    assert editor.answer.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.title, page.live, str(page.last_revised)) == (
        "How we treat each other Sample",
        False,
        "2023-08-08",
    )
    assert [(e.level, e.kind, e.label, e.mark, e.text) for e in page.entries.all()] == [
        (0, "section", "GUIDING PRINCIPLES", "", ""),
        (1, "principle", "Inclusion", ":", "Everyone is welcome, and everyone may speak."),
        (1, "principle", "Welfare", ":", "Feel free to decline."),
        (0, "section", "EXPECTED BEHAVIOURS", "", ""),
        (1, "expected behaviour", "Listen first", ":", "Ask before you answer."),
    ]
    assert (intake.state, intake.page, intake.agreed_by, intake.original) == ("agreed", page, trainer, CARE)
    assert not Charter.objects.exists()
    actions = AuditEvent.objects.filter(subject_code=intake.code).values_list("action", flat=True)
    assert list(actions) == ["intake.brought_in", "intake.corrected", "intake.corrected", "intake.agreed"]


def test_the_editor_leads_to_the_text_it_came_from(titled, admin):
    editor = titled.press("agree")
    link = editor.soup.find(
        "a", href=reverse("charter-bring-in-review", args=[CharterIntake.objects.get().code])
    )
    read = BeautifulSoup(admin.get(link["href"]).content, "html.parser")
    assert link.text == "The pasted text"
    assert [line.span.text for line in read.select("#original li")] == LINES
    assert not read.select("#main form")  # it is only read now


def test_a_file_is_read_like_a_paste_and_its_name_is_kept(admin, paste):
    pasted = paste(CARE)
    desk = CharterForm(admin, admin.get(reverse("charter-bring-in")))
    desk.fields["file"] = SimpleUploadedFile("care.html", as_page(CARE))
    review = desk.send()
    assert review.rows() == pasted.rows()
    intake = CharterIntake.objects.latest("pk")
    assert (intake.source_format, intake.source_name) == ("html", "care.html")
    review.type(title="Care Sample").look_at_everything().press("agree")
    assert CharterPage.objects.get().source == ""  # public: a person says it, or nobody


def as_page(text):
    return ("<!doctype html><body>" + "".join(f"<p>{line}</p>" for line in text.splitlines())).encode()


# --- correcting without scripts ---------------------------------------------------------------


def test_rows_are_corrected_moved_parted_taken_out_and_added(titled):
    titled.set({"row-1-text": "Everyone is welcome.\r\nEveryone may speak.", "row-1-kind": "value"})
    deeper = titled.press("save").press("split-1-1").press("deeper-2")
    assert deeper.answer.redirect_chain[-1][0].endswith("?at=2#row-2")
    assert deeper.rows()[1:4] == [
        (1, "value", "Inclusion", "Everyone is welcome."),
        (2, "value", "", "Everyone may speak."),
        (1, "principle", "Welfare", "Feel free to decline."),
    ]
    out = deeper.press("out-3")
    assert out.rows()[3] == (1, "left out", "Welfare", "Feel free to decline.")
    assert "Put it back" in out.words
    out.press("add-3").set({"row-4-text": "Added by hand", "row-4-label": "Rest", "row-4-mark": "–"}).press(
        "agree"
    )

    assert [(e.level, e.kind, e.label, e.mark, e.text) for e in CharterEntry.objects.all()][1:5] == [
        (1, "value", "Inclusion", ":", "Everyone is welcome."),
        (2, "value", "", "", "Everyone may speak."),
        (1, "statement", "Rest", "–", "Added by hand"),
        (0, "section", "EXPECTED BEHAVIOURS", "", ""),
    ]


def test_pressing_enter_keeps_and_stays(paste):
    first = paste(CARE).soup.select_one("#main form button")
    assert (first["name"], first["value"]) == ("do", "save")


def test_warnings_stand_at_their_rows_and_their_lines(paste):
    review = paste(CARE)
    said = review.soup.select_one("#row-0 .intake-said")
    line = review.soup.select_one("#line-1")
    assert "This text names no title." in said.text
    assert said.a["href"] == "#line-1"
    assert (line.span.text, line["class"]) == (LINES[0], ["intake-mark", "intake-mark--amber"])


# --- what keeps it from becoming a draft --------------------------------------------------------


@pytest.fixture
def doubtful(titled):
    """With a red doubt about its second row, as a reader has them."""
    intake = CharterIntake.objects.get()
    red = {"line": 6, "message": "Does this stand where it should?", "level": "red"}
    intake.reading["warnings"].append(red)
    intake.save()
    return titled.again()


def test_red_doubts_are_ticked_before_agreeing(doubtful):
    assert doubtful.soup.select_one("#row-1 .intake-said--red").text.startswith("Red")
    refused = doubtful.set({"row-1-text": "typed a moment ago"}).press("agree")
    assert (refused.status, CharterPage.objects.count()) == (422, 0)
    assert "1 red warning was not looked at yet. Look at it, and tick it." in refused.words
    assert refused.fields["row-1-text"] == "typed a moment ago"
    refused.look_at_everything().press("agree")
    assert CharterPage.objects.count() == 1


def test_what_can_not_be_a_draft_yet_is_said_entry_by_entry(titled):
    titled.set(
        {"title": "", "row-1-label": "", "row-1-text": "", "row-2-label": "x" * 501, "row-2-mark": "::::"}
    )
    refused = titled.press("agree")
    said = [p.text for p in refused.soup.select(".help-critical p")][1:]
    assert said == [
        "It has no title yet, because the text names none. Write one.",
        "Entry 2: it has no words yet. Write them, or take it out.",
        "Entry 3: its label is longer than 500 characters. Put some of it into the words.",
        "Entry 3: what stands after its label is longer than 3 characters.",
    ]
    long = refused.set({"title": "t" * 256, "row-1-text": "y", "row-2-label": "x", "row-2-mark": ""}).press(
        "agree"
    )
    assert "The title is longer than 255 characters." in long.words
    day = long.set({"last_revised": "in spring"}).press("save")
    assert (day.status, day.fields["last_revised"], day.fields["row-1-text"]) == (422, "in spring", "y")
    assert not CharterPage.objects.exists()


def test_two_tabs_keep_both_texts(paste, admin):
    here = paste(CARE)
    here.again().set({"row-3-text": "Everyone is welcome here."}).press("save")

    stale = here.set({"row-4-text": "Say no when you need to.", "title": "Care Sample"}).press("save")

    assert stale.status == 409
    assert "This was changed somewhere else since you opened it." in stale.words
    assert "Everyone is welcome here." in stale.soup.select_one(".help-critical").get_text()
    assert (stale.fields["row-4-text"], stale.fields["title"]) == ("Say no when you need to.", "Care Sample")
    assert stale.press("save").rows()[4][3] == "Say no when you need to."


def test_two_people_make_one_draft_and_the_words_of_the_second_are_shown(titled, trainer):
    other = titled.again()
    titled.press("agree")
    assert titled.press("agree").status == 200  # the same form again

    late = other.set({"row-1-text": "typed too late"}).press("agree")

    assert (late.status, CharterPage.objects.count()) == (409, 1)
    assert "This was brought in or set aside in the meantime" in late.words
    assert "typed too late" in late.soup.select_one(".intake-reading").get_text()
    intake = CharterIntake.objects.get()
    assert agree_charter(intake, by=trainer, revision=1, reading=intake.reading) == intake
    with pytest.raises(MoveNotAllowed):
        set_aside(intake, by=trainer)


def test_set_aside_and_taken_up_again(paste, admin):
    review = paste(CARE)
    aside = reverse("charter-bring-in-aside", args=[CharterIntake.objects.get().code])
    assert admin.send(aside, follow=True).status_code == 200
    assert CharterIntake.objects.get().state == "set aside"
    assert review.set({"row-1-text": "typed meanwhile"}).press("save").status == 409
    admin.send(aside, {"back": "1"})
    assert CharterIntake.objects.get().state == "review"
    assert paste(CARE).url == review.url  # the same text waits once


def test_two_at_the_same_moment_make_one_draft(at_once, trainer):
    draft_charter(SMALL, by=trainer)  # where charters stand is there already
    reading = read_charter(CARE, title="Care Sample")
    intake = bring_in_charter(CARE, by=trainer, reading=reading)

    def agree():
        return agree_charter(CharterIntake.objects.get(), by=trainer, revision=1, reading=intake.reading)

    assert [outcome.page_id for outcome in at_once(agree, agree)] == [CharterPage.objects.latest("pk").pk] * 2
    assert CharterPage.objects.count() == 2
