"""Conflict of interest: what ties two people, so that the one does not judge the other."""

from django.db.models import Exists, OuterRef

from assessments.models import Assignment, ProposedDecision, Tie, UntiedLook


def ties_in(organisation):
    """Every tie that counts here today, with its people, the newest first."""
    return with_people(Tie.objects.current().filter(organisation=organisation))


def own_ties(person, organisation):
    """What ties this person to others here, from either side."""
    return with_people(Tie.objects.current().filter(organisation=organisation).about(person))


def with_people(ties):
    return ties.select_related("assessor", "practitioner", "said_by")


def asked_now(assessor):
    """By what they read something now, and were not asked yet whether anything ties them to its owner."""
    return Assignment.objects.filter(assessor=assessor, ended_at=None, untied_at=None)


def asked_of(assessor, unit):
    """The same, of one unit."""
    return asked_now(assessor).filter(unit=unit)


def is_asked_before_looking(person, sample):
    """Whether this is to be looked at again, and they were not asked yet what ties them to whoever did it."""
    return sample.is_planned and not UntiedLook.objects.filter(sample=sample, person=person).exists()


def asked_to_agree(person, assessment):
    """The decision that waits in this round for this person to agree to, where they were not asked yet."""
    return ProposedDecision.objects.filter(
        assessment=assessment, countersigner=person, answer="", untied_at=None
    )


def untied_before(person, assessment):
    """Decisions in the unit of a round about which this person said that nothing ties them, the last first; no tie was
    said since. `assessment`: a row, its key or an OuterRef."""
    about = {
        "practitioner": OuterRef("assessment__owner"),
        "organisation": OuterRef("assessment__organisation"),
    }
    since = Tie.objects.filter(assessor=person, said_at__gte=OuterRef("untied_at"), **about)
    said = ProposedDecision.objects.filter(
        ~Exists(since),
        countersigner=person,
        untied_at__isnull=False,
        assessment__submission__unit__submissions__assessment=assessment,
    )
    return said.order_by("-untied_at").values_list("untied_at", flat=True)
