"""Erasing a person: their name, words and files go, their code and what was decided stay, and no chain breaks.

Upper apps add what they hold (people.registry.ERASING); everything is one transaction. Files leave the disk after it,
by a list that the same transaction wrote: killed half-way, the worker or a second run removes the rest.
"""

from collections import Counter
from functools import partial

from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from people.models import Invitation, Job, Membership, OnceKey, Organisation, OutboxMail, TellingChoice, User
from people.models.organisation import today
from people.models.user import NO_LONGER
from people.operations.organisations import say_role_changed
from people.queries import addresses_of_nobody_else
from people.registry import BEFORE_ERASING, ERASING, job
from people.roles import Role

DISCARD = "discard_file"
FILES = "files"


class CannotErase(Exception):
    """Something only they can do has to go to someone else first; `.sentence` says what."""

    sentence = _("They can’t be erased just now.")

    def __init__(self, sentence=None):
        self.sentence = sentence or self.sentence
        super().__init__(str(self.sentence))


class LastToLookAfter(CannotErase):
    def __init__(self, place):
        said = _("Nobody else looks after the people of %(place)s. Give that role to someone else first.")
        super().__init__(said % {"place": place})


@operation
def erase_person(person, *, by, at=None):
    """Erase someone. Returns {what: how many}; twice is the same as once, and the second time finds nothing.

    `by`: None where whoever looks after the installation does it. Raises CannotErase.
    """
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if person.erased_at:
        return Counter()
    hold_roles(person)
    refuse_where_needed(person)
    places = Organisation.objects.filter(memberships__person=person).order_by("pk").distinct()
    codes = list(places.values_list("code", flat=True))
    gone = Counter()
    for erase in [*ERASING, erase_account]:
        gone.update(erase(person, by=by))
    become_a_code(person, at=at or timezone.now())
    told = {"rows": gone.total() - gone[FILES], "files": gone[FILES]}
    for code in codes or [""]:
        record("person.erased", by=by, subject=person, organisation=code, **told)
    return +gone


def what_would_go(person):
    """The same counts, and nothing happens. Raises CannotErase."""
    with transaction.atomic():
        gone = erase_person(person, by=None)
        transaction.set_rollback(True)
    return gone


def hold_roles(person):
    """Until the operation ends. Whoever looks after the same people and goes at this moment, or gives them something to
    do, comes before or after. Places first, as where a role ends.
    """
    held = person.memberships.current()
    looks_after = held.filter(role=Role.COORDINATOR).values("organisation")
    places = Organisation.objects.select_for_update(no_key=True).filter(pk__in=looks_after)
    list(places.order_by("pk").values_list("pk"))
    list(held.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def refuse_where_needed(person):
    looks_after = person.memberships.current().filter(role=Role.COORDINATOR)
    for held in looks_after.select_related("organisation"):
        here = (
            Membership.objects.current()
            .filter(organisation=held.organisation, person__is_active=True)
            .exclude(person=person)
        )
        if here.exists() and not here.filter(role=Role.COORDINATOR).exists():
            raise LastToLookAfter(held.organisation)
    for check in BEFORE_ERASING:
        check(person)


# --- what the ground holds ------------------------------------------------------------------


def erase_account(person, *, by):
    """How they sign in, what they chose, what was to be mailed to them, and how they were invited."""
    addresses = addresses_of_nobody_else(person)
    gone = {
        "sessions": end_sessions(person),
        "mails": drop_mails(person, addresses),
        "invitations": empty_invitations(person, addresses),
        "sign-in addresses": count(EmailAddress.objects.filter(user=person).delete()),
        "choices": count(TellingChoice.objects.filter(person=person).delete()),
        "form keys": count(OnceKey.objects.filter(person=person).delete()),
    }
    person.memberships.filter(Q(until_date=None) | Q(until_date__gt=today())).update(until_date=today())
    person.groups.clear()
    person.user_permissions.clear()
    return gone


def become_a_code(person, *, at):
    person.set_unusable_password()
    person.name = person.email = person.time_zone = ""
    person.language = User._meta.get_field("language").default
    person.is_active = person.is_superuser = False
    person.last_login, person.erased_at = None, at
    person.save()
    say_role_changed(person)


def end_sessions(person):
    """Sessions are sealed: which are theirs, each has to be asked."""
    theirs = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get("_auth_user_id") == str(person.pk)
    ]
    return count(Session.objects.filter(pk__in=theirs).delete())


def drop_mails(person, addresses):
    mails = OutboxMail.objects.filter(Q(person=person) | any_of("address", addresses))
    forget_jobs(mails.values_list("code", flat=True))
    return count(mails.delete())


def empty_invitations(person, addresses):
    """Those they accepted, and those that still wait at an address of theirs: the row stays, and says when."""
    now = timezone.now()
    found = Invitation.objects.filter(Q(accepted_by=person) | any_of("email", addresses))
    found.filter(accepted_at=None, withdrawn_at=None).update(withdrawn_at=now)
    return found.update(name=str(NO_LONGER), email="")


def any_of(field, addresses):
    """Whatever the capitals; nothing where there is no address."""
    asked = Q(pk__in=[])
    for address in addresses:
        asked |= Q(**{f"{field}__iexact": address})
    return asked


# --- for every app --------------------------------------------------------------------------


def count(deleted):
    """Of what `delete()` returns: how many rows, with those that went along."""
    return deleted[0]


def forget_jobs(codes):
    """Work that was queued about what goes now."""
    return Job.objects.filter(subject_code__in=list(codes)).exclude(state=Job.State.DONE).delete()


def discard_after(alias, paths):
    """Inside the operation: these files of a storage leave the disk once it is done. Says how many."""
    marks = [f"{alias}:{path}" for path in dict.fromkeys(paths) if path]
    Job.objects.bulk_create([Job(kind=DISCARD, subject_code=mark) for mark in marks], ignore_conflicts=True)
    transaction.on_commit(partial(discard_each, marks), robust=True)
    return len(marks)


def discard_each(marks):
    for mark in marks:
        discard(mark)
        Job.objects.filter(kind=DISCARD, subject_code=mark).delete()


def discard_left_over():
    """What a kill left on the disk; says how many. Nobody waits for the worker."""
    marks = Job.objects.filter(kind=DISCARD).exclude(state=Job.State.DONE)
    left = list(marks.values_list("subject_code", flat=True))
    discard_each(left)
    return len(left)


@job(DISCARD)
def discard(mark):
    """May run twice: a file that is gone is no problem."""
    alias, _colon, path = mark.partition(":")
    storages[alias].delete(path)
