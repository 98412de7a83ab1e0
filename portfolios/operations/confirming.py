"""“This is what I saw”: what a witness said becomes evidence; and it goes again, when they wish."""

from pathlib import PurePath

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.audit import operation, record
from people.telling import tell
from portfolios.files import KeptFile, discard_file
from portfolios.models import (
    Evidence,
    EvidenceKind,
    EvidenceVersionWords,
    Identifiable,
    PersonInEvidence,
    Scan,
    WitnessRequest,
    WitnessStatement,
)
from portfolios.operations.claims import set_claims
from portfolios.operations.consent import take_out_of_sight
from portfolios.operations.evidence_files import add_file, erase_file
from portfolios.operations.testimony import NotAllSaid, VirusFound, refuse_own
from portfolios.operations.witnesses import drop_on_the_way, forget_words, held, settle
from portfolios.registry import Why
from portfolios.testimony import told_of

State = WitnessRequest.State


@operation
def confirm_testimony(request, *, by):
    """“This is what I saw.” It becomes evidence in the practitioner’s folder, in the witness’s words. Returns it.

    `by`: who is signed in, or None. Raises OwnTestimony, NotAllSaid, NotNow.
    """
    request = held(request, State.ASKED)
    statement = WitnessStatement.objects.select_for_update(no_key=True).filter(request=request).first()
    if statement is None:
        raise NotAllSaid
    refuse_own(request, by, statement)
    answered = answered_in(request, statement)
    refuse_unsaid(request, statement, answered)
    statement.confirmed_at = timezone.now()
    statement.typed = {}
    statement.save(update_fields=["confirmed_at", "typed"])
    request.statement = statement
    if statement.shown_as:
        only_number(statement.recordings.all())
    evidence = as_evidence(request)
    drop_on_the_way(request)
    set_claims(evidence, {request.unit: dict.fromkeys(answered, "")}, by=request.asked_by)
    hand_over_recordings(statement, evidence, by=request.asked_by)
    request = settle(request, State.CONFIRMED, answered_by=by or request.answered_by, evidence=evidence)
    record("testimony.confirmed", by=by, subject=request, evidence=evidence.code, answers=len(answered))
    tell(request.owner, "witness_answered", about=request)
    return evidence


@operation
def remove_testimony(request, *, by):
    """Take the words away from everyone, at once and for good. That there was a testimony stays on record.

    Decisions that rested on it stand, and whoever made them is asked to look again.
    """
    request = held(request, State.CONFIRMED)
    refuse_own(request, by)
    evidence = request.evidence
    forget_words(request)
    request = settle(request, State.REMOVED, name="", email="", note="")
    record("testimony.removed", by=None, subject=request, evidence=evidence.code if evidence else "")
    if evidence:
        empty(Evidence.objects.locked(evidence))
        take_out_of_sight(evidence, why=Why.WITNESS_REMOVED, by=None, at=timezone.now())
    return request


# --- what they are made of ------------------------------------------------------------------


def answered_in(request, statement):
    """The requirements they wrote or spoke about."""
    spoken = set(statement.recordings.values_list("question_id", flat=True))
    asked = request.questions.select_related("requirement")
    return [one.requirement for one in asked if one.answer.strip() or one.pk in spoken]


def refuse_unsaid(request, statement, answered):
    said = answered or statement.saw.strip() or statement.recordings.exists()
    needed = [statement.name, statement.relation, statement.contact, said, statement.is_true]
    if request.is_expert:
        needed.append(statement.competence)
    if not all(needed):
        raise NotAllSaid
    if statement.recordings.filter(scan=Scan.FOUND).exists():
        raise VirusFound


def as_evidence(request):
    """In the practitioner’s folder, named by the event; the witness is someone in it, who said yes just now."""
    kind = EvidenceKind.EXPERT_WITNESS if request.is_expert else EvidenceKind.WITNESS
    evidence = Evidence.objects.create(
        portfolio=request.unit.portfolio,
        owner=request.owner,
        recorded_by=request.asked_by,  # an account there has to be; the kind says that a witness spoke
        name=request.event,
        kind_id=kind,
        happened_on=request.happened_on,
        happened_precision=request.happened_precision,
        identifiable=Identifiable.OTHERS,
        details={"told": told_of(request)},
    )
    PersonInEvidence.objects.create(
        evidence=evidence,
        description=_("The witness, under the name they chose"),
        basis=PersonInEvidence.Basis.AGREED,
        purpose=_("That those who judge this work read what they said"),
        agreed_on=timezone.localdate(),
    )
    record("evidence.added", by=request.asked_by, subject=evidence)
    return evidence


def only_number(recordings):
    """Files are called after whoever made them: where another name is shown, theirs is not told by a file either."""
    for number, one in enumerate(recordings, 1):
        one.name = _("Recording %(number)s") % {"number": number} + PurePath(one.name).suffix
        one.save(update_fields=["name"])


def hand_over_recordings(statement, evidence, *, by):
    for one in statement.recordings.all():
        add_file(evidence, KeptFile(one.file.name, one.name, one.content_type, one.size, one.sha256), by=by)
    statement.recordings.all().delete()


def empty(evidence):
    """No words and no sound are left of it, wherever they were shared."""
    now = timezone.now()
    evidence.details, evidence.story, evidence.result, evidence.next_time = {"told": []}, "", "", ""
    evidence.withdrawn_at = evidence.withdrawn_at or now
    evidence.revision += 1
    evidence.save()
    evidence.claims.all().delete()
    gone = {"details": [], "story": "", "result": "", "next_time": ""}
    EvidenceVersionWords.objects.filter(version__evidence=evidence).update(**gone)
    for file in evidence.files.all():
        erase_file(file) if not file.shared_in.exists() else silence(file, now)


def silence(file, now):
    """A file that was shared keeps its row, which a frozen version points at, and loses everything in it."""
    paths = [file.file.name, *file.renditions.values_list("file", flat=True)]
    file.renditions.all().delete()
    file.name, file.removed_at = _("Removed, as they asked"), now
    file.save(update_fields=["name", "removed_at"])
    transaction.on_commit(lambda: [discard_file(path) for path in paths])
