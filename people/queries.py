"""What can be asked about people. A query is a noun and brings everything its page shows."""

from django.db.models import Prefetch

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
