"""Who is in evidence, and on what basis. When someone no longer wants to be seen, it is out of sight at once."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from people.registry import notice
from people.telling import tell
from portfolios.consent import seen_together, unwilling_in
from portfolios.models import Evidence, Identifiable, PersonInEvidence, TakedownRequest, Upload
from portfolios.operations.evidence import StaleSave
from portfolios.operations.evidence_files import UploadGone, erase_file, take_upload
from portfolios.registry import OUT_OF_SIGHT, Why


class StillUnwilling(Exception):
    """Someone in it took their yes back, their yes ran out, or a wish to be taken down was not looked after yet."""

    sentence = _(
        "Someone in it still does not want to be seen. Take them out of it, or look after what they asked, first."
    )


@operation
def add_person(evidence, *, by, **said):
    """Say that someone can be recognised in it. `said`: the columns of PersonInEvidence."""
    evidence = Evidence.objects.locked(evidence)
    person = PersonInEvidence.objects.create(evidence=evidence, **said)
    Evidence.objects.filter(pk=evidence.pk).update(identifiable=Identifiable.OTHERS)
    record("evidence.person_added", by=by, subject=evidence, basis=str(person.basis))
    return person


@operation
def keep_consent(person, *, revision, by, spoken="", **said):
    """Write down what someone said yes to, until when, and how, as a change to `revision` of it.

    `spoken`: the code of an upload with their own voice. Raises StaleSave, UploadGone.
    """
    evidence = Evidence.objects.locked(person.evidence)
    person = evidence.people.get(pk=person.pk)
    if person.revision != revision:
        raise StaleSave(person)
    for column, value in said.items():
        setattr(person, column, value)
    replaced = person.recording if spoken else None
    if spoken:
        waiting = Upload.objects.waiting_for(by).select_for_update(no_key=True).filter(code=spoken).first()
        if waiting is None:
            raise UploadGone
        person.recording = take_upload(evidence, waiting, by=by, is_consent=True)
    person.save()
    if replaced:
        erase_file(replaced)
    record(
        "evidence.consent_kept", by=by, subject=evidence, basis=str(person.basis), at_risk=person.is_at_risk
    )
    return person


@operation
def take_back_yes(person, *, by, at=None):
    """Someone in it no longer agrees. From this moment nobody but its owner sees it, wherever it was shared."""
    held_together(person.evidence)
    at = at or timezone.now()
    if PersonInEvidence.objects.filter(pk=person.pk, withdrawn_at=None).update(withdrawn_at=at):
        take_out_of_sight(person.evidence, why=Why.YES_TAKEN_BACK, by=by, at=at)
    return person


@operation
def say_yes_again(person, *, by, at=None):
    """They changed their mind once more. What was shared before stays out of sight; it can be shared anew."""
    at = at or timezone.now()
    evidence = Evidence.objects.locked(person.evidence)
    PersonInEvidence.objects.filter(pk=person.pk).update(
        withdrawn_at=None,
        until=None,
        agreed_on=timezone.localdate(at),
        basis=PersonInEvidence.Basis.AGREED,
    )
    record("evidence.yes_again", by=by, subject=evidence)
    if not unwilling_in(evidence):
        bring_back(evidence, by=by)
    return person


@operation
def show_again(evidence, *, by):
    """Whoever did not want to be seen is no longer in it: it can be shared anew. Raises StillUnwilling."""
    evidence = Evidence.objects.locked(evidence)
    if unwilling_in(evidence):
        raise StillUnwilling
    return bring_back(evidence, by=by)


@operation
def ask_to_take_down(evidence, *, words="", contact="", at=None):
    """Someone in it asks for it to be taken down: no account, no reason. It is out of sight when this returns."""
    held_together(evidence)
    at = at or timezone.now()
    evidence = Evidence.objects.locked(evidence)
    request = TakedownRequest.objects.create(evidence=evidence, words=words, contact=contact, asked_at=at)
    record("evidence.takedown_asked", by=None, subject=request, evidence=evidence.code)
    take_out_of_sight(evidence, why=Why.TAKEN_DOWN, by=None, at=at)
    return request


@operation
def settle_takedown(request, *, by, outcome, at=None):
    """Its owner says what they did about it. Nothing comes back into sight by this alone."""
    settled = TakedownRequest.objects.filter(pk=request.pk, settled_at=None)
    if settled.update(settled_at=at or timezone.now(), outcome=outcome, contact=""):
        record("evidence.takedown_settled", by=by, subject=request, evidence=request.evidence.code)
    return request


def hide_where_a_yes_ran_out():
    """Hourly: a yes that was given until yesterday holds no longer."""
    ended = PersonInEvidence.objects.filter(until__lt=timezone.localdate(), evidence__hidden_at=None)
    for person in ended.select_related("evidence"):
        hide_ended(person)


@operation
def hide_ended(person):
    held_together(person.evidence)
    if not Evidence.objects.locked(person.evidence).hidden_at:
        take_out_of_sight(person.evidence, why=Why.YES_ENDED, by=None, at=timezone.now())


def take_out_of_sight(evidence, *, why, by, at):
    """This piece and every part of it that others have: now, and for good as far as it was shared until now."""
    for piece in held_together(evidence):
        Evidence.objects.filter(pk=piece.pk).update(hidden_at=at, sealed_at=at)
        record("evidence.out_of_sight", by=by, subject=piece, why=why.value)
        for follow in OUT_OF_SIGHT:
            follow(piece, why=why)
        if by is None or by.pk != piece.owner_id:
            tell(piece.owner, "out_of_sight", about=piece)


def held_together(evidence):
    """Every part that anyone has of it. The first part first, and the clock is read after it: whoever agrees to a part,
    or shares one, at this moment holds it too, and what they made is here when they are done."""
    pieces = seen_together(evidence).select_for_update(of=("self",), no_key=True).select_related("owner")
    pieces.filter(part_of=None).first()
    return list(pieces.order_by("pk"))


def bring_back(evidence, *, by):
    Evidence.objects.filter(pk=evidence.pk).update(hidden_at=None)
    record("evidence.in_sight_again", by=by, subject=evidence)
    evidence.hidden_at = None
    return evidence


notice("out_of_sight", lambda code: reverse("evidence-people", args=[code]))
