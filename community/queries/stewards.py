"""Who looks after a charter: by role everywhere, by name where they said so."""

from django.db.models import Exists, OuterRef

from community.models import StewardShown
from people.models import Membership, User
from people.roles import Role


def stewards_of(organisation):
    """Everyone who is a steward here today, by name."""
    roles = Membership.objects.current().filter(organisation=organisation, role=Role.STEWARD)
    return User.objects.filter(pk__in=roles.values("person"), is_active=True).order_by("name", "pk")


def stewards_named(organisation):
    """Those of them whose name may stand on the charter, where everyone reads it."""
    said = StewardShown.objects.filter(organisation=organisation, person=OuterRef("pk"))
    return stewards_of(organisation).filter(Exists(said))


def listeners_for(person, organisation):
    """The stewards this person could talk to: a steward asks another one, never themselves."""
    return stewards_of(organisation).exclude(pk=person.pk)


def shown_in(person):
    """Ids of the organisations on whose charters this person's name may stand."""
    return set(StewardShown.objects.filter(person=person).values_list("organisation_id", flat=True))
