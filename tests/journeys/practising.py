"""What a practitioner does, by pressing and typing."""

import re

from cms.demo.evidence import FIRST_ROUND, SECOND_ROUND
from people.operations.jobs import perform_everything

PHOTO, MINUTES, VOICE, NOTES = FIRST_ROUND
LATER = SECOND_ROUND
STANDARD = "Support collaborative and partnership work"
KEY_AREA = "Collaboration and cross-sectoral working"
KINDS = {
    "work product": "Something from the work itself",
    "reflective account": "My own account of what I did",
}


def find_standard(visitor):
    """From the front page, through its key area."""
    visitor.open("/")
    visitor.follow(KEY_AREA)
    visitor.follow(STANDARD)
    return visitor


def start_standard(visitor):
    find_standard(visitor).press("Start a portfolio")
    assert visitor.page.get_by_role("heading", level=1).inner_text() == STANDARD
    return visitor.path


def open_unit(visitor):
    visitor.open("/my/")
    visitor.follow(STANDARD, exact=True)


def add_piece(visitor, piece, *, wish="", leaving_out=()):
    """Fill in the form and save. `wish`: what an assessor asked for, answered there; `leaving_out`: ["when"]."""
    visitor.open("/my/" if wish else "/my/evidence/")
    visitor.follow(wish or "Add evidence")
    if piece.file:
        name, kind, make = piece.file
        visitor.upload("Photos, sound, film or documents", (name, kind, make()))
    visitor.fill("Name it, so you can find it again", piece.name)
    visitor.page.get_by_label("What kind of evidence is it?").select_option(KINDS[piece.kind])
    if "when" not in leaving_out:
        say_when(visitor, piece)
    say_who(visitor, piece)
    tick(visitor, piece)
    visitor.fill("What was going on, and what did you do?", piece.story)
    visitor.press("Save", exact=True)
    perform_everything()
    return visitor


def read_own_file(visitor, piece):
    """From the page of the piece to its file, from which a way leads back."""
    visitor.follow(piece.file[0], exact=True)
    assert visitor.page.get_by_role("link", name=piece.name).first.is_visible()


def say_when(visitor, piece):
    parts = ["year", "month", "day"][: ["year", "month", "day"].index(piece.precision) + 1]
    if "day" in parts:
        visitor.fill("Day", str(piece.happened_on.day))
    if "month" in parts:
        visitor.page.get_by_label("Month").select_option(str(piece.happened_on.month))
    visitor.fill("Year", str(piece.happened_on.year))


def say_who(visitor, piece):
    page = visitor.page
    page.get_by_label("Other people" if piece.people else "Only me, or nobody").check()
    if len(piece.people) > 1:
        page.get_by_text("Add another person").click()
    rows = page.locator(".people > li")
    for place, (description, _basis) in enumerate(piece.people):
        rows.nth(place).get_by_label("How to tell who you mean, without their name").fill(description)
        rows.nth(place).get_by_label("They said yes").check()


def tick(visitor, piece):
    """Open every group, and tick what it shows, with a note where there is one."""
    page = visitor.page
    for fold in page.locator("#shows details").all():
        if fold.get_attribute("open") is None:
            fold.locator("> summary").click()
    for label in piece.shows.split():
        box = page.get_by_role("checkbox", name=re.compile(rf"^{label}\b"))
        row = page.locator("#shows .check-row").filter(has=box)
        row.get_by_role("checkbox").check()
        if note := piece.notes.get(label):
            row.get_by_label("How this shows it").fill(note)


def covered(visitor):
    """{"What you do": "9 of 9", …} as the bars of a page say."""
    texts = [
        bar.locator(":scope > span").all_inner_texts() for bar in visitor.page.locator(".bar__top").all()
    ]
    return {label.strip(): " ".join(count.split()) for label, count in texts}


def share(visitor, *, status=200):
    """Say it is real and one’s own, and share."""
    visitor.page.get_by_label("I used no AI tools to make it.").check()
    visitor.page.get_by_label("This is my own work").check()
    return visitor.press(re.compile("^Share "), status=status)
