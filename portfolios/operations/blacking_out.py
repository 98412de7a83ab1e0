"""A file with parts of it blacked out takes the place of another, which stays with its owner or goes for good."""

import hashlib
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from portfolios.copies import CopyNotPossible
from portfolios.copies.bounded import in_child
from portfolios.files import KeptFile
from portfolios.kinds import kind_of
from portfolios.making import keep_made, on_disk, workbench
from portfolios.models import Claim, Evidence, EvidenceFile
from portfolios.names import named_as
from portfolios.operations.evidence_files import add_file, erase_file

SECONDS = 90


class CannotBlackOut(Exception):
    """`str()` says why, for whoever asked."""


def burnt(file, boxes):
    """A new file with these boxes burnt in, kept but without a row yet. Shape of `boxes`: portfolios.copies.burning.

    Takes a second or two a page: never inside a transaction. Raises CannotBlackOut.
    """
    with workbench() as folder, on_disk(file.file.name, folder) as source:
        target = folder / "burnt"
        content_type = asked(in_child, "burn", source, target, file.content_type, boxes, seconds=SECONDS)
        with open(target, "rb") as made:
            sha256 = hashlib.file_digest(made, "sha256").hexdigest()
        path, size = keep_made(target)
    return KeptFile(path, new_name(file.name, content_type), content_type, size, sha256)


def pages_burnt(file, boxes):
    """{page: JPEG bytes} of the pages with boxes, as they would be. Raises CannotBlackOut."""
    with workbench() as folder, on_disk(file.file.name, folder) as source:
        pages = asked(in_child, "burn_pages", source, folder, file.content_type, boxes, seconds=SECONDS)
        return {page: Path(folder, str(page)).read_bytes() for page in pages}


def asked(child, *told, **how):
    try:
        return child(*told, **how)
    except CopyNotPossible as trouble:
        reason = trouble.reason if trouble.reason == "too_long" else "not_burnt"
        raise CannotBlackOut(str(CopyNotPossible(reason))) from trouble


def new_name(name, content_type):
    stem, dot, ending = name.rpartition(".")
    return named_as(kind_of(content_type), _("%(name)s, blacked out") % {"name": stem or name} + dot + ending)


@operation
def black_out(file, kept, *, by, remove=False):
    """Put `kept`, made by burnt(), in the place of `file`. What was shared stays as it was shared.

    The old one is sealed: only its owner opens it. `remove`: it goes for good, unless someone has it already.
    """
    evidence = Evidence.objects.locked(file.evidence)
    new = add_file(evidence, kept, by=by)
    EvidenceFile.objects.filter(pk=new.pk).update(redacted_from=file)
    Claim.objects.filter(anchor_file=file).update(anchor_file=new)  # the same pages, the same spots
    record("evidence.file_blacked_out", by=by, subject=evidence, file=new.code, of=file.code)
    if remove and not file.shared_in.exists():
        erase_file(file)
    else:
        EvidenceFile.objects.filter(pk=file.pk, removed_at=None).update(removed_at=timezone.now())
    Evidence.objects.filter(pk=evidence.pk).update(changed_at=timezone.now())
    return new
