"""The files of a piece of evidence: put to it, taken off it, off the disk."""

from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from portfolios.files import FileRefused, KeptFile, discard_file, keep_file
from portfolios.models import Evidence, EvidenceFile, Rendition, Upload
from portfolios.operations.scanning import first_state, quarantine


class UploadGone(Exception):
    """A file that was waiting is no longer there, or was never this person’s."""

    sentence = _(
        "A file that was waiting here is no longer there. What you have written is safe. Choose it again."
    )


@operation
def take_uploads(evidence, codes, *, by):
    """Put files that arrived and wait to a piece of evidence, in the order of their codes. Only one’s own wait."""
    waiting = {
        upload.code: upload for upload in Upload.objects.waiting_for(by).select_for_update(no_key=True)
    }
    for code in dict.fromkeys(codes):
        if code not in waiting:
            raise UploadGone
        take_upload(evidence, waiting[code], by=by)
    return evidence


def take_upload(evidence, upload, *, by, is_consent=False):
    upload.file = add_file(evidence, kept_as(upload), by=by, is_consent=is_consent)
    upload.place = ""  # it belongs to the file now
    upload.save(update_fields=["file", "place"])
    return upload.file


def kept_as(upload):
    return KeptFile(upload.place, upload.name, upload.content_type, upload.size, upload.sha256)


@operation
def remove_file(file, *, by):
    """Take a file off evidence. It leaves the disk too, unless an assessor has it already."""
    Evidence.objects.locked(file.evidence)  # or it could be shared between the look and the end of the file
    if file.shared_in.exists():
        EvidenceFile.objects.filter(pk=file.pk).update(removed_at=timezone.now())
    else:
        erase_file(file)
    record("evidence.file_removed", by=by, subject=file.evidence, file=file.code)
    return file.evidence


def take_files(evidence, uploads, *, by):
    """Keep files that are at hand here, not in a request: a form’s are kept before any transaction begins.

    Those that can’t be kept are listed in `evidence.refused`, each with its sentence.
    """
    evidence.refused = []
    for upload in uploads:
        try:
            with discarded_if_undone(keep_file(upload)) as kept:
                add_file(evidence, kept, by=by)
        except FileRefused as refusal:
            evidence.refused.append(refusal)
    return evidence


@contextmanager
def discarded_if_undone(kept):
    """No file without its row: when writing the row fails, the file leaves the disk again."""
    try:
        yield kept
    except BaseException:
        discard_file(kept.path)
        raise


def add_file(evidence, kept, *, by, is_consent=False, sent_by=None):
    """`sent_by`: whose file it is, where someone else puts it here: only they have it as it was."""
    file = EvidenceFile.objects.create(
        evidence=evidence,
        name=kept.name,
        content_type=kept.content_type,
        size=kept.size,
        sha256=kept.sha256,
        file=kept.path,
        uploaded_by=sent_by or by,
        scan=first_state(),
        is_consent=is_consent,
    )
    record("evidence.file_added", by=by, subject=evidence, file=file.code, sha256=file.sha256, size=file.size)
    quarantine(file)
    return file


def erase_file(file):
    paths = [file.file.name, *file.renditions.values_list("file", flat=True)]
    file.delete()
    transaction.on_commit(lambda: [discard_file(path) for path in paths if not is_kept(path)])


def is_kept(path):
    """Whether a row still names it: what several people did together is one file in several folders."""
    return EvidenceFile.objects.filter(file=path).exists() or Rendition.objects.filter(file=path).exists()
