"""A trainer brings in a standard without scripts: paste, correct, plan, agree. Every step is a real POST."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from people.models import AuditEvent
from standards.exchange.shipped import FOLDER
from standards.models import Intake, StandardPage, StandardVersion

SHIPPED = (FOLDER / "support-collaborative-and-partnership-work.txt").read_text()
OTHER = """Listen to communities
URN: SAMPLE01
Overview
This standard is about listening.
This standard is within Key Area Two.
Performance criteria
You must be able to:
1 listen first
2 say what you heard
3 ask what is missing and write it down
Knowledge and Understanding
You need to know and understand:
1 why people stay silent
2 how rooms are laid out
"""


class Form:
    """One page as a browser without scripts has it: what it would send is in `fields`."""

    def __init__(self, browser, answer, action=None):
        self.browser, self.answer = browser, answer
        self.url = action or answer.request["PATH_INFO"]
        self.soup = BeautifulSoup(answer.content, "html.parser")
        form = self.soup.select_one("#main form[method=post]")
        self.fields, self.buttons = {}, []
        for field in form.select("input, textarea, select, button") if form else ():
            self.read(field)

    def read(self, field):
        name, kind = field.get("name"), field.get("type")
        if field.name == "button":
            self.buttons.append(field.get("value"))
        elif field.name == "textarea":
            self.fields[name] = field.text.removeprefix("\n")
        elif field.name == "select":
            chosen = field.find("option", selected=True) or field.find("option")
            self.fields[name] = chosen["value"]
        elif kind in ("checkbox", "radio"):
            if field.has_attr("checked"):
                self.fields[name] = field["value"]
        elif kind != "file" and name:
            self.fields[name] = field.get("value", "")

    def type(self, **fields):
        self.fields.update(fields)
        return self

    def set(self, fields):
        self.fields.update(fields)
        return self

    def look_at_everything(self):
        boxes = self.soup.select("input[name=looked_at]")
        return self.set({"looked_at": [box["value"] for box in boxes]})

    def press(self, button, *, follow=True):
        assert button in self.buttons, (button, self.buttons)
        return self.send({"do": button}, follow=follow)

    def send(self, more=(), *, follow=True):
        answer = self.browser.post(self.url, self.fields | dict(more), follow=follow)
        return Form(self.browser, answer)

    @property
    def status(self):
        return self.answer.status_code

    @property
    def words(self):
        return " ".join(self.soup.select_one("#main").get_text(" ").split())

    def rows(self):
        """[(kind, number, words)] as the review screen shows them."""
        count = int(self.fields["rows"])
        parts = ("kind", "number", "text")
        return [tuple(self.fields[f"row-{place}-{part}"] for part in parts) for place in range(count)]


@pytest.fixture
def desk(admin):
    """The screen where it begins."""
    return Form(admin, admin.get(reverse("bring-in")))


@pytest.fixture
def paste(admin, seed):
    def paste_it(words):
        form = Form(admin, admin.get(reverse("bring-in")))
        return form.type(text=words).send()

    return paste_it


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
