"""Founding an organisation and saying who holds which role in it."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from people.models import Membership, Organisation, User
from people.models.organisation import today
from people.registry import ADMINISTRATOR_MADE, ROLE_CHANGED
from people.roles import Role


class AlreadyHoldsRole(Exception):
    """They hold that role here already."""


class NoLongerHere(Exception):
    """They were erased, perhaps a moment ago: nobody holds a role who is only a code."""

    sentence = _("They are no longer here, so nothing was changed.")


class RoleHasEnded(Exception):
    """That role ended before. What was stays as it was."""

    sentence = _("That role ended already.")


class LastCoordinator(Exception):
    """Someone has to look after the people here: give the role to someone else first."""

    sentence = _("Someone has to look after the people here. Give that role to someone else first.")


@operation
def found_organisation(name, *, by=None, **fields):
    """Make an organisation. Roles in it come by invitation."""
    organisation = Organisation.objects.create(name=name, **fields)
    record("organisation.founded", by=by, subject=organisation)
    return organisation


@operation
def give_role(person, *, role, organisation, by, from_date=None):
    """Let a person hold a role from a day on. Raises AlreadyHoldsRole, NoLongerHere."""
    hold_person(person)
    try:
        with transaction.atomic():
            membership = Membership.objects.create(
                person=person, role=role, organisation=organisation, from_date=from_date or today()
            )
    except IntegrityError as held:
        raise AlreadyHoldsRole(role) from held
    record("role.given", by=by, subject=person, role=str(role), organisation=organisation.code)
    say_role_changed(person)
    return membership


@operation
def say_administrator_made(person):
    """Whoever may change everything on the editing side is made on the server, and is in the trail too."""
    record("administrator.made", by=None, subject=person)


ADMINISTRATOR_MADE.append(say_administrator_made)


def hold_person(person):
    """Until the operation ends, so that whoever erases them at this moment comes before or after."""
    still = User.objects.select_for_update(no_key=True).filter(pk=person.pk, erased_at=None)
    if not list(still.values_list("pk")):
        raise NoLongerHere


@operation
def end_role(membership, *, by, until_date=None):
    """Take a role away, from today unless said otherwise. What was done with it stays."""
    place = Organisation.objects.select_for_update(no_key=True).get(pk=membership.organisation_id)
    others = Membership.objects.current().filter(organisation=place, role=Role.COORDINATOR)
    if membership.role == Role.COORDINATOR and not others.exclude(pk=membership.pk).exists():
        raise LastCoordinator
    until_date = until_date or today()
    if not Membership.objects.filter(pk=membership.pk, until_date=None).update(until_date=until_date):
        raise RoleHasEnded
    membership.until_date = until_date
    record(
        "role.ended",
        by=by,
        subject=membership.person,
        role=membership.role,
        organisation=membership.organisation.code,
    )
    say_role_changed(membership.person)
    return membership


def say_role_changed(person):
    person.__dict__.pop("_memberships", None)  # read before, and another one now
    for react in ROLE_CHANGED:
        react(person)
