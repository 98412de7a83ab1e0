"""What waits for someone in their folder, for the list of what needs them."""

from django.db.models import Count, Max, Min
from django.urls import reverse
from django.utils.translation import ngettext_lazy

from people.registry import waits
from people.waiting import several
from portfolios.models import GroupPart, TakedownRequest


@waits
def parts_asked(person):
    asked = GroupPart.objects.filter(
        person=person,
        answer=GroupPart.Answer.ASKED,
        evidence__withdrawn_at=None,
        evidence__hidden_at=None,
    )
    found = asked.order_by().aggregate(count=Count("pk"), since=Min("asked_at"), code=Max("code"))
    return several(
        ngettext_lazy(
            "Someone asks what your part was in what you may have done together.",
            "%(count)d times, someone asks what your part was in what you may have done together.",
            "count",
        ),
        found["count"],
        url=found["count"] and reverse("part-detail", args=[found["code"]]),
        since=found["since"],
    )


@waits
def wishes(person):
    asked = TakedownRequest.objects.filter(settled_at=None, evidence__portfolio__owner=person).order_by()
    found = asked.aggregate(count=Count("pk"), since=Min("asked_at"), code=Max("evidence__code"))
    return several(
        ngettext_lazy(
            "Someone in your evidence asked for it to be taken down.",
            "%(count)d times, someone in your evidence asked for it to be taken down.",
            "count",
        ),
        found["count"],
        url=found["count"] and reverse("evidence-people", args=[found["code"]]),
        since=found["since"],
    )
