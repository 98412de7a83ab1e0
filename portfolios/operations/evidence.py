"""Collecting evidence: add, change, put files to it, take it back."""

from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from people.telling import enqueue
from portfolios.files import FileRefused, discard_file, keep_file
from portfolios.models import Evidence, EvidenceFile, PersonInEvidence
from portfolios.operations.claims import set_claims
from portfolios.operations.units import open_portfolio

WORDS = (
    "name",
    "kind_id",
    "happened_on",
    "happened_precision",
    "identifiable",
    "story",
    "result",
    "next_time",
)


class StaleSave(Exception):
    """Someone saved this in between, perhaps you in another tab. Both texts are there to choose from."""

    sentence = _(
        "This was changed somewhere else since you opened it. Nothing of yours is lost: see both below."
    )

    def __init__(self, current):
        super().__init__(str(self.sentence))
        self.current = current


class EvidenceWasShared(Exception):
    """Someone has read it, so it can’t be deleted. It can be withdrawn: then it is used for nothing new."""

    sentence = _("An assessor has this already, so it can’t be deleted. You can take it back instead.")


class EvidenceIsWithdrawn(Exception):
    """It was taken back and no longer changes."""

    sentence = _("You took this back, so it no longer changes.")


@operation
def add_evidence(portfolio, *, by, uploads=(), people=(), claims=None, **words):
    """Save a new piece of evidence; nothing is required. Files that can’t be taken are in `.refused`.

    `uploads`: uploaded files; `people`: (description, basis) pairs; `claims`: {unit: {requirement: note}}.
    """
    evidence = Evidence.objects.create(portfolio=portfolio, owner=portfolio.owner, recorded_by=by, **words)
    record("evidence.added", by=by, subject=evidence)
    set_people(evidence, people)
    set_claims(evidence, claims or {}, by=by)
    return take_files(evidence, uploads, by=by)


@operation
def collect_evidence(person, *, organisation, by, **evidence):
    """Add evidence to a person's folder in an organisation, opened when it is first wanted. Shape: add_evidence."""
    return add_evidence(open_portfolio(person, organisation=organisation, by=by), by=by, **evidence)


@operation
def change_evidence(evidence, *, by, revision, uploads=(), people=(), claims=None, **words):
    """Save a change made to the given revision. A later one by someone else is kept, and said."""
    changed = Evidence.objects.filter(pk=evidence.pk, revision=revision, withdrawn_at=None).update(
        revision=revision + 1, changed_at=timezone.now(), **words
    )
    evidence = Evidence.objects.locked(evidence)
    if evidence.withdrawn_at:
        raise EvidenceIsWithdrawn
    if not changed:
        raise StaleSave(evidence)
    record("evidence.changed", by=by, subject=evidence, revision=evidence.revision)
    set_people(evidence, people)
    set_claims(evidence, claims or {}, by=by)
    return take_files(evidence, uploads, by=by)


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


@operation
def delete_evidence(evidence, *, by):
    """Delete evidence nobody else has seen, files and all."""
    evidence = Evidence.objects.locked(evidence)
    if evidence.versions.exists():
        raise EvidenceWasShared
    record("evidence.deleted", by=by, subject=evidence)
    for file in evidence.files.all():
        erase_file(file)
    evidence.delete()


@operation
def withdraw_evidence(evidence, *, by, at=None):
    """Take shared evidence back: it is used for nothing new. What was judged on it stays judged."""
    evidence = Evidence.objects.locked(evidence)
    if evidence.withdrawn_at:
        return evidence
    evidence.withdrawn_at = at or timezone.now()
    evidence.save(update_fields=["withdrawn_at"])
    evidence.claims.all().delete()
    record("evidence.withdrawn", by=by, subject=evidence)
    return evidence


def set_people(evidence, people):
    evidence.people.all().delete()
    PersonInEvidence.objects.bulk_create(
        PersonInEvidence(evidence=evidence, description=description, basis=basis)
        for description, basis in people
    )


def take_files(evidence, uploads, *, by):
    """Keep the files that can be kept; the others are listed in `evidence.refused`, each with its sentence."""
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


def add_file(evidence, kept, *, by):
    file = EvidenceFile.objects.create(
        evidence=evidence,
        name=kept.name,
        content_type=kept.content_type,
        size=kept.size,
        sha256=kept.sha256,
        file=kept.path,
        uploaded_by=by,
    )
    record("evidence.file_added", by=by, subject=evidence, file=file.code, sha256=file.sha256, size=file.size)
    if file.form in ("image", "pdf"):
        enqueue("make_previews", file)
    return file


def erase_file(file):
    paths = [file.file.name, *file.renditions.values_list("file", flat=True)]
    file.delete()
    transaction.on_commit(lambda: [discard_file(path) for path in paths])
