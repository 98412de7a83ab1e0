"""What waits for someone as a steward, for the list of what needs them. A charter asks nobody to answer: it is not here."""

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import ngettext_lazy

from community.models import Talk
from people.registry import waits
from people.waiting import several


@waits
def talks(person):
    waiting = Talk.objects.waiting_for(person).order_by()
    found = waiting.aggregate(count=Count("pk", distinct=True), since=Min("asked_at"))
    return several(
        ngettext_lazy(
            "Someone would like to talk.",
            "%(count)d people would like to talk.",
            "count",
        ),
        found["count"],
        url=reverse("talks"),
        since=found["since"],
    )
