"""What is the same of every text on its way in, be it a standard or a charter: corrected by a person, or set aside."""

import hashlib

from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.models import Page

from people.audit import operation, record
from people.states import move
from standards.exchange.working import not_looked_at
from standards.models import SuitePage
from standards.states import REVIEW, SET_ASIDE


class ReadingHasMoved(Exception):
    """Someone corrected it in between, perhaps you in another tab. Both readings are there to choose from."""

    sentence = _(
        "This was changed somewhere else since you opened it. Nothing of yours is lost: see both below."
    )

    def __init__(self, current):
        super().__init__(str(self.sentence))
        self.current = current


class NotInReview(Exception):
    """It was brought in or set aside, and is only read now."""

    sentence = _("This was brought in or set aside in the meantime, so it can’t be changed any more.")

    def __init__(self, current):
        super().__init__(str(self.sentence))
        self.current = current


class NotReadyToAgree(Exception):
    """Something is still open. `sentences` say what."""

    def __init__(self, *sentences):
        super().__init__(" ".join(map(str, sentences)))
        self.sentences = sentences


@operation
def keep_text(model, working, source, *, reading, by, name="", **where):
    """Keep a text beside what was read of it, in a row of `model`; the same text waits only once. Returns the row.

    `source`: text or bytes, as it came. `reading` has its `original` and `format`. `where`: what it is brought into.
    """
    hold(where.get("suite"))
    raw = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    sha256 = hashlib.sha256(raw).hexdigest()
    if known := model.objects.filter(state=REVIEW, sha256=sha256, **where).first():
        return known
    intake = model.objects.create(
        source_name=name[:255],
        source_format=reading.format,
        original=reading.original,
        sha256=sha256,
        reading=working,
        made_by=by,
        **where,
    )
    record("intake.brought_in", by=by, subject=intake, sha256=sha256)
    return intake


def hold(suite):
    """Until the operation ends nobody else brings anything into this suite, or, with None, into a place of its own.

    The same text would wait twice, and two plans of one draft would undo each other.
    """
    if suite:
        SuitePage.objects.select_for_update(of=("self",), no_key=True).filter(pk=suite.pk).first()
    else:
        Page.objects.select_for_update(of=("self",), no_key=True).filter(depth=1).first()


@operation
def correct_reading(intake, *, by, revision, reading):
    """Keep what a person made of the reading at this revision. Returns the intake as it is now.

    Raises ReadingHasMoved when someone else was there first, and NotInReview.
    """
    intake = in_review(intake, revision=revision)
    if reading == intake.reading:
        return intake
    type(intake).objects.filter(pk=intake.pk).update(reading=reading, revision=F("revision") + 1)
    intake.refresh_from_db()
    record("intake.corrected", by=by, subject=intake, revision=intake.revision)
    return intake


def in_review(intake, *, revision):
    intake = type(intake).objects.locked(intake)
    if intake.state != REVIEW:
        raise NotInReview(intake)
    if intake.revision != revision:
        raise ReadingHasMoved(intake)
    return intake


def reds_open(reading):
    """Sentences: red warnings that nobody has looked at yet."""
    if count := len(not_looked_at(reading)):
        yield ngettext(
            "%(count)s red warning was not looked at yet. Look at it, and tick it.",
            "%(count)s red warnings were not looked at yet. Look at each, and tick it.",
            count,
        ) % {"count": count}


@operation
def set_aside(intake, *, by):
    """Not now. It is kept, and can be taken up again."""
    return move_quietly(intake, SET_ASIDE, by=by)


@operation
def take_up_again(intake, *, by):
    return move_quietly(intake, REVIEW, by=by)


def move_quietly(intake, to, *, by):
    intake = type(intake).objects.locked(intake)
    if intake.state != to:
        move(intake, to, by=by, leaves_a_mark=False)
        record("intake.moved", by=by, subject=intake, to=str(to))
    return intake
