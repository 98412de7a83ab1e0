"""Collecting evidence: add, change, put files to it, take it back."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from portfolios.models import Evidence, GroupPart, PersonInEvidence
from portfolios.operations.claims import drop, set_claims
from portfolios.operations.evidence_files import erase_file, take_files, take_uploads
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


class OthersHoldAPart(EvidenceWasShared):
    """Others said what their part was, and hold theirs with this."""

    sentence = _(
        "Others have said what their part in this was, so it can’t be deleted. You can take it back instead."
    )


class EvidenceIsWithdrawn(Exception):
    """It was taken back and no longer changes."""

    sentence = _("You took this back, so it no longer changes.")


class WordsOfAWitness(Exception):
    """A witness said it by their own link. Its owner says what it shows, and shares it, and changes nothing in it."""

    sentence = _("These are the words of a witness, so they stay as they are.")


@operation
def add_evidence(portfolio, *, by, uploads=(), kept=(), people=(), claims=None, **words):
    """Save a new piece of evidence; nothing is required. Files that can’t be taken are in `.refused`.

    `details`: {key of a question of its kind: answer}; `kept`: codes of files that arrived and wait; `uploads`: files
    at hand here, not a form’s;
    `people`: (description, basis) pairs; `claims`: {unit: {requirement: note}}.
    """
    evidence = Evidence.objects.create(portfolio=portfolio, owner=portfolio.owner, recorded_by=by, **words)
    record("evidence.added", by=by, subject=evidence)
    set_people(evidence, people)
    set_claims(evidence, claims or {}, by=by)
    take_uploads(evidence, kept, by=by)
    return take_files(evidence, uploads, by=by)


@operation
def collect_evidence(person, *, organisation, by, **evidence):
    """Add evidence to a person's folder in an organisation, opened when it is first wanted. Shape: add_evidence."""
    return add_evidence(open_portfolio(person, organisation=organisation, by=by), by=by, **evidence)


@operation
def change_evidence(evidence, *, by, revision, uploads=(), kept=(), people=(), claims=None, **words):
    """Save a change made to the given revision. A later one by someone else is kept, and said."""
    changed = Evidence.objects.filter(pk=evidence.pk, revision=revision, withdrawn_at=None).update(
        revision=revision + 1, changed_at=timezone.now(), **words
    )
    evidence = Evidence.objects.locked(evidence)
    if evidence.withdrawn_at:
        raise EvidenceIsWithdrawn
    if evidence.is_testimony:
        raise WordsOfAWitness
    if not changed:
        raise StaleSave(evidence)
    record("evidence.changed", by=by, subject=evidence, revision=evidence.revision)
    set_people(evidence, people)
    set_claims(evidence, claims or {}, by=by)
    take_uploads(evidence, kept, by=by)
    return take_files(evidence, uploads, by=by)


@operation
def answer_record(evidence, *, by, revision, words):
    """Say something to what someone else recorded about you. Their words stay as they are."""
    saved = Evidence.objects.filter(pk=evidence.pk, revision=revision, withdrawn_at=None)
    changed = saved.update(revision=revision + 1, changed_at=timezone.now(), next_time=words)
    evidence = Evidence.objects.locked(evidence)
    if evidence.withdrawn_at:
        raise EvidenceIsWithdrawn
    if not changed:
        raise StaleSave(evidence)
    record("evidence.answered", by=by, subject=evidence, revision=evidence.revision)
    return evidence


@operation
def delete_evidence(evidence, *, by):
    """Delete evidence nobody else has seen, files and all."""
    evidence = Evidence.objects.locked(evidence)
    if evidence.versions.exists():
        raise EvidenceWasShared
    if evidence.group_parts.exclude(own=None).exclude(own=evidence).exists():
        raise OthersHoldAPart
    GroupPart.objects.filter(own=evidence).exclude(evidence=evidence).update(
        answer=GroupPart.Answer.DECLINED, words="", own=None
    )
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
    drop(evidence.claims.select_related("unit", "requirement"), by=by)
    record("evidence.withdrawn", by=by, subject=evidence)
    return evidence


def set_people(evidence, people):
    """Make exactly these people be in it: (description, basis), and the key of one who was there already.

    What someone who stays said yes to is kept, and so is that they took it back.
    """
    stand = {person.pk: person for person in evidence.people.all()}
    for description, basis, *known in people:
        person = stand.pop(known[0], None) if known else None
        person = person or PersonInEvidence(evidence=evidence)
        person.description, person.basis = description, basis
        person.save()
    PersonInEvidence.objects.filter(pk__in=stand).delete()
