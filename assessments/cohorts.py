"""What can be asked about cohorts: which there are, who is in them, and who needs what. In words, and nobody is ranked.

What someone needs is read from the newest shared round of each standard. Of a round that is being read nothing is told
but that it is: what an assessor notes is theirs until they reply.
"""

from collections import Counter

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, StringAgg, Subquery, Value, When
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment, Award, Cohort, CohortMember, Judgement, Outcome, State
from people.rows import how_many
from portfolios.models import Unit
from standards.models import AwardMember


class Need(models.TextChoices):
    """What someone in a cohort needs next. One person may need several things: one for each standard."""

    NOT_JOINED = "not joined", _("Not joined yet")
    NOTHING_SHARED = "nothing shared", _("Nothing shared yet")
    ASSESSOR = "assessor", _("Waiting for an assessor")
    READING = "reading", _("With an assessor")
    SECOND = "second", _("Waiting for a second assessor to agree")
    THEIR_TURN = "their turn", _("Replied: it is their turn")
    READY = "ready", _("All met: ready to be signed off")
    SO_FAR = "so far", _("Signed off so far")
    FINISHED = "finished", _("Finished")


OPEN = (Need.ASSESSOR, Need.READING, Need.SECOND, Need.THEIR_TURN, Need.READY)  # where a round stands
BY_STATE = {
    State.ON_OFFER: Need.ASSESSOR,
    State.IN_REVIEW: Need.READING,
    State.TO_AGREE: Need.SECOND,
    State.REPLIED: Need.THEIR_TURN,
    State.SIGNED_OFF: Need.SO_FAR,
}


# --- which there are ------------------------------------------------------------------------


def cohorts_in(organisation):
    """Those of a place, with how many are in each and how many of them have joined; ended ones last. One query.

    The people are counted in subqueries: joined, those of every cohort would be counted before a page is cut.
    """
    here = CohortMember.objects.filter(cohort=OuterRef("pk"), left_at=None)
    return (
        Cohort.objects.filter(organisation=organisation)
        .select_related("award")
        .annotate(people=how_many(here, "cohort"), joined=how_many(here.exclude(person=None), "cohort"))
        .order_by(F("ended_at").desc(nulls_first=True), "name", "pk")
    )


def names_of_cohorts(person, *, organisation):
    """What the groups are called that someone is in here."""
    theirs = Cohort.objects.filter(
        organisation=organisation, ended_at=None, members__person=person, members__left_at=None
    )
    return list(theirs.order_by("name").values_list("name", flat=True).distinct())


# --- who needs what -------------------------------------------------------------------------


def rounds_now(cohort):
    """The newest round of each standard that counts here, not taken back, with its `need`."""
    counted = Assessment.objects.exclude(state=State.RECALLED)
    later = counted.filter(
        submission__unit=OuterRef("submission__unit"), submission__round__gt=OuterRef("submission__round")
    )
    rounds = counted.filter(in_award(cohort, "submission__unit__"), ~Exists(later))
    rounds = rounds.filter(organisation=cohort.organisation_id, submission__unit__carried_to=None).order_by()
    return rounds.annotate(met=met_as_told()).annotate(need=need_of_round())


def in_award(cohort, unit=""):
    """The standards of the cohort's award; every standard, where it has none."""
    if not cohort.award_id:
        return Q()
    counted = AwardMember.objects.filter(version__award=cohort.award_id).values("standard")
    return Q(**{f"{unit}version__standard__in": counted})


def met_as_told():
    """How many requirements of a round its practitioner was told are met, now or before."""
    told = Judgement.objects.filter(
        Q(released_at__isnull=False) | Q(carried_from__isnull=False),
        assessment=OuterRef("pk"),
        outcome=Outcome.MEETS,
    )
    return how_many(told, "assessment")


def need_of_round():
    """Replied to, even with all of it met, it waits for them: nobody signs off before they share again."""
    is_whole = Q(state=State.IN_REVIEW, met=F("submission__unit__version__requirement_count"))
    by_state = [When(state=state, then=Value(need.value)) for state, need in BY_STATE.items()]
    return Case(When(is_whole, then=Value(Need.READY.value)), *by_state, output_field=models.CharField())


def members_of(cohort):
    """Who is in it, by name, each with `is_done`: whether the award was given. Nobody comes before anybody else."""
    return (
        CohortMember.objects.filter(cohort=cohort, left_at=None)
        .select_related("person", "invitation")
        .annotate(is_done=is_done(cohort), shown_name=Coalesce("person__name", "invitation__name"))
        .order_by(Lower("shown_name"), "pk")
    )


def is_done(cohort):
    """The award was given, and counts; without an award: all they began is signed off."""
    if cohort.award_id:
        given = Award.objects.filter(holder=OuterRef("person"), organisation=cohort.organisation_id)
        return Exists(given.filter(rules__award=cohort.award_id, certificates__end=None))
    begun = Unit.objects.filter(
        portfolio__owner=OuterRef("person"), portfolio__organisation=cohort.organisation_id, carried_to=None
    )
    signed = rounds_now(cohort).filter(submission__unit=OuterRef("pk"), state=State.SIGNED_OFF)
    return Exists(begun) & ~Exists(begun.filter(~Exists(signed)))


def needs_from(said, *, has_joined, is_done):
    """[Need] of someone, in the order of Need. `said`: the needs of the newest rounds of their standards."""
    if not has_joined:
        return [Need.NOT_JOINED]
    if is_done:
        return [Need.FINISHED]
    if found := [need for need in OPEN if need in said]:
        return found
    return [Need.SO_FAR] if Need.SO_FAR in said else [Need.NOTHING_SHARED]


def needs_in(cohort):
    """{key of a member: [Need]} of everyone in it. One query, which asks for each round once."""
    theirs = rounds_now(cohort).filter(owner=OuterRef("person")).values("owner")
    said = theirs.annotate(said=StringAgg("need", delimiter=Value(","))).values("said")
    rows = (
        members_of(cohort)
        .order_by()
        .annotate(said=Coalesce(Subquery(said), Value(""), output_field=models.TextField()))
    )
    return {
        key: needs_from(set(said.split(",")), has_joined=person is not None, is_done=is_done)
        for key, person, is_done, said in rows.values_list("pk", "person", "is_done", "said")
    }


def members_who_need(cohort, need, needs):
    """Of members_of(), those who need this. `needs`: as needs_in() says."""
    return members_of(cohort).filter(pk__in=[key for key, theirs in needs.items() if need in theirs])


def numbers_in(needs):
    """[(Need, how many people need it)] of those anybody needs. `needs`: as needs_in() says."""
    found = Counter(need for theirs in needs.values() for need in theirs)
    return [(need, found[need]) for need in Need if found[need]]
