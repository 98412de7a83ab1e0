"""What waits about licences: decisions nobody can agree to, for whoever coordinates; licences that end, for their
holders too."""

from collections import defaultdict
from datetime import datetime, time, timedelta

from django.db.models import Exists, F, Max, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext_lazy

from assessments.licences import ENDS_SOON, ends_within
from assessments.models import Licence, ProposedDecision, State, Tie
from people.models import Membership
from people.models.organisation import today
from people.registry import waits
from people.roles import Role
from people.waiting import in_each_place, several

Answer = ProposedDecision.Answer


@waits
def decisions_nobody_agrees_to(person):
    """Trainees whose decisions would wait, or wait, for someone who can’t agree to them today. Two queries."""
    places = person.places_as(Role.COORDINATOR)
    if not places:
        return []
    return [
        *in_each_place(
            ngettext_lazy(
                "A trainee’s decision waits, and nobody can agree to it. Choose who does.",
                "%(count)d decisions of trainees wait, and nobody can agree to them. Choose who does.",
                "count",
            ),
            decisions_stuck(places),
            since="proposed_at",
            url=reverse("licences"),
            place="assessment__organisation",
        ),
        *trainees_alone(places),
    ]


def decisions_stuck(places):
    """Those that wait for someone who can’t agree today; and those a tie took from whoever was asked, where a tie still
    stands between whoever agrees to that trainee’s decisions and whose work it is."""
    waits = Q(answer="") & (~Exists(agrees_at("assessment__organisation")) | Exists(tied_to("countersigner")))
    came_back = Q(answer=Answer.CHANGED, answered_by=None, assessment__state=State.IN_REVIEW)
    learns = Licence.objects.current().filter(
        Exists(tied_to("countersigner", above=OuterRef)),
        person=OuterRef("proposed_by"),
        organisation=OuterRef("assessment__organisation"),
        is_trainee=True,
    )
    here = ProposedDecision.objects.filter(assessment__organisation__in=places)
    return here.filter(waits | came_back & Q(assessment__assessor=F("proposed_by")) & Exists(learns))


def tied_to(who, *, above=str):
    """What ties a person named by the row around to whose round the decision is; `above`: OuterRef, one row further out."""
    owner, place = above("assessment__owner"), above("assessment__organisation")
    return Tie.objects.between(OuterRef(who), OuterRef(owner), OuterRef(place))


def agrees_at(place):
    """A licence by which the `countersigner` of the row around agrees to decisions at its `place` today."""
    assesses = Membership.objects.current().filter(
        role=Role.ASSESSOR,
        organisation=OuterRef("organisation"),
        person=OuterRef("person"),
        person__is_active=True,
    )
    return Licence.objects.current().filter(
        Exists(assesses), person=OuterRef("countersigner"), organisation=OuterRef(place), is_trainee=False
    )


def trainees_alone(places):
    """A line for each place: since the last day of the licence of whoever was to agree. Where that one left, and their
    licence goes on, since the trainee’s own was recorded.
    """
    alone = Licence.objects.current().filter(
        ~Exists(agrees_at("organisation")), organisation__in=places, is_trainee=True
    )
    ended = Licence.objects.filter(
        person=OuterRef("countersigner"), organisation=OuterRef("organisation"), is_trainee=False
    ).order_by()
    until = ended.values("person").annotate(last=Max("until_date")).values("last")
    rows = alone.annotate(last=Subquery(until)).values_list(
        "organisation__code", "organisation__name", "last", "recorded_at"
    )
    moments = defaultdict(list)
    for code, name, day, at in rows:
        moments[code, name].append(begin_of(day + timedelta(days=1)) if day and day < today() else at)
    return [
        one
        for (code, name), since in moments.items()
        for one in several(
            ALONE, len(since), since=min(since), url=reverse("licences"), place=name, where=code
        )
    ]


ALONE = ngettext_lazy(
    "Someone who is learning to assess has nobody who can agree to what they decide. Choose who does.",
    "%(count)d people who are learning to assess have nobody who can agree to what they decide. Choose who does.",
    "count",
)


@waits
def licences_that_end(person):
    """Within 30 days, with none to follow: one’s own, and those of the places one coordinates. A query for each role."""
    coordinated, assesses = person.places_as(Role.COORDINATOR), person.places_as(Role.ASSESSOR)
    soon = ends_within(ENDS_SOON, on=today())
    own = soon.filter(person=person, organisation__in=assesses)
    others = soon.filter(organisation__in=coordinated).exclude(person=person)
    told = {"since": "until_date", "moment": ends_soon_at, "url": reverse("licences")}
    return [
        *(in_each_place(OWN_ENDS, own, **told) if assesses else []),
        *(in_each_place(OTHERS_END, others, **told) if coordinated else []),
    ]


OWN_ENDS = ngettext_lazy(
    "Your licence to assess ends soon. Ask whoever coordinates to renew it.",
    "%(count)d of your licences to assess end soon. Ask whoever coordinates to renew them.",
    "count",
)
OTHERS_END = ngettext_lazy(
    "An assessor’s licence ends soon. Renew it in time.",
    "The licences of %(count)d assessors end soon. Renew them in time.",
    "count",
)


def ends_soon_at(last_day):
    return begin_of(last_day - ENDS_SOON)


def begin_of(day):
    return timezone.make_aware(datetime.combine(day, time.min))
