"""Charters on their way in: read, corrected by a person, and agreed once, which makes the draft of a page."""

from django.utils import timezone
from django.utils.translation import gettext as _

from community.exchange.reading import read_charter
from community.exchange.reworking import LEFT_OUT, document_of, words_of, working_of
from community.models import CharterIntake
from community.models.columns import LONGEST_LABEL, LONGEST_MARK, LONGEST_TITLE
from community.operations.drafting import draft_charter
from community.states import AGREED
from people.audit import operation, record
from people.states import move
from standards.operations.brought_in import NotReadyToAgree, correct_reading, keep_text, reds_open
from standards.operations.importing import TextIsRefused


@operation
def bring_in_charter(source, *, by, name="", reading=None):
    """Read what someone brought and keep it for their check. Returns the intake; the same text waits only once.

    `source`: text or bytes. `reading`: of that source, where it was read before: a slow file then keeps nobody else
    from writing. Raises TextIsRefused when it is no charter.
    """
    reading = reading or read_charter(source, name=name)
    if reading.document.is_refused:
        raise TextIsRefused(*reading.document.errors)
    return keep_text(CharterIntake, working_of(reading.document), source, reading=reading, by=by, name=name)


@operation
def agree_charter(intake, *, by, revision, reading):
    """Make a draft of this reading, once: agreeing a second time changes nothing. It is not adopted by that.

    `reading`: as the person saw and corrected it, at this revision. Returns the intake, with its page.
    Raises ReadingHasMoved, NotInReview where other words were agreed, NotReadyToAgree; and then nothing changed.
    """
    intake = CharterIntake.objects.locked(intake)
    if intake.state == AGREED and reading == intake.reading:
        return intake
    intake = correct_reading(intake, by=by, revision=revision, reading=reading)
    if sentences := still_open(intake.reading):
        raise NotReadyToAgree(*sentences)
    return take_over(intake, document_of(intake.reading), by=by)


def take_over(intake, document, *, by):
    """The draft, and the text it came from with it. Returns the intake, with its page."""
    page = draft_charter(document, by=by)
    move(intake, AGREED, by=by, leaves_a_mark=False, page=page, agreed_by=by, agreed_at=timezone.now())
    record("intake.agreed", by=by, subject=intake, page=page.code)
    return intake


def still_open(reading):
    """Sentences: what keeps this from becoming a draft."""
    return [*reds_open(reading), *title_open(reading), *rows_open(reading["rows"])]


def title_open(reading):
    title = reading["title"] or ""
    if not title:
        yield _("It has no title yet, because the text names none. Write one.")
    elif len(title) > LONGEST_TITLE:
        yield _("The title is longer than %(most)s characters. Write a shorter one.") % {
            "most": LONGEST_TITLE
        }


def rows_open(rows):
    """Sentences about rows that can't stand as they are; see community.models.wording.trouble_in."""
    kept = [(place, row) for place, row in enumerate(rows, start=1) if row["kind"] != LEFT_OUT]
    if not any(row["kind"] != "section" for _place, row in kept):
        yield _("There is no clause in it yet: nothing that people could agree to. Add one.")
    for place, row in kept:
        for sentence in troubles_of(row):
            yield _("Entry %(place)s: %(what)s") % {"place": place, "what": sentence}


def troubles_of(row):
    if not words_of(row):
        yield _("it has no words yet. Write them, or take it out.")
    if len(row["label"]) > LONGEST_LABEL:
        yield _("its label is longer than %(most)s characters. Put some of it into the words.") % {
            "most": LONGEST_LABEL
        }
    if len(row["mark"]) > LONGEST_MARK:
        yield _("what stands after its label is longer than %(most)s characters.") % {"most": LONGEST_MARK}
