"""Who may edit standards, bring them in and hand them out. Reading them is for everyone."""

import rules

from people.roles import Role


@rules.predicate
def trains(person):
    return bool(person.places_as(Role.TRAINER))


rules.add_perm("standards.edit", trains)
