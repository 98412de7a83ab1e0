"""A journal: written, changed, deleted for good. What happens in it leaves no event: nobody but its owner ever knows.

What is shared from it is a copy with a date, and that is evidence like any other.
"""

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from people.audit import operation
from portfolios.files import discard_file, open_file
from portfolios.models import HELD, EvidenceKind, JournalEntry, JournalRecording, Precision, Upload
from portfolios.operations.drafts import forget_draft
from portfolios.operations.evidence import StaleSave, add_evidence
from portfolios.operations.evidence_files import UploadGone
from portfolios.operations.scanning import first_state, quarantine
from portfolios.operations.units import open_portfolio
from portfolios.operations.uploads import drop_upload, keep_in_one_go


@operation
def write_entry(person, *, organisation, by, kept=(), **words):
    """Begin an entry in someone’s own folder. `kept`: codes of recordings that arrived and wait."""
    portfolio = open_portfolio(person, organisation=organisation, by=by)
    entry = JournalEntry.objects.create(portfolio=portfolio, **words)
    return take_recordings(entry, kept, by=by)


@operation
def change_entry(entry, *, by, revision, kept=(), **words):
    """Save a change made to the given revision. A later one, in another tab, is kept, and said: StaleSave."""
    same = JournalEntry.objects.filter(pk=entry.pk, revision=revision)
    changed = same.update(revision=revision + 1, changed_at=timezone.now(), **words)
    entry = JournalEntry.objects.get(pk=entry.pk)
    if not changed:
        raise StaleSave(entry)
    return take_recordings(entry, kept, by=by)


@operation
def delete_entry(entry, *, by):
    """For good, with its recordings and what was typed and not saved. What was shared from it stays: it is a copy."""
    for recording in entry.recordings.all():
        delete_recording(recording, by=by)
    forget_draft(by, f"journal {entry.code}")
    entry.delete()


@operation
def delete_recording(recording, *, by):
    path = recording.file.name
    recording.delete()
    transaction.on_commit(lambda: discard_file(path))
    return recording.entry


def take_recordings(entry, codes, *, by):
    """Recordings that arrived and wait become the entry’s own, in the order of their codes."""
    waiting = {
        upload.code: upload for upload in Upload.objects.waiting_for(by).select_for_update(no_key=True)
    }
    for code in dict.fromkeys(codes):
        if code not in waiting:
            raise UploadGone
        keep_recording(entry, waiting[code])
    return entry


def keep_recording(entry, upload):
    known = {name: getattr(upload, name) for name in ("name", "content_type", "size", "sha256")}
    quarantine(JournalRecording.objects.create(entry=entry, file=upload.place, scan=first_state(), **known))
    upload.delete()


# --- sharing --------------------------------------------------------------------------------


@operation
def share_entry(entry, *, by, revision, name, kept=()):
    """Copy an entry as it is into a piece of evidence, its own account of the day it was written. The entry stays private.

    `revision` is the one they saw; `kept`: codes of copies of its recordings, from copy_recordings. Raises StaleSave.
    """
    entry = JournalEntry.objects.select_for_update(no_key=True).get(pk=entry.pk)
    if entry.revision != revision:
        raise StaleSave(entry)
    return add_evidence(
        entry.portfolio,
        by=by,
        kept=kept,
        name=name,
        kind_id=EvidenceKind.REFLECTIVE_ACCOUNT,
        story=entry.text,
        happened_on=entry.written_on,
        happened_precision=Precision.DAY,
        from_entry=entry,
    )


def copy_recordings(entry, codes):
    """Copies of these recordings as uploads that wait, made outside any transaction. Raises FileRefused.

    One that waits for its search, or is held after it, is not copied.
    """
    copies = []
    try:
        for recording in entry.recordings.filter(code__in=codes).exclude(scan__in=HELD):
            with open_file(recording.file.name) as source:
                copy = keep_in_one_go(entry.portfolio.owner, File(source, name=recording.name))
            copies.append(copy)
    except BaseException:
        for copy in copies:
            drop_upload(copy)
        raise
    return copies
