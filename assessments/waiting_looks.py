"""What second looks want of someone, as lines of the list of what needs them."""

from django.db.models import Count, Min, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext_lazy

from assessments.models import Action, Sample
from assessments.sampling import FREE, LEFT_BEHIND, actions_to_settle, for_them, over
from assessments.second_looks import awards_to_look_at, left_open
from people.roles import Role
from people.waiting import in_each_place, several


def second_looks_waiting(person):
    """[Waiting] of an assessor and of an IQA. Five queries; of someone who assures no quality, one."""
    samples = Sample.objects.visible_to(person).untied_to(person).order_by()
    return [
        *rounds_to_look_at(samples, person),
        *asked_of_an_assessor(person),
        *to_be_settled(samples),
        *found_otherwise(samples),
        *awards_with_no_look(person),
    ]


def rounds_to_look_at(samples, person):
    """What a plan asks of this IQA, what it asks of nobody yet, what someone began and can’t finish, and what else of
    others’ is left of a plan that is over, as far as they may look at it. One query."""
    # For all their places the day of the one they work in, as on its page.
    theirs, is_over = Q(iqa=person), over(timezone.localdate())
    free, left = FREE & ~is_over, is_over & ~theirs & ~LEFT_BEHIND
    planned = for_them(samples, person).filter(theirs | FREE | LEFT_BEHIND | left, state=Sample.State.PLANNED)
    kinds = {
        "mine": ("added_at", theirs),
        "free": ("added_at", free),
        "begun": ("noted_at", LEFT_BEHIND),
        "left": ("added_at", left),
    }
    told = {name: Count("pk", filter=which) for name, (_at, which) in kinds.items()} | {
        f"{name}_since": Min(at, filter=which) for name, (at, which) in kinds.items()
    }
    return [
        one
        for row in planned.values(f"{PLACE}__code", f"{PLACE}__name").annotate(**told)
        for name, (words, whose) in TO_LOOK_AT.items()
        for one in several(
            words,
            row[name],
            since=row[f"{name}_since"],
            url=reverse("quality") + f"?whose={whose}",
            place=row[f"{PLACE}__name"],
            where=row[f"{PLACE}__code"],
        )
    ]


PLACE = "plan__organisation"
TO_LOOK_AT = {  # as counted above: (words, what the list is asked for)
    "mine": (
        ngettext_lazy(
            "Look at %(count)d round a second time.",
            "Look at %(count)d rounds a second time.",
            "count",
        ),
        "mine",
    ),
    "free": (
        ngettext_lazy(
            "%(count)d round waits for a second look, and nobody has it yet.",
            "%(count)d rounds wait for a second look, and nobody has them yet.",
            "count",
        ),
        "free",
    ),
    "begun": (
        ngettext_lazy(
            "Someone began a second look and can’t finish it. Begin it again.",
            "%(count)d second looks were begun, and whoever did can’t finish them. Begin them again.",
            "count",
        ),
        "begun",
    ),
    "left": (
        ngettext_lazy(
            "A plan is over, and %(count)d round of it was not looked at. Until someone does, it covers nothing.",
            "Plans are over, and %(count)d rounds of them were not looked at. Until someone does, they cover nothing.",
            "count",
        ),
        "late",
    ),
}


def asked_of_an_assessor(person):
    here = person.memberships.current().filter(role=Role.ASSESSOR).values("organisation")
    actions = Action.objects.filter(assessor=person, organisation__in=here, answered_at=None, settled_at=None)
    return in_each_place(
        ngettext_lazy(
            "A second look asks for %(count)d thing.",
            "Second looks ask for %(count)d things.",
            "count",
        ),
        actions,
        since="record__looked_at",
        url=reverse("actions"),
    )


def to_be_settled(samples):
    """Since it was answered; where only its day is past, since it was asked."""
    return in_each_place(
        ngettext_lazy(
            "What a second look asked was answered, or its day is past. See whether it is done.",
            "%(count)d things that second looks asked were answered, or their day is past. See whether they are done.",
            "count",
        ),
        actions_to_settle(samples),
        since=Coalesce("answered_at", "record__looked_at"),
        url=reverse("actions") + "?which=settle",
    )


def found_otherwise(samples):
    return in_each_place(
        ngettext_lazy(
            "A second look found otherwise, and nothing came of it yet. Ask for something, or open it again.",
            "%(count)d second looks found otherwise, and nothing came of it yet. Ask for something, or open them again.",
            "count",
        ),
        left_open(samples),
        since="record__looked_at",
        url=reverse("quality") + "?whose=open",
        place=PLACE,
    )


def awards_with_no_look(person):
    return in_each_place(
        ngettext_lazy(
            "An award waits for a second look, and none is planned. Put one of its rounds into a plan.",
            "%(count)d awards wait for a second look, and none is planned. Put one of the rounds of each into a plan.",
            "count",
        ),
        awards_to_look_at(person),
        since="since",
        url=reverse("awards-to-look-at"),
    )
