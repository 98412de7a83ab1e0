"""Evidence of something several people did: each is asked, and what they agree to is in their own folder, with their
own part, mapped and shared by themselves."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from people.models import User
from people.registry import also_visible, notice
from people.roles import Role
from people.telling import tell
from portfolios.files import KeptFile
from portfolios.models import Evidence, EvidenceFile, GroupPart, PersonInEvidence, Scan
from portfolios.operations.evidence import (
    EvidenceIsWithdrawn,
    EvidenceWasShared,
    StaleSave,
    add_evidence,
    delete_evidence,
)
from portfolios.operations.evidence_files import add_file
from portfolios.operations.units import open_portfolio

Answer = GroupPart.Answer
MOST_ASKED = 20
SAME = ("name", "kind_id", "happened_on", "happened_precision", "identifiable")


class EnoughAsked(Exception):
    """More than were likely there."""

    sentence = _("You have asked as many people as you can for one piece of evidence.")


class IsOneself(Exception):
    """Their own part they just write."""

    sentence = _("That is you. Write your own part below.")


class PartWasShared(Exception):
    """An assessor has it: it is taken back like any evidence, and not undone."""

    sentence = _(
        "An assessor has your part already, so it stays with you. You can take it back from your evidence."
    )


class OthersAgreed(Exception):
    """What they agreed to stands."""

    sentence = _("Others have said what their part was, so it stays something you did together.")


class CannotAgree(Exception):
    """It is no longer there to agree to, or was agreed to before."""

    sentence = _("This is no longer open. Nothing was changed.")


@operation
def ask_for_part(evidence, *, whom, by):
    """Ask someone of the same organisation for their part, by e-mail or code. For nobody there the row is the same.

    Whoever asks learns nothing about who is here: only an answer tells.
    """
    evidence = held(evidence)
    if whom.casefold() in (by.email.casefold(), by.code):
        raise IsOneself
    GroupPart.objects.get_or_create(
        evidence=evidence,
        person=by,
        defaults={"own": evidence, "answer": Answer.AGREED, "answered_at": timezone.now()},
    )
    asked = evidence.group_parts.exclude(person=by)
    if asked.filter(asked_as__iexact=whom).exists():
        return None
    if asked.count() >= MOST_ASKED:
        raise EnoughAsked
    person = practitioner_known_as(whom, evidence.organisation_id)
    is_new = person is not None and not asked.filter(person=person).exists()
    part = GroupPart.objects.create(evidence=evidence, person=person if is_new else None, asked_as=whom)
    record("evidence.part_asked", by=by, subject=evidence, part=part.code)
    if is_new:
        tell(person, "part_asked", about=part)
    return part


def practitioner_known_as(whom, organisation):
    """Who has this e-mail or code and practises there today, or None."""
    found = User.objects.filter(Q(email__iexact=whom) | Q(code=whom.lower()), is_active=True).first()
    return found if found and found.holds(Role.PRACTITIONER, organisation) else None


def held(evidence):
    evidence = Evidence.objects.locked(evidence)
    if evidence.withdrawn_at or evidence.hidden_at:
        raise EvidenceIsWithdrawn
    return evidence


@operation
def write_own_part(evidence, *, words, revision, by):
    """What someone did themselves, of what they hold together with others; as often as they like. Raises StaleSave."""
    part = GroupPart.objects.select_for_update(of=("self",), no_key=True).get(own=held(evidence), person=by)
    if part.revision != revision:
        raise StaleSave(part)
    part.words = words
    part.save(update_fields=["words"])
    record("evidence.part_written", by=by, subject=evidence, part=part.code)
    return part


@operation
def agree_with_part(part, *, words, by):
    """Say yes, and what one’s own part was. One’s own piece of evidence comes of it, with the same files."""
    shared = part.evidence
    try:
        shared = held(shared)
    except EvidenceIsWithdrawn as gone:
        raise CannotAgree from gone
    part = GroupPart.objects.select_for_update(of=("self",), no_key=True).get(pk=part.pk)
    if part.own_id:
        raise CannotAgree
    part.own = own_piece(shared, by)
    part.words, part.answer, part.answered_at = words, Answer.AGREED, timezone.now()
    part.save()
    record("evidence.part_agreed", by=by, subject=shared, part=part.code, own=part.own.code)
    return part


def own_piece(shared, person):
    """The same facts and files in someone else’s folder. The words are not theirs; whether people agreed they ask anew."""
    facts = {name: getattr(shared, name) for name in SAME}
    folder = open_portfolio(person, organisation=shared.portfolio.organisation, by=person)
    people = [(one.description, PersonInEvidence.Basis.NOT_ASKED) for one in shared.people.all()]
    own = add_evidence(folder, by=person, part_of=shared, people=people, **facts)
    for file in shared.files.present().exclude(scan=Scan.FOUND).select_related("uploaded_by"):
        kept = KeptFile(file.file.name, file.name, file.content_type, file.size, file.sha256)
        add_file(own, kept, by=person, sent_by=file.uploaded_by)
    return own


@operation
def decline_part(part, *, by):
    """Rather not, and no reason. One can say yes later."""
    changed = GroupPart.objects.filter(pk=part.pk, own=None).update(
        answer=Answer.DECLINED, answered_at=timezone.now()
    )
    if not changed:
        raise CannotAgree
    return part


@operation
def take_back_part(part, *, by):
    """Undo one’s agreement: one’s own piece of it is deleted, unless an assessor has it."""
    part = GroupPart.objects.select_related("own").get(pk=part.pk)
    if part.own is None:
        return part
    try:
        delete_evidence(part.own, by=by)
    except EvidenceWasShared as shared:
        raise PartWasShared from shared
    record("evidence.part_taken_back", by=by, subject=part.evidence, part=part.code)
    return part


@operation
def hold_alone(evidence, *, by):
    """Nobody else was part of it after all: whoever has not agreed is asked no longer."""
    evidence = Evidence.objects.locked(evidence)
    if evidence.group_parts.exclude(person=by).exclude(own=None).exists():
        raise OthersAgreed
    evidence.group_parts.all().delete()
    record("evidence.held_alone", by=by, subject=evidence)
    return evidence


@also_visible(EvidenceFile)
def those_asked_about(person):
    """Whoever is asked for their part looks at it before they answer."""
    return Q(
        evidence__group_parts__person=person,
        evidence__group_parts__answer=Answer.ASKED,
        evidence__withdrawn_at=None,
        evidence__hidden_at=None,
        removed_at=None,
        is_consent=False,
    )


notice("part_asked", lambda code: f"/my/parts/{code}/")
