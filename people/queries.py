"""What can be asked about people. A query is a noun and brings everything its page shows."""

from allauth.account.models import EmailAddress
from django.db.models import Prefetch
from django.db.models.functions import Lower

from people.models import Invitation, Membership, User


def people_in(organisation):
    """Everyone who holds a role here today, with those roles in `roles_here`. Two queries."""
    here = Membership.objects.current().filter(organisation=organisation)
    return (
        User.objects.filter(pk__in=here.values("person"))
        .prefetch_related(Prefetch("memberships", here.order_by("role"), to_attr="roles_here"))
        .order_by("name", "pk")
    )


def open_invitations(organisation):
    """Invitations that can still be accepted, newest first."""
    return Invitation.objects.open().filter(organisation=organisation)


def addresses_of(person):
    """Every e-mail address we know to be theirs: today’s, those they signed in with, those they were invited at."""
    invited = Invitation.objects.filter(accepted_by=person).values_list("email", flat=True)
    signed_in = EmailAddress.objects.filter(user=person).values_list("email", flat=True)
    return {address for address in (person.email, *invited, *signed_in) if address}


def addresses_of_nobody_else(person):
    """Those of them that no other account has: an invitation may have been passed on to whoever accepted it."""
    known = addresses_of(person)
    spelled = {address.lower() for address in known}
    accounts = User.objects.exclude(pk=person.pk).annotate(address=Lower("email"))
    signed_in = EmailAddress.objects.exclude(user=person).annotate(address=Lower("email"))
    others = {
        address
        for rows in (accounts, signed_in)
        for address in rows.filter(address__in=spelled).values_list("address", flat=True)
    }
    return {address for address in known if address.lower() not in others}
