"""Who may do what with people: small predicates, and the table at the foot."""

import rules

from people.roles import Role


@rules.predicate
def looks_after_people_here(person, thing):
    return thing is not None and person.holds(Role.COORDINATOR, thing.organisation_id)


rules.add_perm("people.end_role", looks_after_people_here)
rules.add_perm("people.withdraw_invitation", looks_after_people_here)
