"""What second looks want of someone, as lines of the list of what needs them."""

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import ngettext_lazy

from assessments.models import Action, Sample
from people.roles import Role
from people.waiting import several


def second_looks_waiting(person):
    """[Waiting]: what a plan asks this IQA to look at, and what a second look asked of this assessor. Two queries."""
    asked = Sample.objects.visible_to(person).filter(iqa=person, state=Sample.State.PLANNED).order_by()
    here = person.memberships.current().filter(role=Role.ASSESSOR).values("organisation")
    actions = Action.objects.filter(assessor=person, organisation__in=here, answered_at=None, settled_at=None)
    to_look_at = asked.aggregate(count=Count("pk"), since=Min("added_at"))
    to_do = actions.order_by().aggregate(count=Count("pk"), since=Min("record__looked_at"))
    return [
        *several(
            ngettext_lazy(
                "Look at %(count)d round a second time.",
                "Look at %(count)d rounds a second time.",
                "count",
            ),
            **to_look_at,
            url=reverse("quality") + "?whose=mine",
        ),
        *several(
            ngettext_lazy(
                "A second look asks for %(count)d thing.",
                "Second looks ask for %(count)d things.",
                "count",
            ),
            **to_do,
            url=reverse("actions"),
        ),
    ]
