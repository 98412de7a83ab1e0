"""Signing off: once, for good, on exactly what was seen."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import ProposedDecision, SignOff, SignOffSeen, SignOffWords, State
from assessments.openings import openings_by
from assessments.operations.certificates import issue_awards, issue_certificate
from assessments.operations.differences import refuse_unanswered
from assessments.operations.feedback import refuse_loose
from assessments.operations.holding import hold_unit, in_review
from assessments.operations.licensed import licence_to_sign, propose
from assessments.operations.plans import draw_at_sign_off
from assessments.operations.proving import proved
from assessments.operations.questions import refuse_open
from assessments.operations.review import outcomes_of, release
from assessments.operations.soundness import refuse_unsaid
from assessments.queries import hash_of_seen, missing_for_sign_off, seen_in
from people.audit import operation, record
from people.states import move
from portfolios.operations.submission import close_round


class NotAllMet(Exception):
    """Something is not met yet, or a value has no words; `.missing` says what, in sentences."""

    def __init__(self, missing):
        self.missing = missing
        super().__init__(" ".join(map(str, missing)))


class SomethingChanged(Exception):
    """What would be signed is not what was on the page: look again."""

    sentence = _("Something changed while you were looking. Nothing was signed: look once more, then sign.")


class NothingOpened(Exception):
    """Whoever signs says that they looked at the evidence, and has opened none of it."""

    sentence = _(
        "You have not opened any of this evidence yet. Open a piece first, then sign. Nothing you typed is lost."
    )


@operation
def sign_off(assessment, *, by, seen_hash, declaration, words="", at=None):
    """Say that all of it is met. Makes the sign-off, the award and the certificate; returns the sign-off.

    `seen_hash` is the hash of what the page showed; `declaration` the sentences agreed to, kept as they were.
    A trainee’s waits for whoever agrees to it: then the ProposedDecision comes back. Raises MayNotSign.
    What was never opened is kept as such; raises NothingOpened where that is all of it.
    """
    at = at or timezone.now()
    hold_unit(assessment)  # nothing is shared, tied or handed on in between
    assessment = in_review(assessment, by)
    refuse_unanswered(assessment)
    missing = missing_for_sign_off(assessment)
    if missing:
        raise NotAllMet(missing)
    refuse_open(assessment)
    refuse_loose(assessment)
    refuse_unsaid(assessment)
    seen = seen_in(assessment)
    if hash_of_seen(seen) != seen_hash:
        raise SomethingChanged
    if not openings_by(by, assessment, seen):
        raise NothingOpened
    licence, said = licence_to_sign(assessment, by, at=at), {"declaration": declaration, "words": words}
    if licence.is_trainee:
        return propose(assessment, licence, kind=ProposedDecision.Kind.SIGN_OFF, by=by, at=at, **said)
    return put_signature(assessment, seen, by=by, at=at, **said)


def put_signature(assessment, seen, *, by, at, declaration, words, agreed_by=None):
    """Inside an operation, once nothing stands in the way. `agreed_by`: who countersigned a trainee’s."""
    release(assessment, at=at)
    said = {"declaration": declaration, "words": words, "agreed_by": agreed_by}
    # Before the move: the database lets no round be signed off without a signature.
    signed = write_sign_off(assessment, seen, by=by, at=at, **said)
    move(assessment, State.SIGNED_OFF, by=by, at=at, decided_at=at)
    close_round(assessment.submission, by=by)
    found = outcomes_of(assessment.judgements.select_related("requirement"))
    told = {"agreed_by": agreed_by.code} if agreed_by else {}
    told["words"] = proved("assessment.signed_off", signed, assessment)
    record("assessment.signed_off", by=by, subject=signed, seen=signed.seen_hash, judgements=found, **told)
    draw_at_sign_off(signed, by=by, at=at)  # before: while a second look is due, nothing is issued
    issue_certificate(signed, by=by, at=at)
    issue_awards(assessment.submission.unit.portfolio, by=by, at=at)
    return signed


def write_sign_off(assessment, seen, *, by, at, declaration, words, agreed_by=None):
    signed = SignOff.objects.create(
        submission=assessment.submission,
        assessment=assessment,
        signed_by=by,
        signed_at=at,
        countersigned_by=agreed_by,
        countersigned_at=at if agreed_by else None,
        declaration=declaration,
        seen_count=len(seen),
        seen_hash=hash_of_seen(seen),
    )
    opened = openings_by(by, assessment, seen)
    agreed = openings_by(agreed_by, assessment, seen) if agreed_by else {}
    SignOffSeen.objects.bulk_create(
        SignOffSeen(
            sign_off=signed,
            evidence_version_id=version,
            file_id=file,
            sha256=sha256,
            opened_at=opened.get((version, file)),
            agreed_opened_at=agreed.get((version, file)),
        )
        for version, file, sha256 in seen
    )
    SignOffWords.objects.create(sign_off=signed, text=words)
    return signed
