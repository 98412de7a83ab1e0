"""Sharing a unit: freezing which evidence, in which version, is said to show what."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from portfolios.consent import people_as_shared
from portfolios.fingerprints import FORM, digest_over
from portfolios.models import (
    Evidence,
    EvidenceVersion,
    EvidenceVersionFile,
    EvidenceVersionWords,
    Submission,
    SubmissionItem,
    SubmissionItemNote,
    Unit,
)
from portfolios.operations.evidence import WORDS
from portfolios.operations.self_assessment import send_views_along
from portfolios.queries import missing_for_sharing
from portfolios.registry import AFTER_CLOSING, AFTER_SHARING, BEFORE_SHARING


class CannotShare(Exception):
    """This unit can't be shared now; `.sentence` says why. Judging adds reasons of its own."""

    sentence = _("This can’t be shared just now.")
    is_for_good = False  # everything in it is done
    is_news = False  # its owner should not have to look for it


class NothingToShare(CannotShare):
    """Nothing is matched to this standard yet, or nothing was chosen."""

    sentence = _("Choose at least one thing to share. Match a piece of evidence first if there is none.")


class RoundIsOpen(CannotShare):
    """Someone is reading what was shared last. The next round can be shared once they have replied."""

    sentence = _("Your assessor has your last round. You can share again once they have replied.")


class TooLateToShare(CannotShare):
    """The standard's last day to be assessed has passed."""

    sentence = _(
        "The last day for sharing work on this standard has passed. Ask a coordinator what takes its place."
    )


class NotReadyToShare(Exception):
    """Some evidence lacks what sharing needs; `.missing` says what, {evidence: [sentences]}."""

    def __init__(self, missing):
        super().__init__(
            "; ".join(f"{evidence}: {' '.join(map(str, says))}" for evidence, says in missing.items())
        )
        self.missing = missing


@operation
def share_unit(unit, *, by, declaration, declared_on=None, evidence=None, shows_view=False, at=None):
    """Freeze the claims of a unit, or those of the evidence chosen, as its next round. Returns the submission.

    `declaration` is the sentence the practitioner agreed to, kept as it was; `declared_on` the text it was made of.
    `shows_view`: a copy of how they see themselves goes along.
    """
    unit = Unit.objects.locked(unit)
    check_sharing(unit, by=by)
    claims = claims_to_share(unit, evidence)
    versions = frozen_versions({claim.evidence for claim in claims}, at=at or timezone.now())
    declared = {"declaration": declaration, "declared_on": declared_on}
    submission = freeze_round(unit, claims, versions, by=by, declared=declared, at=at or timezone.now())
    if shows_view:
        send_views_along(submission)
    record(
        "unit.shared", by=by, subject=submission, unit=unit.code, round=submission.round, items=len(claims)
    )
    for follow in AFTER_SHARING:
        follow(submission, by=by)
    return submission


def check_sharing(unit, *, by):
    """Raise CannotShare while a round is open, when judging says so, or after the last day to be assessed."""
    for check in BEFORE_SHARING:
        check(unit, by=by)
    if unit.submissions.filter(is_open=True).exists():
        raise RoundIsOpen
    last = unit.version.standard.last_assessment_date
    if last and timezone.localdate() > last:
        raise TooLateToShare


@operation
def close_round(submission, *, by):
    """The round was answered. It never opens again."""
    Submission.objects.filter(pk=submission.pk, is_open=True).update(is_open=False)
    submission.is_open = False
    for follow in AFTER_CLOSING:
        follow(submission, by=by)
    return submission


def claims_to_share(unit, evidence):
    """The claims of this round, read once their evidence is held still: until then either may go."""
    chosen = unit.claims.all() if evidence is None else unit.claims.filter(evidence__in=evidence)
    held = hold_still(chosen.values_list("evidence_id", flat=True))
    claims = chosen.filter(evidence__in=held).select_related("requirement", "anchor_file")
    claims = list(claims.order_by("requirement__position", "pk"))
    if not claims:
        raise NothingToShare
    for claim in claims:
        claim.evidence = held[claim.evidence_id]
    return claims


def hold_still(keys):
    """{evidence pk: its row, locked}, always in the same order, so that two rounds can't deadlock."""
    held = (
        Evidence.objects.select_for_update(of=("self",), no_key=True)
        .order_by("pk")
        .in_bulk(sorted(set(keys)))
    )
    missing = missing_for_sharing(Evidence.objects.filter(pk__in=held))
    if missing:
        raise NotReadyToShare(missing)
    return held


def frozen_versions(evidence, *, at):
    """{evidence pk: its version as it is now}: the last one again when nothing changed since."""
    return {piece.pk: freeze_evidence(piece, at=at) for piece in sorted(evidence, key=lambda e: e.pk)}


def freeze_evidence(evidence, *, at):
    files = list(evidence.files.present())
    people = people_as_shared(evidence)
    last = evidence.versions.order_by("-number").first()
    as_then = last and last.is_in_sight and digest_of(evidence, people, files, form=last.digest_form)
    if as_then and last.digest == as_then:
        return last
    version = EvidenceVersion.objects.create(
        evidence=evidence,
        number=last.number + 1 if last else 1,
        digest=digest_of(evidence, people, files),
        digest_form=FORM,
        file_count=len(files),
        frozen_at=at,
    )
    EvidenceVersionWords.objects.create(version=version, people=people, **words_of(evidence))
    EvidenceVersionFile.objects.bulk_create(
        EvidenceVersionFile(version=version, file=file, sha256=file.sha256) for file in files
    )
    return version


def words_of(evidence):
    """Everything said in this piece, as it is now, with its kind and the questions of its kind in words."""
    words = {field: getattr(evidence, field) for field in WORDS if field != "kind_id"}
    return words | {
        "kind": evidence.kind_id,
        "kind_name": evidence.kind.name,
        "details": evidence.answers,
        "part": own_part_of(evidence),
    }


def own_part_of(evidence):
    """Of something several people did, what its owner says they did themselves; else nothing."""
    part = getattr(evidence, "as_part", None)
    return part.words if part else ""


def digest_of(evidence, people, files, *, form=FORM):
    """As portfolios.fingerprints has it, of a piece as it is now."""
    words = {field.removesuffix("_id"): getattr(evidence, field) for field in WORDS}
    details = evidence.answers if form == FORM else evidence.details
    hashes = [file.sha256 for file in files]
    return digest_over(words, people, hashes, details=details, part=own_part_of(evidence))


def freeze_round(unit, claims, versions, *, by, declared, at):
    submission = Submission.objects.create(
        organisation_id=unit.portfolio.organisation_id,
        unit=unit,
        round=unit.submissions.count() + 1,
        shared_by=by,
        shared_at=at,
        **declared,
        item_count=len(claims),
    )
    items = SubmissionItem.objects.bulk_create(
        item_of(submission, claim, versions[claim.evidence_id]) for claim in claims
    )
    SubmissionItemNote.objects.bulk_create(
        SubmissionItemNote(item=item, text=claim.note, **spot_to_share(claim))
        for item, claim in zip(items, claims, strict=True)
        if claim.note or claim.has_anchor
    )
    return submission


def spot_to_share(claim):
    """Where to look. What was taken out is not shared, and neither is its name: the place stays, as words."""
    return claim.spot if claim.anchor_opens else claim.spot | {"anchor_file_id": None}


def item_of(submission, claim, version):
    return SubmissionItem(
        submission=submission,
        requirement=claim.requirement,
        evidence_version=version,
        digest=version.digest,
    )
