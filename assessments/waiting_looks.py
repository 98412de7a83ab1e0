"""What second looks want of someone, as lines of the list of what needs them."""

from django.db.models import Count, Min, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import ngettext_lazy

from assessments.models import Action, Sample
from assessments.sampling import actions_to_settle
from assessments.second_looks import left_open
from people.roles import Role
from people.waiting import several


def second_looks_waiting(person):
    """[Waiting] of an assessor and of an IQA. Four queries; of someone who assures no quality, one."""
    samples = Sample.objects.visible_to(person).order_by()
    return [
        *rounds_to_look_at(samples, person),
        *asked_of_an_assessor(person),
        *to_be_settled(samples),
        *found_otherwise(samples),
    ]


def rounds_to_look_at(samples, person):
    """What a plan asks of this IQA, and what it asks of nobody yet, as far as they may look at it."""
    theirs, free = Q(iqa=person), Q(iqa=None)
    found = samples.filter(theirs | free, state=Sample.State.PLANNED).aggregate(
        mine=Count("pk", filter=theirs),
        mine_since=Min("added_at", filter=theirs),
        free=Count("pk", filter=free),
        free_since=Min("added_at", filter=free),
    )
    return [
        *several(
            ngettext_lazy(
                "Look at %(count)d round a second time.",
                "Look at %(count)d rounds a second time.",
                "count",
            ),
            found["mine"],
            since=found["mine_since"],
            url=reverse("quality") + "?whose=mine",
        ),
        *several(
            ngettext_lazy(
                "%(count)d round waits for a second look, and nobody has it yet.",
                "%(count)d rounds wait for a second look, and nobody has them yet.",
                "count",
            ),
            found["free"],
            since=found["free_since"],
            url=reverse("quality") + "?whose=free",
        ),
    ]


def asked_of_an_assessor(person):
    here = person.memberships.current().filter(role=Role.ASSESSOR).values("organisation")
    actions = Action.objects.filter(assessor=person, organisation__in=here, answered_at=None, settled_at=None)
    return several(
        ngettext_lazy(
            "A second look asks for %(count)d thing.",
            "Second looks ask for %(count)d things.",
            "count",
        ),
        **actions.order_by().aggregate(count=Count("pk"), since=Min("record__looked_at")),
        url=reverse("actions"),
    )


def to_be_settled(samples):
    """Since it was answered; where only its day is past, since it was asked."""
    since = Min(Coalesce("answered_at", "record__looked_at"))
    return several(
        ngettext_lazy(
            "What a second look asked was answered, or its day is past. See whether it is done.",
            "%(count)d things that second looks asked were answered, or their day is past. See whether they are done.",
            "count",
        ),
        **actions_to_settle(samples).order_by().aggregate(count=Count("pk"), since=since),
        url=reverse("actions") + "?which=settle",
    )


def found_otherwise(samples):
    return several(
        ngettext_lazy(
            "A second look found otherwise, and nothing came of it yet. Ask for something, or open it again.",
            "%(count)d second looks found otherwise, and nothing came of it yet. Ask for something, or open them again.",
            "count",
        ),
        **left_open(samples).aggregate(count=Count("pk"), since=Min("record__looked_at")),
        url=reverse("quality") + "?whose=open",
    )
