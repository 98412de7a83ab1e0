"""What second looks want of someone, as lines of the list of what needs them."""

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import ngettext

from assessments.models import Action, Sample
from people.registry import Waiting
from people.roles import Role


def second_looks_waiting(person):
    """[Waiting]: what a plan asks this IQA to look at, and what a second look asked of this assessor. Two queries."""
    asked = Sample.objects.visible_to(person).filter(iqa=person, state=Sample.State.PLANNED).order_by()
    here = person.memberships.current().filter(role=Role.ASSESSOR).values("organisation")
    actions = Action.objects.filter(assessor=person, organisation__in=here, answered_at=None, settled_at=None)
    return [
        *line(
            asked.aggregate(count=Count("pk"), since=Min("added_at")),
            reverse("quality") + "?whose=mine",
            lambda n: ngettext(
                "Look at %(count)d round a second time.", "Look at %(count)d rounds a second time.", n
            ),
        ),
        *line(
            actions.order_by().aggregate(count=Count("pk"), since=Min("record__looked_at")),
            reverse("actions"),
            lambda n: ngettext(
                "A second look asks for %(count)d thing.", "Second looks ask for %(count)d things.", n
            ),
        ),
    ]


def line(found, url, words):
    count = found["count"]
    return [Waiting(words(count) % {"count": count}, url, found["since"], count)] if count else []
