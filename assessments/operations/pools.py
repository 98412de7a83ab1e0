"""Who reads work towards an award in a place."""

from assessments.models import PoolMember
from assessments.readers import assessors_in
from people.audit import operation, record


@operation
def set_pool(award, *, organisation, assessors, by):
    """These read work towards the award here, and no one else is offered it; with nobody, every assessor here is."""
    chosen = assessors_in(organisation).filter(pk__in=[person.pk for person in assessors])
    pool = PoolMember.objects.filter(award=award, organisation=organisation)
    before = set(pool.values_list("assessor", flat=True))
    after = {person.pk: person for person in chosen}
    if before == set(after):
        return
    pool.exclude(assessor__in=after).delete()
    members = [
        PoolMember(award=award, organisation=organisation, assessor=person) for person in after.values()
    ]
    PoolMember.objects.bulk_create(members, ignore_conflicts=True)
    codes = sorted(person.code for person in after.values())
    record("pool.set", by=by, subject=award, organisation=organisation.code, assessors=codes)
