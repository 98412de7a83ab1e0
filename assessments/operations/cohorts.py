"""Cohorts: made, changed, ended; people invited into them from a list, put in, and let go.

Being in a cohort says who set out together. It gives nobody a view of anyone's evidence.
"""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.joining import AGAIN, ALSO, ASKED, HERE, WAITS, current_members, plan_of
from assessments.models import Cohort, CohortMember
from people.audit import operation, record
from people.models import Invitation
from people.operations.invitations import invite_people
from people.operations.organisations import AlreadyHoldsRole, NoLongerHere, give_role
from people.roles import Role
from portfolios.operations.pursuits import start_pursuits


class CohortHasChanged(Exception):
    """Someone else changed it since the page was opened. `current`: as it is now."""

    sentence = _(
        "Someone changed this group since you opened it. See below how it is now, and change it again."
    )

    def __init__(self, current):
        super().__init__(str(self.sentence))
        self.current = current


class CohortHasEnded(Exception):
    """Nobody joins a group that has ended."""

    sentence = _("This group has ended. Take it up again first.")


class PlanHasMoved(Exception):
    """What was agreed to is not what would happen now. `plan`: what would."""

    sentence = _("Something changed since you looked, so nothing was done. Here is what would happen now.")

    def __init__(self, plan):
        super().__init__(str(self.sentence))
        self.plan = plan


class IsNoPractitioner(Exception):
    """Only who practises here can be put in."""

    sentence = _("They are not a practitioner here. Give them that role under “People” first.")


@operation
def make_cohort(organisation, *, name, by, award=None):
    """People who set out together; with an award, those who join work towards it."""
    cohort = Cohort.objects.create(organisation=organisation, name=name, award=award, made_by=by)
    record(
        "cohort.made",
        by=by,
        subject=cohort,
        organisation=organisation.code,
        award=award.code if award else "",
    )
    return cohort


@operation
def change_cohort(cohort, *, name, award, revision, by):
    """Another name or another award. With a new award everyone in it is enrolled; what they began before stays theirs."""
    cohort = held(cohort)
    if cohort.revision != revision:
        raise CohortHasChanged(cohort)
    was = cohort.award
    cohort.name, cohort.award = name, award
    Cohort.objects.filter(pk=cohort.pk).update(name=name, award=award, revision=F("revision") + 1)
    record("cohort.changed", by=by, subject=cohort, award=award.code if award else "")
    if award != was:
        joined = [member for member in current_members(cohort) if member.person_id]
        CohortMember.objects.filter(pk__in=[member.pk for member in joined]).update(pursuit=None)
        enrol(cohort, joined, by=by)
    cohort.refresh_from_db()
    return cohort


@operation
def end_cohort(cohort, *, by, at=None):
    """It is over: nobody joins it any more. What anyone does towards an award goes on as it was."""
    if Cohort.objects.filter(pk=cohort.pk, ended_at=None).update(ended_at=at or timezone.now()):
        record("cohort.ended", by=by, subject=cohort)
    return Cohort.objects.get(pk=cohort.pk)


@operation
def take_up_cohort(cohort, *, by):
    if Cohort.objects.filter(pk=cohort.pk, ended_at__isnull=False).update(ended_at=None):
        record("cohort.taken_up", by=by, subject=cohort)
    return Cohort.objects.get(pk=cohort.pk)


@operation
def invite_from_rows(cohort, *, rows, seen, by):
    """Do what a plan said, and nothing else: `seen` is the digest of the plan that was shown. Returns the plan.

    `rows`: lists.Row. As many statements for forty people as for one, unless roles are given. Raises PlanHasMoved.
    """
    cohort = open_and_held(cohort)
    plan = plan_of(cohort, rows)
    if plan.digest != seen or not are_still_open(plan.of(WAITS)):
        raise PlanHasMoved(plan_of(cohort, rows))
    try:
        # Each is held: always in one order.
        for entry in sorted(plan.of(ALSO), key=lambda one: one.person.pk):
            give_role_quietly(entry.person, cohort, by=by)
    except NoLongerHere as gone:
        raise PlanHasMoved(plan_of(cohort, rows)) from gone
    ask(cohort, plan, by=by)
    arrive(cohort, plan.of(HERE, ALSO), by=by)
    return plan


def are_still_open(entries):
    """Held until the operation ends, so that whoever says yes in this moment is put in by their yes, or by us."""
    wanted = {entry.invitation.pk for entry in entries}
    rows = Invitation.objects.open().filter(pk__in=wanted).select_for_update(of=("self",), no_key=True)
    return not wanted or {invitation.pk for invitation in rows} == wanted


def ask(cohort, plan, *, by):
    """Invite whoever wants an invitation of their own, and keep a place for each who was asked."""
    asked = plan.of(*ASKED)
    people = [(entry.row.name, entry.row.email) for entry in asked]
    made = invite_people(cohort.organisation, people, role=Role.PRACTITIONER, by=by) if asked else []
    invitations = list(zip(asked, made, strict=True)) + [
        (entry, entry.invitation) for entry in plan.of(WAITS)
    ]
    let_go_of([entry.member for entry in plan.of(AGAIN)])
    add(
        cohort,
        [CohortMember(cohort=cohort, invitation=invitation) for _entry, invitation in invitations],
        by=by,
    )


def arrive(cohort, entries, *, by):
    """Put in who is here. Someone invited before, who joined in another way, keeps one place."""
    let_go_of([entry.member for entry in entries if entry.member])
    members = [CohortMember(cohort=cohort, person=entry.person) for entry in entries]
    add(cohort, members, by=by)
    enrol(cohort, members, by=by)


def add(cohort, members, *, by):
    CohortMember.objects.bulk_create(members)
    for member in members:
        say_where(member, cohort, by=by)


def say_where(member, cohort, *, by):
    if member.person_id:
        record("cohort.joined", by=by, subject=cohort, member=member.code, person=member.person.code)
    else:
        record("cohort.invited", by=by, subject=cohort, member=member.code, invitation=member.invitation.code)


def let_go_of(members):
    if members:
        CohortMember.objects.filter(pk__in=[one.pk for one in members]).update(left_at=timezone.now())


def enrol(cohort, members, *, by):
    """Have who is here work towards the cohort's award. Where it can't be begun any more, they are in it without."""
    if not cohort.award or not members:
        return
    people = [member.person for member in members]
    pursuits = start_pursuits(cohort.award, people=people, organisation=cohort.organisation, by=by)
    for member in members:
        member.pursuit = pursuits.get(member.person_id)
    CohortMember.objects.bulk_update(members, ["pursuit"])


@operation
def add_person(cohort, person, *, by):
    """Put in someone who practises here. Twice is once."""
    cohort = open_and_held(cohort)
    if (
        not person.memberships.current()
        .filter(organisation=cohort.organisation, role=Role.PRACTITIONER)
        .exists()
    ):
        raise IsNoPractitioner
    there = current_members(cohort).filter(person=person).first()
    if there:
        return there
    member = CohortMember(cohort=cohort, person=person)
    add(cohort, [member], by=by)
    enrol(cohort, [member], by=by)
    return member


@operation
def leave(member, *, by, at=None):
    """They are no longer in it. Their work and their award stay; an invitation still leads into the organisation."""
    if CohortMember.objects.filter(pk=member.pk, left_at=None).update(left_at=at or timezone.now()):
        record("cohort.left", by=by, subject=member.cohort, member=member.code)
    return CohortMember.objects.get(pk=member.pk)


@operation
def join_cohorts(invitation, person):
    """Someone said yes: they are in every cohort this invitation leads into, ended or not, and enrolled."""
    waiting = CohortMember.objects.filter(invitation=invitation, person=None, left_at=None)
    for member in waiting.select_related("cohort__award", "cohort__organisation"):
        if takes_place(member, person):
            say_where(member, member.cohort, by=person)
            enrol(member.cohort, [member], by=person)


def takes_place(member, person):
    """False where someone put them in meanwhile: one place is enough."""
    member.person = person
    try:
        with transaction.atomic():
            member.save(update_fields=["person"])
    except IntegrityError:
        let_go_of([member])
        return False
    return True


def give_role_quietly(person, cohort, *, by):
    try:
        give_role(person, role=Role.PRACTITIONER, organisation=cohort.organisation, by=by)
    except AlreadyHoldsRole:
        return


def held(cohort):
    """The row as it is now, with its award and its place; nobody else changes who is in it until the operation ends."""
    Cohort.objects.locked(cohort)
    return Cohort.objects.select_related("organisation", "award__current_version").get(pk=cohort.pk)


def open_and_held(cohort):
    cohort = held(cohort)
    if cohort.ended_at:
        raise CohortHasEnded
    return cohort
