"""A trainer brings in a standard without scripts: paste, correct, plan, agree. Every step is a real POST."""

import io

import docx
import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from people.models import AuditEvent
from standards.models import Intake, StandardPage, StandardVersion
from tests.standards.plain_form import DOUBTFUL, OTHER, SHIPPED, Form


def test_pasted_checked_agreed_a_draft_and_nothing_public(paste, trainer):
    review = paste(OTHER)
    assert review.status == 200
    assert [row[:2] for row in review.rows()] == [
        ("criterion", "1"),
        ("criterion", "2"),
        ("criterion", "3"),
        ("knowledge", "1"),
        ("knowledge", "2"),
    ]
    review.look_at_everything()
    plan = review.press("plan")
    assert "This becomes a new standard in Key Area Two, as a draft." in plan.words
    assert "5 added" in plan.words

    editor = plan.press("agree")

    page = StandardPage.objects.get(urn="SAMPLE01")
    assert editor.answer.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.title, page.live, page.key_area.words) == ("Listen to communities", False, "Two")
    assert page.performance_criteria.count() == 3
    intake = Intake.objects.get()
    assert (intake.state, intake.page, intake.agreed_by, intake.original) == ("agreed", page, trainer, OTHER)
    assert StandardVersion.objects.count() == 1
    actions = AuditEvent.objects.filter(subject_code=intake.code).values_list("action", flat=True)
    assert list(actions) == ["intake.brought_in", "intake.corrected", "intake.agreed"]


def test_a_file_is_read_like_a_paste(admin, seed):
    form = Form(admin, admin.get(reverse("bring-in")))
    form.fields["file"] = SimpleUploadedFile("listen.txt", OTHER.encode())
    review = form.send()
    assert review.status == 200
    assert (Intake.objects.get().source_name, len(review.rows())) == ("listen.txt", 5)


def as_docx(text):
    document, held = docx.Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(held)
    return held.getvalue()


def as_page(text):
    return ("<!doctype html><body>" + "".join(f"<p>{line}</p>" for line in text.splitlines())).encode()


@pytest.mark.parametrize(("kind", "write"), [("docx", as_docx), ("html", as_page)])
def test_word_files_and_saved_pages_read_the_same(desk, paste, kind, write):
    pasted = paste(OTHER)
    desk.fields["file"] = SimpleUploadedFile(f"listen.{kind}", write(OTHER))
    review = desk.send()

    assert review.rows() == pasted.rows()
    assert Intake.objects.latest("pk").source_format == kind
    assert "why people stay silent" in review.soup.select_one("#original").get_text()


def test_the_editor_leads_to_the_text_it_came_from(paste, admin):
    editor = paste(OTHER).look_at_everything().press("plan").press("agree")
    intake = Intake.objects.get()

    link = editor.soup.find("a", href=reverse("bring-in-review", args=[intake.code]))
    read = admin.get(link["href"])
    assert link.text == "The pasted text"
    words = BeautifulSoup(read.content, "html.parser")
    lines = [line.span.text for line in words.select("#original li")]
    assert lines == OTHER.splitlines()
    assert not words.select("#main form")  # it is only read now


# --- correcting without scripts ---------------------------------------------------------------


def words_of(form):
    return [row[2] for row in form.rows()]


def test_entries_move_join_split_and_grow(paste):
    review = paste(OTHER)
    assert words_of(review.press("down-0"))[:2] == ["say what you heard", "listen first"]
    assert words_of(Form(review.browser, review.browser.get(review.url)).press("up-1"))[:2] == [
        "listen first",
        "say what you heard",
    ]

    joined = Form(review.browser, review.browser.get(review.url)).press("merge-1")
    assert joined.rows()[:2] == [
        ("criterion", "1", "listen first say what you heard"),
        ("criterion", "3", "ask what is missing and write it down"),
    ]

    joined.fields["row-0-text"] = "listen first\r\n2. say what you heard\r\n\r\nthank everybody"
    parted = joined.press("split-0")
    assert parted.rows()[:3] == [
        ("criterion", "1", "listen first"),
        ("criterion", "2", "say what you heard"),
        ("criterion", "", "thank everybody"),
    ]
    grown = parted.press("add-2")
    assert grown.rows()[3] == ("criterion", "", "")
    assert grown.answer.redirect_chain[-1][0].endswith("?at=3#row-3")


@pytest.mark.parametrize(
    "button", ["up-0", "merge-0", "down-4", "split-99", "up-x", "fly-1", "add-99999999999", ""]
)
def test_what_can_not_be_done_changes_nothing(paste, button):
    review = paste(OTHER)
    before = review.rows()
    assert review.send({"do": button}).rows() == before


def test_kinds_numbers_and_words_are_what_the_person_says(paste):
    review = paste(OTHER)
    review.set({"row-0-kind": "heading", "row-0-number": "", "row-0-text": "Before the meeting"})
    review.set(
        {"row-1-number": "1", "row-2-kind": "sub-item", "row-2-number": "1.1", "row-4-kind": "left out"}
    )
    review.set({"title": "Listen well", "urn": "SAMPLE02", "status": "legacy", "overview": "On listening."})
    plan = review.look_at_everything().press("plan")
    assert "3 added" in plan.words
    plan.press("agree")

    page = StandardPage.objects.get(urn="SAMPLE02")
    assert (page.title, page.status, page.overview) == ("Listen well", "legacy", "On listening.")
    assert [(row.group, row.number, row.text) for row in page.performance_criteria.all()] == [
        ("Before the meeting", "1", "say what you heard"),
        ("Before the meeting", "1.1", "ask what is missing and write it down"),
    ]
    assert [row.text for row in page.knowledge_items.all()] == ["why people stay silent"]


def test_pressing_enter_keeps_and_stays(paste):
    review = paste(OTHER)
    first = review.soup.select_one("#main form button")
    assert (first["name"], first["value"]) == ("do", "save")


def test_two_tabs_keep_both_texts(paste, admin):
    here = paste(OTHER)
    there = Form(admin, admin.get(here.url))
    there.set({"row-0-text": "listen before anything else"}).press("save")

    stale = here.set({"row-1-text": "say it back", "title": "Listen again"}).press("save")
    assert stale.status == 409
    assert "This was changed somewhere else since you opened it." in stale.words
    assert "listen before anything else" in stale.soup.select_one(".help-critical").get_text()
    assert (
        stale.soup.select_one("#reading")["action"] == here.url.partition("?")[0]
    )  # no row to jump to, past this
    assert (stale.fields["row-1-text"], stale.fields["title"]) == ("say it back", "Listen again")
    assert Intake.objects.get().reading["entries"][0]["text"] == "listen before anything else"

    kept = stale.press("save")
    assert (kept.status, words_of(kept)[:2]) == (200, ["listen first", "say it back"])


def test_a_key_area_that_is_gone_is_said_and_nothing_typed_is_lost(paste):
    refused = (
        paste(OTHER).set({"key_area": "Key Area Ninety", "row-0-text": "typed a moment ago"}).press("save")
    )
    assert refused.status == 422
    assert refused.fields["row-0-text"] == "typed a moment ago"
    assert "Nothing was saved yet. What you typed is still here." in refused.words


def test_red_warnings_are_ticked_before_agreeing(paste):
    review = paste(OTHER)
    assert len(review.soup.select("li.intake-warning--red input[type=checkbox]")) == 1
    assert review.soup.select("#original li.intake-mark--red")
    refused = review.press("plan").press("agree")
    assert refused.status == 422
    assert "1 red warning was not looked at yet." in refused.words
    assert not StandardPage.objects.filter(urn="SAMPLE01").exists()

    again = Form(review.browser, review.browser.get(review.url)).look_at_everything().press("save")
    assert again.soup.select_one("input[name=looked_at]").has_attr("checked")
    assert again.press("plan").press("agree").status == 200
    assert StandardPage.objects.filter(urn="SAMPLE01").exists()


def test_a_doubtful_pair_is_asked_on_the_plan(paste, seed):
    plan = paste(DOUBTFUL).press("plan")
    fieldset = plan.soup.select_one("fieldset.intake-question--open")
    assert [label.get_text(strip=True) for label in fieldset.select("label")] == [
        "The same requirement, reworded",
        "A new one, and the old one is retired",
    ]
    assert plan.press("agree").status == 422

    name = fieldset.select_one("input[type=radio]")["name"]
    looked = plan.set({name: "new"}).press("look")
    assert "1 added" in looked.words
    assert looked.fields[name] == "new"
    assert looked.set({name: "same"}).press("agree").status == 200
    draft = StandardPage.objects.get(pk=seed.pk).get_latest_revision_as_object()
    old = seed.version.requirements.get(kind="performance", number="3").lineage
    assert draft.performance_criteria.all()[2].lineage == old


def test_a_change_is_shown_word_by_word_and_escaped(paste):
    plan = paste(SHIPPED.replace("mutual respect", "<b>respect</b> for all").replace("LEGACY", "", 1)).press(
        "plan"
    )
    changed = plan.soup.select_one(".intake-diff")
    assert changed.select("del")
    assert changed.select("ins")
    assert not plan.soup.select("#main b")


def test_the_same_text_says_that_nothing_would_change(paste, seed):
    plan = paste(SHIPPED).press("plan")
    assert "Nothing would change: the newest draft says the same already." in plan.words
    before = StandardPage.objects.get(pk=seed.pk).latest_revision_id
    assert plan.press("agree").status == 200
    assert StandardPage.objects.get(pk=seed.pk).latest_revision_id == before


def test_sending_agree_twice_makes_one_draft(paste, admin):
    plan = paste(OTHER).look_at_everything().press("plan")
    plan.press("agree")
    again = plan.press("agree")
    assert again.status == 200
    other_key = plan.set({"once": "1234567890abcdef1234"}).press("agree")
    assert other_key.status == 200
    assert StandardPage.objects.filter(urn="SAMPLE01").count() == 1


def test_set_aside_and_taken_up_again_on_screen(paste, admin):
    review = paste(OTHER)
    aside = reverse("bring-in-set-aside", args=[Intake.objects.get().code])
    assert admin.send(aside, follow=True).status_code == 200
    assert Intake.objects.get().state == "set aside"
    assert admin.send(review.url).status_code == 302
    assert admin.get(aside).status_code == 405
    admin.send(aside)
    assert Intake.objects.get().state == "set aside"
    assert 'name="back" value="1">Take it up again<' in admin.get(review.url).text
    for _twice in range(2):
        admin.send(aside, {"back": "1"})
        assert Intake.objects.get().state == "review"
