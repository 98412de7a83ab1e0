"""What an assessor does, by pressing and typing."""

import re
from contextlib import contextmanager

from assessments.models import Outcome
from cms.demo.evidence import VALUES_SEEN, WORDS_FOR

LABELS = dict(Outcome.choices)


def open_piece(visitor, name):
    """From the review to one piece of evidence."""
    visitor.follow(name, exact=True)
    assert visitor.page.get_by_role("heading", level=1).inner_text() == name


def look_at_files(visitor):
    """Whatever a page of evidence shows is really there: pictures have a size, sound has a length."""
    page = visitor.page
    for picture in page.locator(".viewer__stage img").all():
        picture.scroll_into_view_if_needed()
        page.wait_for_function("img => img.complete && img.naturalWidth > 200", arg=picture.element_handle())
    for sound in page.locator(".viewer__stage audio").all():
        page.wait_for_function("audio => audio.duration > 7", arg=sound.element_handle())
    return page.locator(".viewer__stage img").count(), page.locator(".viewer__stage audio").count()


def labels_to_judge(visitor):
    rows = visitor.page.locator(".judge__i").filter(has=visitor.page.get_by_role("radio"))
    return [row.locator(".code").first.inner_text() for row in rows.all()]


def row_of(visitor, label):
    code = visitor.page.locator(".judge__l .code").get_by_text(label, exact=True)
    return visitor.page.locator(".judge__i").filter(has=code)


def judge(visitor, label, outcome=Outcome.MEETS, words=""):
    """Choose one of three, and say something about it where there is something to say."""
    row = row_of(visitor, label)
    with saving(visitor, row):
        row.get_by_text(str(LABELS[outcome]), exact=True).click()
    if words:
        write(visitor, label, words)


def write(visitor, label, words):
    row = row_of(visitor, label)
    with saving(visitor, row):
        row.get_by_role("textbox").fill(words)
        row.get_by_role("textbox").blur()


@contextmanager
def saving(visitor, row):
    """With scripts it is saved by itself; without, with a button, which opens the page again."""
    if not visitor.has_scripts:
        yield
        visitor.press(re.compile("^Save "), within=row)
        return
    with visitor.page.expect_response("**/judge/**") as answer:
        yield
    assert answer.value.status == 200
    row.get_by_text("Saved, ").wait_for()


def judge_piece(visitor, *, outcomes=None):
    """Everything on this page not met before. `outcomes`: {label: (outcome, words)} for what is not simply met."""
    for label in labels_to_judge(visitor):
        judge(visitor, label, *(outcomes or {}).get(label, (Outcome.MEETS, VALUES_SEEN.get(label, ""))))
    visitor.page.locator(".rv__act").evaluate("() => scrollTo(0, document.body.scrollHeight)")
    visitor.look()  # at the end of the page, where the bar that leads on covers nothing


WITHOUT_WORDS = {label: (outcome, "") for label, (outcome, _words) in WORDS_FOR.items()}


def say_that_nothing_ties(visitor):
    """Asked before anything of what was given to them opens."""
    visitor.page.get_by_label("No, nothing ties us").check()
    visitor.press("Go on")
