"""A trainer brings in a standard in a real browser, with scripts and without, and publishes it."""

import re

import pytest

from standards.models import StandardPage
from tests.journeys.promises import accessibility_troubles, sideways_troubles
from tests.journeys.training import publish
from tests.standards.plain_form import OTHER

pytestmark = pytest.mark.journey
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def bring_in(toni, words):
    toni.follow("Edit standards")
    toni.open("/admin/bring-in/")
    toni.fill("Paste the text", words)
    toni.press("Read it", exact=True)


def correct(toni):
    """The second criterion holds two; the last knowledge item is none."""
    page = toni.page
    page.get_by_label("Entry 2: words").fill("say what you heard\nthank everybody")
    page.get_by_label("Entry 2: move, join, split, add").click()
    toni.press("Split", exact=True, within=page.locator("#row-1"))
    assert page.get_by_label("Entry 3: words").input_value() == "thank everybody"
    page.get_by_label("Entry 3: number").fill("3")
    page.get_by_label("Entry 4: number").fill("4")
    page.get_by_label("Entry 6: what it is").select_option(label="Left out, on purpose")
    page.get_by_label("I looked at this").check()


def hold_to_promises(toni):
    """Rooms of Wagtail’s are not looked at by themselves; what stands in these is ours."""
    assert sideways_troubles(toni.page) == []
    assert accessibility_troubles(toni.page) == []


def agree(toni):
    toni.press("Keep, and show the plan", exact=True)
    if toni.has_scripts:
        hold_to_promises(toni)
    assert toni.page.get_by_text("5 added").is_visible()
    toni.press("Agree, and make the draft", exact=True)


@pytest.mark.parametrize("screen", [{}, PHONE], ids=["desk", "phone"])
def test_brought_in_corrected_and_published(visit, standard, trainer, screen):
    toni = visit("trainer", **screen).sign_in(trainer)
    bring_in(toni, OTHER)
    hold_to_promises(toni)
    correct(toni)
    agree(toni)
    assert toni.page.get_by_role("link", name="The pasted text").is_visible()
    publish(toni)

    page = StandardPage.objects.get(urn="SAMPLE01")
    assert [(r.label, r.text) for r in page.version.requirements.exclude(kind="value")] == [
        ("P1", "listen first"),
        ("P2", "say what you heard"),
        ("P3", "thank everybody"),
        ("P4", "ask what is missing and write it down"),
        ("K1", "why people stay silent"),
    ]


def test_it_works_without_scripts(visit, standard, trainer):
    toni = visit("trainer", scripts=False).sign_in(trainer)
    bring_in(toni, OTHER)
    correct(toni)
    agree(toni)

    page = StandardPage.objects.get(urn="SAMPLE01")
    assert page.performance_criteria.count() == 4
    assert re.fullmatch(rf"/admin/pages/{page.pk}/edit/", toni.path)


def test_a_split_falls_where_the_cursor_is(visit, standard, trainer):
    toni = visit("trainer").sign_in(trainer)
    bring_in(toni, OTHER.replace("2 say what you heard", "2 say what you heard thank everybody"))
    words = toni.page.get_by_label("Entry 2: words")
    words.focus()
    words.evaluate("field => field.setSelectionRange(18, 18)")
    toni.page.get_by_label("Entry 2: move, join, split, add").click()
    toni.press("Split", exact=True, within=toni.page.locator("#row-1"))

    assert [toni.page.get_by_label(f"Entry {n}: words").input_value() for n in (2, 3)] == [
        "say what you heard",
        "thank everybody",
    ]
