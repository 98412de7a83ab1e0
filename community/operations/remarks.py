"""Questions about an amendment while it is open, and what people answer. Named only if they wish."""

from django.utils.translation import gettext_lazy as _

from community.models import Amendment, Remark
from community.operations.amendments import NotOpenAnyMore, check_open
from people.audit import operation, record


class NothingSaid(Exception):
    """A question or an answer has words."""

    sentence = _("Write a few words first.")


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
    """Whoever said it takes it back, while the amendment is open; what was answered to it goes along.

    Raises NotTheirWords, NotOpenAnyMore.
    """
    if remark.said_by_id != by.pk:
        raise NotTheirWords
    check_open(Amendment.objects.locked(remark.amendment))
    record("amendment.words_taken_back", by=None, subject=remark, amendment=remark.amendment.code)
    remark.delete()


class NotTheirWords(Exception):
    """Only who said something takes it back."""


__all__ = ["NotOpenAnyMore", "NothingSaid", "NotTheirWords", "answer", "ask", "take_remark_back"]
