"""What a witness does by their link while they are asked: save, say it aloud, decline. They have no account."""

from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.audit import operation
from portfolios.files import discard_file
from portfolios.models import WitnessRecording, WitnessRequest, WitnessStatement
from portfolios.operations.scanning import first_state, quarantine
from portfolios.operations.witnesses import forget_words, held, settle
from portfolios.testimony import addresses_in, is_address_of, is_name_of, is_same_person

State = WitnessRequest.State
MOST_RECORDINGS = 30


class CannotSay(Exception):
    """What a witness does can't be done; `.sentence` says why, to them."""

    sentence = _("This can’t be done just now. What you wrote is still here.")


class OwnTestimony(CannotSay):
    """Someone opened the link to their own request, or gave their own name or address."""

    sentence = _(
        "Someone can’t be a witness to their own work, and these are the practitioner’s own details. "
        "If you only share a name, add something that tells you apart."
    )


class NotAllSaid(CannotSay):
    sentence = _(
        "Before you confirm: your name, how you know them, how to reach you, at least one answer, and the tick."
    )


class TooManyRecordings(CannotSay):
    sentence = _("There is no more room for recordings here. Remove one, or write the rest.")


class VirusFound(CannotSay):
    sentence = _("A virus was found in one of your recordings. Remove it, then confirm.")


class StaleStatement(CannotSay):
    """It was saved from another device in between; both texts are there to choose from."""

    sentence = _("This was saved somewhere else since you opened it. See both below, then save yours.")


@operation
def save_statement(request, *, by, revision, words, answers):
    """Keep what stands in the form, made to this revision. `answers`: {question pk: text}. Saved twice is saved once."""
    request = held(request, State.ASKED)
    refuse_own(request, by)
    note_who(request, by)
    statement, _new = WitnessStatement.objects.get_or_create(request=request)
    if says_the_same(request, statement, words, answers):
        WitnessStatement.objects.filter(pk=statement.pk).update(typed={})
        return statement
    changed = WitnessStatement.objects.filter(pk=statement.pk, revision=revision).update(
        **words, revision=F("revision") + 1, changed_at=timezone.now(), typed={}
    )
    if not changed:
        raise StaleStatement
    for question in request.questions.all():
        if question.pk in answers:
            question.answer = answers[question.pk]
            question.save(update_fields=["answer"])
    statement.refresh_from_db()
    return statement


@operation
def keep_typed(request, *, by, fields):
    """Keep what is being typed, apart from what was saved."""
    request = held(request, State.ASKED)
    refuse_own(request, by)
    note_who(request, by)
    statement, _new = WitnessStatement.objects.get_or_create(request=request)
    WitnessStatement.objects.filter(pk=statement.pk).update(typed=fields)
    return statement


@operation
def keep_recording(request, kept, *, by, question=None, most_bytes):
    """Put a recording that is safely kept to a question, or to everything. The same one twice is one.

    Says whether it was taken; where not, or where this raises, the caller lets go of the file.
    """
    request = held(request, State.ASKED)
    refuse_own(request, by)
    note_who(request, by)
    statement, _new = WitnessStatement.objects.get_or_create(request=request)
    there = list(statement.recordings.all())
    if any(one.sha256 == kept.sha256 and one.question_id == getattr(question, "pk", None) for one in there):
        return False
    if len(there) >= MOST_RECORDINGS or sum(one.size for one in there) + kept.size > most_bytes:
        raise TooManyRecordings
    recording = WitnessRecording.objects.create(
        statement=statement,
        question=question,
        name=kept.name,
        content_type=kept.content_type,
        size=kept.size,
        sha256=kept.sha256,
        file=kept.path,
        scan=first_state(),
    )
    quarantine(recording)
    return True


@operation
def drop_recording(request, code, *, by):
    """Take a recording away; one that is gone is no problem."""
    request = held(request, State.ASKED)
    refuse_own(request, by)
    for recording in WitnessRecording.objects.filter(statement__request=request, code=code.replace("\0", "")):
        path = recording.file.name
        recording.delete()
        transaction.on_commit(partial(discard_file, path))


@operation
def decline(request, *, by):
    """Rather not. No reason is asked; nothing typed is kept. Pressed twice it is still only that."""
    request = WitnessRequest.objects.locked(request)
    if request.state == State.DECLINED:
        return request
    request = held(request, State.ASKED)
    refuse_own(request, by)
    forget_words(request)
    return settle(request, State.DECLINED)


@operation
def reopen(request, *, by):
    """They changed their mind, while the link is open."""
    request = held(request, State.DECLINED)
    refuse_own(request, by)
    return settle(request, State.ASKED)


# --- what they are made of ------------------------------------------------------------------


def refuse_own(request, by, statement=None):
    """Not the practitioner, nor another account of theirs, nor someone who gives their name or address."""
    owner = request.owner
    if is_same_person(owner, by):
        raise OwnTestimony
    if statement and (
        is_name_of(owner, statement.name)
        or any(is_address_of(owner, address) for address in addresses_in(statement.contact))
    ):
        raise OwnTestimony


def note_who(request, by):
    """Whoever is signed in while they write, confirmed or not from there: so that they don’t judge it later."""
    if by and request.answered_by_id != by.pk:
        WitnessRequest.objects.filter(pk=request.pk).update(answered_by=by)


def says_the_same(request, statement, words, answers):
    same = all(getattr(statement, field) == value for field, value in words.items())
    return same and all(answers.get(one.pk, one.answer) == one.answer for one in request.questions.all())
