"""Who reads work towards an award in a place."""

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Pool, PoolMember
from assessments.pools import members_of
from assessments.readers import assessors_in
from people.audit import operation, record


class PoolHasChanged(Exception):
    """Someone else chose others since the page was opened. `current`: the Pool; `members`: who is in it now."""

    sentence = _("Someone else changed this since you opened it. See below how it is now, and save again.")

    def __init__(self, current):
        self.current, self.members = current, list(members_of(current))
        super().__init__(str(self.sentence))


@operation
def set_pool(award, *, organisation, assessors, by, revision, at=None):
    """These read work towards the award here, and no one else is offered it; with nobody, every assessor here is.

    `revision`: the one the page showed, 0 where nobody ever chose. Choosing what stands already is never stale. Returns
    the Pool. Raises PoolHasChanged.
    """
    pool, _new = Pool.objects.get_or_create(award=award, organisation=organisation)
    pool = Pool.objects.select_for_update(of=("self",), no_key=True).get(pk=pool.pk)
    chosen = assessors_in(organisation).filter(pk__in=[person.pk for person in assessors])
    after = {person.pk: person for person in chosen}
    members = PoolMember.objects.filter(award=award, organisation=organisation)
    if set(members.values_list("assessor", flat=True)) == set(after):
        return pool
    told = {"revision": F("revision") + 1, "set_by": by, "set_at": at or timezone.now()}
    if not Pool.objects.filter(pk=pool.pk, revision=revision).update(**told):
        raise PoolHasChanged(pool)
    members.exclude(assessor__in=after).delete()
    added = [PoolMember(award=award, organisation=organisation, assessor=person) for person in after.values()]
    PoolMember.objects.bulk_create(added, ignore_conflicts=True)
    codes = sorted(person.code for person in after.values())
    record("pool.set", by=by, subject=award, organisation=organisation.code, assessors=codes)
    pool.refresh_from_db()
    return pool
