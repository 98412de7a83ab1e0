"""What a trainer does, in Wagtail’s own admin."""

import re

from tests.journeys.practising import KEY_AREA, STANDARD
from tests.journeys.promises import accessibility_troubles, cut_off_troubles


def look(visitor):
    """One of our own screens in the admin, held to what ours promise."""
    troubles = accessibility_troubles(visitor.page) + cut_off_troubles(visitor.page)
    assert not troubles, f"{visitor.path}:\n" + "\n".join(troubles)


def open_editor(visitor):
    """From one’s own first page, through Wagtail’s explorer, to the editor of the standard."""
    visitor.follow("Edit standards")
    visitor.follow(re.compile(r"^\d+ Pages"))
    visitor.follow(f"Explore child pages of '{KEY_AREA}'")
    visitor.follow(STANDARD)


def fix_wording(visitor, *, number, before, after):
    """Put words of one criterion right; before says what is wrong, after what is right."""
    text = visitor.page.locator(f"[name=performance_criteria-{number - 1}-text]")
    text.fill(text.input_value().replace(before, after))
    visitor.page.get_by_label("What kind of change is it?").select_option(
        label="A wording fix: it means the same"
    )
    visitor.page.get_by_label("Why").fill("A word was spelled wrong.")
    publish(visitor)


def publish(visitor):
    take_action(visitor, "Publish")


def take_action(visitor, name):
    """Press one of what the editor offers for a page besides saving its draft. It saves by itself too, and is told
    where that comes too late."""
    visitor.page.get_by_role("button", name="More actions").click()
    with visitor.expecting(400):
        visitor.press(name, exact=True)
