"""Founding an organisation and saying who holds which role in it."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from people.audit import operation, record
from people.models import Membership, Organisation
from people.models.organisation import today
from people.roles import Role


class AlreadyHoldsRole(Exception):
    """They hold that role here already."""


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
    """Let a person hold a role from a day on."""
    try:
        with transaction.atomic():
            membership = Membership.objects.create(
                person=person, role=role, organisation=organisation, from_date=from_date or today()
            )
    except IntegrityError as held:
        raise AlreadyHoldsRole(role) from held
    record("role.given", by=by, subject=person, role=str(role), organisation=organisation.code)
    return membership


@operation
def end_role(membership, *, by, until_date=None):
    """Take a role away, from today unless said otherwise. What was done with it stays."""
    others = Membership.objects.current().filter(organisation=membership.organisation, role=Role.COORDINATOR)
    if membership.role == Role.COORDINATOR and not others.exclude(pk=membership.pk).exists():
        raise LastCoordinator
    membership.until_date = until_date or today()
    membership.save(update_fields=["until_date"])
    record(
        "role.ended",
        by=by,
        subject=membership.person,
        role=membership.role,
        organisation=membership.organisation.code,
    )
    return membership
