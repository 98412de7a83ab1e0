"""Who may edit charters, put amendments forward, support them, and listen to those who would like to talk."""

import rules

from people.roles import Role
from standards.rules import trains


@rules.predicate
def is_member(person, charter):
    """Of the organisation whose charter, or whose amendment, it is."""
    return charter.organisation_id in {
        membership.organisation_id for membership in person.current_memberships
    }


@rules.predicate
def is_steward(person):
    return bool(person.places_as(Role.STEWARD))


@rules.predicate
def is_its_steward(person, amendment):
    """Where those belong who decide about it."""
    return amendment.organisation_id in person.places_as(Role.STEWARD)


@rules.predicate
def said_it(person, agreement):
    return agreement.person_id == person.pk


rules.add_perm("community.edit", trains)
rules.add_perm("community.propose", rules.is_authenticated)
rules.add_perm("community.support", is_member)
rules.add_perm("community.answer", is_member)
rules.add_perm("community.take_back", said_it)
rules.add_perm("community.listen", is_steward)
rules.add_perm("community.take_away", is_its_steward)
