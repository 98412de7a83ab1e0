"""Agreeing to a charter, or saying that one would like to talk first; and taking it back.

What people say is theirs: none of it is recorded in the audit, and nothing else here asks for it.
"""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models import Agreement, Charter, Talk
from community.operations.talks import ask_to_talk
from community.rules import is_member
from people.audit import operation

Answer = Agreement.Answer


class NotInForce(Exception):
    """Only the words in force are answered: those are what someone works by."""

    sentence = _("The charter was changed while you were reading. These are its newest words.")


class NotAMember(Exception):
    """A charter is answered by the people of its place."""

    sentence = _("This charter belongs to a place you are not part of, so it asks nothing of you.")


class NotTheirs(Exception):
    """Only who said something takes it back."""


@operation
def answer_charter(version, *, answer, by, words="", reach_me="", steward=None, at=None):
    """Say to the version in force that one agrees ("agrees"), or would like to talk first ("talk").

    `words`, `reach_me`, `steward` are for a talk, and each may be left out. An earlier answer to this version ends, and
    so does a wish to talk about older words that nobody has talked about yet. Agreeing twice is agreeing once.
    Returns the Agreement. Raises NotInForce, NotAMember, NotASteward.
    """
    charter = Charter.objects.locked(version.charter)
    check(charter, version, by=by)
    before = Agreement.objects.filter(person=by, version=version).in_force().first()
    if before and before.answer == answer == Answer.AGREES:
        return before
    at = at or timezone.now()
    end(replaced(version, by=by), at=at)
    agreement = Agreement.objects.create(person=by, version=version, answer=answer, answered_at=at)
    if answer == Answer.TALK:
        ask_to_talk(agreement, words=words, reach_me=reach_me, steward=steward, at=at)
    return agreement


def check(charter, version, *, by):
    if charter.current_version_id != version.pk:
        raise NotInForce
    if not is_member(by, charter):
        raise NotAMember


def replaced(version, *, by):
    """What a new answer takes the place of. That someone agreed to older words stays as it was."""
    theirs = Agreement.objects.filter(person=by).in_force()
    unheard = theirs.filter(version__charter=version.charter_id, answer=Answer.TALK, talk__talked_at=None)
    return theirs.filter(version=version) | unheard


@operation
def take_back(agreement, *, by, at=None):
    """End an answer, in one step and without a reason. Taken back before, nothing changes."""
    if agreement.person_id != by.pk:
        raise NotTheirs
    Charter.objects.locked(agreement.version.charter)
    end(Agreement.objects.filter(pk=agreement.pk).in_force(), at=at or timezone.now())
    agreement.refresh_from_db()
    return agreement


def end(answers, *, at):
    """What was written for a steward goes with the wish to talk: nobody needs it any more."""
    ended = list(answers.values_list("pk", flat=True))
    Talk.objects.filter(agreement__in=ended).update(words="", reach_me="")
    Agreement.objects.filter(pk__in=ended).update(ended_at=at)
