"""Questions about an amendment while it is open, and what people answer. Named only if they wish."""

from django.utils.translation import gettext_lazy as _

from community.models import Amendment, Remark
from community.operations.amendments import check_open
from community.rules import is_its_steward
from people.audit import operation, record
from people.telling import tell

TAKEN_AWAY = "words_taken_away"  # the mail to whoever said them


class NothingSaid(Exception):
    """A question or an answer has words."""

    sentence = _("Write a few words first.")


class NotTheirWords(Exception):
    """Only who said something takes it back."""


class NotTheirsToTakeAway(Exception):
    """What others said is taken away only by a steward of the place whose people decide."""


@operation
def ask(amendment, *, words, is_named, by):
    """Ask about an amendment that is open. Anyone signed in may. Returns the Remark.

    Raises NotOpenAnyMore, NothingSaid.
    """
    return say(amendment, words=words, is_named=is_named, by=by)


@operation
def answer(question, *, words, is_named, by):
    """Answer a question; an answer to an answer stands with the question. Anyone signed in may. Returns the Remark."""
    first = question.answers or question
    return say(question.amendment, words=words, is_named=is_named, by=by, answers=first)


def say(amendment, *, words, is_named, by, answers=None):
    check_open(Amendment.objects.locked(amendment))
    if not words.strip():
        raise NothingSaid
    said = Remark.objects.create(
        amendment=amendment, answers=answers, words=words.strip(), said_by=by, is_named=bool(is_named)
    )
    action = "amendment.answered" if answers else "amendment.asked_about"
    record(action, by=by if is_named else None, subject=said, amendment=amendment.code)
    return said


@operation
def take_remark_back(remark, *, by):
    """Whoever said it takes it back, at any time. Where someone answered, their answer stays, and this has no words.

    Twice is the same as once. Raises NotTheirWords.
    """
    if remark.said_by_id != by.pk:
        raise NotTheirWords
    said = still_said(remark)
    if not said:
        return
    record("amendment.words_taken_back", by=None, subject=remark, amendment=remark.amendment.code)
    if remark.replies.exists():
        said.update(words="", is_named=False)
    else:
        said.delete()


@operation
def take_remark_away(remark, *, by):
    """A steward takes someone’s words away, at any time. It stays to be seen that there were some, the record names the
    steward, and whoever said them is told by mail. Twice is the same as once. Raises NotTheirsToTakeAway.
    """
    if not is_its_steward(by, remark.amendment):
        raise NotTheirsToTakeAway
    if still_said(remark).update(words="", is_named=False):
        record("amendment.words_taken_away", by=by, subject=remark, amendment=remark.amendment.code)
        tell(remark.said_by, TAKEN_AWAY, about=remark.amendment)


def still_said(remark):
    """The remark, as a queryset, unless its words are gone by now. Its amendment is locked until this is done."""
    Amendment.objects.locked(remark.amendment)
    return Remark.objects.filter(pk=remark.pk).exclude(words="")
