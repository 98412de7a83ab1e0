"""Conflict of interest: what ties two people, so that the one does not judge the other."""

from assessments.models import Assignment, Tie, UntiedLook


def ties_between(assessor, owner, place):
    """What ties these two here today. `owner` and `place` are rows, their keys or an OuterRef."""
    return Tie.objects.current().filter(assessor=assessor, practitioner=owner, organisation=place)


def ties_in(organisation):
    """Every tie that counts here today, with its people, the newest first."""
    return with_people(Tie.objects.current().filter(organisation=organisation))


def own_ties(person, organisation):
    """What ties this person to others here, from either side."""
    return with_people(Tie.objects.current().filter(organisation=organisation).about(person))


def with_people(ties):
    return ties.select_related("assessor", "practitioner", "said_by")


def asked_of(assessor, unit):
    """That they read this unit now and were not asked yet whether something ties them to its owner."""
    return Assignment.objects.filter(unit=unit, assessor=assessor, ended_at=None, untied_at=None)


def is_asked_before_looking(person, sample):
    """Whether this is to be looked at again, and they were not asked yet what ties them to whoever did it."""
    return sample.is_planned and not UntiedLook.objects.filter(sample=sample, person=person).exists()
