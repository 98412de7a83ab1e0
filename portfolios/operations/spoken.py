"""What a witness says aloud, on its way in pieces by their link: theirs alone, bounded, and kept once it is whole."""

from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from people.audit import operation
from portfolios.files import FileRefused, discard_file
from portfolios.kinds import Family, kind_named
from portfolios.models import Upload, WitnessRequest
from portfolios.operations.evidence_files import kept_as
from portfolios.operations.testimony import (
    MOST_RECORDINGS,
    CannotSay,
    TooManyRecordings,
    drop_recording,
    keep_recording,
    refuse_own,
)
from portfolios.operations.uploads import begin, drop_upload
from portfolios.operations.witnesses import held

State = WitnessRequest.State
MAY_BE_SOUND = (Family.SOUND, Family.FILM)  # telephones call a voice MP4 too


def begin_spoken(request, *, name, size, question, by):
    """Make room for a recording of `size` bytes about `question`, one of the request’s own, or None: about everything.

    Raises FileRefused, CannotSay, NotNow.
    """
    kind = kind_named(name)
    if kind and kind.family not in MAY_BE_SOUND:
        raise FileRefused("not_sound").about(name)
    announce = partial(announced_by, request, question=question, by=by)
    return begin(name, size, most=settings.WITNESS_MAX_BYTES, announce=announce)


@operation
def announced_by(request, *, name, size, question, by):
    """Its row, within what one request may keep. Two at the same moment wait for each other."""
    request = held(request, State.ASKED)
    refuse_own(request, by)
    sizes = [*sizes_on_the_way(request), *sizes_kept(request)]
    if len(sizes) >= MOST_RECORDINGS or sum(sizes) + size > settings.WITNESS_MAX_BYTES:
        raise TooManyRecordings
    return Upload.objects.create(request=request, question=question, name=name, size=size)


def sizes_on_the_way(request):
    coming = request.uploads.exclude(state=Upload.State.REFUSED).filter(recording=None)
    return coming.values_list("size", flat=True)


def sizes_kept(request):
    statement = getattr(request, "statement", None)
    return statement.recordings.values_list("size", flat=True) if statement else ()


def take_spoken(upload, *, by):
    """One that is whole becomes part of what its witness said. Twice is once; one that can’t be says why."""
    if upload.state == Upload.State.KEPT and upload.place and upload.recording_id is None:
        try:
            put_to_statement(upload, by=by)
        except CannotSay as refusal:
            refuse_spoken(upload, str(refusal.sentence))
        upload.refresh_from_db()
    return upload


@operation
def put_to_statement(upload, *, by):
    request = held(upload.request, State.ASKED)
    upload = Upload.objects.select_for_update(of=("self",), no_key=True).get(pk=upload.pk)
    if not upload.place:
        return
    kept, most = kept_as(upload), settings.WITNESS_MAX_BYTES
    if keep_recording(request, kept, by=by, question=upload.question, most_bytes=most):
        upload.recording = request.statement.recordings.get(file=upload.place)
    else:  # it was said before, in the same words: one of the two is enough
        let_go_of(upload.place)
    upload.place, upload.changed_at = "", timezone.now()
    upload.save(update_fields=["recording", "place", "changed_at"])


@transaction.atomic
def refuse_spoken(upload, trouble):
    let_go_of(upload.place)
    Upload.objects.filter(pk=upload.pk).update(state=Upload.State.REFUSED, place="", trouble=trouble[:300])


def let_go_of(path):
    transaction.on_commit(partial(discard_file, path))


def drop_spoken(upload, *, by):
    """Let go of it, on its way or kept; says whether there was anything."""
    if upload.recording_id:
        drop_recording(upload.request, upload.recording.code, by=by)
        return True
    return drop_upload(upload) is not None
