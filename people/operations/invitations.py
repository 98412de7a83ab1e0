"""Asking someone to join, and joining."""

from contextlib import suppress

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from people.models import Invitation, User
from people.operations.organisations import AlreadyHoldsRole, NoLongerHere, give_role
from people.registry import AFTER_JOINING
from people.telling import post_many


class InvitationIsClosed(Exception):
    """This invitation was used, withdrawn or is too old. Ask for a new one."""

    sentence = _("This invitation was used already, taken back, or is too old. Ask for a new one.")


class NotYourInvitation(Exception):
    """The e-mail belongs to somebody else, who signs in to accept."""

    sentence = _("Someone with this e-mail is here already. Sign in as them to say yes.")


@operation
def invite_person(organisation, *, name, role, by, email=""):
    """Ask someone to join. With mail they get a link; the coordinator can copy it either way."""
    (invitation,) = invite_people(organisation, [(name, email)], role=role, by=by)
    return invitation


@operation
def invite_people(organisation, people, *, role, by):
    """Ask several at once: [(name, e-mail or "")] → their invitations, in order.

    As many statements for forty as for one.
    """
    invitations = Invitation.objects.bulk_create(
        Invitation(
            organisation=organisation,
            name=name,
            email=User.objects.normalize_email(email),
            role=role,
            invited_by=by,
        )
        for name, email in people
    )
    for invitation in invitations:
        record("person.invited", by=by, subject=invitation, role=str(role), organisation=organisation.code)
    reached = [invitation for invitation in invitations if invitation.email]
    post_many(
        "invitation",
        [{"address": one.email, "about_code": one.code, "link": one.path} for one in reached],
    )
    return invitations


@operation
def withdraw_invitation(invitation, *, by):
    """Take an invitation back. One already used stays as it is."""
    close(invitation, withdrawn_at=timezone.now())
    record("invitation.withdrawn", by=by, subject=invitation)
    return invitation


@operation
def accept_invitation(invitation, *, by=None, name="", password=""):
    """Join: as the person who is signed in, or as someone new. Returns the person.

    Of two people opening the same link at once, one joins.
    """
    close(invitation, accepted_at=timezone.now())  # first, so that whoever comes second makes nobody
    person = by or new_person(invitation, name, password)
    Invitation.objects.filter(pk=invitation.pk).update(accepted_by=person)
    invitation.accepted_by = person
    try:
        with suppress(AlreadyHoldsRole):  # they said yes to what they have: nothing is missing
            give_role(person, role=invitation.role, organisation=invitation.organisation, by=person)
    except NoLongerHere as gone:
        raise InvitationIsClosed from gone
    record("invitation.accepted", by=person, subject=invitation)
    for follow in AFTER_JOINING:
        follow(invitation, person)
    return person


def new_person(invitation, name, password):
    if User.objects.with_email(invitation.email):
        raise NotYourInvitation
    name = name or invitation.name
    try:
        with transaction.atomic():
            return User.objects.create_user(name=name, email=invitation.email, password=password or None)
    except IntegrityError as raced:  # two invitations to one address, opened at once
        raise NotYourInvitation from raced


def close(invitation, **fields):
    if not Invitation.objects.open().filter(pk=invitation.pk).update(**fields):
        raise InvitationIsClosed
    invitation.refresh_from_db()
