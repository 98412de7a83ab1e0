"""Recording who may assess here, ending it, and choosing who agrees to what a trainee decides."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.licences import countersigners_in
from assessments.models import Assessment, Licence, ProposedDecision, State
from assessments.operations.holding import hold_role
from assessments.operations.leaving_nothing import forget_mails
from assessments.operations.licensed import can_agree
from assessments.ties import untied_before
from people.audit import operation, record
from people.models import Organisation
from people.roles import Role
from people.telling import tell


class CannotLicense(Exception):
    """`.sentence` says why. Nothing was recorded."""

    sentence = _("A licence is for someone who is an assessor here. Give them that role first.")


class CannotCountersign(CannotLicense):
    """Nobody agrees to their own decisions, and nobody who is learning agrees to another’s."""

    sentence = _(
        "Choose an assessor here who has a licence of their own, is not learning, and is somebody else."
    )


class LicenceHasEnded(CannotLicense):
    """It ended before: what was stays as it was."""

    sentence = _("That licence ended already.")


@operation
def record_licence(person, *, organisation, by, at=None, **told):
    """Record that someone may assess here. From its first day on it counts in place of the one before.

    `told`: from_date, until_date, qualification, competence, is_trainee, countersigner. Raises CannotLicense.
    """
    at = at or timezone.now()
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if not person.memberships.current().filter(role=Role.ASSESSOR, organisation=organisation).exists():
        raise CannotLicense
    licence = Licence(person=person, organisation=organisation, recorded_by=by, recorded_at=at, **told)
    if licence.is_trainee:
        refuse_as_countersigner(licence, licence.countersigner, at=at)
    else:
        licence.countersigner = None
    make_way_for(licence, at=at)
    licence.save()
    record("licence.recorded", by=by, subject=licence, person=person.code, **as_recorded(licence))
    return licence


@operation
def end_licence(licence, *, by, at=None):
    """It does not count from this moment on. What was signed under it stays signed."""
    at = at or timezone.now()
    if not Licence.objects.filter(pk=licence.pk, ended_at=None).update(ended_at=at):
        raise LicenceHasEnded
    licence.ended_at = at
    record("licence.ended", by=by, subject=licence, person=licence.person.code)
    return licence


@operation
def choose_countersigner(licence, *, countersigner, by, at=None):
    """Say who agrees to a trainee’s decisions from now on, those that wait included.

    Returns what still waits for the one before: the new one stands too close to that work.
    """
    at = at or timezone.now()
    if not licence.is_trainee:
        raise CannotCountersign
    # Before the rounds that wait, as where a round is passed on: else two would wait for each other.
    if countersigner and not hold_role(countersigner, Role.ASSESSOR, licence.organisation_id):
        raise CannotCountersign
    refuse_as_countersigner(licence, countersigner, at=at)
    if not Licence.objects.filter(pk=licence.pk, ended_at=None).update(countersigner=countersigner):
        raise LicenceHasEnded
    licence.countersigner = countersigner
    record("licence.countersigner_chosen", by=by, subject=licence, countersigner=countersigner.code)
    waiting = [ask_instead(proposal, countersigner, by=by, at=at) for proposal in waiting_of(licence)]
    return [proposal for proposal in waiting if proposal]


def refuse_as_countersigner(licence, countersigner, *, at):
    if countersigner is None or countersigner.pk == licence.person_id:
        raise CannotCountersign
    allowed = countersigners_in(licence.organisation, on=licence.organisation.date_of(at))
    if not allowed.filter(pk=countersigner.pk).exists():
        raise CannotCountersign


def make_way_for(licence, *, at):
    """Those it follows count to the day before; those that begin while it counts end now. Later ones stay."""
    theirs = Licence.objects.filter(
        person=licence.person, organisation=licence.organisation, ended_at=None
    ).filter(Q(until_date=None) | Q(until_date__gte=licence.from_date))
    if licence.until_date:
        theirs = theirs.filter(from_date__lte=licence.until_date)
    theirs.filter(from_date__lt=licence.from_date).update(until_date=licence.from_date - timedelta(days=1))
    theirs.filter(from_date__gte=licence.from_date).update(ended_at=at)


def as_recorded(licence):
    """What the event keeps: days, codes, and no words; nothing of what there is not."""
    told = {
        "organisation": licence.organisation.code,
        "from_date": licence.from_date.isoformat(),
        "is_trainee": licence.is_trainee,
    }
    if licence.until_date:
        told["until_date"] = licence.until_date.isoformat()
    if licence.countersigner:
        told["countersigner"] = licence.countersigner.code
    return told


def waiting_of(licence):
    waiting = ProposedDecision.objects.filter(answer="", proposed_by=licence.person_id)
    return waiting.filter(assessment__organisation=licence.organisation_id).order_by("pk")


def ask_instead(proposal, countersigner, *, by, at):
    """Have another agree to it. Returns it where they can’t: it waits for whom it waited."""
    assessment = Assessment.objects.locked(proposal.assessment)
    proposal.refresh_from_db(fields=["countersigner"])  # someone may have covered for them a moment ago
    waits = ProposedDecision.objects.filter(pk=proposal.pk, answer="")
    if assessment.state != State.TO_AGREE or proposal.countersigner_id == countersigner.pk:
        return None
    if not can_agree(countersigner, assessment.unit, at=at):
        return proposal
    untied_at = untied_before(countersigner, assessment).first()
    if waits.update(countersigner=countersigner, untied_at=untied_at):
        forget_mails(proposal.countersigner, assessment)
        told = {"assessment": assessment.code, "countersigner": countersigner.code}
        record("decision.asked_of_another", by=by, subject=proposal, **told)
        tell(countersigner, "to_agree", about=assessment)
    return None
