"""Files that arrive in pieces, from the first byte until they stand with a piece of evidence.

Not one of these holds a transaction open while bytes travel, are hashed or looked at. What was acknowledged is
on disk and in the row; what a kill cut off is written over by the next piece.
"""

import errno
import shutil
import time
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core.files.storage import storages
from django.db import models, transaction
from django.utils import timezone

from people.models import User
from portfolios import arriving
from portfolios.exchange.zips import BagIsRefused, opened
from portfolios.files import (
    discard_file,
    keep_file,
    keep_staged,
    keep_staged_path,
    new_path,
    promised_kind,
    refuse_size,
    refusing,
)
from portfolios.kinds import Family, family_of, size_in_words
from portfolios.models import EvidenceFile, JournalRecording, PaperBrought, Upload
from portfolios.names import clean_name
from portfolios.refusals import FileRefused

KEPT_FOR = timedelta(days=7)  # an upload that stands still, and a file no evidence was found for
A_MOMENT = 2  # seconds between two times the row is told how much arrived
ZIP = "application/zip"
SPARE = 4 * 1024 * 1024  # what the disk keeps for everyone else


class WrongOffset(Exception):
    """The sender goes on from another byte than the one that is wanted: it asks where we stand, and tries again."""


# --- beginning ------------------------------------------------------------------------------


def begin_upload(person, *, name, size):
    """Make room for a file of `size` bytes. Refused at once where it could not be kept: nothing travels in vain."""
    return begin(name, size, most=settings.EVIDENCE_MAX_BYTES, announce=partial(announced, person))


def begin(name, size, *, most, announce):
    """The same for whoever sends it: `announce(name=…, size=…)` makes the row, or refuses."""
    name = clean_name(name)
    with refusing(name):
        promised_kind(name)
        refuse_size(size, most=most)
        if shutil.disk_usage(settings.FILE_UPLOAD_TEMP_DIR).free < size + SPARE:
            raise OSError(errno.ENOSPC, "No room for a file that was announced")
        upload = announce(name=name, size=size)
        arriving.make_room(upload.code)
    return upload


@transaction.atomic
def announced(person, *, name, size, **more):
    """Its row, within what one person may keep. Two at the same moment wait for each other."""
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    held = held_by(person)
    if held["bytes"] + size > settings.EVIDENCE_QUOTA_BYTES:
        most, used = (size_in_words(n) for n in (settings.EVIDENCE_QUOTA_BYTES, held["bytes"]))
        raise FileRefused("quota_bytes", most=most, used=used)
    if held["files"] >= settings.EVIDENCE_QUOTA_FILES:
        raise FileRefused("quota_files", most=settings.EVIDENCE_QUOTA_FILES)
    return Upload.objects.create(owner=person, name=name, size=size, **more)


def held_by(person):
    """{"bytes", "files"} of all that someone keeps or has announced."""
    found = {"bytes": 0, "files": 0}
    # What several did together is one file: it counts for whoever sent it, not again for each who was there.
    theirs = models.Q(evidence__part_of=None) | models.Q(evidence__owner=person)
    of_evidence = EvidenceFile.objects.filter(theirs, uploaded_by=person, removed_at=None)
    on_the_way = Upload.objects.filter(owner=person, file=None).exclude(state=Upload.State.REFUSED)
    said = JournalRecording.objects.filter(entry__portfolio__owner=person)
    papers = PaperBrought.objects.filter(said__brought__portfolio__owner=person)
    for rows in (of_evidence, on_the_way, said, papers):
        told = rows.aggregate(bytes=models.Sum("size"), files=models.Count("pk"))
        found = {what: found[what] + (told[what] or 0) for what in found}
    return found


# --- receiving ------------------------------------------------------------------------------


def receive(upload, pieces, *, offset):
    """Append what `pieces` yields from byte `offset` on, and say how far it came. When all is there, keep it.

    `pieces` may raise OSError: the sender was lost, and what did arrive is kept. Raises WrongOffset,
    arriving.SomeoneElsesTurn, arriving.NothingThere, FileRefused.
    """
    turn = arriving.turn(upload.code, offset=offset, is_there=lambda: stands_at(upload, offset))
    with turn as mine, refusing(upload.name):
        take_in(mine, pieces, upload)
    upload.received = mine.saved
    return finish_upload(upload) if upload.received == upload.size else upload


def stands_at(upload, offset):
    if not Upload.objects.filter(pk=upload.pk, received=offset, state=Upload.State.RECEIVING).exists():
        raise WrongOffset
    return True


def take_in(turn, pieces, upload):
    """Write, and now and then see it onto the disk; at the end, however it ends, once more."""
    told = time.monotonic()
    try:
        for piece in pieces:
            turn.write(piece[: upload.size - turn.position])
            if time.monotonic() - told > A_MOMENT:
                turn.save(lambda position: note_received(upload, turn.saved, position))
                told = time.monotonic()
    finally:
        if turn.position > turn.saved:
            turn.save(lambda position: note_received(upload, turn.saved, position))


def note_received(upload, before, now):
    """Compare and swap: two requests never both go on from the same byte."""
    noted = Upload.objects.filter(pk=upload.pk, received=before, state=Upload.State.RECEIVING)
    if not noted.update(received=now, changed_at=timezone.now()):
        raise WrongOffset


# --- keeping --------------------------------------------------------------------------------


def finish_upload(upload):
    """Look at a file that is whole and keep it, or note why it can’t be. May be asked twice; happens once."""
    try:
        with arriving.alone(upload.code):
            upload.refresh_from_db()
            if upload.state == Upload.State.RECEIVING and upload.received == upload.size:
                keep_whole(upload)
    except arriving.NothingThere:
        upload.refresh_from_db()
    if upload.state != Upload.State.RECEIVING:
        arriving.clear_away(upload.code)
    return upload


def keep_whole(upload):
    if upload.is_bag:
        return keep_whole_bag(upload)
    place = arriving.place_of(upload.code)
    if upload.place and not place.exists() and storages["evidence"].exists(upload.place):
        return note(upload, state=Upload.State.KEPT)  # moved, and then the server was killed
    try:
        sha256 = arriving.sha256_of_arrived(upload.code, upload.size)
        keep_staged(place, upload.name, sha256=sha256, before=lambda kept: note_place(upload, kept))
    except FileRefused as refusal:
        if refusal.is_ours:
            raise
        return note(upload, state=Upload.State.REFUSED, trouble=str(refusal)[:300])
    return note(upload, state=Upload.State.KEPT)


def keep_whole_bag(upload):
    """Put a bag that arrived where it waits, if it is a ZIP at all; what is in it the worker says."""
    place, storage = arriving.place_of(upload.code), storages["exports"]
    if upload.place and not place.exists() and storage.exists(upload.place):
        return note(upload, state=Upload.State.KEPT)
    try:
        opened(place).close()
    except BagIsRefused as refusal:
        return note(upload, state=Upload.State.REFUSED, trouble=str(refusal)[:300])
    sha256 = arriving.sha256_of_arrived(upload.code, upload.size)
    note(upload, place=new_path(), content_type=ZIP, sha256=sha256)
    with refusing(upload.name):
        keep_staged_path(place, storage=storage, path=upload.place)
    return note(upload, state=Upload.State.KEPT)


def note_place(upload, kept):
    if upload.request_id and family_of(kept.content_type) is not Family.SOUND:
        raise FileRefused("not_sound")  # of a witness, only what was said is taken
    note(upload, place=kept.path, name=kept.name, content_type=kept.content_type, sha256=kept.sha256)


def note(upload, **fields):
    """Never one that was dropped in between."""
    fields["changed_at"] = timezone.now()
    if not Upload.objects.filter(pk=upload.pk, state=Upload.State.RECEIVING).update(**fields):
        raise WrongOffset
    for name, value in fields.items():
        setattr(upload, name, value)


def keep_in_one_go(person, file):
    """Keep a file that came whole with a form, as an upload that waits. Raises FileRefused."""
    kept = keep_file(file)
    known = {"content_type": kept.content_type, "sha256": kept.sha256, "place": kept.path}
    try:
        with refusing(kept.name):
            return announced(
                person,
                name=kept.name,
                size=kept.size,
                received=kept.size,
                state=Upload.State.KEPT,
                **known,
            )
    except BaseException:
        discard_file(kept.path)
        raise


# --- ending ---------------------------------------------------------------------------------


def drop_upload(upload):
    """Let go of a file that is not wanted after all, whether it is on its way or waits. One in use stays."""
    try:
        with arriving.alone(upload.code):
            return drop_row(upload)
    except arriving.NothingThere:
        return drop_row(upload)


def drop_row(upload):
    dropped = Upload.objects.filter(pk=upload.pk, file=None).first()
    if dropped and Upload.objects.filter(pk=upload.pk, file=None).delete()[0]:
        arriving.clear_away(upload.code)
        if dropped.place:
            discard_file(dropped.place, storage=storages["exports"] if dropped.is_bag else None)
    return dropped


def drop_old_uploads(*, at=None):
    """Uploads that stood still for a week, and bytes whose row is gone; says how many."""
    before = (at or timezone.now()) - KEPT_FOR
    old = Upload.objects.filter(changed_at__lt=before)
    dropped = [drop_upload(upload) for upload in old.filter(file=None)]
    old.exclude(file=None).delete()  # the file stays with its evidence
    return len(dropped) + sum(map(arriving.clear_away, codes_without_row()))


def codes_without_row():
    found = arriving.codes_on_disk(older_than=60 * 60)
    return found - set(Upload.objects.filter(code__in=found).values_list("code", flat=True))
